//! Mistakes: said clearly, easily mended, and nothing is lost.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Key, Outcome, journey};

use crate::letter::{
    ATTACH, CATEGORY, CHECK, CONSENT, DESCRIPTION, EMAIL, FORM, HEADING, Letter, PHONE, SAVED,
    SEND, SUBJECT, number_on_receipt, reviews, sends,
};

/// What is wrong with an empty form, from its top to its bottom.
const WRONG: [&str; 5] = [
    "field-category",
    "field-subject",
    "field-description",
    "field-phone",
    "field-consent",
];
const MEGABYTE: usize = 1_048_576;
/// How a PNG of one pixel begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01";

#[test]
fn an_empty_form_says_every_mistake_and_leads_to_each() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.presses(CHECK).await?;
        citizen.is_focused_on("error-summary").await?;
        citizen
            .sees_in("#error-summary", "Исправьте ошибки")
            .await?;
        let title: String = citizen.probes("return document.title").await?;
        ensure!(
            title == format!("Ошибка: {HEADING} — Помощь и поддержка"),
            "the title is «{title}»"
        );

        let links: Vec<(String, String)> = citizen
            .probes("return [...document.querySelectorAll('#error-summary a')].map((a) => [a.hash.slice(1), a.innerText])")
            .await?;
        let targets: BTreeSet<_> = links.iter().map(|(target, _)| target.as_str()).collect();
        ensure!(
            targets == BTreeSet::from(WRONG),
            "the summary leads to {targets:?}"
        );
        for (at, (target, message)) in links.iter().enumerate() {
            citizen
                .probes::<()>(&format!(
                    "document.querySelectorAll('#error-summary a')[{at}].click()"
                ))
                .await?;
            citizen.is_focused_on(target).await?;
            // The summary may name the field first; then come the same words as at the field.
            let error = citizen
                .reads_in(&format!("#{}", target.replace("field-", "error-")))
                .await?;
            ensure!(
                !error.is_empty() && plain(message).ends_with(&error),
                "#{target} says «{error}», the summary «{message}»"
            );
            let told = described(&citizen, target).await?;
            ensure!(
                told.contains(&error),
                "#{target} is not told «{error}» but «{told}»"
            );
            let address = citizen.address().await?;
            ensure!(address == FORM, "the link led away to {address}");
        }

        // Mended: the title and the summary are as before.
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await.map(drop)
    })
}

#[test]
fn the_summary_names_mistakes_in_the_order_of_the_form() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.presses(CHECK).await?;
        citizen.is_focused_on("error-summary").await?;
        let targets: Vec<String> = citizen
            .probes("return [...document.querySelectorAll('#error-summary a')].map((a) => a.hash.slice(1))")
            .await?;
        ensure!(targets == WRONG, "the summary leads to {targets:?}");
        Ok(())
    })
}

#[test]
fn every_wrong_field_is_marked_as_wrong() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.presses(CHECK).await?;
        citizen.is_focused_on("error-summary").await?;
        for id in WRONG {
            let script = format!(
                "const field = document.getElementById('{id}'); \
                 return [field, field.closest('fieldset')].some((one) => one?.getAttribute('aria-invalid') === 'true')"
            );
            ensure!(
                citizen.probes::<bool>(&script).await?,
                "#{id} is not marked as wrong"
            );
        }
        Ok(())
    })
}

#[test]
fn a_mistake_is_said_on_leaving_the_field_and_goes_while_it_is_mended() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let wrong = "неверный адрес почты";
        citizen.types(EMAIL, "anna@").await?;
        ensure!(
            !citizen.reads().await?.contains(wrong),
            "the mistake is said while typing"
        );
        citizen.hits(Key::Tab).await?;
        citizen.sees(wrong).await?;
        let told = described(&citizen, "field-email").await?;
        ensure!(
            told.contains(wrong) && told.contains("name@example.ru"),
            "the field is told «{told}»"
        );
        citizen.types(EMAIL, "example.ru").await?;
        citizen.sees_no_more(wrong).await?;

        citizen.types(PHONE, "12").await?;
        citizen.hits(Key::Tab).await?;
        citizen.sees("неверный номер телефона").await?;
        // Left empty it is no mistake yet: only sending asks for it.
        citizen.field(SUBJECT).await?.click().await?;
        citizen.hits(Key::Tab).await?;
        ensure!(
            !citizen.reads().await?.contains("Заполните это поле"),
            "an empty field is a mistake before sending"
        );
        Ok(())
    })
}

#[test]
fn wrong_files_are_refused_with_the_reason_and_nothing_is_lost() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let program = stage.paper(
            "отчёт.png",
            b"MZ\x90\0\x03\0\0\0 this program is no picture",
        )?;
        let empty = stage.paper("пусто.pdf", b"")?;
        let large = stage.paper("большой.png", &padded(5 * MEGABYTE + 1))?;
        let largest = stage.paper("впору.png", &padded(5 * MEGABYTE))?;

        citizen.attaches(ATTACH, &program).await?;
        citizen
            .sees("Это программа. Такой файл нельзя приложить. Подойдут JPG, PNG или PDF")
            .await?;
        let told = described(&citizen, "field-files").await?;
        ensure!(told.contains("отчёт.png"), "the field is told «{told}»");
        citizen.attaches(ATTACH, &empty).await?;
        citizen.sees("Файл пустой. Выберите другой файл").await?;
        citizen.attaches(ATTACH, &large).await?;
        citizen
            .sees("Файл слишком большой: 5,1 МБ при пределе 5 МБ")
            .await?;
        // It is a picture by its beginning only.
        citizen.presses("Уменьшить").await?;
        citizen
            .sees("браузер не справился с этой картинкой")
            .await?;
        citizen.presses("Убрать").await?;
        citizen.hears("Файл большой.png убран").await?;
        citizen.is_focused_on("field-files").await?;
        citizen.attaches(ATTACH, &largest).await?;
        citizen.sees_in(".file", "впору.png").await?;
        citizen.sees("Загружен").await?;
        citizen.sees_no_more("Файл слишком большой").await?;
        ensure!(
            citizen.reads_in(".file__name").await? == "впору.png",
            "a refused file is in the list"
        );

        for (label, text) in [
            (SUBJECT, Letter::ERROR.subject),
            (DESCRIPTION, Letter::ERROR.description),
        ] {
            ensure!(
                citizen.reads_field(label).await? == text,
                "«{label}» is lost"
            );
        }
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.button("впору.png").await?;
        citizen.sees_in(".letter", "5 МБ").await
    })
}

#[test]
fn a_sixth_file_is_refused_and_one_taken_out_makes_room() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        for at in 1..=6 {
            let paper = stage.paper(&format!("лист {at}.pdf"), b"%PDF-1.7 a page")?;
            citizen.attaches(ATTACH, &paper).await?;
            citizen.sees(&format!("лист {at}.pdf")).await?;
        }
        citizen
            .sees("лист 6.pdf: Слишком много файлов: можно 5. Уберите лишние")
            .await?;
        citizen.presses("Убрать").await?;
        citizen.hears("Файл лист 1.pdf убран").await?;
        let focus = citizen.focus().await?;
        ensure!(
            focus.tag == "li" && focus.text.contains("лист 2.pdf"),
            "the focus is not on the next file: {focus:?}"
        );
        citizen.sees_no_more("Слишком много файлов").await?;
        let sixth = stage.paper("лист 6.pdf", b"%PDF-1.7 a page")?;
        citizen.attaches(ATTACH, &sixth).await?;
        citizen.sees_in(".files__list", "лист 6.pdf").await?;
        let names = citizen.reads_in(".file__name").await?;
        ensure!(
            names == "лист 2.pdf лист 3.pdf лист 4.pdf лист 5.pdf лист 6.pdf",
            "the list is {names}"
        );
        Ok(())
    })
}

#[test]
fn too_much_text_is_said_and_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter {
            description: "",
            ..Letter::ERROR
        }
        .fill(&citizen)
        .await?;
        let text = "Пустые поля. "
            .repeat(310)
            .chars()
            .take(4_001)
            .collect::<String>();
        citizen.pastes(DESCRIPTION, &text).await?;
        citizen.sees("Лишних символов: 1").await?;
        citizen.presses(CHECK).await?;
        citizen
            .sees_in(
                "#error-summary",
                "Слишком длинно: можно 4000 символов, сейчас 4001",
            )
            .await?;
        ensure!(
            citizen.reads_field(DESCRIPTION).await? == text,
            "the text is cut"
        );
        citizen.field(DESCRIPTION).await?.click().await?;
        citizen.hits(Key::Backspace).await?;
        citizen.sees("4000 из 4000").await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await.map(drop)
    })
}

#[test]
fn a_megabyte_of_text_is_said_and_kept_over_a_reload() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let text = "word ".repeat(MEGABYTE / 5);
        citizen.pastes(DESCRIPTION, &text).await?;
        citizen.sees("Лишних символов:").await?;
        citizen.sees(SAVED).await?;
        citizen.presses(CHECK).await?;
        citizen.sees_in("#error-summary", "Слишком длинно").await?;
        citizen.reloads().await?;
        let kept = citizen.reads_field(DESCRIPTION).await?;
        ensure!(
            kept.len() == text.len(),
            "{} of {} letters are kept",
            kept.len(),
            text.len()
        );
        ensure!(stage.portal.queue().await?.is_empty());
        Ok(())
    })
}

#[test]
fn markup_and_control_characters_stay_text_and_do_not_run() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let subject = "<img src=x onerror=\"window.ran=1\"> {{7*7}} ${7*7}";
        let description = "<script>window.ran=1</script><b>жирно</b> \u{1}\u{8}\u{202e}наоборот\u{0b}, и ещё немного слов";
        Letter {
            subject: "",
            description: "",
            ..Letter::ERROR
        }
        .fill(&citizen)
        .await?;
        citizen.pastes(SUBJECT, subject).await?;
        citizen.pastes(DESCRIPTION, description).await?;
        citizen
            .attaches(
                ATTACH,
                &stage.paper("<img src=x onerror=alert(1)>.pdf", b"%PDF-1.7 a page")?,
            )
            .await?;
        citizen.sees("Загружен").await?;
        reviews(&citizen).await?;
        citizen.sees_in(".review", subject).await?;
        citizen
            .sees_in(".review", "<script>window.ran=1</script><b>жирно</b>")
            .await?;
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        citizen.sees_in(".tracker__subject", subject).await?;
        citizen.presses("Что вы отправили").await?;
        citizen
            .sees("<script>window.ran=1</script><b>жирно</b> наоборот, и ещё немного слов")
            .await?;
        citizen.sees("<img src=x onerror=alert(1)>.pdf").await?;
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", subject).await?;
        citizen
            .opens("/search?q=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E")
            .await?;
        citizen
            .sees_page("Поиск: <img src=x onerror=\"window.ran=1\">")
            .await?;
        let ran: bool = citizen.probes("return 'ran' in window").await?;
        ensure!(!ran, "markup of a citizen ran");
        Ok(())
    })
}

#[test]
fn nowhere_to_answer_and_no_consent_are_mistakes() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter {
            phone: "",
            email: "",
            ..Letter::ERROR
        }
        .fill(&citizen)
        .await?;
        citizen.chooses(CONSENT).await?;
        citizen.presses(CHECK).await?;
        citizen
            .sees_in(
                "#error-summary",
                "Укажите телефон или почту, чтобы мы могли ответить",
            )
            .await?;
        citizen
            .sees_in(
                "#error-summary",
                "Отметьте согласие: без него нельзя принять обращение",
            )
            .await?;
        let page = citizen.reads_in("#error-summary").await?;
        ensure!(
            !page.contains(CATEGORY) && !page.contains("Заполните"),
            "more than that is wrong: {page}"
        );
        Ok(())
    })
}

/// What a screen reader says about a field beside its name; of a group of options, about the group.
async fn described(citizen: &Citizen, id: &str) -> Result<String> {
    let script = format!(
        "const field = document.getElementById('{id}'); const ids = [field, field.closest('fieldset')] \
         .flatMap((one) => (one?.getAttribute('aria-describedby') ?? '').split(' ')); \
         const words = ids.map((id) => document.getElementById(id)?.innerText ?? '').join(' '); \
         return words.replace(/[\\s\\u00a0]+/g, ' ')"
    );
    citizen.probes(&script).await
}

/// With ordinary spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A picture by its beginning, of exactly this size.
fn padded(size: usize) -> Vec<u8> {
    let mut bytes = PNG.to_vec();
    bytes.resize(size, 0);
    bytes
}

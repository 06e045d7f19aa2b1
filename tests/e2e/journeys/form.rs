//! Filling a form: help on the way, the review, drafts beside each other, a device that is not one's own.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Key, Outcome, journey, until};

use crate::letter::{
    ATTACH, CHECK, CONSENT, DESCRIPTION, EMAIL, FORM, HEADING, Letter, REVIEW, SAVED, SEND,
    SPACED_PHONE, SUBJECT, number_on_receipt, only_request, reviews, sends,
};

const DISPUTE: &str = "/requests/new/dispute";
const CALLBACK: &str = "/requests/new/callback";
const APPLICATION: &str = "/requests/new/application";
const REQUESTS: &str = "Мои обращения";
const DESCRIBE: &str = "Что на снимке или в документе";
const STRANGE: &str = "Это чужое устройство: ничего не сохранять";
const NOT_KEPT: &str = "На этом устройстве ничего не сохраняется";
/// Labels of a document in a dispute.
const DOCUMENT: &str = "Что это";
const DAY: &str = "От какого дня";

/// Whether there is nothing in the form.
async fn is_empty(citizen: &Citizen) -> Result<()> {
    for label in [SUBJECT, DESCRIPTION, EMAIL] {
        let text = citizen.reads_field(label).await?;
        ensure!(text.is_empty(), "«{label}» holds «{text}»");
    }
    Ok(())
}

/// Waits until a field holds this.
async fn holds(citizen: &Citizen, label: &str, expected: &str) -> Result<()> {
    until(&format!("«{expected}» in «{label}»"), async || {
        let text = citizen.reads_field(label).await?;
        ensure!(text == expected, "it holds «{text}»");
        Ok(Some(()))
    })
    .await
}

#[test]
fn the_review_shows_every_answer_and_leads_back_to_each() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.types(DESCRIBE, "Пустые поля").await?;
        citizen.sees("Загружен").await?;
        citizen.presses(CHECK).await?;
        citizen.arrives_at(REVIEW).await?;
        for answer in [
            Letter::ERROR.category,
            Letter::ERROR.subject,
            Letter::ERROR.description,
            SPACED_PHONE,
            Letter::ERROR.email,
            "снимок.png — Пустые поля",
        ] {
            citizen.sees_in(".review", answer).await?;
        }
        // What was left out is said, too.
        citizen.sees_in(".review__rest", "Раздел").await?;
        for (label, id) in [
            ("Категория обращения", "field-category"),
            (DESCRIPTION, "field-description"),
            ("Прикреплённые файлы", "field-files"),
            (SUBJECT, "field-subject"),
        ] {
            citizen.presses(&format!("Изменить: {label}")).await?;
            citizen.sees_page(HEADING).await?;
            citizen.is_focused_on(id).await?;
            reviews(&citizen).await?;
        }
        citizen.presses("Вернуться к форме").await?;
        citizen.sees_page(HEADING).await?;
        citizen.retypes(SUBJECT, "Исправленная тема").await?;
        reviews(&citizen).await?;
        citizen.sees_in(".review", "Исправленная тема").await?;
        ensure!(stage.portal.queue().await?.is_empty(), "it was sent before");
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        let row = only_request(&stage.portal).await?;
        ensure!(row.subject == "Исправленная тема", "the staff sees {row:?}");
        Ok(())
    })
}

#[test]
fn back_from_the_review_returns_to_the_form_with_everything() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        reviews(&citizen).await?;
        citizen.goes_back().await?;
        citizen.sees_page(HEADING).await?;
        Letter::ERROR.is_in_form(&citizen).await?;
        // Nothing is sent again by going forth.
        citizen.probes::<()>("history.forward()").await?;
        citizen.sees_page(REVIEW).await?;
        ensure!(stage.portal.queue().await?.is_empty(), "it was sent");
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await.map(drop)
    })
}

#[test]
fn a_reload_on_the_review_loses_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        reviews(&citizen).await?;
        citizen.reloads().await?;
        citizen.sees_page(REVIEW).await?;
        for answer in [
            Letter::ERROR.subject,
            Letter::ERROR.description,
            SPACED_PHONE,
            "снимок.png",
        ] {
            citizen.sees_in(".review", answer).await?;
        }
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.png").await
    })
}

#[test]
fn the_address_of_a_review_of_nothing_is_the_form() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(&format!("{FORM}?review=1")).await?;
        citizen.sees_page(HEADING).await?;
        is_empty(&citizen).await
    })
}

#[test]
fn a_form_has_two_drafts_and_each_is_gone_on_with() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.types(SUBJECT, "Первое обращение").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        citizen.presses("Оставить его и начать другое").await?;
        citizen
            .hears("Черновик остался в разделе «Мои обращения»")
            .await?;
        is_empty(&citizen).await?;
        citizen.types(SUBJECT, "Второе обращение").await?;
        citizen.sees(SAVED).await?;

        citizen.follows(REQUESTS).await?;
        citizen.arrives_at(REQUESTS).await?;
        citizen.sees("Черновики").await?;
        citizen.sees_in(".rows", "Второе обращение").await?;
        citizen.follows("Первое обращение").await?;
        citizen.arrives_at(HEADING).await?;
        holds(&citizen, SUBJECT, "Первое обращение").await?;
        // Opened and not changed, it is still the one that comes back.
        citizen.settles().await?;
        let address = citizen.address().await?;
        ensure!(address == FORM, "the key stays in the address: {address}");
        citizen.reloads().await?;
        holds(&citizen, SUBJECT, "Первое обращение").await?;

        citizen.follows(REQUESTS).await?;
        citizen.arrives_at(REQUESTS).await?;
        citizen
            .presses("Удалить черновик: Второе обращение")
            .await?;
        citizen.hears("Черновик удалён").await?;
        citizen.is_focused_on("page-title").await?;
        citizen.sees_no_more("Второе обращение").await?;
        citizen.reloads().await?;
        citizen.sees_in(".rows", "Первое обращение").await?;
        ensure!(!citizen.reads().await?.contains("Второе обращение"));
        Ok(())
    })
}

#[test]
fn of_two_drafts_the_one_that_was_sent_is_gone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.types(SUBJECT, "Отложенное обращение").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        citizen.presses("Оставить его и начать другое").await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        let row = only_request(&stage.portal).await?;
        ensure!(row.subject == Letter::ERROR.subject, "sent is {row:?}");
        // The other one is offered, as it was.
        citizen.opens(FORM).await?;
        holds(&citizen, SUBJECT, "Отложенное обращение").await
    })
}

/// Everything the browser holds of the portal, in lines. Of a file only that it is there.
const HELD: &str = r"
const done = arguments[arguments.length - 1];
const lines = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).map(([name, text]) => `${name}: ${text}`));
const open = indexedDB.open('opora');
// There is none yet, and the look shall make none.
open.onupgradeneeded = () => open.transaction.abort();
open.onerror = (event) => { event.preventDefault(); done(lines); };
open.onsuccess = () => {
  const database = open.result;
  const names = [...database.objectStoreNames];
  const look = database.transaction(names);
  for (const name of names) {
    look.objectStore(name).getAll().onsuccess = ({ target }) => {
      lines.push(...target.result.map((value) => `${name}: ${typeof value === 'string' ? value : 'a file'}`));
    };
  }
  look.oncomplete = () => { database.close(); done(lines); };
};
";

/// Names of what lies in the database.
const STORES: [&str; 4] = ["drafts: ", "outbox: ", "requests: ", "files: "];

/// Nothing of the person is on the device: neither in the database nor in a storage.
async fn keeps_nothing(citizen: &Citizen, personal: &[&str]) -> Result<()> {
    let held: Vec<String> = citizen.probes_later(HELD).await?;
    for line in &held {
        let is_stored = STORES.iter().any(|store| line.starts_with(store));
        let is_personal = personal.iter().any(|text| line.contains(text));
        ensure!(!is_stored && !is_personal, "the device holds «{line}»");
    }
    Ok(())
}

#[test]
fn a_strange_device_forgets_what_was_typed_and_keeps_nothing_more() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        citizen.sees(SAVED).await?;
        let held: Vec<String> = citizen.probes_later(HELD).await?;
        ensure!(
            held.iter().any(|line| line.contains(Letter::ERROR.subject))
                && held.iter().any(|line| line.starts_with("files: ")),
            "the look finds nothing: {held:?}"
        );

        citizen.presses(STRANGE).await?;
        citizen.hears(NOT_KEPT).await?;
        citizen.sees(NOT_KEPT).await?;
        // What is in the form stays in it, and goes on.
        Letter::ERROR.is_in_form(&citizen).await?;
        let second = stage.paper("ещё.pdf", b"%PDF-1.7 a page")?;
        citizen.attaches(ATTACH, &second).await?;
        citizen.sees_in(".files__list", "ещё.pdf").await?;
        citizen.types(DESCRIPTION, " И ещё раз.").await?;
        // As whoever sits at it next: in the same tab, and in another.
        citizen.opens("/").await?;
        let personal = [
            Letter::ERROR.subject,
            Letter::ERROR.description,
            SPACED_PHONE,
            Letter::ERROR.email,
        ];
        keeps_nothing(&citizen, &personal).await?;
        citizen.opens(FORM).await?;
        is_empty(&citizen).await?;
        citizen.sees(NOT_KEPT).await?;
        citizen.opens_in_new_tab(FORM).await?;
        is_empty(&citizen).await?;
        keeps_nothing(&citizen, &personal).await
    })
}

#[test]
fn a_request_can_be_sent_from_a_strange_device_and_leaves_no_trace() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.presses(STRANGE).await?;
        citizen.hears(NOT_KEPT).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.png").await?;
        let row = only_request(&stage.portal).await?;
        ensure!(row.number == number, "the staff sees {row:?}");

        citizen.opens("/requests").await?;
        citizen
            .sees("На этом устройстве пока нет обращений")
            .await?;
        let personal = [number.as_str(), Letter::ERROR.subject, Letter::ERROR.email];
        keeps_nothing(&citizen, &personal).await
    })
}

#[test]
fn without_a_connection_a_strange_device_keeps_the_form_open_until_it_is_back() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens(FORM).await?;
        citizen.presses(STRANGE).await?;
        Letter::ERROR.fill(&citizen).await?;
        stage.portal.stop().await?;
        // Nothing waits in an outbox, and neither does a file.
        let picture = stage.paper("лист.pdf", b"%PDF-1.7 a page")?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees_in(".files__list", "лист.pdf").await?;
        sends(&citizen).await?;
        citizen.sees("Обращение не отправлено").await?;
        citizen.sees("Всё осталось в форме").await?;
        keeps_nothing(&citizen, &[Letter::ERROR.subject]).await?;
        stage.portal.start().await?;
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("лист.pdf").await?;
        only_request(&stage.portal).await?;
        keeps_nothing(&citizen, &[Letter::ERROR.subject]).await
    })
}

#[test]
fn a_device_that_is_ones_own_after_all_keeps_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.presses(STRANGE).await?;
        citizen.types(SUBJECT, "Всё-таки своё").await?;
        citizen.presses("Сохранять на этом устройстве").await?;
        citizen.hears("Снова сохраняем на этом устройстве").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        holds(&citizen, SUBJECT, "Всё-таки своё").await
    })
}

#[test]
fn a_date_in_another_order_is_repaired_with_one_press() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(DISPUTE).await?;
        citizen.types(DAY, "14.03.2026").await?;
        let wrong = "неверный формат даты. Введите 2026-03-14";
        ensure!(
            !citizen.reads().await?.contains(wrong),
            "the mistake is said while typing"
        );
        citizen.hits(Key::Tab).await?;
        citizen.sees(wrong).await?;
        citizen.presses("Исправить на 2026-03-14").await?;
        holds(&citizen, DAY, "2026-03-14").await?;
        citizen.is_focused_on("field-document-date").await?;
        citizen.sees_no_more(wrong).await?;
        citizen.sees_no_more("Исправить на").await?;

        // What is no day at all is left to the person.
        citizen.retypes(DAY, "31.02.2026").await?;
        citizen.hits(Key::Tab).await?;
        citizen.sees("неверный формат даты").await?;
        ensure!(!citizen.reads().await?.contains("Исправить на"));
        Ok(())
    })
}

#[test]
fn a_vague_subject_is_advised_once_it_is_left_and_stops_nobody() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter {
            subject: "",
            ..Letter::ERROR
        }
        .fill(&citizen)
        .await?;
        let advice = "Так ответят быстрее: начните с действия или с вопроса";
        citizen.types(SUBJECT, "Статус заявки 12345").await?;
        ensure!(
            !citizen.reads().await?.contains(advice),
            "it is advised while typing"
        );
        citizen.hits(Key::Tab).await?;
        citizen.sees(advice).await?;
        // It may stay as it is.
        reviews(&citizen).await?;
        citizen.presses(&format!("Изменить: {SUBJECT}")).await?;
        citizen.sees(advice).await?;
        citizen.presses("Уточнить").await?;
        holds(&citizen, SUBJECT, "Уточнить Статус заявки 12345").await?;
        citizen.is_focused_on("field-subject").await?;
        citizen.sees_no_more(advice).await?;
        citizen.sees("Хорошо: сразу понятно, о чём вопрос.").await
    })
}

#[test]
fn several_questions_become_drafts_of_their_own() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let (first, second) = ("Как подать заявление?", "Где узнать статус?");
        let text = "Пишу из другого города, приехать не смогу.";
        citizen.opens(FORM).await?;
        citizen.chooses("Запрос информации").await?;
        citizen.types(DESCRIPTION, text).await?;
        citizen.types(SUBJECT, &format!("{first} {second}")).await?;
        citizen.hits(Key::Tab).await?;
        citizen.sees("Похоже, здесь несколько вопросов").await?;
        citizen.presses("Разделить на отдельные обращения").await?;
        citizen
            .hears("Здесь остался первый вопрос. Ещё 1 черновик ждёт в разделе «Мои обращения»")
            .await?;
        holds(&citizen, SUBJECT, first).await?;
        citizen.is_focused_on("field-subject").await?;
        citizen.sees(SAVED).await?;

        citizen.follows(REQUESTS).await?;
        citizen.arrives_at(REQUESTS).await?;
        citizen.sees_in(".rows", first).await?;
        citizen.follows(second).await?;
        citizen.arrives_at(HEADING).await?;
        holds(&citizen, SUBJECT, second).await?;
        holds(&citizen, DESCRIPTION, text).await?;
        ensure!(citizen.has_chosen("Запрос информации").await?);
        Ok(())
    })
}

#[test]
fn several_questions_stay_together_where_no_draft_can_be_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let text = "Как подать заявление? Где узнать статус?";
        citizen.opens(FORM).await?;
        citizen.presses(STRANGE).await?;
        citizen.types(SUBJECT, text).await?;
        citizen.hits(Key::Tab).await?;
        citizen.presses("Разделить на отдельные обращения").await?;
        // The press has had its time once the next thing is done.
        citizen
            .types(DESCRIPTION, "Пишу из другого города.")
            .await?;
        holds(&citizen, SUBJECT, text).await
    })
}

#[test]
fn a_number_of_a_document_in_the_text_is_warned_of() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let warning = "Похоже, здесь СНИЛС. Для ответа он обычно не нужен";
        citizen
            .types(DESCRIPTION, "Проверьте начисления. Мой СНИЛС 112-233-445 9")
            .await?;
        ensure!(
            !citizen.reads().await?.contains(warning),
            "half a number is warned of"
        );
        citizen.types(DESCRIPTION, "5").await?;
        citizen.sees_in(".advice--warning", warning).await?;
        citizen.hears(warning).await?;
        citizen
            .retypes(DESCRIPTION, "Проверьте начисления за октябрь.")
            .await?;
        citizen.sees_no_more(warning).await?;
        // A phone and a number of a request are nobody's secret here.
        citizen
            .types(DESCRIPTION, " Обращение 7KQ4-22H2, +7 912 345-67-89.")
            .await?;
        citizen.sees_no_more("Похоже, здесь").await
    })
}

#[test]
fn a_section_that_the_text_speaks_for_is_offered_not_chosen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen
            .types(
                DESCRIPTION,
                "Оплатил счёт, деньги списались, платёж не дошёл.",
            )
            .await?;
        citizen
            .sees("По тексту похоже: «Биллинг и оплата».")
            .await?;
        ensure!(!citizen.has_chosen("Биллинг и оплата").await?);
        citizen.presses("Выбрать").await?;
        until("the section to be chosen", async || {
            let is_chosen = citizen.has_chosen("Биллинг и оплата").await?;
            Ok(is_chosen.then_some(()))
        })
        .await?;
        citizen
            .sees_no_more("По тексту похоже: «Биллинг и оплата»")
            .await
    })
}

#[test]
fn a_ready_made_text_is_put_into_the_form_and_takes_nothing_away() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.chooses("Ошибка").await?;
        citizen.types(DESCRIPTION, "Пишу второй раз.").await?;
        citizen.presses("Готовые формулировки").await?;
        citizen.presses("Не получается войти").await?;
        citizen.types("Телефон, почта или СНИЛС", "почта").await?;
        citizen.types("Что на экране", "белая страница").await?;
        citizen
            .sees_in(
                ".templates__preview",
                "Вхожу так: почта. Вместо кабинета вижу: белая страница. Не помогло: ….",
            )
            .await?;
        citizen.presses("Вставить в форму").await?;
        citizen
            .hears("Текст вставлен в форму, его можно править")
            .await?;
        holds(&citizen, SUBJECT, "Восстановить вход в личный кабинет").await?;
        let text = "Пишу второй раз.\n\nВхожу так: почта. Вместо кабинета вижу: белая страница. Не помогло: ….";
        holds(&citizen, DESCRIPTION, text).await?;

        // Once more: a line of one's own stays, and no text comes twice.
        citizen.retypes(SUBJECT, "Моя собственная тема").await?;
        citizen.presses("Вставить в форму").await?;
        citizen.settles().await?;
        holds(&citizen, SUBJECT, "Моя собственная тема").await?;
        holds(&citizen, DESCRIPTION, text).await?;

        // What fits depends on the category.
        citizen.chooses("Запрос информации").await?;
        citizen.sees_in(".templates", "Почему отклонили").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        holds(&citizen, DESCRIPTION, text).await
    })
}

#[test]
fn a_link_fills_in_what_it_may_says_so_and_never_agrees_for_the_person() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let form = stage.portal.ask("/api/v1/forms/callback?lang=ru").await?;
        let form = form.json()?;
        let fields = form["fields"].as_array().cloned().unwrap_or_default();
        let consent = fields.iter().find(|field| field["name"] == "consent");
        let version = consent.and_then(|field| field["version"].as_str());
        for agreed in ["yes", version.unwrap_or_default()] {
            citizen
                .opens(&format!(
                    "{CALLBACK}?section=billing&number=7kq422h2&phone=%2B79123456789&consent={agreed}"
                ))
                .await?;
            ensure!(!citizen.has_chosen(CONSENT).await?, "a link has agreed");
            let phone = citizen.reads_field("Телефон").await?;
            ensure!(phone.is_empty(), "a link has given the phone {phone}");
        }
        ensure!(citizen.has_chosen("Биллинг и оплата").await?);
        holds(&citizen, "Номер обращения", "7KQ4-22H2").await?;
        let address = citizen.address().await?;
        ensure!(address == CALLBACK, "the address is {address}");

        // On a device that knows nothing of it yet, it is said.
        let other = stage.citizen().await?;
        other
            .opens(&format!(
                "{CALLBACK}?section=billing&number=7KQ4-22H2&hologram=1"
            ))
            .await?;
        other
            .sees("По ссылке уже заполнено: О чём разговор, Номер обращения")
            .await?;
        other.chooses("Услуги и подключение").await?;
        other.sees(SAVED).await?;
        other.reloads().await?;
        ensure!(
            other.has_chosen("Услуги и подключение").await?,
            "the link wins over the person"
        );

        // What is no answer fills in nothing.
        let third = stage.citizen().await?;
        third
            .opens(&format!("{CALLBACK}?section=hologram&number=%3Cscript%3E"))
            .await?;
        let number = third.reads_field("Номер обращения").await?;
        ensure!(number.is_empty(), "the number is «{number}»");
        ensure!(!third.reads().await?.contains("По ссылке"));
        Ok(())
    })
}

#[test]
fn documents_are_added_and_taken_out_and_the_rest_move_up() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(DISPUTE).await?;
        citizen.types(DOCUMENT, "Справка о доходах").await?;
        citizen.types(DAY, "2026-03-14").await?;
        citizen.presses("Добавить: Доказательство").await?;
        citizen.is_focused_on("field-document-2").await?;
        citizen.sees("Доказательство 2").await?;
        citizen.writes("Ответ ведомства").await?;
        citizen.presses("Убрать: Доказательство 1").await?;
        citizen.hears("Убрано: Доказательство 1").await?;
        citizen.is_focused_on("page-title").await?;
        holds(&citizen, DOCUMENT, "Ответ ведомства").await?;
        holds(&citizen, DAY, "").await?;
        citizen.sees_no_more("Доказательство 2").await?;
        ensure!(
            !citizen.reads().await?.contains("Убрать: Доказательство"),
            "the only one can be taken out"
        );
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        holds(&citizen, DOCUMENT, "Ответ ведомства").await?;

        // No more than five.
        for at in 2..=5 {
            citizen.presses("Добавить: Доказательство").await?;
            citizen
                .is_focused_on(&format!("field-document-{at}"))
                .await?;
        }
        ensure!(
            !citizen.reads().await?.contains("Добавить: Доказательство"),
            "a sixth can be added"
        );
        Ok(())
    })
}

#[test]
fn an_answer_to_a_hidden_question_is_kept_and_not_sent() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.chooses("Жалоба").await?;
        citizen.types("На какой орган", "МФЦ на Ленина").await?;
        citizen.chooses("Плохое качество услуги").await?;
        citizen.chooses("Ошибка").await?;
        citizen.sees_no_more("На какой орган").await?;
        citizen.sees("На какой странице ошибка").await?;
        // It is there again with its question, over a reload, too.
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        citizen.chooses("Жалоба").await?;
        holds(&citizen, "На какой орган", "МФЦ на Ленина").await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen
            .types("На какой странице ошибка", "/requests")
            .await?;
        reviews(&citizen).await?;
        citizen.sees_in(".review", "/requests").await?;
        let shown = citizen.reads_in(".review").await?;
        ensure!(
            !shown.contains("МФЦ") && !shown.contains("Плохое качество"),
            "a hidden answer is in the review: {shown}"
        );
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("На какой странице ошибка").await?;
        let sent = citizen.reads().await?;
        ensure!(!sent.contains("МФЦ"), "a hidden answer was sent: {sent}");
        Ok(())
    })
}

#[test]
fn a_number_of_a_person_is_put_in_order_and_never_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(APPLICATION).await?;
        citizen
            .types("Какая услуга нужна", "Справка о составе семьи")
            .await?;
        citizen.chooses("СНИЛС").await?;
        citizen.sees("11 цифр по образцу").await?;
        citizen.hits(Key::Tab).await?;
        citizen.is_focused_on("field-snils").await?;
        citizen.writes("11223344595").await?;
        citizen.hits(Key::Tab).await?;
        let shown = "return document.getElementById('field-snils').value";
        until("the number as on the card", async || {
            let number: String = citizen.probes(shown).await?;
            ensure!(number == "112-233-445 95", "it is «{number}»");
            Ok(Some(()))
        })
        .await?;
        citizen.sees(SAVED).await?;
        until("the draft without the number", async || {
            let held: Vec<String> = citizen.probes_later(HELD).await?;
            let held = held.join("\n");
            ensure!(!held.contains("112-233-445"), "the device holds {held}");
            Ok(held.contains("Справка о составе семьи").then_some(()))
        })
        .await?;
        citizen.reloads().await?;
        holds(&citizen, "Какая услуга нужна", "Справка о составе семьи").await?;
        let number: String = citizen.probes(shown).await?;
        ensure!(number.is_empty(), "the number is back: «{number}»");
        Ok(())
    })
}

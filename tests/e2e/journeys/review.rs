//! What the review of the app has found.

use anyhow::ensure;
use opora_e2e::{Outcome, journey};

use crate::letter::{FORM, HEADING, Letter, SAVED, SUBJECT};

#[test]
fn a_choice_from_a_link_does_not_win_over_the_persons_own() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new").await?;
        citizen.follows("Жалоба").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(
            citizen.has_chosen("Жалоба").await?,
            "the link chose nothing"
        );
        citizen.settles().await?;
        let address = citizen.address().await?;
        ensure!(address == FORM, "the address is {address}");
        citizen.is_focused_on("page-title").await?;
        citizen.chooses("Ошибка").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        ensure!(citizen.has_chosen("Ошибка").await?, "the choice is lost");
        citizen.follows("English").await?;
        citizen.sees("Error").await?;
        ensure!(
            citizen.has_chosen("Error").await?,
            "the choice is lost in English"
        );
        citizen.goes_back().await?;
        citizen.sees("What do you want to write about?").await
    })
}

#[test]
fn a_vote_pressed_twice_counts_once_and_the_focus_goes_on() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/status/no-change").await?;
        citizen.presses_twice("Нет").await?;
        citizen.is_focused_on("field-comment").await?;
        let votes: u32 = citizen
            .probes("return performance.getEntriesByType('resource').filter((one) => one.name.includes('/votes')).length")
            .await?;
        ensure!(votes == 1, "{votes} votes were sent");
        let label: f64 = citizen
            .probes("return document.querySelector('label[for=field-comment]').getBoundingClientRect().top")
            .await?;
        ensure!(label >= 0.0, "the label is out of sight: {label}");
        citizen.writes("Не сказано").await?;
        citizen.presses("Отправить").await?;
        citizen.is_focused_on("helpful-thanks").await
    })
}

#[test]
fn a_vote_that_cannot_be_sent_says_so_and_keeps_the_button() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq/status/no-change").await?;
        stage.portal.stop().await?;
        citizen.presses("Нет").await?;
        citizen.sees("Оценка не отправилась").await?;
        ensure!(citizen.focus().await?.text == "Нет");
        stage.portal.start().await?;
        citizen.presses("Нет").await?;
        citizen.is_focused_on("field-comment").await?;
        citizen.sees_no_more("Оценка не отправилась").await
    })
}

#[test]
fn a_request_taken_off_the_device_does_not_come_back() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.presses("Убрать с устройства").await?;
        citizen.hears("убрано с этого устройства").await?;
        citizen.is_focused_on("page-title").await?;
        citizen.goes_back().await?;
        citizen
            .sees("Это обращение не открыто на этом устройстве")
            .await?;
        citizen.is_focused_on("page-title").await?;
        citizen
            .types("Телефон или почта", Letter::ERROR.email)
            .await?;
        citizen.presses("Найти обращение").await?;
        citizen.sees_in(".tracker", "Принято").await?;
        citizen.is_focused_on("page-title").await?;
        ensure!(citizen.reads().await?.contains(&number));
        Ok(())
    })
}

#[test]
fn refreshing_a_status_says_how_it_went() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        Letter::ERROR.send(&citizen).await?;
        citizen.presses("Обновить статус").await?;
        citizen.hears("Проверено в").await?;
        stage.portal.stop().await?;
        citizen.presses("Обновить статус").await?;
        citizen.hears("Нет связи с порталом").await?;
        citizen
            .sees_in(".tracker__refresh", "Нет связи с порталом")
            .await?;
        stage.portal.start().await?;
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker__refresh", "Проверено в").await
    })
}

#[test]
fn trying_again_leaves_the_focus_on_the_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq").await?;
        citizen.presses("Помощь").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.arrives_at("Связаться с оператором").await?;
        citizen.goes_back().await?;
        citizen.sees_page("Ответы на вопросы").await?;
        citizen.is_focused_on("page-title").await?;
        stage.portal.stop().await?;
        citizen.presses("Помощь").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.sees("Нет связи с порталом").await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.is_focused_on("page-title").await?;
        citizen.sees("Нет связи с порталом").await?;
        stage.portal.start().await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.sees("8 800 555‑35‑35").await?;
        citizen.is_focused_on("page-title").await
    })
}

const REFUSED: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("opora");
    open.onsuccess = () => {
        const entry = { idempotency_key: "key-1", form: "feedback", fields: { subject: "Отклонённое", description: "Текст" }, files: [], profile: null, refusal: "Неверный адрес" };
        const change = open.result.transaction("outbox", "readwrite");
        change.objectStore("outbox").put(JSON.stringify(entry), "key-1");
        change.oncomplete = () => { localStorage.setItem("opora.outbox", "1"); open.result.close(); done(1); };
    };
"#;

#[test]
fn a_refused_request_is_told_and_changes_places_with_a_draft() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.types(SUBJECT, "Начатое").await?;
        citizen.sees(SAVED).await?;
        let _: u32 = citizen.probes_later(REFUSED).await?;
        citizen.opens("/faq").await?;
        citizen.follows("Не отправлено: 1 обращение").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.sees_in(".rows", "Неверный адрес").await?;
        citizen.presses("Открыть и исправить").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == "Отклонённое");
        citizen.follows("Не отправлено: 1 обращение").await?;
        citizen
            .sees_in(".rows", "Вы начали это обращение и не отправили")
            .await?;
        citizen.presses("Открыть и исправить").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == "Начатое");
        Ok(())
    })
}

#[test]
fn what_is_typed_right_before_a_change_of_language_is_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        for at in 1..=5 {
            let text = format!("Тема, раз {at}");
            let label = if at % 2 == 1 { SUBJECT } else { "Subject" };
            citizen.retypes(label, &text).await?;
            citizen
                .probes::<()>("document.getElementById('language').click()")
                .await?;
            citizen.settles().await?;
            let label = if at % 2 == 1 { "Subject" } else { SUBJECT };
            let kept = citizen.reads_field(label).await?;
            ensure!(kept == text, "kept is «{kept}» of «{text}»");
        }
        Ok(())
    })
}

#[test]
fn a_page_left_while_the_cursor_is_in_a_field_breaks_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new").await?;
        citizen.follows("Жалоба").await?;
        citizen.arrives_at(HEADING).await?;
        citizen.types(SUBJECT, "Тема").await?;
        citizen.probes::<()>("history.back()").await?;
        citizen.sees("О чём вы хотите написать?").await?;
        citizen.settles().await
    })
}

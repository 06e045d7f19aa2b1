//! Following a request.

use std::time::Duration;

use anyhow::ensure;
use opora_e2e::{Outcome, journey};

use crate::letter::Letter;

/// The open page asks every ten seconds.
const NEWS: Duration = Duration::from_secs(15);

#[test]
fn an_open_page_shows_and_says_a_new_status_without_a_reload() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.sees_in(".tracker", "Принято").await?;

        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen
            .sees_within(NEWS, "Обращение рассматривает специалист.")
            .await?;
        citizen.hears("Статус изменился: В работе").await?;
        citizen
            .sees_in(".timeline [aria-current=step]", "В работе")
            .await?;
        citizen
            .sees_in(".timeline", "Проверяем журнал ошибок")
            .await?;
        citizen
            .sees_in(".tracker", "Дальнейшие действия не требуются")
            .await
    })
}

#[test]
fn what_the_citizen_has_to_do_is_shown_until_it_is_done() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        let action = "Пришлите снимок экрана с адресной строкой";
        stage
            .portal
            .moves(
                &number,
                "waiting_documents",
                "Не хватает снимка экрана",
                &[action],
            )
            .await?;
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker", "Что нужно сделать").await?;
        citizen.sees_in(".tracker", action).await?;
        citizen.sees_in(".tracker", "до 12 марта").await?;
        citizen
            .hears("Статус изменился: Ожидание документов")
            .await?;
        citizen
            .sees_no_more("Дальнейшие действия не требуются")
            .await?;
        stage
            .portal
            .moves(&number, "in_progress", "Снимок получен по почте", &[])
            .await?;
        citizen.presses("Обновить статус").await?;
        citizen
            .sees_in(".tracker", "Дальнейшие действия не требуются")
            .await?;
        citizen.sees_no_more("Что нужно сделать").await
    })
}

#[test]
fn the_journal_tells_the_whole_way_to_the_end() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        stage
            .portal
            .moves(
                &number,
                "waiting_documents",
                "Не хватает снимка экрана",
                &["Пришлите снимок"],
            )
            .await?;
        stage
            .portal
            .moves(&number, "in_progress", "Снимок получен по почте", &[])
            .await?;
        stage
            .portal
            .moves(&number, "approved", "Исправили: форма сохраняется", &[])
            .await?;
        stage
            .portal
            .moves(&number, "closed", "Вопрос решён", &[])
            .await?;
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker", "Закрыто").await?;
        citizen.sees_in(".more", "хранится на портале по").await?;
        citizen.presses("Журнал обращения").await?;
        for reason in [
            "Не хватает снимка экрана",
            "Исправили: форма сохраняется",
            "Вопрос решён",
        ] {
            citizen.sees_in(".table", reason).await?;
        }
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", "Закрыто").await
    })
}

#[test]
fn a_status_that_moves_while_somebody_reads_the_journal_leaves_it_open() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.presses("Журнал обращения").await?;
        citizen.sees_in(".table", "Обращение отправлено").await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen.hears("Статус изменился: В работе").await?;
        citizen.sees_in(".table", "Проверяем журнал ошибок").await
    })
}

#[test]
fn a_portal_that_is_away_for_a_moment_does_not_take_the_status_off_the_screen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        let number = Letter::ERROR.send(&citizen).await?;
        stage.portal.stop().await?;
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker", "Принято").await?;
        stage.portal.start().await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker", "В работе").await
    })
}

#[test]
fn a_request_taken_off_the_device_does_not_come_back() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.presses(&format!("Ещё: {number}")).await?;
        citizen.presses("Убрать с устройства").await?;
        citizen.presses("Убрать").await?;
        citizen.hears("Мы продолжаем его рассматривать").await?;
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

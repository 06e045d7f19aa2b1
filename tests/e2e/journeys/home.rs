//! The first page: what everybody finds there, and what is this visitor's own.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};
use serde_json::{Value, json};

use crate::{
    guide::{FORGOT, passes},
    letter::{FORM, HEADING, Letter, SAVED, SUBJECT},
};

const TITLE: &str = "Чем помочь?";
const SITUATION: &str = "Сбои в мобильном приложении";

/// The headings of the sections of the main column, in their order.
const HEADINGS: &str =
    "return [...document.querySelectorAll('.home__main > section > h2')].map((h) => h.textContent)";
/// The typical situations, in their order.
const SITUATIONS: &str = "return [...document.querySelectorAll('.home__main [data-part-of=situations] .link__text')].map((l) => l.textContent)";

/// From now on this page load hears `changes` in place of what the server says of the first page.
async fn is_told(citizen: &Citizen, changes: &Value) -> Result<()> {
    citizen
        .probes::<()>(&format!(
            "const real = window.fetch; window.fetch = async (...call) => {{ \
             const reply = await real(...call); \
             if (!String(call[0].url ?? call[0]).includes('/v1/home')) return reply; \
             const body = Object.assign(await reply.json(), {changes}); \
             return new Response(JSON.stringify(body), {{ headers: {{ 'Content-Type': 'application/json' }} }}); }}"
        ))
        .await
}

#[test]
fn every_way_to_be_helped_is_on_the_first_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.sees_page(TITLE).await?;
        let headings: Vec<String> = citizen.probes(HEADINGS).await?;
        let expected = [
            "Частые ситуации",
            "Самообслуживание",
            "С\u{a0}чем вы пришли",
            "Недавно проверили",
        ];
        ensure!(headings == expected, "the sections are {headings:?}");
        let situations: Vec<String> = citizen.probes(SITUATIONS).await?;
        ensure!(situations.len() == 7, "the situations are {situations:?}");
        for words in [
            "Связаться с оператором",
            "8 800 555‑35‑35",
            "Понедельник – пятница: с 8:00 до 20:00",
            "Обратный звонок",
            "Жалоба",
            "Проверить обращение",
        ] {
            citizen.sees_in(".home__aside", words).await?;
        }
        // Nothing of a visitor whom the device does not know, and no fault where there is none.
        for absent in ["Ваши дела", "Почему я это вижу", "Уже знаем"]
        {
            let words = citizen.reads().await?;
            ensure!(!words.contains(absent), "«{absent}» is there");
        }
        citizen.follows("Подтверждение личности через СМС").await?;
        citizen.arrives_at("Подтверждение личности через СМС").await
    })
}

#[test]
fn the_static_page_offers_what_the_app_will() -> Outcome {
    const LINKS: &str = "return [...document.querySelectorAll('.popular a, .home__main:first-child > section a, .home__aside a')].map((a) => a.getAttribute('href') + ' ' + (a.querySelector('.link__text > span:not(.link__detail)') ?? a.querySelector('.link__text')?.firstChild ?? a).textContent)";
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for language in ["ru", "en"] {
            let address = format!("/?lang={language}");
            citizen.opens(&address).await?;
            let drawn: Vec<String> = citizen.probes(LINKS).await?;
            ensure!(drawn.len() > 25, "the app draws {drawn:?}");
            stage.portal.deploy(opora_e2e::Dist::without_app()?).await?;
            citizen.expects_in_console("404");
            citizen.loads(&address).await?;
            let first: Vec<String> = citizen.probes(LINKS).await?;
            ensure!(
                first == drawn,
                "the page says {first:#?}, the app {drawn:#?}"
            );
            stage.portal.deploy(opora_e2e::Dist::built()?).await?;
        }
        Ok(())
    })
}

#[test]
fn what_is_under_way_stands_first() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.opens("/guides/password-reset").await?;
        citizen.follows("Начать").await?;
        passes(&citizen, FORGOT).await?;
        citizen.opens(FORM).await?;
        citizen.sees_page(HEADING).await?;
        citizen.types(SUBJECT, "Не приходит код").await?;
        citizen.sees(SAVED).await?;

        citizen.opens("/").await?;
        for words in [
            &format!("Обращение {number} · Принято"),
            Letter::ERROR.subject,
            "Дальнейшие действия не требуются",
            "Начатая инструкция",
            "Сделано 1 из",
            "Черновик",
            "Не приходит код",
        ] {
            citizen.sees_in(".own", words).await?;
        }
        let is_first: bool = citizen
            .probes("return !!(document.querySelector('.own').compareDocumentPosition(document.querySelector('.popular')) & Node.DOCUMENT_POSITION_FOLLOWING)")
            .await?;
        ensure!(is_first, "what is under way is not on top");
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.arrives_at(&format!("Обращение {number}")).await
    })
}

#[test]
fn a_known_outage_is_told_once_and_can_be_hidden_until_it_changes() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let outage = |detail: &str| {
            json!({ "outages": [{
                "title": "Не приходят коды в СМС",
                "detail": detail,
                "since": "2026-03-02T11:05:00Z",
            }] })
        };
        let hears = async |detail: &str| {
            citizen.opens("/contacts").await?;
            is_told(&citizen, &outage(detail)).await?;
            citizen.follows("Опора").await?;
            citizen.arrives_at(TITLE).await
        };
        hears("Коды задерживаются до часа.").await?;
        citizen
            .sees_in(".notice", "Коды задерживаются до часа.")
            .await?;
        citizen.presses("Скрыть сообщение").await?;
        citizen.hears("Сообщение о сбое скрыто").await?;
        citizen.is_focused_on("page-title").await?;
        citizen.sees_no_more("Не приходят коды в СМС").await?;

        hears("Коды задерживаются до часа.").await?;
        citizen.sees("Частые ситуации").await?;
        let words = citizen.reads_in("main").await?;
        ensure!(!words.contains("Не приходят коды"), "it is shown again");
        hears("Коды приходят, но не всем.").await?;
        citizen
            .sees_in(".notice", "Коды приходят, но не всем.")
            .await
    })
}

#[test]
fn what_is_opened_often_comes_first_and_the_usual_order_can_be_had_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for _ in 0..3 {
            citizen.opens("/").await?;
            let before: Vec<String> = citizen.probes(SITUATIONS).await?;
            ensure!(
                before.last().is_some_and(|last| last == SITUATION),
                "the situations are {before:?}"
            );
            citizen.follows(SITUATION).await?;
            citizen.settles().await?;
        }
        citizen.opens("/").await?;
        let situations: Vec<String> = citizen.probes(SITUATIONS).await?;
        ensure!(
            situations.first().is_some_and(|first| first == SITUATION),
            "the situations are {situations:?}"
        );
        citizen.presses("Почему я это вижу").await?;
        citizen.sees("хранится только на этом устройстве").await?;
        citizen.sees(&format!("{SITUATION}: 3 раза")).await?;
        citizen.presses("Вернуть обычный порядок").await?;
        citizen.hears("счёт стёрт").await?;
        let still: Vec<String> = citizen.probes(SITUATIONS).await?;
        ensure!(still == situations, "it has moved under the reader's eyes");
        citizen.opens("/").await?;
        let usual: Vec<String> = citizen.probes(SITUATIONS).await?;
        ensure!(
            usual.last().is_some_and(|last| last == SITUATION),
            "the situations are {usual:?}"
        );
        Ok(())
    })
}

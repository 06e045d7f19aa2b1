//! A request on other devices by the link of a letter, and on this one without a line.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};
use serde_json::Value;

use crate::letter::Letter;

/// What the device keeps of requests, the keys among it.
const KEPT: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("opora");
    open.onsuccess = () => {
        const kept = open.result.transaction(["requests"]).objectStore("requests").getAll();
        kept.onsuccess = () => { open.result.close(); done(kept.result); };
    };
"#;
/// A portal that is back is noticed between two tries of the page.
const BACK: Duration = Duration::from_secs(60);
const LOCKED: &str = "Это обращение не открыто на этом устройстве";

/// The link as letters carry it.
async fn link(citizen: &Citizen, number: &str) -> Result<String> {
    let kept: Vec<String> = citizen.probes_later(KEPT).await?;
    let kept: Value = serde_json::from_str(kept.first().context("nothing is kept")?)?;
    let key = kept.get("key").and_then(Value::as_str);
    let key = key.context("no key is kept")?;
    Ok(format!("/requests/{number}?lang=ru#key={key}"))
}

#[test]
fn a_link_opens_the_request_elsewhere_until_it_is_replaced() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        let link = link(&citizen, &number).await?;

        let at_work = stage.citizen().await?;
        at_work.expects_in_console("status of 401");
        at_work.opens(&link).await?;
        let address: String = at_work.probes("return location.href").await?;
        ensure!(!address.contains("key"), "the key stays in {address}");
        at_work.sees_in(".tracker", Letter::ERROR.subject).await?;
        // From now on the device knows it, without the link.
        at_work.follows("Мои обращения").await?;
        at_work.arrives_at("Мои обращения").await?;
        at_work.sees_in(".rows", Letter::ERROR.subject).await?;
        at_work.reloads().await?;
        at_work.follows(Letter::ERROR.subject).await?;
        at_work.sees_in(".tracker", "Принято").await?;

        citizen.presses("Кто может открыть обращение").await?;
        citizen.presses("Заменить ссылку").await?;
        citizen
            .sees("Ссылка заменена. Теперь обращение открывается только на этом устройстве")
            .await?;
        citizen.reloads().await?;
        citizen.sees_in(".tracker", Letter::ERROR.subject).await?;

        let stranger = stage.citizen().await?;
        stranger.expects_in_console("status of 401");
        stranger.opens(&link).await?;
        stranger.sees(LOCKED).await?;
        let seen = stranger.reads().await?;
        ensure!(!seen.contains(Letter::ERROR.subject), "{seen}");
        let address: String = stranger.probes("return location.href").await?;
        ensure!(!address.contains("key"), "the key stays in {address}");
        at_work.reloads().await?;
        at_work.sees(LOCKED).await
    })
}

#[test]
fn a_link_that_the_line_keeps_from_opening_opens_once_it_is_back() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        let link = link(&citizen, &number).await?;
        let at_work = stage.citizen().await?;
        at_work.expects_in_console("net::ERR_");
        at_work.hears_nothing_from(&["*/api/v1/requests/*"]).await?;
        at_work.opens(&link).await?;
        at_work.sees("Нет связи с порталом").await?;
        at_work.hears_nothing_from(&[]).await?;
        at_work.presses("Попробовать ещё раз").await?;
        at_work.sees_in(".tracker", Letter::ERROR.subject).await
    })
}

#[test]
fn a_request_opened_before_is_shown_without_a_line_with_its_age() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        let number = Letter::ERROR.send(&citizen).await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen
            .sees_in(".timeline", "Проверяем журнал ошибок")
            .await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.sees_in(".rows", "В работе").await?;
        stage.portal.stop().await?;
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.arrives_at(&format!("Обращение {number}")).await?;
        citizen
            .sees_in(
                ".tracker__refresh",
                "Нет связи. Показываем то, что было известно",
            )
            .await?;
        citizen.sees_in(".tracker", "В работе").await?;
        citizen
            .sees_in(".timeline", "Проверяем журнал ошибок")
            .await?;

        stage.portal.start().await?;
        stage
            .portal
            .moves(&number, "approved", "Исправили: форма сохраняется", &[])
            .await?;
        citizen
            .sees_within(BACK, "Решение положительное: ответ готов.")
            .await?;
        citizen.sees_no_more("Нет связи.").await
    })
}

//! Sending while the portal is away.

use std::time::Duration;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Portal, journey, until_within};

use crate::letter::{ATTACH, FORM, HEADING, Letter, SAVED, SUBJECT, only_request, sends};

const QUEUED: &str = "Обращение сохранено и ждёт связи";
const WAITS: &str = "Ждёт отправки: 1 обращение";
const LEFT: &str = "Обращение отправлено, номер";
/// The outbox looks every three seconds at first, then less often, every half a minute at last.
const LOOK: Duration = Duration::from_secs(45);

#[test]
fn a_request_sent_while_the_portal_is_away_leaves_by_itself_once() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        let picture_of_home = {
            citizen.opens("/").await?;
            citizen.takes_screenshot().await?
        };
        let picture = stage.paper("снимок.png", &picture_of_home)?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        citizen.sees(SAVED).await?;
        stage.portal.stop().await?;
        sends(&citizen).await?;
        citizen.sees_page(QUEUED).await?;
        citizen
            .sees("уйдёт само, когда портал станет доступен")
            .await?;

        stage.portal.start().await?;
        leaves_once(&citizen, &stage.portal).await?;
        citizen.follows(LEFT).await?;
        let number = only_request(&stage.portal).await?.number;
        citizen.arrives_at(&format!("Обращение {number}")).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.png").await
    })
}

#[test]
fn a_file_chosen_while_the_portal_is_away_leaves_with_its_request() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens(FORM).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        Letter::ERROR.fill(&citizen).await?;
        stage.portal.stop().await?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen
            .sees("Сохранён на устройстве, загрузится при отправке")
            .await?;
        sends(&citizen).await?;
        citizen.sees_page(QUEUED).await?;
        stage.portal.start().await?;
        leaves_once(&citizen, &stage.portal).await?;
        citizen.follows(LEFT).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.png").await
    })
}

#[test]
fn my_requests_lists_what_waits_while_the_portal_is_still_away() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.sees_in(".rows", Letter::ERROR.subject).await?;
        citizen.sees_in(".rows", "Ждёт отправки").await?;
        citizen
            .sees_in(".rows", "Уйдёт само, когда появится связь")
            .await?;
        stage.portal.start().await?;
        leaves_once(&citizen, &stage.portal).await?;
        let number = only_request(&stage.portal).await?.number;
        citizen.sees_in(".rows", &number).await?;
        citizen.sees_in(".rows", "Принято").await
    })
}

#[test]
fn a_request_that_waits_leaves_at_the_next_visit() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        // The tab is gone before the portal is back.
        citizen.leaves().await?;
        stage.portal.start().await?;
        citizen.opens("/faq").await?;
        leaves_once(&citizen, &stage.portal).await?;
        citizen.sees(LEFT).await
    })
}

#[test]
fn the_page_that_says_a_request_waits_says_no_longer_so_once_it_has_left() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        citizen.sees_in("main", "Ждёт отправки").await?;
        stage.portal.start().await?;
        leaves_once(&citizen, &stage.portal).await?;
        citizen.sees_no_more("Ждёт отправки").await?;
        let number = only_request(&stage.portal).await?.number;
        citizen.sees(&number).await
    })
}

#[test]
fn while_a_request_waits_the_banner_says_so_and_nothing_is_said_to_be_broken() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        citizen.sees(WAITS).await?;
        let said = outage(&citizen).await?;
        ensure!(said.is_empty(), "said is: {said}");
        Ok(())
    })
}

#[test]
fn after_a_longer_outage_too_a_request_leaves_by_itself() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.expects_in_console("ChunkError");
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        outage(&citizen).await?;
        stage.portal.start().await?;
        leaves_once(&citizen, &stage.portal).await
    })
}

#[test]
fn with_two_tabs_open_a_request_that_waits_leaves_once() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/").await?;
        let front = citizen.tab().await?;
        let form = citizen.opens_in_new_tab("/faq").await?;
        sends_into_the_void(&citizen, &mut stage.portal).await?;
        stage.portal.start().await?;
        // Both look at the outbox: the one by its clock, the other because somebody looks at it.
        citizen.turns_to(&front).await?;
        citizen
            .probes::<()>("window.dispatchEvent(new Event('focus'))")
            .await?;
        arrives_once(&citizen, &stage.portal).await?;
        citizen.turns_to(&form).await?;
        citizen.sees_no_more(WAITS).await
    })
}

/// Fills the form, stops the portal and sends.
async fn sends_into_the_void(citizen: &Citizen, portal: &mut Portal) -> Result<()> {
    citizen.opens(FORM).await?;
    Letter::ERROR.fill(citizen).await?;
    citizen.sees(SAVED).await?;
    portal.stop().await?;
    sends(citizen).await?;
    citizen.sees_page(QUEUED).await
}

/// As long as an outage of some seconds takes, and what is said to be broken meanwhile.
async fn outage(citizen: &Citizen) -> Result<String> {
    let began: f64 = citizen.probes("return performance.now()").await?;
    until_within(LOOK, "a longer outage", async || {
        let now: f64 = citizen.probes("return performance.now()").await?;
        Ok((now - began > 8_000.0).then_some(()))
    })
    .await?;
    citizen.reads_in("#crash").await
}

/// The request arrives, the banner says so, and no second one follows.
async fn leaves_once(citizen: &Citizen, portal: &Portal) -> Result<()> {
    arrives_once(citizen, portal).await?;
    citizen.sees(LEFT).await?;
    citizen.sees_no_more(WAITS).await
}

/// The request arrives, and no second one follows.
async fn arrives_once(citizen: &Citizen, portal: &Portal) -> Result<()> {
    until_within(LOOK, "the request to leave the outbox", async || {
        Ok((!portal.queue().await?.is_empty()).then_some(()))
    })
    .await?;
    // Whatever would send again does so when it is woken.
    for event in ["online", "focus", "online"] {
        citizen
            .probes::<()>(&format!("window.dispatchEvent(new Event('{event}'))"))
            .await?;
    }
    citizen.settles().await?;
    let row = only_request(portal).await?;
    ensure!(
        row.subject == Letter::ERROR.subject,
        "something else arrived: {row:?}"
    );
    Ok(())
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
fn a_refused_request_is_told_and_becomes_a_draft_beside_the_others() -> Outcome {
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
        citizen.sees_in(".rows", "Начатое").await?;
        citizen.presses("Открыть и исправить").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == "Отклонённое");
        citizen.sees_no_more("Не отправлено: 1 обращение").await?;

        // Neither has taken the place of the other.
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.sees("Черновики").await?;
        citizen.sees_in(".rows", "Отклонённое").await?;
        citizen.sees_no_more("Неверный адрес").await?;
        citizen.follows("Начатое").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == "Начатое");
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.follows("Отклонённое").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == "Отклонённое");
        Ok(())
    })
}

//! Requests of a guest on the page of another portal: what follows them while a page stays open, and what is said where the
//! browser keeps nothing.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Host, Outcome, journey};

use crate::{
    embed::{HELP, RIGHTS},
    letter::{FORM, Letter, number_on_receipt, sends},
};

/// A browser that lets frames keep nothing, from now on.
const FORBID: &str = "
const refuse = () => { throw new DOMException('denied', 'SecurityError'); };
for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
IDBFactory.prototype.open = refuse;
";

#[test]
fn requests_of_whom_the_portal_signs_in_come_to_the_first_page_and_go_when_they_leave() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        writes_signed_in(&citizen, &host).await?;

        let phone = stage.citizen().await?;
        opens_help(&phone, &host, "/").await?;
        phone.looks_into(HELP).await?;
        phone.sees_page("Чем помочь?").await?;
        phone.looks_out().await?;
        does(&phone, "enter").await?;
        phone.tells("identified").await?;
        phone.looks_into(HELP).await?;
        phone.sees_in(".own", Letter::ERROR.subject).await?;
        phone.looks_out().await?;
        does(&phone, "leave").await?;
        phone.tells("logged-out").await?;
        phone.looks_into(HELP).await?;
        phone.sees_no_more(Letter::ERROR.subject).await
    })
}

#[test]
fn a_frame_that_may_keep_nothing_says_so_once_and_shows_what_the_portal_knows() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        writes_signed_in(&stage.citizen().await?, &host).await?;
        let citizen = stage.citizen().await?;
        opens_help(&citizen, &host, "/").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Чем помочь?").await?;
        citizen.probes::<()>(FORBID).await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen
            .sees("Браузер не даёт этому окну ничего хранить")
            .await?;
        // The list has been looked for, and nothing more is said.
        citizen.settles().await?;
        let notices: usize = citizen
            .probes("return document.querySelectorAll('main .notice').length")
            .await?;
        ensure!(notices == 1, "{}", citizen.reads_in("main").await?);
        citizen.looks_out().await?;
        does(&citizen, "enter").await?;
        citizen.tells("identified").await?;
        citizen.looks_into(HELP).await?;
        citizen
            .sees("Вы вошли через портал «Портал города»")
            .await?;
        citizen.sees_in(".rows", Letter::ERROR.subject).await
    })
}

/// Sends a request as somebody whom the portal has signed in.
async fn writes_signed_in(citizen: &Citizen, host: &Host) -> Result<()> {
    opens_help(citizen, host, FORM).await?;
    does(citizen, "enter").await?;
    citizen.tells("identified").await?;
    citizen.looks_into(HELP).await?;
    Letter::ERROR.fill(citizen).await?;
    sends(citizen).await?;
    number_on_receipt(citizen).await.map(drop)
}

async fn opens_help(citizen: &Citizen, host: &Host, path: &str) -> Result<()> {
    citizen.visits(host, "/index.html").await?;
    citizen.part(HELP, "button").await?;
    citizen.probes(&format!("Opora('open', '{path}')")).await
}

/// What a button of the portal does, wherever the help lies.
async fn does(citizen: &Citizen, action: &str) -> Result<()> {
    let press = format!("document.querySelector('[data-action={action}]').click()");
    citizen.probes(&press).await
}

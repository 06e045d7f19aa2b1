//! A visitor whom another portal has signed in: what they need not type, what they find elsewhere, and what is left when they
//! sign out.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Host, Outcome, Portal, journey};

use crate::{
    embed::{HELP, opens_help_at},
    letter::{
        CONSENT, DESCRIPTION, EMAIL, Letter, SAVED, SEND, SUBJECT, number_on_receipt, reviews,
        sends,
    },
};

const RIGHTS: &str = "context = [\"page\", \"service\"]\nprefill = [\"name\", \"email\"]";

#[test]
fn who_is_signed_in_types_less_and_finds_their_requests_on_another_device() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        signs_in(&citizen, &host, "/requests/new/feedback").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees("Заполнил портал «Портал города»").await?;
        ensure!(
            citizen.reads_field(EMAIL).await? == "anna@example.ru",
            "the address is not filled in"
        );
        writes(&citizen).await?;
        // Where they write from is said before it is sent, and can be left out.
        reviews(&citizen).await?;
        for words in [
            "Откуда вы пишете",
            "Запись в детский сад",
            "Дошкольное образование",
        ] {
            citizen.sees_in(".review__told", words).await?;
        }
        citizen.presses(SEND).await?;
        let number = number_on_receipt(&citizen).await?;
        let path = format!("/api/v1/staff/requests/{}", number.replace('-', ""));
        let kept = stage.portal.reads(&path, Portal::TOKEN).await?.body;
        ensure!(
            kept.contains("Дошкольное образование"),
            "employees read {kept}"
        );

        let phone = stage.citizen().await?;
        signs_in(&phone, &host, "/requests").await?;
        phone.looks_into(HELP).await?;
        phone.sees("Вы вошли через портал «Портал города»").await?;
        phone.sees(Letter::ERROR.subject).await
    })
}

#[test]
fn who_signs_out_leaves_nothing_on_a_device_that_others_use() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        signs_in(&citizen, &host, "/requests/new/feedback").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees("Заполнил портал «Портал города»").await?;
        writes(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        // And one that was begun.
        citizen.looks_out().await?;
        opens_help_at(&citizen, "/requests/new/feedback").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Форма обратной связи").await?;
        citizen.types(SUBJECT, "Секрет").await?;
        citizen.sees(SAVED).await?;

        // On another visit the help is not even opened.
        citizen.looks_out().await?;
        citizen.visits(&host, "/index.html").await?;
        citizen.part(HELP, "button").await?;
        citizen.presses("Выйти").await?;
        citizen.tells("logged-out").await?;
        ensure!(!citizen.has_help(HELP).await?, "the drawer has opened");

        citizen.visits(&host, "/index.html").await?;
        citizen.part(HELP, "button").await?;
        opens_help_at(&citizen, "/requests").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Мои обращения").await?;
        let list = citizen.reads_in("main").await?;
        for personal in [Letter::ERROR.subject, "Секрет"] {
            ensure!(
                !list.contains(personal),
                "«{personal}» is still there: {list}"
            );
        }
        let kept: String = citizen
            .probes("return JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
            .await?;
        ensure!(
            !kept.contains("anna@example.ru"),
            "it is still there: {kept}"
        );
        Ok(())
    })
}

async fn signs_in(citizen: &Citizen, host: &Host, path: &str) -> Result<()> {
    citizen.visits(host, "/index.html").await?;
    citizen.part(HELP, "button").await?;
    citizen.presses("Войти как Анна Петрова").await?;
    opens_help_at(citizen, path).await?;
    citizen.tells("identified").await.map(drop)
}

/// Fills what the portal has not.
async fn writes(citizen: &Citizen) -> Result<()> {
    let Letter {
        category,
        subject,
        description,
        ..
    } = Letter::ERROR;
    citizen.chooses(category).await?;
    citizen.types(SUBJECT, subject).await?;
    citizen.types(DESCRIPTION, description).await?;
    citizen.chooses(CONSENT).await
}

//! One device, two people: the portal names the second before the first has signed out.

use std::time::Duration;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Host, Outcome, journey, until, until_within};

use crate::{
    embed::{HELP, RIGHTS},
    letter::{FORM, HEADING, Letter, SAVED, SUBJECT, number_on_receipt, only_request, sends},
};

/// Of which calls of the API nothing is heard in the frame from now on.
const SILENCE: &str = "
const own = (window.heard ??= window.fetch);
window.fetch = (call, options) => {
  const address = String(call.url ?? call);
  const method = options?.method ?? call.method ?? 'GET';
  if (PATHS.some(([verb, path]) => verb === method && new URL(address, location.href).pathname.endsWith(path))) {
    return Promise.reject(new TypeError('no line'));
  }
  return own(call, options);
};
";
/// The outbox looks every three seconds at first, then less often, every half a minute at last.
const LOOK: Duration = Duration::from_secs(45);

/// Whom the portal has named first fills in a form.
async fn anna_writes(citizen: &Citizen, host: &Host) -> Result<()> {
    opens(citizen, host, FORM).await?;
    is_named(citizen, "anna", 1).await?;
    citizen.looks_into(HELP).await?;
    citizen.sees_page(HEADING).await?;
    Letter::ERROR.fill(citizen).await
}

#[test]
fn who_comes_in_the_place_of_another_sees_none_of_their_requests() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        anna_writes(&citizen, &host).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        // And something that she has begun.
        citizen.looks_out().await?;
        goes(&citizen, FORM).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        citizen.types(SUBJECT, "Секрет").await?;
        citizen.sees(SAVED).await?;

        // Nothing is heard of what the second has sent.
        silences(&citizen, "[['GET', '/sessions/requests']]").await?;
        citizen.looks_out().await?;
        is_named(&citizen, "boris", 2).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject.is_empty(), "the form still says «{subject}»");
        citizen.looks_out().await?;
        goes(&citizen, "/requests").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees("Вы вошли через портал").await?;
        let list = citizen.reads_in("main").await?;
        for personal in [Letter::ERROR.subject, "Секрет"] {
            ensure!(
                !list.contains(personal),
                "«{personal}» is still there: {list}"
            );
        }

        // She is back: what she has sent is hers.
        citizen.probes::<()>("window.fetch = window.heard").await?;
        citizen.looks_out().await?;
        is_named(&citizen, "anna", 3).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees(Letter::ERROR.subject).await
    })
}

#[test]
fn who_comes_on_another_day_finds_nothing_of_whoever_did_not_sign_out() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        opens(&citizen, &host, FORM).await?;
        is_named(&citizen, "anna", 1).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        citizen.types(SUBJECT, "Секрет").await?;
        citizen.sees(SAVED).await?;
        // A token of the same person changes nothing.
        citizen.looks_out().await?;
        is_named(&citizen, "anna", 2).await?;
        citizen.looks_into(HELP).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject == "Секрет", "the form says «{subject}»");

        opens(&citizen, &host, FORM).await?;
        is_named(&citizen, "boris", 1).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject.is_empty(), "the form still says «{subject}»");
        let kept: String = citizen
            .probes("return JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
            .await?;
        ensure!(!kept.contains("Секрет"), "it is still there: {kept}");
        Ok(())
    })
}

#[test]
fn request_that_waits_for_a_line_is_never_anothers_and_never_lost() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        anna_writes(&citizen, &host).await?;
        silences(&citizen, "[['POST', '/requests']]").await?;
        sends(&citizen).await?;
        citizen
            .sees_page("Обращение сохранено и ждёт связи")
            .await?;

        citizen.looks_out().await?;
        is_named(&citizen, "boris", 2).await?;
        goes(&citizen, "/requests").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Мои обращения").await?;
        citizen.sees("Вы вошли через портал").await?;
        knows_nothing(&citizen).await?;

        citizen.probes::<()>("window.fetch = window.heard").await?;
        until_within(LOOK, "the request to leave", async || {
            only_request(&stage.portal).await.map(Some)
        })
        .await?;
        knows_nothing(&citizen).await?;

        // It is not his on other devices either.
        let phone = stage.citizen().await?;
        opens(&phone, &host, "/requests").await?;
        is_named(&phone, "boris", 1).await?;
        phone.looks_into(HELP).await?;
        phone.sees("Вы вошли через портал").await?;
        knows_nothing(&phone).await
    })
}

#[test]
fn what_one_portal_keeps_is_not_in_another_of_the_same_site() -> Outcome {
    journey(async |stage| {
        // Two ports of one name are one site.
        let town = stage.host("demo", RIGHTS).await?;
        let land = stage.host("land", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        opens(&citizen, &town, FORM).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        citizen.types(SUBJECT, "Из города").await?;
        citizen.sees(SAVED).await?;

        opens(&citizen, &land, FORM).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject.is_empty(), "another portal has «{subject}»");
        citizen.types(SUBJECT, "Из края").await?;
        citizen.sees(SAVED).await?;
        // Whoever signs out there has not been in the other.
        citizen.looks_out().await?;
        citizen.presses("Выйти").await?;
        citizen.tells("logged-out").await?;
        goes(&citizen, "/requests").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Мои обращения").await?;
        let list = citizen.reads_in("main").await?;
        ensure!(!list.contains("Из "), "it is still there: {list}");

        opens(&citizen, &town, FORM).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject == "Из города", "the form says «{subject}»");
        Ok(())
    })
}

async fn knows_nothing(citizen: &Citizen) -> Result<()> {
    let page = citizen.reads().await?;
    for personal in [Letter::ERROR.subject, "Ждёт отправки", "отправлено, номер"]
    {
        ensure!(!page.contains(personal), "«{personal}» is shown: {page}");
    }
    Ok(())
}

/// Opens a page of the portal and the help in it.
async fn opens(citizen: &Citizen, host: &Host, path: &str) -> Result<()> {
    citizen.visits(host, "/index.html").await?;
    citizen.part(HELP, "button").await?;
    goes(citizen, path).await
}

async fn goes(citizen: &Citizen, path: &str) -> Result<()> {
    citizen.probes(&format!("Opora('open', '{path}')")).await
}

/// The portal says who is here, the so manyth time.
async fn is_named(citizen: &Citizen, subject: &str, times: usize) -> Result<()> {
    let script = format!(
        "Opora('identify', async () => {{
          const now = Math.floor(Date.now() / 1000);
          const aud = document.documentElement.dataset.opora;
          const claims = {{ iss: 'demo', aud, sub: '{subject}', iat: now, exp: now + 300, jti: crypto.randomUUID() }};
          const parts = [{{ alg: 'HS256', typ: 'JWT' }}, claims].map((part) => base64(text(JSON.stringify(part))));
          const key = await crypto.subtle.importKey('raw', text(KEY), {{ name: 'HMAC', hash: 'SHA-256' }}, false, ['sign']);
          return `${{parts.join('.')}}.${{base64(await crypto.subtle.sign('HMAC', key, text(parts.join('.'))))}}`;
        }});"
    );
    citizen.probes::<()>(&script).await?;
    until(&format!("{subject} to be taken"), async || {
        let told = citizen.told().await?;
        let taken = told.iter().filter(|one| one.name == "identified").count();
        ensure!(taken == times, "the portal has heard {told:?}");
        Ok(Some(()))
    })
    .await
}

async fn silences(citizen: &Citizen, paths: &str) -> Result<()> {
    citizen.probes(&SILENCE.replace("PATHS", paths)).await
}

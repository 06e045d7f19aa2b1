//! The content security policy: the app lives within it, and what does not belong to the app does not run.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::letter::{ATTACH, FORM, Letter, SPACED_PHONE, number_on_receipt, sends};

/// Chromium only: what the policy has refused since the page began.
const REFUSED: &str = "const done = arguments[arguments.length - 1]; \
    const observer = new ReportingObserver(() => {}, { types: ['csp-violation'], buffered: true }); observer.observe(); \
    setTimeout(() => done(observer.takeRecords().map(({ body }) => `${body.effectiveDirective} ${body.blockedURL} ${body.sample}`)), 0)";

#[test]
fn the_app_never_breaks_the_policy() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for path in [
            "/",
            "/faq",
            "/faq/account",
            "/faq/account/reset-password",
            "/search?q=пароль",
            "/requests/new",
            "/contacts",
            "/requests",
            FORM,
        ] {
            citizen.opens(path).await?;
            is_clean(&citizen, path).await?;
        }
        citizen
            .attaches(
                ATTACH,
                &stage.paper("снимок.png", &citizen.takes_screenshot().await?)?,
            )
            .await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.presses("Тёмная тема").await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        is_clean(&citizen, "the receipt").await
    })
}

#[test]
fn injected_markup_and_scripts_do_not_run() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        // Every attempt is refused aloud.
        citizen.expects_in_console("Content Security Policy");
        citizen.expects_in_console("TrustedHTML");
        citizen.expects_in_console("TrustedScript");
        citizen.expects_in_console("This document requires");
        citizen.opens("/").await?;
        let attempts = [
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
            "document.querySelector('main').innerHTML += '<svg onload=\"window.ran = 2\"></svg>'",
            "document.querySelector('main').innerHTML = '<iframe srcdoc=\"<script>parent.ran = 3</script>\"></iframe>'",
            "const s = document.createElement('script'); s.textContent = 'window.ran = 4'; document.body.append(s)",
            "const s = document.createElement('script'); s.src = 'data:text/javascript,window.ran=5'; document.body.append(s)",
            "const a = document.createElement('a'); a.setAttribute('onclick', 'window.ran = 6'); document.body.append(a); a.click()",
            "location.href = 'javascript:window.ran = 7'",
            "setTimeout('window.ran = 8', 0)",
        ];
        for attempt in attempts {
            // Whether it throws or is ignored does not matter.
            let _refused: Result<()> = citizen.probes(attempt).await;
        }
        citizen.settles().await?;
        let (ran, frames): (Option<u8>, usize) = citizen
            .probes("return [window.ran ?? null, document.querySelectorAll('iframe').length]")
            .await?;
        ensure!(ran.is_none(), "attempt {ran:?} ran");
        ensure!(frames == 0, "a frame was let in");
        citizen.sees_page("Чем помочь?").await
    })
}

#[test]
fn nothing_personal_lies_in_local_storage_or_in_the_address() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;
        let stored: String = citizen
            .probes("return JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
            .await?;
        for personal in [
            Letter::ERROR.subject,
            Letter::ERROR.phone,
            SPACED_PHONE,
            Letter::ERROR.email,
            &number,
        ] {
            ensure!(!stored.contains(personal), "«{personal}» lies in {stored}");
        }
        let cookies: String = citizen.probes("return document.cookie").await?;
        ensure!(cookies.is_empty(), "there is a cookie: {cookies}");
        let asked: Vec<String> =
            citizen.probes("return performance.getEntriesByType('resource').map((load) => decodeURIComponent(load.name))").await?;
        for personal in [
            Letter::ERROR.subject,
            Letter::ERROR.phone,
            Letter::ERROR.email,
        ] {
            ensure!(
                !asked.iter().any(|url| url.contains(personal)),
                "«{personal}» is in an address: {asked:?}"
            );
        }
        let foreign: Vec<_> = asked
            .iter()
            .filter(|url| !url.starts_with(&stage.portal.url("")))
            .collect();
        ensure!(foreign.is_empty(), "somebody else is asked: {foreign:?}");
        Ok(())
    })
}

async fn is_clean(citizen: &Citizen, what: &str) -> Result<()> {
    let refused: Vec<String> = citizen.probes_later(REFUSED).await?;
    ensure!(
        refused.is_empty(),
        "{what}: the policy refused\n{}",
        refused.join("\n")
    );
    Ok(())
}

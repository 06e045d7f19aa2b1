//! What a hostile page gets: nothing. One that nobody has let in, and one that has been let in and lies.

use std::time::Duration;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Told, journey, until_within};

use crate::{
    embed::{HELP, RIGHTS, opens_help_at},
    letter::{CHECK, HEADING, Letter, SPACED_PHONE, number_on_receipt, sends},
};

/// The frame may be silent for 15 seconds.
const SILENCE: Duration = Duration::from_secs(30);

/// What a portal may be told, and with which fields.
const EVENTS: [(&str, &[&str]); 10] = [
    ("ready", &["version"]),
    ("resize", &["height"]),
    ("route", &["path", "title"]),
    ("request-created", &["number"]),
    ("unread", &["count"]),
    ("close", &[]),
    ("error", &["code"]),
    ("identified", &[]),
    ("logged-out", &[]),
    ("token-expired", &[]),
];

#[test]
fn a_portal_that_nobody_has_let_in_shows_no_frame_and_its_visitors_get_a_link() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let stranger = stage.stranger().await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("frame-ancestors");
        citizen.visits(&stranger, "/strict.html").await?;
        citizen.asks_for_help(HELP).await?;
        let link = until_within(SILENCE, "a link in place of the frame", async || {
            let script = "return roots.get(document.querySelector('opora-help')).querySelector('a')?.href ?? null";
            citizen.probes::<Option<String>>(script).await
        })
        .await?;
        ensure!(
            link == stage.portal.url("/requests/new/feedback"),
            "the link leads to {link}"
        );
        ensure!(citizen.tells("error").await?["code"] == "timeout");

        // Without the loader, and in the name of a portal that has been let in.
        let address = stage.portal.url("/requests/new/feedback?embed=1&host=");
        let plain = stage.portal.url("/requests/new/feedback");
        for address in [
            format!("{address}{}", host.origin()),
            format!("{address}{}", stranger.origin()),
            plain,
        ] {
            stranger.add(
                "frame.html",
                &format!(
                    "<iframe src=\"{address}\" title=\"frame\" width=600 height=600></iframe>"
                ),
            );
            citizen.visits(&stranger, "/frame.html").await?;
            is_not_shown(&citizen, &address).await?;
        }
        Ok(())
    })
}

/// The only frame of the page holds nothing of Opora: the browser has refused it.
async fn is_not_shown(citizen: &Citizen, address: &str) -> Result<()> {
    citizen.looks_into_frame(0).await?;
    let shown: bool = citizen
        .probes("return document.querySelector('#main, form, input') !== null")
        .await?;
    citizen.looks_out().await?;
    ensure!(!shown, "{address} is shown in the page of a stranger");
    Ok(())
}

/// A frame of somebody else beside the help: says hello with every nonce it can think of, and keeps what it is answered.
const LIAR: &str = "<p id=got>0</p><script>
  let got = 0;
  addEventListener('message', () => { document.querySelector('#got').textContent = ++got; });
  setInterval(() => {
    for (const nonce of ['', '0'.repeat(36), undefined, null, {}]) {
      parent.postMessage({ opora: 1, type: 'hello', nonce }, '*');
      for (let at = 0; at < parent.length; at++) if (parent[at] !== window) parent[at].postMessage({ opora: 1, type: 'welcome', nonce, options: { mode: 'inline' } }, '*', [new MessageChannel().port2]);
    }
  }, 20);
</script>";

#[test]
fn forged_messages_are_dropped_on_both_sides() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let liar = stage.stranger().await?;
        liar.add("liar.html", LIAR);
        host.add(
            "page.html",
            &format!("<iframe src=\"{}\" title=\"liar\"></iframe><opora-help mode=inline view=/faq></opora-help>", liar.url("/liar.html")),
        );
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/page.html").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Ответы на вопросы").await?;
        citizen.looks_out().await?;
        // The page itself, which knows the frame, says it all by the window instead of the channel, and twice.
        citizen
            .probes_later::<()>(
                "const done = arguments[arguments.length - 1];
                 const frame = roots.get(document.querySelector('opora-help')).querySelector('iframe');
                 const nonce = frame.name.replace('opora:', '');
                 const { port1, port2 } = new MessageChannel();
                 window.heard = 0;
                 port1.onmessage = () => { window.heard++; };
                 for (const type of ['view', 'focus', 'logout', 'identify']) {
                   frame.contentWindow.postMessage({ opora: 1, type, nonce, view: '/contacts', from: 'start', token: 'x' }, '*');
                 }
                 frame.contentWindow.postMessage({ opora: 1, type: 'welcome', nonce: '0'.repeat(36), options: {} }, '*', [new MessageChannel().port2]);
                 frame.contentWindow.postMessage({ opora: 1, type: 'welcome', nonce, options: {} }, '*', [port2]);
                 port1.postMessage({ type: 'view', view: '/contacts' });
                 // What the channel itself does not know, and a page that there is not.
                 setTimeout(done, 500);",
            )
            .await?;
        let heard: u32 = citizen.probes("return window.heard").await?;
        ensure!(heard == 0, "a second channel was answered {heard} times");
        citizen.is_on("body").await?;
        citizen.looks_into_frame(0).await?;
        let got = citizen.reads_in("#got").await?;
        ensure!(got == "0", "the liar was answered {got} times");
        citizen.looks_out().await?;

        // The channel still works, and what is no page of Opora is no place to go.
        for view in [
            "//evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/staff",
            "/contacts",
        ] {
            citizen
                .probes::<()>(&format!(
                    "document.querySelector('opora-help').open('{view}')"
                ))
                .await?;
        }
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Связаться с оператором").await
    })
}

#[test]
fn a_frame_that_is_made_a_slit_sends_nothing_for_whoever_presses_it() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let address = stage.portal.url("/requests/new/feedback?embed=1&host=");
        host.add(
            "bait.html",
            &format!(
                "<iframe src=\"{address}{}\" title=\"bait\" width=320 height=60></iframe>",
                host.origin()
            ),
        );
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/bait.html").await?;
        citizen.looks_into_frame(0).await?;
        citizen.sees_page(HEADING).await?;
        for _ in 0..3 {
            citizen.presses(CHECK).await?;
        }
        citizen.is_focused_on("error-summary").await?;
        citizen.looks_out().await?;
        let sent = stage.portal.queue().await?;
        ensure!(sent.is_empty(), "the staff has {sent:?}");
        // It has greeted the page around, which did not know its number.
        let told = citizen.told().await?;
        ensure!(told.is_empty(), "the portal was told {told:?}");
        Ok(())
    })
}

#[test]
fn a_portal_is_told_nothing_of_its_visitor_but_the_number() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/strict.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;
        citizen.looks_out().await?;
        opens_help_at(&citizen, "/search").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Поиск").await?;
        citizen.types("Поиск", "развод").await?;
        citizen.presses("Найти").await?;
        citizen.sees_page("Поиск: развод").await?;
        citizen.looks_out().await?;
        citizen.tells("request-created").await?;
        citizen.closes_help(HELP).await?;
        citizen.sees_help(HELP, false).await?;
        let told = citizen.told().await?;
        for one in &told {
            is_allowed(one)?;
        }
        let all = serde_json::to_string(&told.iter().map(|one| &one.detail).collect::<Vec<_>>())?;
        let Letter {
            subject,
            description,
            phone,
            email,
            ..
        } = Letter::ERROR;
        for personal in [subject, description, phone, SPACED_PHONE, email, "развод"] {
            ensure!(
                !all.contains(personal),
                "the portal was told «{personal}»: {all}"
            );
        }
        let numbers = all.matches(&number).count();
        ensure!(numbers == 1, "the number was told {numbers} times: {all}");
        Ok(())
    })
}

/// An event that there is, with fields that it has; a path without anything behind it.
fn is_allowed(told: &Told) -> Result<()> {
    let known = EVENTS.iter().find(|(name, _)| *name == told.name);
    let Some((_, fields)) = known else {
        anyhow::bail!("nobody knows of {told:?}")
    };
    let detail = told.detail.as_ref().and_then(|detail| detail.as_object());
    for (field, value) in detail.into_iter().flatten() {
        ensure!(fields.contains(&field.as_str()), "{told:?} has {field}");
        let Some(text) = value.as_str() else { continue };
        ensure!(
            field != "path" || !text.contains(['?', '#']),
            "{told:?} tells more than a path"
        );
    }
    Ok(())
}

/// Hands a token over as the frame does, from a page: what Opora answers, or that the browser does not let it.
const HAND_OVER: &str = "
const done = arguments[arguments.length - 1];
const body = JSON.stringify({ token: TOKEN, origin: 'ORIGIN' });
const headers = { 'content-type': 'application/json' };
fetch(document.documentElement.dataset.opora + '/api/v1/sessions', { method: 'POST', headers, body })
  .then((answer) => answer.json().then(({ code }) => done([answer.status, code ?? ''])), () => done([0, 'refused']));
";

#[test]
fn a_token_is_good_once_and_for_its_own_portal_alone() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("/api/v1/sessions");
        citizen.visits(&host, "/index.html").await?;
        let token: String = citizen
            .probes_later("token().then(arguments[arguments.length - 1])")
            .await?;
        let hand = |token: &str, origin: &str| {
            HAND_OVER
                .replace("TOKEN", &format!("'{token}'"))
                .replace("ORIGIN", origin)
        };
        let stolen: String = citizen
            .probes_later("token().then(arguments[arguments.length - 1])")
            .await?;

        let (status, _): (u16, String) = citizen.probes_later(&hand(&token, host.origin())).await?;
        ensure!(status == 201, "a token was answered {status}");
        for (token, origin) in [
            // Again.
            (token.as_str(), host.origin()),
            // With another signature, and with none.
            (&format!("{stolen}x"), host.origin()),
            ("eyJhbGciOiJub25lIn0.eyJpc3MiOiJkZW1vIn0.", host.origin()),
        ] {
            let (status, code): (u16, String) = citizen.probes_later(&hand(token, origin)).await?;
            ensure!(
                (status, code.as_str()) == (401, "token_refused"),
                "{token} was answered {status} {code}"
            );
        }

        // A page that nobody has let in cannot even ask.
        let stranger = stage.stranger().await?;
        citizen.visits(&stranger, "/index.html").await?;
        for origin in [host.origin(), stranger.origin()] {
            let (status, _): (u16, String) = citizen.probes_later(&hand(&stolen, origin)).await?;
            ensure!(status == 0, "a stranger was answered {status}");
        }
        Ok(())
    })
}

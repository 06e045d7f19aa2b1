//! Where the app does not come, index.html alone helps.

use anyhow::ensure;
use opora_e2e::{Dist, Outcome, journey};

#[test]
fn without_the_app_phone_and_hours_can_be_read() -> Outcome {
    journey(async |stage| {
        stage.portal.deploy(Dist::without_app()?).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        for path in ["/", "/contacts", "/requests"] {
            citizen.loads(path).await?;
            citizen.sees_in("#crash", "Обновить страницу").await?;
            citizen.sees("8 800 555‑35‑35").await?;
            citizen
                .sees_in("main", "Понедельник – пятница: с 8:00 до 20:00")
                .await?;
            let call: String = citizen
                .probes("return document.querySelector('a[href^=\"tel:\"]').href")
                .await?;
            ensure!(call == "tel:+78005553535", "the phone dials {call}");
        }
        citizen.loads("/?lang=en").await?;
        citizen.sees("Common situations").await?;
        citizen.sees_in("#crash", "Reload the page").await
    })
}

#[test]
fn once_the_app_comes_again_a_reload_brings_it() -> Outcome {
    journey(async |stage| {
        stage.portal.deploy(Dist::without_app()?).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        citizen.loads("/").await?;
        citizen.sees_in("#crash", "Обновить страницу").await?;
        stage.portal.deploy(Dist::built()?).await?;
        citizen.presses("Обновить страницу").await?;
        citizen.sees_page("Чем помочь?").await?;
        citizen.sees("Частые ситуации").await?;
        ensure!(
            citizen.reads_in("#crash").await?.is_empty(),
            "the notice is still there"
        );
        Ok(())
    })
}

/// Where the words of a page stand, from the top of what is the page's own, and how large they are.
const BOXES: &str = "const top = document.getElementById('main').getBoundingClientRect().y;
    return [...document.querySelectorAll('#main :is(.breadcrumb, h1, .lead, .answer__summary, .prose)')]
    .filter(element => element.offsetParent)
    .map(element => {
        const box = element.getBoundingClientRect();
        return [element.textContent, box.x, box.y - top, box.width, box.height].join(' ');
    });";

const PAGES: [(&str, &str); 5] = [
    (
        "/faq/account/reset-password?lang=ru",
        "нажмите «Забыли пароль?»",
    ),
    ("/faq/account/reset-password?lang=en", "Type it carefully"),
    ("/guides/password-reset?lang=ru", "Получим код"),
    ("/requests/new/feedback?lang=en", "Ask a question"),
    // In the language that was chosen last.
    ("/faq/account/reset-password", "Type it carefully"),
];

#[test]
fn without_the_app_an_answer_can_be_read_and_nothing_moves_when_it_comes() -> Outcome {
    journey(async |stage| {
        stage.portal.deploy(Dist::without_app()?).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        // What the app would have asked for first.
        citizen.expects_in_console("preloaded using link preload");
        citizen.loads("/").await?;
        let choice = "return localStorage.setItem('opora.language', 'en')";
        citizen.probes::<()>(choice).await?;
        let mut before = Vec::new();
        for (path, words) in PAGES {
            citizen.loads(path).await?;
            citizen.sees_in("main", words).await?;
            let boxes: Vec<String> = citizen.probes(BOXES).await?;
            ensure!(boxes.len() > 2, "{path} shows only {boxes:?}");
            before.push(boxes);
        }
        citizen.leaves().await?;
        stage.portal.deploy(Dist::built()?).await?;
        for ((path, _), before) in PAGES.into_iter().zip(before) {
            citizen.opens(path).await?;
            let after: Vec<String> = citizen.probes(BOXES).await?;
            let moved: Vec<_> = before
                .iter()
                .filter(|first| !after.contains(first))
                .collect();
            ensure!(moved.is_empty(), "{path}: {moved:#?} became {after:#?}");
        }
        Ok(())
    })
}

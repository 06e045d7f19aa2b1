//! Where the app does not come, index.html alone helps.

use anyhow::ensure;
use opora_e2e::{Dist, Outcome, journey};

#[test]
fn without_the_app_phone_and_hours_can_be_read() -> Outcome {
    journey(async |stage| {
        stage.portal.deploy(Dist::without_app()?).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        for path in ["/", "/faq/account/reset-password", "/requests"] {
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

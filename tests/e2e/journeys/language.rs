//! Language and theme.

use anyhow::ensure;
use opora_e2e::{Dist, Outcome, journey};

use crate::letter::{ATTACH, FORM, Letter, SPACED_PHONE, SUBJECT, reviews};

#[test]
fn a_change_of_language_keeps_what_was_typed() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.follows("English").await?;
        citizen.sees_page("Feedback form").await?;
        for text in [
            Letter::ERROR.subject,
            Letter::ERROR.description,
            SPACED_PHONE,
            Letter::ERROR.email,
        ] {
            let script = format!(
                "return [...document.querySelectorAll('.field__input')].some((field) => field.value === '{text}')"
            );
            opora_e2e::until(&format!("«{text}» in the English form"), async || {
                Ok(citizen.probes::<bool>(&script).await?.then_some(()))
            })
            .await?;
        }
        let ticked: usize = citizen
            .probes("return document.querySelectorAll('.check__box:checked').length")
            .await?;
        ensure!(
            ticked == 2,
            "the category and the consent are {ticked} ticks"
        );
        citizen.sees_in(".file", "снимок.png").await?;
        let language: String = citizen
            .probes("return document.documentElement.lang")
            .await?;
        ensure!(language == "en", "the page says it is in {language}");
        // The choice holds.
        citizen.reloads().await?;
        citizen.sees_page("Feedback form").await?;
        citizen.follows("Русский").await?;
        citizen.sees_page("Форма обратной связи").await?;
        ensure!(citizen.reads_field("Тема обращения").await? == Letter::ERROR.subject);
        Ok(())
    })
}

#[test]
fn the_address_can_ask_for_a_language() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/?lang=en").await?;
        citizen.sees_page("How can we help?").await?;
        citizen.sees("Common situations").await?;
        let (language, theme): (String, Option<String>) =
            citizen.probes("return [document.documentElement.lang, document.documentElement.dataset.theme ?? null]").await?;
        ensure!(
            language == "en" && theme.is_none(),
            "lang is {language}, theme {theme:?}"
        );
        citizen.follows("My requests").await?;
        citizen.arrives_at("My requests").await?;
        citizen.opens("/faq/account/reset-password?lang=en").await?;
        citizen.sees("Did this help?").await?;
        citizen.opens("/faq/account/reset-password?lang=ru").await?;
        citizen.sees("Ответ помог?").await
    })
}

#[test]
fn the_theme_is_kept_and_there_before_the_app() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        let theme = "return document.documentElement.dataset.theme ?? ''";
        citizen.presses("Тёмная тема").await?;
        ensure!(
            citizen.probes::<String>(theme).await? == "dark",
            "the press did not make it dark"
        );
        let pressed: String = citizen
            .probes("return document.getElementById('theme').getAttribute('aria-pressed')")
            .await?;
        ensure!(pressed == "true", "the button says pressed: {pressed}");
        citizen.reloads().await?;
        ensure!(
            citizen.probes::<String>(theme).await? == "dark",
            "the reload forgot the theme"
        );

        // The shell alone, while the app does not come.
        citizen.expects_in_console("404");
        stage.portal.deploy(Dist::without_app()?).await?;
        citizen.loads("/").await?;
        ensure!(
            citizen.probes::<String>(theme).await? == "dark",
            "the shell does not know the theme"
        );
        let background: String = citizen
            .probes("return getComputedStyle(document.documentElement).backgroundColor")
            .await?;
        ensure!(
            background == "rgb(15, 20, 26)",
            "the shell's background is {background}"
        );
        Ok(())
    })
}

#[test]
fn a_change_of_language_on_the_results_keeps_the_search() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/search?q=password").await?;
        citizen.sees_page("Поиск: password").await?;
        citizen.follows("English").await?;
        citizen.sees_page("Search: password").await?;
        citizen.reloads().await?;
        citizen.sees_page("Search: password").await
    })
}

#[test]
fn a_change_of_language_on_the_review_stays_there_and_keeps_everything() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        reviews(&citizen).await?;
        citizen.follows("English").await?;
        citizen.sees_page("Check and send").await?;
        for text in [
            "Error",
            Letter::ERROR.subject,
            Letter::ERROR.description,
            SPACED_PHONE,
            Letter::ERROR.email,
        ] {
            citizen.sees_in(".review", text).await?;
        }
        Ok(())
    })
}

#[test]
fn what_is_typed_right_before_a_change_of_language_is_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        for at in 1..=5 {
            let text = format!("Тема, раз {at}");
            let label = if at % 2 == 1 { SUBJECT } else { "Subject" };
            citizen.retypes(label, &text).await?;
            citizen
                .probes::<()>("document.getElementById('language').click()")
                .await?;
            citizen.settles().await?;
            let label = if at % 2 == 1 { "Subject" } else { SUBJECT };
            let kept = citizen.reads_field(label).await?;
            ensure!(kept == text, "kept is «{kept}» of «{text}»");
        }
        Ok(())
    })
}

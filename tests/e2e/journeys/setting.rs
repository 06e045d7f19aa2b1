//! Settings: how pages look, which news come, what the device keeps.

use anyhow::{Context, Result, ensure};
use opora_e2e::{Axe, Citizen, Outcome, Viewport, journey};
use serde_json::{Value, json};

use crate::letter::{FORM, Letter, SAVED, SUBJECT, number_on_receipt, sends};

/// What the root says of the look.
const LOOK: &str =
    "const {theme, contrast, text, spacing, simple, motion} = document.documentElement.dataset;
    return {theme, contrast, text, spacing, simple, motion};";

/// The label of each choice, by what is chosen.
const CHOICES: [&str; 6] = [
    "Тёмная",
    "Высокий",
    "200\u{a0}%",
    "Широкие",
    "Включён",
    "Выключено",
];

fn everything() -> Value {
    json!({"theme": "dark", "contrast": "high", "text": "200", "spacing": "wide", "simple": "on", "motion": "off"})
}

/// As on a first visit.
fn usual() -> Value {
    json!({"theme": null, "contrast": null, "text": null, "spacing": null, "simple": null, "motion": null})
}

async fn chooses_everything(citizen: &Citizen) -> Result<()> {
    for label in CHOICES {
        citizen.chooses(label).await?;
    }
    let look: Value = citizen.probes(LOOK).await?;
    ensure!(look == everything(), "{look}");
    Ok(())
}

async fn is_not_too_wide(citizen: &Citizen, place: &str) -> Result<()> {
    let overflow: i64 = citizen
        .probes(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
        )
        .await?;
    ensure!(overflow <= 0, "{place} is {overflow} px too wide");
    Ok(())
}

#[test]
fn what_is_chosen_shows_at_once_and_before_the_first_paint_of_the_next_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/settings").await?;
        citizen.sees_page("Настройки").await?;
        citizen.chooses("Тёмная").await?;
        citizen.hears("Тема: Тёмная").await?;
        chooses_everything(&citizen).await?;
        citizen.opens("/faq").await?;
        citizen.sees_page("Ответы на вопросы").await?;
        let look: Value = citizen.probes(LOOK).await?;
        ensure!(look == everything(), "after another page: {look}");
        // The script that sets them holds up the parser: nothing of the body is painted before it has run.
        let is_early: bool = citizen
            .probes(
                "const [paint] = performance.getEntriesByName('first-paint');
                const [script] = performance.getEntriesByType('resource').filter((one) => one.name.includes('boot'));
                const tag = document.querySelector('script[data-app]');
                return !tag.defer && !tag.async && tag.closest('head') !== null && script.responseEnd <= paint.startTime;",
            )
            .await?;
        ensure!(is_early, "the page was painted before its look was known");

        citizen.opens("/settings").await?;
        citizen.presses("Вернуть как было").await?;
        citizen.hears("Вид страниц снова обычный").await?;
        let look: Value = citizen.probes(LOOK).await?;
        ensure!(look == usual(), "after the way back: {look}");
        let kept: Vec<String> = citizen
            .probes("return Object.keys(localStorage).filter((name) => name.startsWith('opora.'))")
            .await?;
        ensure!(kept.is_empty(), "still kept: {kept:?}");
        Ok(())
    })
}

#[test]
fn strange_values_are_ignored() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/contacts").await?;
        citizen
            .probes::<Option<bool>>(
                "for (const name of ['theme', 'contrast', 'text', 'spacing', 'simple', 'motion'])
                    localStorage.setItem(`opora.${name}`, '<b>constructor');
                localStorage.setItem('opora.notices', '{')",
            )
            .await?;
        citizen.opens("/settings").await?;
        citizen.sees_page("Настройки").await?;
        let look: Value = citizen.probes(LOOK).await?;
        ensure!(look == usual(), "{look}");
        ensure!(citizen.has_chosen("Письмом на почту").await?);
        Ok(())
    })
}

#[test]
fn other_tabs_follow() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/settings").await?;
        let first = citizen.tab().await?;
        let second = citizen.opens_in_new_tab("/settings").await?;
        citizen.sees_page("Настройки").await?;
        citizen.turns_to(&first).await?;
        chooses_everything(&citizen).await?;
        citizen.turns_to(&second).await?;
        let follows = "const done = arguments[arguments.length - 1]; const look = () => {
            if (document.documentElement.dataset.motion === 'off') done(true);
            else requestAnimationFrame(look); }; look();";
        citizen.probes_later::<bool>(follows).await?;
        let look: Value = citizen.probes(LOOK).await?;
        ensure!(look == everything(), "the other tab: {look}");
        // Its own page of settings shows it, too.
        ensure!(citizen.has_chosen("Тёмная").await?);
        let pressed: Value = citizen
            .probes("return document.getElementById('theme').ariaPressed")
            .await?;
        ensure!(
            pressed == json!("true"),
            "the switch in the header: {pressed}"
        );
        Ok(())
    })
}

#[test]
fn every_theme_is_sound_at_320_px_with_large_letters() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let citizen = stage.citizen().await?;
        citizen.uses(Viewport::NARROW).await?;
        for (theme, more) in [
            ("Светлая", "Обычный"),
            ("Тёмная", "Обычный"),
            ("Светлая", "Высокий"),
            ("Тёмная", "Высокий"),
        ] {
            citizen.opens("/settings").await?;
            citizen.sees_page("Настройки").await?;
            citizen.chooses(theme).await?;
            citizen.chooses(more).await?;
            let report = citizen.examines(&axe).await?;
            ensure!(report.is_empty(), "{theme}, {more}: {report}");
        }
        citizen.chooses("200\u{a0}%").await?;
        citizen.chooses("Включён").await?;
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "large and simple: {report}");
        for address in [
            "/settings",
            "/about/privacy",
            "/about/accessibility",
            "/",
            "/faq",
            "/contacts",
            "/requests",
            FORM,
        ] {
            citizen.opens(address).await?;
            citizen.settles().await?;
            is_not_too_wide(&citizen, address)
                .await
                .with_context(|| address.to_owned())?;
        }
        Ok(())
    })
}

#[test]
fn statements_are_a_link_away() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let citizen = stage.citizen().await?;
        citizen.opens("/faq").await?;
        citizen.follows("Доступность").await?;
        citizen.sees("Проверено").await?;
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "{report}");
        citizen.follows("Персональные данные").await?;
        citizen.sees("152").await
    })
}

#[test]
fn news_that_are_not_wanted_are_said_once_for_all_requests() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.opens("/settings").await?;
        citizen.sees("Настройки уведомлений").await?;
        citizen.chooses("Нужно ваше действие").await?;
        citizen.sees("Передали 1\u{a0}обращению").await?;
        citizen.sees("можно пропустить последний день").await?;
        citizen.chooses("Тихие часы").await?;
        citizen.sees("По часам этого устройства").await?;
        citizen.reloads().await?;
        ensure!(!citizen.has_chosen("Нужно ваше действие").await?);
        ensure!(citizen.has_chosen("Тихие часы").await?);
        citizen.presses("Включить все").await?;
        citizen
            .sees_no_more("можно пропустить последний день")
            .await
    })
}

#[test]
fn the_device_is_cleared_by_kind_and_as_a_whole() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.types(SUBJECT, "Не приходит код").await?;
        citizen.sees(SAVED).await?;
        citizen.opens("/settings").await?;
        citizen.chooses("Тёмная").await?;
        citizen.sees("1\u{a0}черновик").await?;
        citizen
            .presses("Убрать всё с\u{a0}этого устройства")
            .await?;
        citizen.sees("Вернуть это будет нельзя").await?;
        citizen.presses("Оставить").await?;
        citizen.sees("1\u{a0}черновик").await?;
        citizen
            .presses("Убрать всё с\u{a0}этого устройства")
            .await?;
        citizen.presses("Да, убрать всё").await?;
        citizen.hears("Убрано: Всё, что здесь хранится").await?;
        citizen.sees_no_more("1\u{a0}черновик").await?;
        let look: Value = citizen.probes(LOOK).await?;
        ensure!(look == usual(), "{look}");
        citizen.opens(FORM).await?;
        let subject = citizen.reads_field(SUBJECT).await?;
        ensure!(subject.is_empty(), "«{subject}» is still there");
        Ok(())
    })
}

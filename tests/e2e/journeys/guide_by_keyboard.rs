//! Guides without a mouse.

use anyhow::Result;
use opora_e2e::{Citizen, Key, Outcome, journey};

#[test]
fn the_device_checks_itself_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/login").await?;
        press(&citizen, "Начать").await?;
        citizen.sees_page("Проверьте, включены ли cookies").await?;
        citizen.sees("Файлы cookie разрешены").await?;
        citizen.hears("Файлы cookie разрешены").await?;
        press(&citizen, "Дальше").await?;
        citizen.sees_page("Проверьте браузер").await?;
        citizen.sees("Браузер подходит").await?;
        press(&citizen, "Дальше").await?;
        for heading in [
            "Откройте главную страницу портала",
            "Нажмите «Войти» вверху справа",
            "Заполните поля «Логин» и «Пароль»",
        ] {
            citizen.sees_page(heading).await?;
            press(&citizen, "Готово, дальше").await?;
        }
        choose(&citizen, "Нажмите «Войти» под полями", 1).await?;
        citizen
            .arrives_at("Откройте «Обращения к оператору»")
            .await?;
        press(&citizen, "Готово, дальше").await?;
        citizen.sees("Все шаги пройдены").await
    })
}

/// Tabs to a control and presses it.
async fn press(citizen: &Citizen, words: &str) -> Result<()> {
    citizen.tabs_to(words, |focus| focus.text == words).await?;
    citizen.hits(Key::Enter).await
}

/// Chooses the option of this number, from 0, and goes on.
async fn choose(citizen: &Citizen, heading: &str, number: usize) -> Result<()> {
    citizen.sees_page(heading).await?;
    citizen
        .tabs_to("the options", |focus| {
            focus.id.starts_with("field-confirmation")
        })
        .await?;
    citizen.hits(Key::Space).await?;
    for _ in 0..number {
        citizen.hits(Key::Down).await?;
    }
    press(citizen, "Дальше").await
}

#[test]
fn four_more_guides_are_walked_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for guide in ["choose-section", "record-number", "hotline", "save-history"] {
            citizen.opens(&format!("/guides/{guide}?step=1")).await?;
            walks_by_keyboard(&citizen, guide).await?;
        }
        Ok(())
    })
}

/// Confirms whatever a guide asks, always by its first option, until its end.
async fn walks_by_keyboard(citizen: &Citizen, guide: &str) -> Result<()> {
    for _ in 0..12 {
        citizen.settles().await?;
        if citizen
            .reads_in("main")
            .await?
            .contains("Все шаги пройдены")
        {
            return Ok(());
        }
        let heading = citizen.reads_in("#page-title").await?;
        let asked: String = citizen
            .probes("return document.querySelector('.confirm [type=radio]') ? 'choice' : document.querySelector('.confirm [type=checkbox]') ? 'items' : document.querySelector('.confirm form') ? 'practice' : 'done'")
            .await?;
        match asked.as_str() {
            "choice" => choose(citizen, &heading, 0).await?,
            "items" => {
                let count: usize = citizen
                    .probes("return document.querySelectorAll('.confirm [type=checkbox]').length")
                    .await?;
                for at in 0..count {
                    let id = format!("field-confirmation-{at}");
                    citizen.tabs_to(&id, |focus| focus.id == id).await?;
                    citizen.hits(Key::Space).await?;
                }
                press(citizen, "Готово, дальше").await?;
            }
            "practice" => {
                citizen
                    .tabs_to("the field", |focus| focus.id == "field-confirmation")
                    .await?;
                citizen.writes("7KQ4-22H2").await?;
                citizen.hits(Key::Enter).await?;
            }
            _ => press(citizen, "Готово, дальше").await?,
        }
        opora_e2e::until("the next step", async || {
            let now = citizen.reads_in("main").await?;
            let title = citizen.reads_in("#page-title").await?;
            Ok((title != heading || now.contains("Все шаги пройдены")).then_some(()))
        })
        .await?;
    }
    anyhow::bail!("{guide} does not end")
}

//! The whole way without a mouse.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Key, Outcome, journey};

use crate::letter::{CHECK, FORM, HEADING, Letter, REVIEW, SEND, number_on_receipt, only_request};

#[test]
fn a_citizen_without_a_mouse_finds_an_answer_and_sends_a_request() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen
            .tabs_to("the situation", |focus| {
                focus.text == "Форма не работает или теряет данные"
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.sees("Ответ помог?").await?;
        citizen.is_focused_on("page-title").await?;

        citizen
            .tabs_to("«Нет»", |focus| {
                focus.tag == "button" && focus.text == "Нет"
            })
            .await?;
        citizen.hits(Key::Space).await?;
        citizen.sees("Чего не хватило?").await?;
        citizen
            .tabs_to("the way to the form", |focus| {
                focus.text == "Написать обращение"
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at("Написать обращение").await?;
        citizen
            .tabs_to("«Предложение»", |focus| {
                focus.text.starts_with("Предложение")
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at(HEADING).await?;

        fills_and_sends(&citizen, &Letter::ERROR).await?;
        let number = number_on_receipt(&citizen).await?;
        citizen.is_focused_on("page-title").await?;
        let row = only_request(&stage.portal).await?;
        ensure!(
            row.number == number && row.subject == Letter::ERROR.subject,
            "the staff sees {row:?}"
        );
        Ok(())
    })
}

#[test]
fn the_help_menu_opens_and_closes_by_keyboard() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen
            .tabs_to("the menu", |focus| focus.tag == "summary")
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.sees_in(".menu", "Связаться с оператором").await?;
        citizen.hits(Key::Tab).await?;
        let focus = citizen.focus().await?;
        ensure!(
            focus.text == "Связаться с оператором",
            "the menu's first stop is {focus:?}"
        );
        citizen.hits(Key::Escape).await?;
        ensure!(
            citizen.focus().await?.tag == "summary",
            "Escape led to {:?}",
            citizen.focus().await?
        );
        ensure!(
            !citizen
                .reads_in(".menu")
                .await?
                .contains("Связаться с оператором"),
            "the menu is still open"
        );
        // Left by Tab, it closes.
        citizen.hits(Key::Enter).await?;
        citizen
            .tabs_to("what follows the menu", |focus| focus.text.contains("тема"))
            .await?;
        ensure!(
            !citizen
                .reads_in(".menu")
                .await?
                .contains("Связаться с оператором"),
            "the menu is still open"
        );
        Ok(())
    })
}

/// Brings something above the screen, amid a scroll as after Tab. Answers where the field with the focus was on the screen
/// and where it is now.
const COMES_ABOVE: &str = "
const done = arguments[arguments.length - 1];
const top = () => document.activeElement.getBoundingClientRect().top;
scrollBy(0, -10);
const before = top();
const news = document.createElement('p');
news.style.height = '300px';
document.querySelector('form').prepend(news);
requestAnimationFrame(() => requestAnimationFrame(() => done([before, top()])));
";

#[test]
fn a_field_stays_under_the_fingers_when_a_hint_comes_above_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.sees_page(HEADING).await?;
        citizen
            .tabs_to("the address", |focus| focus.id == "field-email")
            .await?;
        let (before, after): (f64, f64) = citizen.probes_later(COMES_ABOVE).await?;
        ensure!(
            (before - after).abs() < 2.0,
            "it was {before} px from the top and is {after}"
        );
        Ok(())
    })
}

/// Fills the form that came with «Предложение» chosen, and sends it, by keys alone.
async fn fills_and_sends(citizen: &Citizen, letter: &Letter) -> Result<()> {
    citizen
        .tabs_to("the category", |focus| {
            focus.id.starts_with("field-category")
        })
        .await?;
    citizen.hits(Key::Up).await?;
    ensure!(
        citizen.has_chosen("Запрос информации").await?,
        "the arrow chose something else"
    );
    for (id, text) in [
        ("field-subject", letter.subject),
        ("field-description", letter.description),
    ] {
        citizen.tabs_to(id, |focus| focus.id == id).await?;
        citizen.writes(text).await?;
    }
    citizen
        .tabs_to("the files", |focus| focus.id == "field-files")
        .await?;
    citizen
        .tabs_to("the e-mail", |focus| focus.id == "field-email")
        .await?;
    citizen.writes(letter.email).await?;
    citizen
        .tabs_to("the consent", |focus| focus.id == "field-consent")
        .await?;
    citizen.hits(Key::Space).await?;
    // Back over everything once, and forth again: no field keeps the keyboard.
    let mut passed = Vec::new();
    while citizen.focus().await?.id != "field-description" {
        citizen.hits_with_shift(Key::Tab).await?;
        passed.push(citizen.focus().await?.id);
        ensure!(passed.len() < 40, "Shift+Tab led over {passed:?}");
    }
    citizen.tabs_to(CHECK, |focus| focus.text == CHECK).await?;
    citizen.hits(Key::Enter).await?;
    citizen.arrives_at(REVIEW).await?;
    citizen.tabs_to(SEND, |focus| focus.text == SEND).await?;
    citizen.hits(Key::Enter).await
}

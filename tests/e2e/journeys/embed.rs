//! Opora in the page of another portal, on another site: what citizens do there.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::letter::{Letter, number_on_receipt, sends};

/// The only help of a page.
pub const HELP: &str = "opora-help";
/// What the portal of these journeys may do.
pub const RIGHTS: &str = "context = [\"page\", \"service\"]\nprefill = [\"name\"]";

/// The page opens its help at a page of Opora, as a button of its own would.
pub async fn opens_help_at(citizen: &Citizen, path: &str) -> Result<()> {
    citizen.probes(&format!("Opora('open', '{path}')")).await
}

#[test]
fn a_citizen_finds_an_answer_beside_the_page_they_came_from() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        let frames = "return performance.getEntriesByType('resource').filter((load) => load.initiatorType === 'iframe').length";
        ensure!(
            citizen.probes::<u32>(frames).await? == 0,
            "a frame was fetched before anybody wanted it"
        );
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Чем помочь?").await?;
        for gone in [".header", ".footer"] {
            ensure!(
                citizen.reads_in(gone).await?.is_empty(),
                "{gone} is shown in the page of another portal"
            );
        }
        // Into a frame that has no focus yet, as a hand does it.
        citizen.chooses("Поиск").await?;
        citizen.types("Поиск", "забыл пароль").await?;
        citizen.presses("Найти").await?;
        citizen.arrives_at("Поиск: забыл пароль").await?;
        citizen.follows("Как восстановить пароль?").await?;
        citizen.arrives_at("Как восстановить пароль?").await?;

        // The page beside stays in use.
        citizen.looks_out().await?;
        citizen.chooses("Имя ребёнка").await?;
        citizen.writes("Маша").await?;
        let name = citizen.reads_field("Имя ребёнка").await?;
        ensure!(name == "Маша", "the page took «{name}»");
        ensure!(citizen.has_help(HELP).await?, "the drawer has closed");
        citizen.closes_help(HELP).await?;
        citizen.sees_help(HELP, false).await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Как восстановить пароль?").await
    })
}

#[test]
fn a_request_is_sent_from_the_page_of_another_portal_and_followed_there() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        // A button of the portal itself.
        citizen.presses("Написать об этой услуге").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Форма обратной связи").await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;
        citizen.looks_out().await?;
        let told = citizen.tells("request-created").await?;
        ensure!(told["number"] == number, "the portal was told {told}");

        // Another day, on the same page.
        citizen.visits(&host, "/index.html").await?;
        citizen
            .probes::<()>("document.querySelector('opora-help').setAttribute('view', '/requests')")
            .await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Мои обращения").await?;
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.sees_in(".tracker", "Принято").await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen.sees("Обращение рассматривает специалист.").await
    })
}

#[test]
fn a_page_with_a_strict_policy_needs_to_allow_the_loader_and_the_frame_alone() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/strict.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Форма обратной связи").await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.looks_out().await?;
        // What the policy refuses would be in the console, which is empty at the end.
        citizen.tells("request-created").await?;
        let button = "const style = getComputedStyle(roots.get(document.querySelector('opora-help')).querySelector('button')); \
            return [style.backgroundColor, parseFloat(style.minHeight)]";
        let (colour, height): (String, f64) = citizen.probes(button).await?;
        ensure!(
            colour == "rgb(29, 78, 216)" && height >= 44.0,
            "the button is {colour}, {height} px"
        );
        Ok(())
    })
}

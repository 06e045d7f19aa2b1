//! What goes between a portal and Opora about a request: where it was written, which can be left out, and how many have news.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey, until};

use crate::{
    embed::{HELP, opens_help_at},
    letter::{FORM, HEADING, Letter, SEND, number_on_receipt, reviews, sends},
};

const PAGE: &str = "Запись в детский сад";
const SERVICE: &str = "Услуга 4-77";

#[test]
fn what_the_portal_tells_can_be_left_out() -> Outcome {
    journey(async |stage| {
        let host = stage
            .host("demo", "context = [\"page\", \"service\"]")
            .await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        let script = format!("Opora('context', {{ page: '{PAGE}', service: '{SERVICE}' }})");
        citizen.probes::<()>(&script).await?;
        opens_help_at(&citizen, FORM).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        Letter::ERROR.fill(&citizen).await?;
        reviews(&citizen).await?;
        citizen.sees_in(".review__told", SERVICE).await?;
        // The first row is the portal itself: without it nothing is told.
        citizen.presses("Не передавать").await?;
        citizen.sees_no_more(SERVICE).await?;
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees(Letter::ERROR.description).await?;
        let sent = citizen.reads_in(".letter").await?;
        ensure!(!sent.contains(PAGE), "it was told all the same: {sent}");
        Ok(())
    })
}

#[test]
fn the_portal_is_told_how_many_requests_have_news_and_nothing_of_them() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", "").await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        citizen.presses("Написать об этой услуге").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;

        // Something happens to it later: moments have whole seconds.
        citizen.visits(&host, "/index.html").await?;
        let second = "return Math.floor(Date.now() / 1000)";
        let sent: u64 = citizen.probes(second).await?;
        until("another second", async || {
            let now: u64 = citizen.probes(second).await?;
            Ok((now > sent).then_some(()))
        })
        .await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        opens_help_at(&citizen, "/faq").await?;
        knows_news(&citizen, 1).await?;
        citizen.looks_into(HELP).await?;
        citizen.follows("Мои обращения").await?;
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.sees("Обращение рассматривает специалист.").await?;
        citizen.looks_out().await?;
        knows_news(&citizen, 0).await?;
        let told =
            serde_json::to_string(&citizen.probes::<serde_json::Value>("return told").await?)?;
        ensure!(!told.contains(&number), "the portal has seen {told}");
        Ok(())
    })
}

/// Waits until the last that the portal has heard is so many requests with news.
async fn knows_news(citizen: &Citizen, count: u32) -> Result<()> {
    until(&format!("{count} with news"), async || {
        let script =
            "return told.filter(({ name }) => name === 'unread').at(-1)?.detail.count ?? null";
        let last: Option<u32> = citizen.probes(script).await?;
        ensure!(last == Some(count), "the portal knows of {last:?}");
        Ok(Some(()))
    })
    .await
}

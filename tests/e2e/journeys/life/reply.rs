//! What is being written while the request lives on.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use super::{steps, writes};
use crate::{letter::Letter, staff};

const REPLY: &str = "Ответить";
const FIELD: &str = "field-reply";

/// The reply holds this, and the cursor is in it at `cursor`.
async fn writes_on(citizen: &Citizen, text: &str, cursor: usize) -> Result<()> {
    citizen.is_focused_on(FIELD).await?;
    let kept = citizen.reads_field(REPLY).await?;
    ensure!(kept == text, "the reply holds «{kept}»");
    let at: usize = citizen
        .probes("return document.activeElement.selectionStart")
        .await?;
    ensure!(at == cursor, "the cursor is at {at}");
    Ok(())
}

#[test]
fn a_reply_survives_a_reload_and_news_leave_it_and_the_cursor_alone() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;
        let begun = "Ошибка появляется";
        citizen.types(REPLY, begun).await?;
        citizen.reloads().await?;
        let kept = citizen.reads_field(REPLY).await?;
        ensure!(kept == begun, "after a reload the reply holds «{kept}»");

        citizen.types(REPLY, " только").await?;
        let text = "Ошибка появляется только";
        let end = text.chars().count();
        writes_on(&citizen, text, end).await?;
        let sentence = "Обращение рассматривает специалист.";
        steps(&employee, &citizen, "В работе", "Ищем ошибку", sentence).await?;
        writes_on(&citizen, text, end).await?;
        writes(&employee, &citizen, "В каком браузере это случилось?").await?;
        writes_on(&citizen, text, end).await?;

        // Whoever goes on writing does not notice.
        citizen.writes(" в Chrome").await?;
        let whole = "Ошибка появляется только в Chrome";
        writes_on(&citizen, whole, whole.chars().count()).await?;
        citizen.presses("Отправить").await?;
        citizen.sees_in(".letters__list", whole).await?;
        let sent = citizen.reads_field(REPLY).await?;
        ensure!(sent.is_empty(), "what was sent is still there: «{sent}»");
        citizen.reloads().await?;
        citizen.sees_in(".letters__list", whole).await?;
        let left = citizen.reads_field(REPLY).await?;
        ensure!(left.is_empty(), "what was sent is left: «{left}»");
        Ok(())
    })
}

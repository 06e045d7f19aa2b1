//! Opora in the page of another portal while its line goes and comes back.

use std::time::Duration;

use anyhow::ensure;
use opora_e2e::{Outcome, journey, until_within};

use crate::{
    embed::HELP,
    letter::{HEADING, Letter, SAVED, only_request, sends},
};

const QUEUED: &str = "Обращение сохранено и ждёт связи";
/// The outbox looks every half a minute at last.
const LOOK: Duration = Duration::from_secs(45);

#[test]
fn a_request_sent_from_a_frame_without_a_line_leaves_by_itself_once() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", "").await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.visits(&host, "/index.html").await?;
        citizen.presses("Написать об этой услуге").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        stage.portal.stop().await?;
        sends(&citizen).await?;
        citizen.sees_page(QUEUED).await?;
        citizen
            .sees("уйдёт само, когда портал станет доступен")
            .await?;
        citizen.looks_out().await?;
        let created = |told: &[opora_e2e::Told]| {
            let told = told.iter().filter(|one| one.name == "request-created");
            told.map(|one| one.detail.clone().unwrap_or_default())
                .collect::<Vec<_>>()
        };
        ensure!(
            created(&citizen.told().await?).is_empty(),
            "the portal was told of a request that has not been sent"
        );

        stage.portal.start().await?;
        let number = until_within(LOOK, "the portal to be told of the request", async || {
            Ok(created(&citizen.told().await?).pop())
        })
        .await?;
        // Whatever would send again does so when it is woken.
        citizen.looks_into(HELP).await?;
        citizen.sees("Обращение отправлено, номер").await?;
        for event in ["online", "focus", "online"] {
            citizen
                .probes::<()>(&format!("window.dispatchEvent(new Event('{event}'))"))
                .await?;
        }
        citizen.settles().await?;
        citizen.looks_out().await?;
        let row = only_request(&stage.portal).await?;
        ensure!(
            number["number"] == row.number && row.subject == Letter::ERROR.subject,
            "the portal was told {number}, the staff has {row:?}"
        );
        let created = created(&citizen.told().await?);
        ensure!(created.len() == 1, "the portal was told {created:?}");
        Ok(())
    })
}

//! What the entry of a portal says, seen in its frame: which forms it takes and how pages look there.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey, until};

use crate::{
    embed::{HELP, opens_help_at},
    letter::{HEADING, Letter, number_on_receipt, sends},
};

/// The look of the page in the frame: what it stands on, its text, its main button and how round that is.
const LOOK: &str = "
const page = getComputedStyle(document.documentElement);
const button = getComputedStyle(document.querySelector('main .button:not([data-rank=quiet]):not([data-rank=secondary])'));
return [page.backgroundColor, getComputedStyle(document.querySelector('h1')).color, button.backgroundColor, button.borderRadius];
";

#[test]
fn a_form_that_the_portal_does_not_take_says_where_it_can_be_had() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", "forms = [\"feedback\"]").await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        opens_help_at(&citizen, "/requests/new/dispute").await?;
        citizen.looks_into(HELP).await?;
        citizen
            .sees_page("Портал «Портал города» эту форму не принимает")
            .await?;
        let (fields, address): (u32, String) = citizen
            .probes(
                "const own = document.querySelector('main a[target=_blank]');
                 return [document.querySelectorAll('main :is(input, textarea, select)').length, own.href];",
            )
            .await?;
        ensure!(
            fields == 0 && address == stage.portal.url("/requests/new/dispute"),
            "{fields} fields, and the form is at {address}"
        );
        citizen.looks_out().await?;

        // The one that it takes is there.
        opens_help_at(&citizen, "/requests/new/feedback").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await.map(drop)
    })
}

#[test]
fn the_portals_own_look_stays_whole_where_its_page_asks_for_one_that_cannot_be_read() -> Outcome {
    journey(async |stage| {
        let look = "[portal.theme]\naccent = \"#7a4b00\"\nsurface = \"#fbfaf7\"\ntext = \"#222222\"\nradius = 3";
        let host = stage.host("demo", look).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/strict.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page(HEADING).await?;
        let own = [
            "rgb(251, 250, 247)",
            "rgb(34, 34, 34)",
            "rgb(122, 75, 0)",
            "3px",
        ];
        looks(&citizen, own).await?;
        citizen.looks_out().await?;

        // The accent cannot be read; the rest could, and is not taken either.
        theme(
            &citizen,
            "accent:#ffee88; surface:#ffffff; text:#000000; radius:20",
        )
        .await?;
        ensure!(citizen.tells("error").await?["code"] == "theme-contrast");
        citizen.looks_into(HELP).await?;
        looks(&citizen, own).await?;
        citizen.looks_out().await?;

        theme(
            &citizen,
            "accent:#004488; surface:#ffffff; text:#000000; radius:20",
        )
        .await?;
        citizen.looks_into(HELP).await?;
        let other = [
            "rgb(255, 255, 255)",
            "rgb(0, 0, 0)",
            "rgb(0, 68, 136)",
            "20px",
        ];
        looks(&citizen, other).await
    })
}

async fn theme(citizen: &Citizen, theme: &str) -> Result<()> {
    citizen.probes(&format!("Opora('theme', '{theme}')")).await
}

/// Waits until the page in the frame looks so.
async fn looks(citizen: &Citizen, wanted: [&str; 4]) -> Result<()> {
    until(&format!("the look {wanted:?}"), async || {
        let look: [String; 4] = citizen.probes(LOOK).await?;
        ensure!(look == wanted, "it is {look:?}");
        Ok(Some(()))
    })
    .await
}

//! Opora in an English page of another portal: English from the button to the receipt.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::{
    embed::{HELP, RIGHTS},
    speech::{Speech, fits},
};

/// What stands around the frame: the button, the cross, the names of box and frame.
const AROUND: &str = "
const root = roots.get(document.querySelector('opora-help'));
const [button, cross, box, frame] = ['button', 'dialog button', 'dialog', 'iframe'].map((part) => root.querySelector(part));
return [button.textContent, cross.ariaLabel, box.ariaLabel, frame.title, button.closest('[lang]').lang];
";

#[test]
fn an_english_page_gets_help_in_english_to_the_receipt() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        host.add(
            "english.html",
            "<div lang=\"en-GB\"><opora-help form=\"feedback\"></opora-help></div>",
        );
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/english.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Feedback form").await?;
        speaks(&citizen, "the form").await?;
        citizen.looks_out().await?;
        let around: [String; 5] = citizen.probes(AROUND).await?;
        ensure!(
            around == ["Help", "Close", "Help", "Help", "en"],
            "around the frame it says {around:?}"
        );

        citizen.looks_into(HELP).await?;
        citizen.chooses("Error").await?;
        for (label, text) in [
            ("Subject", "The form loses what I type"),
            (
                "Description",
                "I press the button and all fields are empty.",
            ),
            ("Phone", "8 912 345-67-89"),
            ("Email", "anna@example.ru"),
        ] {
            citizen.types(label, text).await?;
        }
        citizen
            .chooses("I agree to the processing of my personal data")
            .await?;
        citizen.presses("Check and send").await?;
        citizen.sees_page("Check and send").await?;
        speaks(&citizen, "the review").await?;
        citizen.presses("Send request").await?;
        citizen.sees("We have your request").await?;
        speaks(&citizen, "the receipt").await?;
        let number = citizen.reads_in(".receipt__number").await?;
        citizen.looks_out().await?;
        let told = citizen.tells("request-created").await?;
        ensure!(told["number"] == number, "the portal was told {told}");
        Ok(())
    })
}

async fn speaks(citizen: &Citizen, what: &str) -> Result<()> {
    Speech::ENGLISH.holds(citizen, what).await?;
    fits(citizen, what).await
}

//! English pages are English to the last label.

use opora_e2e::{Outcome, journey};

use crate::{
    letter::{Letter, reviews},
    speech::Speech,
};

const PAGES: [&str; 12] = [
    "/",
    "/search?q=password",
    "/faq",
    "/faq/account",
    "/faq/account/reset-password",
    "/guides",
    "/guides/login",
    "/requests/new",
    "/requests/new/feedback",
    "/requests",
    "/contacts",
    "/nowhere",
];

/// What the citizen of a Russian portal writes in Latin letters.
const LETTER: Letter = Letter {
    category: "Ошибка",
    subject: "The form loses what I type",
    description: "I press the button, the page loads again and all fields are empty.",
    phone: "8 912 345-67-89",
    email: "anna@example.ru",
};

#[test]
fn english_pages_show_no_russian() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        for path in PAGES {
            let joint = if path.contains('?') { '&' } else { '?' };
            citizen.opens(&format!("{path}{joint}lang=en")).await?;
            Speech::ENGLISH.holds(&citizen, path).await?;
        }
        Ok(())
    })
}

#[test]
fn a_request_is_reviewed_and_followed_in_english() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(crate::letter::FORM).await?;
        LETTER.fill(&citizen).await?;
        reviews(&citizen).await?;
        citizen.hears("Проверьте и отправьте").await?;
        citizen.follows("English").await?;
        citizen.sees_page("Check and send").await?;
        Speech::ENGLISH.holds(&citizen, "the review").await?;
        citizen.presses("Send request").await?;
        citizen.sees("We have your request").await?;
        Speech::ENGLISH.holds(&citizen, "the receipt").await?;
        let number = citizen.reads_in(".receipt__number").await?;
        let tracker = format!("/requests/{number}");
        citizen.opens(&tracker).await?;
        citizen.sees("Journal of the request").await?;
        Speech::ENGLISH.holds(&citizen, "the tracker").await
    })
}

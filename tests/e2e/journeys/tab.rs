//! One citizen, two tabs.

use anyhow::ensure;
use opora_e2e::{Outcome, journey};

use crate::letter::{DESCRIPTION, FORM, Letter, SAVED, SUBJECT, number_on_receipt, sends};

#[test]
fn of_two_tabs_with_one_form_the_last_typing_comes_back_and_the_other_is_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        let first = citizen.tab().await?;
        citizen.opens_in_new_tab(FORM).await?;
        citizen.types(SUBJECT, "Из второй вкладки").await?;
        citizen.sees(SAVED).await?;
        citizen.turns_to(&first).await?;
        citizen.types(SUBJECT, "Из первой вкладки, позже").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        let kept = citizen.reads_field(SUBJECT).await?;
        ensure!(kept == "Из первой вкладки, позже", "kept is «{kept}»");
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", "Из второй вкладки").await?;
        citizen.sees_in(".rows", "Из первой вкладки, позже").await
    })
}

#[test]
fn a_form_sent_in_one_tab_can_still_be_sent_from_the_other() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        let first = citizen.tab().await?;
        // Opens with the draft of the first, and its key.
        let second = citizen.opens_in_new_tab(FORM).await?;
        ensure!(citizen.reads_field(SUBJECT).await? == Letter::ERROR.subject);

        citizen.turns_to(&first).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;

        // The same request again: the same number.
        citizen.turns_to(&second).await?;
        sends(&citizen).await?;
        let again = number_on_receipt(&citizen).await?;
        ensure!(again == number, "sent twice, it is {number} and {again}");
        ensure!(stage.portal.queue().await?.len() == 1, "the staff has two");
        Ok(())
    })
}

#[test]
fn a_form_changed_in_another_tab_after_it_was_sent_is_another_request() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        let first = citizen.tab().await?;
        let second = citizen.opens_in_new_tab(FORM).await?;
        citizen.turns_to(&first).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;

        // With the key of the first a changed body is refused by the server: the citizen must not be stuck.
        citizen.turns_to(&second).await?;
        citizen.expects_in_console("status of 4");
        citizen
            .retypes(
                DESCRIPTION,
                "А ещё не загружается файл: после выбора ничего не происходит.",
            )
            .await?;
        sends(&citizen).await?;
        let other = number_on_receipt(&citizen).await?;
        ensure!(
            other != number,
            "the changed request has the number of the first"
        );
        ensure!(stage.portal.queue().await?.len() == 2, "the staff has one");
        Ok(())
    })
}

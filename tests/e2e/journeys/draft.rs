//! Nothing typed is lost.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::letter::{
    ATTACH, CONSENT, DESCRIPTION, EMAIL, FORM, HEADING, Letter, PHONE, SAVED, SUBJECT,
    number_on_receipt, sends,
};

const OFFER: &str = "Мы сохранили то, что вы начали писать. Можно продолжать.";
const DESCRIBE: &str = "Что на снимке или в документе";
const PICTURE: &str = "Пустые поля";

#[test]
fn a_reload_in_the_middle_of_the_form_loses_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.types(DESCRIBE, PICTURE).await?;
        citizen.sees("Загружен").await?;
        citizen.sees(SAVED).await?;

        citizen.reloads().await?;
        citizen.sees(OFFER).await?;
        Letter::ERROR.is_in_form(&citizen).await?;
        ensure!(
            citizen.reads_field(DESCRIBE).await? == PICTURE,
            "the words about the file are lost"
        );
        citizen.sees_in(".file", "снимок.png").await?;

        // Another visit, from the front door.
        citizen.opens("/").await?;
        citizen.follows("Сообщить об ошибке").await?;
        citizen.arrives_at("Форма обратной связи").await?;
        citizen.sees(OFFER).await?;
        Letter::ERROR.is_in_form(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.button("снимок.png").await?;
        citizen.sees_in(".letter", PICTURE).await
    })
}

#[test]
fn the_last_letter_before_a_reload_is_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        // No pause to let it be saved: what people do when a page annoys them. More than once, for
        // it depends on how busy the device is.
        for at in 1..=5 {
            let text = format!("Тема, набранная прямо перед обновлением, раз {at}");
            citizen.retypes(SUBJECT, &text).await?;
            citizen.reloads().await?;
            let kept = citizen.reads_field(SUBJECT).await?;
            ensure!(kept == text, "kept is «{kept}» of «{text}»");
        }
        Ok(())
    })
}

#[test]
fn a_closed_tab_gives_back_what_was_typed() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        let front = citizen.tab().await?;
        citizen.opens_in_new_tab(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        citizen.closes_tab().await?;
        citizen.turns_to(&front).await?;
        citizen.opens(FORM).await?;
        citizen.sees(OFFER).await?;
        Letter::ERROR.is_in_form(&citizen).await
    })
}

#[test]
fn begin_anew_empties_the_form_for_good() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        citizen.presses("Начать заново").await?;
        citizen.hears("Черновик удалён").await?;
        is_empty(&citizen).await?;
        citizen.sees_no_more(OFFER).await?;
        citizen.reloads().await?;
        is_empty(&citizen).await?;
        ensure!(
            !citizen.reads().await?.contains(OFFER),
            "an empty draft is offered"
        );
        ensure!(stage.portal.queue().await?.is_empty());
        Ok(())
    })
}

async fn is_empty(citizen: &Citizen) -> Result<()> {
    for label in [SUBJECT, DESCRIPTION, PHONE, EMAIL] {
        let kept = citizen.reads_field(label).await?;
        ensure!(kept.is_empty(), "«{label}» still holds «{kept}»");
    }
    ensure!(
        !citizen.has_chosen(Letter::ERROR.category).await?,
        "the category is still chosen"
    );
    ensure!(
        !citizen.has_chosen(CONSENT).await?,
        "the consent is still given"
    );
    let files = citizen.reads_in(".file").await?;
    ensure!(files.is_empty(), "a file is still there: {files}");
    Ok(())
}

#[test]
fn a_choice_from_a_link_does_not_win_over_the_persons_own() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new").await?;
        citizen.follows("Жалоба").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(
            citizen.has_chosen("Жалоба").await?,
            "the link chose nothing"
        );
        citizen.settles().await?;
        let address = citizen.address().await?;
        ensure!(address == FORM, "the address is {address}");
        citizen.is_focused_on("page-title").await?;
        citizen.chooses("Ошибка").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        ensure!(citizen.has_chosen("Ошибка").await?, "the choice is lost");
        citizen.follows("English").await?;
        citizen.sees("Error").await?;
        ensure!(
            citizen.has_chosen("Error").await?,
            "the choice is lost in English"
        );
        citizen.goes_back().await?;
        citizen.sees("What do you want to write about?").await
    })
}

#[test]
fn a_page_left_while_the_cursor_is_in_a_field_breaks_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new").await?;
        citizen.follows("Жалоба").await?;
        citizen.arrives_at(HEADING).await?;
        citizen.types(SUBJECT, "Тема").await?;
        citizen.probes::<()>("history.back()").await?;
        citizen.sees("О чём вы хотите написать?").await?;
        citizen.settles().await
    })
}

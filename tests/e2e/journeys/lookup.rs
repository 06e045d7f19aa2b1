//! Finding a request from another device.

use anyhow::{Result, ensure};
use opora_contract::number::RequestNumber;
use opora_e2e::{Citizen, Outcome, journey};

use crate::letter::Letter;

const NUMBER: &str = "Номер обращения";
const CONTACT: &str = "Телефон или почта";
const FIND: &str = "Найти обращение";

#[test]
fn a_citizen_finds_their_request_on_another_device() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;

        let at_work = stage.citizen().await?;
        at_work.opens("/").await?;
        at_work.follows("Мои обращения").await?;
        at_work.arrives_at("Мои обращения").await?;
        at_work.types(NUMBER, &misspelled(&number)).await?;
        at_work.types(CONTACT, "+7 (912) 345 67 89").await?;
        at_work.presses(FIND).await?;
        at_work.arrives_at(&format!("Обращение {number}")).await?;
        at_work.sees_in(".tracker", Letter::ERROR.subject).await?;

        // From now on the device knows it.
        at_work.opens("/requests").await?;
        at_work.sees_in(".rows", Letter::ERROR.subject).await?;
        Ok(())
    })
}

#[test]
fn an_address_of_a_request_from_elsewhere_opens_with_the_contact() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        let by_post = stage.citizen().await?;
        by_post.opens(&format!("/requests/{number}")).await?;
        by_post
            .sees("Это обращение не открыто на этом устройстве")
            .await?;
        by_post.types(CONTACT, " Anna@Example.RU ").await?;
        by_post.presses(FIND).await?;
        by_post.sees_in(".tracker", Letter::ERROR.subject).await
    })
}

#[test]
fn a_wrong_contact_gets_the_same_answer_as_a_wrong_number() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        let nobody = RequestNumber::from_random([3; 7]).to_string();
        ensure!(number != nobody);

        let stranger = stage.citizen().await?;
        stranger.expects_in_console("status of 404");
        let wrong_contact = answer(&stranger, &number, "stranger@example.ru").await?;
        let wrong_number = answer(&stranger, &nobody, "anna@example.ru").await?;
        ensure!(
            !wrong_contact.is_empty() && wrong_contact == wrong_number,
            "«{wrong_contact}» and «{wrong_number}»"
        );
        ensure!(
            stranger.reads_field(CONTACT).await? == "anna@example.ru",
            "what was typed is gone"
        );
        Ok(())
    })
}

#[test]
fn a_forged_number_is_seen_before_anything_is_sent() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests").await?;
        citizen.types(NUMBER, "7KQ4-22HZ").await?;
        citizen.types(CONTACT, "почта").await?;
        citizen.presses(FIND).await?;
        citizen.is_focused_on("error-summary").await?;
        citizen
            .sees_in("#error-summary", "такого номера обращения не бывает")
            .await?;
        citizen
            .sees_in("#error-summary", "это не телефон и не почта")
            .await?;
        citizen
            .follows("Ошибка: такого номера обращения не бывает. Сверьте его с квитанцией")
            .await?;
        citizen.is_focused_on("field-number").await
    })
}

async fn answer(stranger: &Citizen, number: &str, contact: &str) -> Result<String> {
    stranger.opens("/requests").await?;
    stranger.types(NUMBER, number).await?;
    stranger.types(CONTACT, contact).await?;
    stranger.presses(FIND).await?;
    stranger.reads_something_in(".notice[role=alert]").await
}

/// The number as somebody types it from paper on a Russian keyboard.
fn misspelled(number: &str) -> String {
    let twin = |symbol| match symbol {
        'A' => 'а',
        'C' => 'с',
        'E' => 'е',
        'H' => 'н',
        'K' => 'к',
        'M' => 'м',
        'P' => 'р',
        'T' => 'т',
        'X' => 'х',
        'Y' => 'у',
        '3' => 'з',
        '8' => 'в',
        other => other.to_ascii_lowercase(),
    };
    let typed: String = number
        .chars()
        .filter(|&symbol| symbol != '-')
        .map(twin)
        .collect();
    let (first, second) = typed
        .char_indices()
        .nth(4)
        .map_or((&*typed, ""), |(at, _)| typed.split_at(at));
    format!(" № {first} — {second} ")
}

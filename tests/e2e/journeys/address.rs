//! Addresses that lead nowhere.

use anyhow::ensure;
use opora_e2e::{Outcome, journey};

#[test]
fn an_unknown_address_helps_on_and_answers_404() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        // The page itself, and what it asks the API for.
        citizen.expects_in_console("status of 404");
        for path in [
            "/net-takoy-stranitsy",
            "/faq/account/net-takogo",
            "/faq/nothing",
            "/requests/new/nothing",
            "/requests/7KQ4-22HZ",
        ] {
            let reply = stage.portal.ask(path).await?;
            ensure!(reply.status == 404, "{path} answers {}", reply.status);
            citizen.opens(path).await?;
            citizen.sees_page("Такой страницы нет").await?;
            citizen.types("Поиск", "пароль").await?;
            citizen.presses("Найти").await?;
            citizen.arrives_at("Поиск: пароль").await?;
            citizen.goes_back().await?;
            citizen.sees_page("Такой страницы нет").await?;
            citizen.follows("На главную").await?;
            citizen.arrives_at("Чем помочь?").await?;
        }
        Ok(())
    })
}

#[test]
fn a_missing_file_is_404_and_never_a_page() -> Outcome {
    journey(async |stage| {
        for path in [
            "/assets/app-000000000000.js",
            "/assets/form-page-000000000000.wasm",
            "/favicon.png",
            "/api/v1/nothing",
        ] {
            let reply = stage.portal.ask(path).await?;
            ensure!(reply.status == 404, "{path} answers {}", reply.status);
            ensure!(!reply.body.contains("<html"), "{path} answers with a page");
        }
        Ok(())
    })
}

#[test]
fn a_request_nobody_has_sent_is_as_closed_as_one_of_somebody_else() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = opora_contract::number::RequestNumber::from_random([9; 7]);
        citizen.opens(&format!("/requests/{number}")).await?;
        citizen.sees_page(&format!("Обращение {number}")).await?;
        citizen
            .sees("Это обращение не открыто на этом устройстве")
            .await?;
        // However it is written, it is the same request.
        citizen
            .opens(&format!(
                "/requests/{}",
                number.compact().to_ascii_lowercase()
            ))
            .await?;
        citizen.sees_page(&format!("Обращение {number}")).await
    })
}

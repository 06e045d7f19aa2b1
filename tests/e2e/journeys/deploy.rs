//! A new build under an open tab, and parts of the app that do not arrive.

use anyhow::ensure;
use opora_e2e::{Dist, Outcome, journey};

use crate::letter::{FORM, HEADING, Letter, SAVED, SUBJECT, sends};

#[test]
fn a_deploy_under_an_open_tab_asks_for_a_reload_and_loses_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        stage.portal.deploy(Dist::of_the_next_build()?).await?;
        citizen.follows("Связаться с оператором").await?;
        citizen
            .sees_in("#crash", "Сайт обновился, пока вы его читали")
            .await?;
        citizen.sees_in("#crash", "8 800 555‑35‑35").await?;
        citizen.presses("Обновить страницу").await?;
        citizen.sees_page("Связаться с оператором").await?;
        ensure!(citizen.address().await? == "/contacts");
        citizen.follows("Написать обращение").await?;
        citizen.arrives_at("Написать обращение").await?;
        citizen.follows("Ошибка").await?;
        citizen.arrives_at(HEADING).await?;
        let kept = citizen.reads_field(SUBJECT).await?;
        ensure!(kept == Letter::ERROR.subject, "the draft holds «{kept}»");
        Ok(())
    })
}

#[test]
fn after_a_deploy_the_loaded_part_of_an_old_tab_still_sends() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        stage.portal.deploy(Dist::of_the_next_build()?).await?;
        sends(&citizen).await?;
        // The receipt is a page of its own, of the old build: a reload brings it.
        opora_e2e::until("the request to reach the staff", async || {
            Ok((stage.portal.queue().await?.len() == 1).then_some(()))
        })
        .await?;
        let receipt = "Обращение принято";
        opora_e2e::until("the receipt, or the offer to reload", async || {
            let page = citizen.reads().await?;
            Ok((page.contains(receipt) || page.contains("Сайт обновился")).then_some(()))
        })
        .await?;
        if !citizen.reads().await?.contains(receipt) {
            citizen.presses("Обновить страницу").await?;
        }
        citizen.sees(receipt).await
    })
}

#[test]
fn a_part_that_does_not_load_can_be_tried_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.expects_in_console("ChunkError");
        citizen.opens("/").await?;
        stage.portal.stop().await?;
        citizen.follows("Все темы").await?;
        citizen
            .sees_in("#crash", "Не загрузилась часть страницы")
            .await?;
        ensure!(
            !citizen.reads_in("main").await?.is_empty(),
            "the page is blank"
        );
        // Still away: it says so again.
        citizen.presses("Попробовать ещё раз").await?;
        citizen
            .sees_in("#crash", "Не загрузилась часть страницы")
            .await?;
        stage.portal.start().await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.arrives_at("Ответы на вопросы").await?;
        ensure!(
            citizen.reads_in("#crash").await?.is_empty(),
            "the notice is still there"
        );
        Ok(())
    })
}

#[test]
fn data_that_does_not_load_can_be_tried_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq/account").await?;
        citizen.follows("Ответы на вопросы").await?;
        citizen.arrives_at("Ответы на вопросы").await?;
        stage.portal.stop().await?;
        citizen.follows("Файлы и вложения").await?;
        citizen.sees("Нет связи с порталом").await?;
        stage.portal.start().await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.sees_page("Файлы и вложения").await
    })
}

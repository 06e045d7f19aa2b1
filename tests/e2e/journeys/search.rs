//! Searching: suggestions while one types, and what they understand.

use anyhow::{Result, ensure};
use opora_e2e::{Axe, Citizen, Key, Outcome, journey};

use crate::letter::FORM;

/// The list under the search box of a page.
const LIST: &str = "#search-list";
const PASSWORD: &str = "Как восстановить пароль?";

#[test]
fn suggestions_understand_what_people_type() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        for typed in ["паорль", "gfhjkm", "parol", "забыл пароль от госуслуг"]
        {
            citizen.retypes("Поиск", typed).await?;
            citizen.sees_in(LIST, PASSWORD).await?;
            ensure!(
                first(&citizen).await? == PASSWORD,
                "«{typed}» brings {} first",
                first(&citizen).await?
            );
        }
        Ok(())
    })
}

#[test]
fn a_citizen_without_a_mouse_chooses_a_suggestion() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.types("Поиск", "паролем").await?;
        citizen.sees_in(LIST, PASSWORD).await?;
        citizen.hears("подсказ").await?;
        citizen.hits(Key::Escape).await?;
        citizen.is_focused_on("search").await?;
        ensure!(!is_open(&citizen).await?, "Escape left the list open");

        citizen.hits(Key::Down).await?;
        citizen.sees_in(LIST, PASSWORD).await?;
        citizen.hits(Key::Down).await?;
        citizen.is_focused_on("search").await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at(PASSWORD).await?;
        citizen.is_focused_on("page-title").await
    })
}

#[test]
fn a_form_can_be_found_and_the_header_searches_too() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq").await?;
        citizen
            .types("Поиск по справке", "заказать справку")
            .await?;
        citizen.sees_in("#find-list", "Формы").await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at("Поиск: заказать справку").await?;
        citizen.sees("Найден").await?;

        citizen.opens("/").await?;
        citizen.types("Поиск", "").await?;
        citizen.sees_in(LIST, "заказать справку").await
    })
}

#[test]
fn the_open_list_is_sound_for_screen_readers_and_narrow_screens() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.types("Поиск", "статус").await?;
        citizen.sees_in(LIST, "Готовые ответы").await?;
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "{report}");
        let overflow: i64 = citizen
            .probes("return document.documentElement.scrollWidth - innerWidth")
            .await?;
        ensure!(overflow <= 0, "the page is {overflow} px too wide");
        Ok(())
    })
}

#[test]
fn a_subject_that_is_answered_already_is_told_so() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen
            .types("Тема обращения", "Забыл пароль от кабинета")
            .await?;
        citizen.sees_in(".similar", PASSWORD).await?;
        citizen.hears("Возможно, ответ уже есть").await
    })
}

async fn first(citizen: &Citizen) -> Result<String> {
    citizen
        .probes("return document.querySelector('#search-list .suggest__title')?.textContent ?? ''")
        .await
}

async fn is_open(citizen: &Citizen) -> Result<bool> {
    citizen
        .probes("return document.getElementById('search').ariaExpanded === 'true'")
        .await
}

#[test]
fn a_search_box_without_a_connection_says_nothing_of_its_suggestions() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/").await?;
        stage.portal.stop().await?;
        citizen.types("Поиск", "пароль").await?;
        // Three attempts, two seconds: long enough for a notice to come.
        opora_e2e::until("the attempts", async || {
            let tries: usize = citizen
                .probes("return performance.getEntriesByType('resource').filter((one) => one.name.includes('/suggest-')).length")
                .await?;
            Ok((tries >= 3).then_some(()))
        })
        .await?;
        ensure!(
            !citizen.reads().await?.contains("Не загрузилась часть"),
            "the visitor is told of a part that nobody waits for"
        );
        stage.portal.start().await?;
        citizen
            .probes::<Option<bool>>("dispatchEvent(new Event('online'))")
            .await?;
        citizen.sees_in(LIST, PASSWORD).await
    })
}

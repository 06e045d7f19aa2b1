//! Finding an answer and getting around in the help section.

use anyhow::ensure;
use opora_e2e::{Key, Outcome, journey};

#[test]
fn a_citizen_finds_an_answer_by_their_situation_and_says_it_helped() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.sees_page("Чем помочь?").await?;
        citizen.follows("Не получается войти").await?;
        citizen.arrives_at("Почему не получается войти?").await?;
        citizen.sees("Логин и пароль.").await?;
        citizen.presses("Да").await?;
        citizen.sees("Спасибо, мы учтём вашу оценку.").await
    })
}

#[test]
fn a_citizen_whom_the_answer_did_not_help_says_what_was_missing_and_writes() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/status/no-change").await?;
        citizen.presses("Нет").await?;
        citizen
            .types("Чего не хватило?", "Не сказано, сколько ещё ждать.")
            .await?;
        citizen.presses("Отправить").await?;
        citizen.sees("Спасибо, мы учтём вашу оценку.").await?;
        citizen.follows("Написать обращение").await?;
        citizen.arrives_at("Написать обращение").await?;
        citizen.sees("О чём вы хотите написать?").await?;
        citizen.follows("Жалоба").await?;
        citizen.arrives_at("Форма обратной связи").await
    })
}

#[test]
fn a_citizen_finds_an_answer_by_topic_and_its_address_can_be_shared() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.follows("Все темы").await?;
        citizen.arrives_at("Ответы на вопросы").await?;
        citizen.follows("Вход и пароль").await?;
        citizen.arrives_at("Вход и пароль").await?;
        ensure!(citizen.address().await? == "/faq/account");
        citizen.follows("Как восстановить пароль?").await?;
        citizen.arrives_at("Как восстановить пароль?").await?;
        let address = citizen.address().await?;
        ensure!(
            address == "/faq/account/reset-password",
            "the address is {address}"
        );
        let answer = citizen.reads_in("main").await?;

        citizen.reloads().await?;
        citizen.sees_page("Как восстановить пароль?").await?;
        ensure!(
            citizen.reads_in("main").await? == answer,
            "the answer is another after a reload"
        );

        let friend = stage.citizen().await?;
        friend.opens(&address).await?;
        friend.sees_page("Как восстановить пароль?").await?;
        ensure!(
            friend.reads_in("main").await? == answer,
            "a friend reads another answer"
        );
        let reply = stage.portal.ask(&address).await?;
        ensure!(
            reply.status == 200,
            "the answer's address answers {}",
            reply.status
        );
        Ok(())
    })
}

#[test]
fn a_citizen_searches_in_their_own_words() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.types("Поиск", "  забыл пароль ").await?;
        citizen.presses("Найти").await?;
        citizen.arrives_at("Поиск: забыл пароль").await?;
        let address = citizen.address().await?;
        ensure!(
            address.starts_with("/search?q="),
            "the address is {address}"
        );
        ensure!(
            citizen.reads_field("Поиск").await? == "забыл пароль",
            "the box forgot the words"
        );
        citizen.sees("Найден").await?;
        citizen.follows("Как восстановить пароль?").await?;
        citizen.arrives_at("Как восстановить пароль?").await?;

        citizen.opens(&address).await?;
        citizen.sees_page("Поиск: забыл пароль").await?;
        citizen.retypes("Поиск", "кракозябра").await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at("Поиск: кракозябра").await?;
        citizen.sees("Ничего не нашлось").await?;
        citizen.follows("Посмотреть все темы").await?;
        citizen.arrives_at("Ответы на вопросы").await
    })
}

#[test]
fn back_returns_to_the_page_before_and_to_the_place_on_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.follows("Статус заявки не меняется").await?;
        citizen
            .arrives_at("Почему статус не меняется и что делать?")
            .await?;
        citizen.goes_back().await?;
        citizen.sees_page("Чем помочь?").await?;
        ensure!(citizen.address().await? == "/");
        citizen.sees("Частые ситуации").await
    })
}

#[test]
fn back_restores_how_far_one_had_scrolled() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq").await?;
        // A page that still loads may become shorter than where it was scrolled to.
        citizen.sees_in("main", "Файлы и вложения").await?;
        // Nobody presses before the page has been painted there.
        let before: f64 = citizen
            .probes_later("const done = arguments[0]; scrollTo(0, 400); requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY)))")
            .await?;
        ensure!(
            before > 100.0,
            "the page is too short to be scrolled: {before}"
        );
        // Pressed without moving the page, as a finger does.
        citizen
            .probes::<()>("document.querySelector('main a[href=\"/faq/files\"]').click()")
            .await?;
        citizen.sees_page("Файлы и вложения").await?;
        citizen.goes_back().await?;
        citizen.sees_page("Ответы на вопросы").await?;
        opora_e2e::until("the scroll position to come back", async || {
            let after: f64 = citizen.probes("return window.scrollY").await?;
            ensure!(
                (after - before).abs() <= 50.0,
                "it was {before}, now it is {after}"
            );
            Ok(Some(()))
        })
        .await
    })
}

#[test]
fn the_first_page_leaves_the_focus_alone_and_the_skip_link_is_the_first_stop() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for path in ["/", "/faq/account", "/requests/new/feedback"] {
            citizen.opens(path).await?;
            let focus = citizen.focus().await?;
            ensure!(focus.tag == "body", "{path} took the focus to {focus:?}");
            citizen.hits(Key::Tab).await?;
            let focus = citizen.focus().await?;
            ensure!(
                focus.text == "Перейти к содержанию",
                "the first stop on {path} is {focus:?}"
            );
            citizen.hits(Key::Enter).await?;
            citizen.is_focused_on("main").await?;
        }
        Ok(())
    })
}

#[test]
fn the_helping_hand_is_in_the_header_of_every_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/files/file-limits").await?;
        citizen.presses("Помощь").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.arrives_at("Связаться с оператором").await?;
        citizen.sees("8 800 555‑35‑35").await?;
        citizen
            .sees("Понедельник – пятница: с 8:00 до 20:00")
            .await?;
        Ok(())
    })
}

#[test]
fn a_vote_pressed_twice_counts_once_and_the_focus_goes_on() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/status/no-change").await?;
        citizen.presses_twice("Нет").await?;
        citizen.is_focused_on("reason-unclear").await?;
        let votes: u32 = citizen
            .probes("return performance.getEntriesByType('resource').filter((one) => one.name.includes('/votes')).length")
            .await?;
        ensure!(votes == 1, "{votes} votes were sent");
        let label: f64 = citizen
            .probes("return document.querySelector('.helpful legend').getBoundingClientRect().top")
            .await?;
        ensure!(label >= 0.0, "the question is out of sight: {label}");
        citizen.types("Чего не хватило?", "Не сказано").await?;
        citizen.presses("Отправить").await?;
        citizen.is_focused_on("helpful-thanks").await
    })
}

#[test]
fn a_vote_that_cannot_be_sent_says_so_and_keeps_the_button() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq/status/no-change").await?;
        stage.portal.stop().await?;
        citizen.presses("Нет").await?;
        citizen.sees("Оценка не отправилась").await?;
        ensure!(citizen.focus().await?.text == "Нет");
        stage.portal.start().await?;
        citizen.presses("Нет").await?;
        citizen.is_focused_on("reason-unclear").await?;
        citizen.sees_no_more("Оценка не отправилась").await
    })
}

#[test]
fn trying_again_leaves_the_focus_on_the_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq").await?;
        citizen.presses("Помощь").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.arrives_at("Связаться с оператором").await?;
        citizen.goes_back().await?;
        citizen.sees_page("Ответы на вопросы").await?;
        citizen.is_focused_on("page-title").await?;
        stage.portal.stop().await?;
        citizen.presses("Помощь").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.sees("Нет связи с порталом").await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.is_focused_on("page-title").await?;
        citizen.sees("Нет связи с порталом").await?;
        stage.portal.start().await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.sees("8 800 555‑35‑35").await?;
        citizen.is_focused_on("page-title").await
    })
}

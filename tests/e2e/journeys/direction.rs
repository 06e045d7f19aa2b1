//! From a direction to an answer, and what one can say about it: that it did not help, what is wrong with it, what is
//! missing.

use anyhow::ensure;
use opora_e2e::{Citizen, Key, Outcome, journey};

use crate::letter::HEADING;

const DOCUMENTS: &str = "Подача и проверка статуса государственных документов";
const NO_CHANGE: &str = "Почему статус не меняется и что делать?";
const BROUGHT: &str = "Что вы уже прочитали и пробовали";
const CARRY: &str = "Написать с этими сведениями";

/// The ballot of the answer that the device has voted on.
const BALLOT: &str = "return localStorage.getItem('opora.votes')?.split(' ')[1] ?? ''";

#[test]
fn a_citizen_whom_an_answer_did_not_help_comes_to_a_person_who_knows_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.follows("Ответы на вопросы").await?;
        citizen.arrives_at("Ответы на вопросы").await?;
        citizen.follows(DOCUMENTS).await?;
        citizen.arrives_at(DOCUMENTS).await?;
        let address = citizen.address().await?;
        ensure!(address == "/faq?direction=documents", "{address}");
        for part in [
            "Инструкции по шагам",
            "Что подготовить",
            "Ответы на вопросы",
            "8 800",
        ] {
            citizen.sees_in("main", part).await?;
        }
        citizen.follows(NO_CHANGE).await?;
        citizen.arrives_at(NO_CHANGE).await?;

        citizen.presses("Нет").await?;
        citizen.is_focused_on("reason-unclear").await?;
        citizen.chooses("Сведения устарели").await?;
        citizen.types("Чего не хватило?", "Кнопки уже нет.").await?;
        citizen.presses("Отправить").await?;
        citizen.is_focused_on("helpful-thanks").await?;
        citizen
            .sees_in(".contact", "Причина: Сведения устарели.")
            .await?;
        citizen.follows(CARRY).await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(
            citizen.has_chosen("Сроки и условия услуг").await?,
            "the topic is not chosen"
        );
        let brought = citizen.reads_field(BROUGHT).await?;
        for part in [NO_CHANGE, "Сведения устарели", "Кнопки уже нет."]
        {
            ensure!(brought.contains(part), "{part} is not in {brought}");
        }
        Ok(())
    })
}

#[test]
fn an_unknown_direction_shows_everything_and_back_leads_out_of_one() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq?direction=nowhere").await?;
        citizen.sees_page("Ответы на вопросы").await?;
        citizen.sees_in("main", "Файлы и вложения").await?;
        citizen.follows("Техническая поддержка").await?;
        citizen.arrives_at("Техническая поддержка").await?;
        citizen.reloads().await?;
        citizen.sees_page("Техническая поддержка").await?;
        citizen.follows("Написать по этой теме").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(citizen.has_chosen("Техническая поддержка").await?);
        ensure!(citizen.has_chosen("Ошибка").await?);
        citizen.goes_back().await?;
        citizen.sees_page("Техническая поддержка").await
    })
}

#[test]
fn a_vote_is_remembered_and_a_changed_mind_is_the_same_vote() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq/status/no-change").await?;
        // The line is lost amid the first press.
        stage.portal.stop().await?;
        citizen.presses("Нет").await?;
        citizen.sees("Оценка не отправилась").await?;
        let ballot: String = citizen.probes(BALLOT).await?;
        ensure!(ballot.len() == 36, "no ballot: {ballot}");
        stage.portal.start().await?;
        citizen.presses("Нет").await?;
        citizen.is_focused_on("reason-unclear").await?;
        citizen.types("Чего не хватило?", "Не сказано").await?;
        citizen.reloads().await?;
        ensure!(citizen.reads_field("Чего не хватило?").await? == "Не сказано");
        citizen.presses("Отправить").await?;
        citizen.is_focused_on("helpful-thanks").await?;

        citizen.reloads().await?;
        citizen.sees("Вы ответили, что не помогло.").await?;
        citizen.presses("Изменить оценку").await?;
        citizen.is_focused_on("helpful-question").await?;
        citizen.presses("Да").await?;
        citizen.is_focused_on("helpful-thanks").await?;
        let now: String = citizen.probes(BALLOT).await?;
        ensure!(now == ballot, "the ballot was {ballot} and is {now}");
        Ok(())
    })
}

/// Opens the report with a phrase selected, as a mouse does.
async fn reports_selected(citizen: &Citizen, phrase: &str) -> anyhow::Result<()> {
    let select = format!(
        "const all = document.createTreeWalker(document.querySelector('.answer'), NodeFilter.SHOW_TEXT);
         while (all.nextNode()) {{
           const at = all.currentNode.data.indexOf('{phrase}');
           if (at >= 0) getSelection().setBaseAndExtent(all.currentNode, at, all.currentNode, at + '{phrase}'.length);
         }}
         return String(getSelection())"
    );
    let selected: String = citizen.probes(&select).await?;
    ensure!(selected == phrase, "{selected:?} is selected");
    citizen.presses("Сообщить о неточности").await
}

#[test]
fn an_inaccuracy_is_reported_in_place_and_has_a_number() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/account/reset-password").await?;
        citizen.sees_page("Как восстановить пароль?").await?;
        reports_selected(&citizen, "Забыли пароль").await?;
        let phrase = citizen.reads_field("В какой фразе").await?;
        ensure!(phrase == "Забыли пароль", "{phrase}");
        citizen.presses("Отправить редакторам").await?;
        citizen.is_focused_on("field-wrong").await?;
        citizen
            .types("Что неверно или устарело", "Ссылка называется иначе.")
            .await?;
        citizen.reloads().await?;
        let kept = citizen.reads_field("Что неверно или устарело").await?;
        ensure!(kept == "Ссылка называется иначе.", "{kept}");
        citizen.presses("Отправить редакторам").await?;
        citizen.is_focused_on("report-outcome").await?;
        let said = citizen.reads_in("#report-outcome").await?;
        let queue = stage.portal.queue().await?;
        ensure!(queue.len() == 1, "{queue:?}");
        ensure!(said.contains(&queue[0].number), "{said} for {queue:?}");
        citizen.follows("Следить за проверкой").await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("Ссылка называется иначе.").await
    })
}

#[test]
fn a_report_without_a_line_leaves_by_itself_later() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        citizen.opens("/faq/account/reset-password").await?;
        citizen.presses("Сообщить о неточности").await?;
        citizen
            .types("Что неверно или устарело", "Ссылка называется иначе.")
            .await?;
        // The code that sends has come by now.
        citizen.settles().await?;
        stage.portal.stop().await?;
        citizen.presses("Отправить редакторам").await?;
        citizen.sees("Нет связи: сообщение сохранено").await?;
        stage.portal.start().await?;
        citizen.sees("Обращение отправлено, номер").await?;
        let queue = stage.portal.queue().await?;
        ensure!(queue.len() == 1, "{queue:?}");
        Ok(())
    })
}

#[test]
fn words_that_found_nothing_become_a_proposal() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/search?q=кракозябра").await?;
        citizen.sees("Ничего не нашлось").await?;
        citizen.follows("Предложить тему").await?;
        citizen.arrives_at("Неточность или новая тема").await?;
        ensure!(citizen.has_chosen("Новая тема").await?);
        let brought = citizen.reads_field(BROUGHT).await?;
        ensure!(brought.contains("кракозябра"), "{brought}");
        Ok(())
    })
}

#[test]
fn an_answer_on_paper_stands_alone_with_its_day_and_address() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/account/reset-password").await?;
        citizen.sees_page("Как восстановить пароль?").await?;
        citizen.looks_at_print().await?;
        let main = citizen.reads_in("main").await?;
        for there in [
            "Как восстановить пароль?",
            "Проверено",
            "/faq/account/reset-password",
        ] {
            ensure!(main.contains(there), "{there} is not in {main}");
        }
        for gone in ["Распечатать", "Ответ помог?", "Похожие вопросы", CARRY]
        {
            ensure!(!main.contains(gone), "{gone} is in {main}");
        }
        Ok(())
    })
}

#[test]
fn an_answer_is_judged_and_carried_on_without_a_mouse() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq?direction=technical").await?;
        citizen
            .tabs_to("an answer", |focus| {
                focus.text.starts_with("Форма не работает")
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.is_focused_on("page-title").await?;
        citizen
            .tabs_to("«Нет»", |focus| {
                focus.tag == "button" && focus.text == "Нет"
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.is_focused_on("reason-unclear").await?;
        citizen.hits(Key::Down).await?;
        citizen
            .tabs_to("the comment", |focus| focus.id == "field-comment")
            .await?;
        citizen
            .tabs_to("«Отправить»", |focus| focus.text == "Отправить")
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.is_focused_on("helpful-thanks").await?;
        citizen
            .tabs_to("the way to a person", |focus| {
                focus.text.contains("этими сведениями")
            })
            .await?;
        citizen.hits(Key::Enter).await?;
        citizen.arrives_at(HEADING).await?;
        let brought = citizen.reads_field(BROUGHT).await?;
        ensure!(brought.contains("Чего‑то не хватает"), "{brought}");
        Ok(())
    })
}

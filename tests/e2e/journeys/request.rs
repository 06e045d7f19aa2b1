//! Sending a request.

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::letter::{
    ATTACH, CHECK, FORM, HEADING, Letter, REVIEW, SEND, SUBJECT, number_on_receipt, only_request,
    reviews, sends,
};

#[test]
fn a_citizen_sends_a_request_with_a_screenshot_and_gets_a_number() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/forms/form-broken").await?;
        let picture = stage.paper("Снимок экрана № 1.png", &citizen.takes_screenshot().await?)?;

        citizen.follows("Написать обращение").await?;
        citizen.arrives_at("Написать обращение").await?;
        citizen.follows("Ошибка").await?;
        citizen.arrives_at(HEADING).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Снимок экрана № 1.png").await?;
        citizen.sees("Загружен").await?;
        citizen
            .types(
                "Что на снимке или в документе",
                "Пустые поля после сохранения",
            )
            .await?;
        sends(&citizen).await?;

        let number = number_on_receipt(&citizen).await?;
        citizen.arrives_at(&format!("Обращение {number}")).await?;
        citizen.sees_in(".receipt", "Что будет дальше").await?;
        citizen
            .sees_in(".receipt", "обращение зарегистрировано")
            .await?;
        citizen
            .sees_in(".receipt", "по телефону или почте, которые вы указали")
            .await?;
        citizen.sees_in(".tracker", "Принято").await?;
        citizen
            .sees_in(".tracker", "Дальнейшие действия не требуются")
            .await?;
        citizen.presses("Что вы отправили").await?;
        citizen.button("Снимок экрана № 1.png").await?;
        citizen.sees("Пустые поля после сохранения").await?;
        citizen.sees(Letter::ERROR.description).await?;

        let row = only_request(&stage.portal).await?;
        ensure!(
            row.number == number && row.subject == Letter::ERROR.subject,
            "the staff sees {row:?}"
        );
        form_is_empty(&citizen).await
    })
}

#[test]
fn a_reload_of_the_receipt_keeps_the_request_and_the_list_has_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.reloads().await?;
        citizen.sees_page(&format!("Обращение {number}")).await?;
        citizen.sees_in(".tracker", "Принято").await?;
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.sees_in(".rows", Letter::ERROR.subject).await?;
        citizen.sees_in(".rows", &number).await?;
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.arrives_at(&format!("Обращение {number}")).await?;
        citizen.goes_back().await?;
        citizen.presses(&format!("Ещё: {number}")).await?;
        citizen.presses("Убрать с устройства").await?;
        citizen.presses("Убрать").await?;
        citizen.sees("На этом устройстве пока нет обращений").await
    })
}

#[test]
fn back_from_the_receipt_does_not_bring_the_sent_form_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new").await?;
        citizen.follows("Ошибка").await?;
        citizen.arrives_at(HEADING).await?;
        ensure!(
            citizen.has_chosen("Ошибка").await?,
            "the choice before the form is not made in it"
        );
        let letter = Letter::ERROR;
        letter.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        // The review is gone; the form is empty.
        citizen.goes_back().await?;
        citizen.sees_page(HEADING).await?;
        let text = citizen.reads_field(SUBJECT).await?;
        ensure!(text.is_empty(), "the sent text is back: «{text}»");
        citizen.goes_back().await?;
        citizen.sees_page("Написать обращение").await?;
        only_request(&stage.portal).await.map(drop)
    })
}

#[test]
fn an_impatient_double_click_makes_one_request() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        reviews(&citizen).await?;
        citizen.presses_twice(SEND).await?;
        let number = number_on_receipt(&citizen).await?;
        let row = only_request(&stage.portal).await?;
        ensure!(
            row.number == number,
            "the citizen has {number}, the staff {row:?}"
        );

        // And as fast as a machine can press.
        citizen.opens(FORM).await?;
        Letter {
            subject: "Второе обращение",
            ..Letter::ERROR
        }
        .fill(&citizen)
        .await?;
        reviews(&citizen).await?;
        let press = "const button = document.querySelector('.form__end .button'); for (let i = 0; i < 5; i++) button.click()";
        citizen.probes::<()>(press).await?;
        number_on_receipt(&citizen).await?;
        let rows = stage.portal.queue().await?;
        ensure!(
            rows.len() == 2,
            "two requests were sent, the staff has {rows:?}"
        );
        Ok(())
    })
}

#[test]
fn an_impatient_double_click_on_the_form_leads_to_the_review_and_no_further() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        // The code of the review is there: the second press can meet what it has drawn.
        reviews(&citizen).await?;
        citizen.goes_back().await?;
        citizen.sees_page(HEADING).await?;
        citizen.presses_twice(CHECK).await?;
        citizen.arrives_at(REVIEW).await?;
        ensure!(stage.portal.queue().await?.is_empty(), "it was sent");
        citizen.presses(SEND).await?;
        number_on_receipt(&citizen).await.map(drop)
    })
}

/// A sent form is not offered again.
async fn form_is_empty(citizen: &Citizen) -> Result<()> {
    citizen.opens(FORM).await?;
    let text = citizen.reads_field(SUBJECT).await?;
    ensure!(
        text.is_empty(),
        "the sent text is back in the form: «{text}»"
    );
    let page = citizen.reads().await?;
    ensure!(
        !page.contains("Мы сохранили то, что вы начали писать"),
        "the sent draft is offered again"
    );
    let stores = "const done = arguments[arguments.length - 1]; \
        const open = indexedDB.open('opora'); open.onsuccess = () => { const db = open.result; \
        const names = ['drafts', 'outbox', 'files']; const found = {}; let left = names.length; \
        for (const name of names) { const ask = db.transaction(name).objectStore(name).count(); \
        ask.onsuccess = () => { found[name] = ask.result; if (--left === 0) { db.close(); done(found); } }; } }";
    let left: serde_json::Value = citizen
        .probes_later(stores)
        .await
        .context("the device's database")?;
    ensure!(
        left == serde_json::json!({ "drafts": 0, "outbox": 0, "files": 0 }),
        "something personal stays on the device after sending: {left}"
    );
    Ok(())
}

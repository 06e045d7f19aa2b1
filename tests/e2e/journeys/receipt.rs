//! What a citizen has in hand once a request is sent.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Outcome, Viewport, journey};

use crate::letter::Letter;

/// The open page asks every ten seconds.
const NEWS: Duration = Duration::from_secs(15);

const PHONE: &str = "Открыть на телефоне";
const COPY_LINK: &str = "Скопировать ссылку";

/// The access key as this device keeps it.
const KEY: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('opora'); open.onsuccess = () => { const db = open.result; \
    const ask = db.transaction('requests').objectStore('requests').getAll(); \
    ask.onsuccess = () => { db.close(); done(JSON.parse(ask.result[0]).key); }; }";

/// The file that the link to the calendar brings.
async fn calendar(citizen: &Citizen) -> Result<String> {
    citizen
        .probes("return decodeURIComponent(document.querySelector('a[download]').href)")
        .await
}

#[test]
fn the_receipt_says_what_happens_next_and_when() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        Letter::ERROR.send(&citizen).await?;
        for words in [
            "обращение зарегистрировано",
            "ещё можно что‑то исправить",
            "Если понадобятся документы, скажем на этой странице",
            "по телефону или почте, которые вы указали",
            "В любой день",
        ] {
            citizen.sees_in(".receipt__steps", words).await?;
        }
        citizen.presses("Скопировать номер").await?;
        // Whether the browser lets us or not, the citizen hears of it.
        citizen.reads_something_in(".copy__outcome").await?;
        citizen.follows("English").await?;
        citizen
            .sees_in(".receipt__steps", "your request was registered")
            .await?;
        citizen
            .sees_in(".receipt__steps", "you can still correct it")
            .await
    })
}

#[test]
fn news_of_the_request_leave_the_receipt_as_the_citizen_has_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.presses(PHONE).await?;
        citizen.sees_in(".phone-link", COPY_LINK).await?;
        citizen
            .probes::<()>("document.querySelector('.phone-link .button').focus()")
            .await?;
        stage
            .portal
            .moves(&number, "in_progress", "Проверяем журнал ошибок", &[])
            .await?;
        citizen
            .sees_within(NEWS, "Обращение рассматривает специалист.")
            .await?;
        let focus = citizen.focus().await?;
        ensure!(focus.text == COPY_LINK, "the focus is on {focus:?}");
        citizen.sees_in(".phone-link", "Наведите камеру").await
    })
}

#[test]
fn a_phone_opens_the_request_with_the_contact_alone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.presses(PHONE).await?;
        opora_e2e::until("the code", async || {
            let there = "return !!document.querySelector('.phone-link svg[role=img] path')";
            Ok(citizen.probes::<bool>(there).await?.then_some(()))
        })
        .await?;
        let link = citizen.reads_something_in(".phone-link__address").await?;
        let path = format!("/requests/{number}");
        ensure!(link == stage.portal.url(&path), "the link is {link}");

        let phone = stage.citizen().await?;
        phone.uses(Viewport::PHONE).await?;
        phone.opens(&path).await?;
        phone
            .sees("Это обращение не открыто на этом устройстве")
            .await?;
        phone
            .types("Телефон или почта", Letter::ERROR.email)
            .await?;
        phone.presses("Найти обращение").await?;
        phone.sees_in(".tracker", Letter::ERROR.subject).await?;
        // It was not sent from here.
        let receipt = phone.reads_in(".receipt").await?;
        ensure!(receipt.is_empty(), "a receipt on the phone: {receipt}");
        Ok(())
    })
}

#[test]
fn the_last_day_goes_to_the_calendar() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.follows("Добавить в календарь").await?;
        let file = citizen.finds_download(&format!("{number}.ics")).await?;
        let file = String::from_utf8(file).context("the file is no text")?;
        let whole = file.replace("\r\n ", "");
        for line in [
            "BEGIN:VCALENDAR".to_owned(),
            format!("SUMMARY:Последний день ответа на обращение {number}"),
            format!("URL:{}", stage.portal.url(&format!("/requests/{number}"))),
            "END:VCALENDAR".to_owned(),
        ] {
            ensure!(
                whole.split("\r\n").any(|found| found == line),
                "no «{line}» in\n{whole}"
            );
        }
        ensure!(whole.contains("DTSTART;VALUE=DATE:20"), "no day in {whole}");
        // The page is still there.
        citizen.sees_page(&format!("Обращение {number}")).await
    })
}

#[test]
fn the_key_is_nowhere_in_what_is_taken_along() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        Letter::ERROR.send(&citizen).await?;
        let key: String = citizen.probes_later(KEY).await?;
        ensure!(key.len() > 20, "this is no key: «{key}»");
        citizen.presses(PHONE).await?;
        citizen.sees_in(".phone-link", COPY_LINK).await?;
        let page: String = citizen
            .probes("return document.documentElement.outerHTML + location.href")
            .await?;
        ensure!(!page.contains(&key), "the key is on the page");
        let file = calendar(&citizen).await?;
        ensure!(!file.contains(&key), "the key is in {file}");
        for personal in [
            Letter::ERROR.subject,
            Letter::ERROR.phone,
            Letter::ERROR.email,
        ] {
            ensure!(!file.contains(personal), "«{personal}» is in {file}");
        }
        Ok(())
    })
}

#[test]
fn a_print_is_the_receipt_and_nothing_else() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.button("Распечатать или сохранить PDF").await?;
        citizen.looks_at_print().await?;
        let page = citizen.reads().await?;
        for words in [
            "Помощь и поддержка",
            "Обращение принято",
            &number,
            Letter::ERROR.subject,
            "Отправлено",
            "Срок",
            &stage.portal.url(&format!("/requests/{number}")),
        ] {
            ensure!(page.contains(words), "«{words}» is not printed: {page}");
        }
        for words in [
            "Распечатать",
            "Скопировать",
            "Добавить в календарь",
            "Что будет дальше",
            "Ход рассмотрения",
            "Дальнейшие действия",
            PHONE,
            Letter::ERROR.phone,
        ] {
            ensure!(!page.contains(words), "«{words}» is printed: {page}");
        }
        let code: f64 = citizen
            .probes("return document.querySelector('.receipt__facts svg[role=img]').getBoundingClientRect().width")
            .await?;
        ensure!(code > 100.0, "the code is {code} px wide on paper");
        Ok(())
    })
}

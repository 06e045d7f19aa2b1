//! The whole life of a request: a person at a browser, an employee at another, and what one does at the other's screen.

mod device;
mod dispute;
mod document;
mod for_all;
mod reply;

use std::time::Duration;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::{
    letter::{CONSENT, EMAIL, Letter, number_on_receipt, sends},
    staff,
};

/// From what an employee does to the screen of the person.
const NEWS: Duration = Duration::from_secs(2);
/// What an employee is told of by and by: their page asks now and then.
const BY_AND_BY: Duration = Duration::from_secs(45);

const SOLVED: &str = "Проблема решена?";
const YES: &str = "Да, решена";
const NO: &str = "Нет, не решена";
const WHY: &str = "Что не решено";
const IDLE: &str = "Дальнейшие действия не требуются";

const COMPLAINT: Letter = Letter {
    category: "Жалоба",
    subject: "Разобраться с отказом принять заявление",
    description: "Сотрудник отделения не принял заявление и не объяснил, почему.",
    phone: "8 912 345-67-89",
    email: "anna@example.ru",
};

/// Orders a certificate. Returns the number.
async fn orders_a_certificate(citizen: &Citizen) -> Result<String> {
    citizen.opens("/requests/new/certificate").await?;
    citizen.chooses("Справка о доходах").await?;
    citizen
        .types("Для чего нужна справка", "Для кредита в банке")
        .await?;
    citizen.types(EMAIL, "anna@example.ru").await?;
    citizen.chooses(CONSENT).await?;
    sends(citizen).await?;
    number_on_receipt(citizen).await
}

/// Disputes a decision. Returns the number.
async fn disputes(citizen: &Citizen) -> Result<String> {
    citizen.opens("/requests/new/dispute").await?;
    citizen.types("Номер обращения", "7KQ4-22H2").await?;
    citizen.chooses("Отказ в предоставлении услуги").await?;
    for (label, text) in [
        (
            "Какое решение вы оспариваете",
            "Отказ в справке от 12 ноября",
        ),
        ("Что в нём неверно", "Доход посчитали за другой год."),
        (
            "Какого решения вы просите",
            "Отменить отказ и выдать справку.",
        ),
        (EMAIL, "anna@example.ru"),
    ] {
        citizen.types(label, text).await?;
    }
    citizen.chooses(CONSENT).await?;
    sends(citizen).await?;
    number_on_receipt(citizen).await
}

/// An employee saves a step; of it the person sees `words` in time.
async fn steps(
    employee: &Citizen,
    citizen: &Citizen,
    step: &str,
    reason: &str,
    words: &str,
) -> Result<()> {
    employee.chooses(step).await?;
    employee.types("Почему", reason).await?;
    employee.presses("Сохранить шаг").await?;
    citizen.sees_within(NEWS, words).await?;
    employee.sees(&format!("Готово: {step}")).await
}

/// An employee writes, and the person reads it in time.
async fn writes(employee: &Citizen, citizen: &Citizen, text: &str) -> Result<()> {
    employee.types("Ответ заявителю", text).await?;
    employee.presses("Отправить ответ").await?;
    citizen.sees_within(NEWS, text).await?;
    employee.hears("Ответ отправлен").await
}

/// Disagrees with a decision, saying why; `way` is what the disclosure and its button begin with.
async fn disagrees(citizen: &Citizen, way: &str, why: &str) -> Result<()> {
    let asked = citizen
        .reads_something_in(".verdict__question summary")
        .await?;
    ensure!(
        asked.starts_with(&format!("{way}. Осталось")),
        "the way to disagree is «{asked}»"
    );
    citizen.presses(&asked).await?;
    citizen.types(WHY, why).await?;
    citizen.presses(way).await
}

#[test]
fn an_error_is_taken_asked_about_decided_closed_and_rated() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;

        employee.presses("Взять в работу себе").await?;
        citizen
            .sees_within(NEWS, "Занимается: Отдел поддержки")
            .await?;
        employee.hears("Обращение теперь у вас").await?;
        let sentence = "Обращение рассматривает специалист.";
        steps(&employee, &citizen, "В работе", "Ищем ошибку", sentence).await?;
        citizen.hears("Статус изменился: В работе").await?;

        let question = "В каком браузере это случилось?";
        writes(&employee, &citizen, question).await?;
        citizen.hears("Новое сообщение в переписке").await?;
        let answer = "В Chrome на телефоне";
        citizen.types("Ответить", answer).await?;
        citizen.presses("Отправить").await?;
        citizen.sees_in(".letters", "Сообщение отправлено").await?;
        citizen.sees_in(".letters__list", answer).await?;
        employee.sees_within(BY_AND_BY, answer).await?;

        let sentence = "Решение положительное: ответ готов.";
        steps(&employee, &citizen, "Одобрено", "Исправили", sentence).await?;
        citizen.sees_in(".verdict", SOLVED).await?;
        citizen.presses(YES).await?;
        citizen
            .sees("Рады, что получилось. Обращение закрыто.")
            .await?;
        citizen
            .sees_in(".timeline [aria-current=step]", "Закрыто")
            .await?;
        rates(&citizen).await?;
        citizen.reloads().await?;
        citizen.sees_in(".verdict", "Ваша оценка: 5 из 5").await
    })
}

/// Rates with five stars; without any the page says what is missing.
async fn rates(citizen: &Citizen) -> Result<()> {
    citizen.presses("Отправить оценку").await?;
    citizen.sees("Ошибка: выберите оценку от 1 до 5").await?;
    citizen.is_focused_on("field-rating").await?;
    citizen.chooses("5 — отлично").await?;
    citizen
        .types(
            "Что понравилось или что исправить",
            "Форма снова сохраняется",
        )
        .await?;
    citizen.presses("Отправить оценку").await?;
    citizen.sees("Спасибо! Оценка записана.").await?;
    citizen.sees_in(".verdict", "Ваша оценка: 5 из 5").await
}

#[test]
fn a_rating_and_its_words_reach_the_employee() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;
        staff::steps(&employee, "В работе", "Проверяем журнал ошибок").await?;
        staff::steps(&employee, "Одобрено", "Исправили: форма сохраняется").await?;
        citizen.sees_in(".verdict", SOLVED).await?;
        citizen.presses(YES).await?;
        rates(&citizen).await?;
        employee
            .sees_within(BY_AND_BY, "Оценка заявителя: 5 из 5")
            .await?;
        employee.sees("Форма снова сохраняется").await
    })
}

#[test]
fn a_refused_complaint_goes_up_once_and_no_further() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = COMPLAINT.send(&citizen).await?;
        let portal = &stage.portal;
        portal
            .moves(&number, "in_progress", "Запросили запись приёма", &[])
            .await?;
        portal
            .moves(&number, "refused", "На записи заявление приняли", &[])
            .await?;
        citizen.sees_within(NEWS, "В просьбе отказано.").await?;
        citizen.sees_in(".verdict", SOLVED).await?;
        citizen.sees_in(".verdict", YES).await?;

        disagrees(&citizen, NO, "На записи другой день").await?;
        citizen
            .sees("Передали дальше. Следующее решение будет окончательным.")
            .await?;
        citizen
            .sees_in(".tracker", "Обращение на следующем уровне поддержки")
            .await?;
        citizen
            .sees_in(".timeline [aria-current=step]", "На записи другой день")
            .await?;
        citizen.sees_no_more(SOLVED).await?;

        portal
            .moves(&number, "refused", "За этот день заявление тоже есть", &[])
            .await?;
        citizen
            .sees_within(NEWS, "За этот день заявление тоже есть")
            .await?;
        citizen.sees_in(".verdict", SOLVED).await?;
        is_final(&citizen).await?;
        portal
            .moves(&number, "closed", "Решение окончательное", &[])
            .await?;
        citizen.sees_within(NEWS, "Обращение закрыто.").await?;
        citizen
            .sees_in(".verdict", "Оцените работу поддержки")
            .await?;
        is_final(&citizen).await?;
        citizen.reloads().await?;
        citizen
            .sees_in(".verdict", "Оцените работу поддержки")
            .await?;
        is_final(&citizen).await
    })
}

/// Nothing more to disagree with.
async fn is_final(citizen: &Citizen) -> Result<()> {
    let verdict = citizen.reads_in(".verdict").await?;
    for way in [NO, "Не согласны с решением?", "апелляцию", "Осталось"]
    {
        ensure!(!verdict.contains(way), "«{way}» is offered: {verdict}");
    }
    Ok(())
}

#[test]
fn a_request_is_taken_back_only_once_its_end_was_read() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        ensure!(
            !citizen.reads().await?.contains("Да, отозвать"),
            "one press takes it back"
        );
        citizen.presses("Отозвать обращение").await?;
        citizen
            .sees("Мы закроем обращение без ответа, вернуть его нельзя.")
            .await?;
        citizen.presses("Да, отозвать").await?;
        citizen.sees_in(".more", "Обращение отозвано").await?;
        citizen.sees_in(".tracker", "Обращение закрыто.").await?;
        citizen
            .sees_in(".timeline [aria-current=step]", "Закрыто")
            .await?;
        citizen.sees_in(".tracker", IDLE).await?;
        citizen.sees_no_more("Да, отозвать").await?;
        let row = crate::letter::only_request(&stage.portal).await?;
        ensure!((row.number, row.status.as_str()) == (number, "closed"));
        citizen.reloads().await?;
        citizen.sees_in(".tracker", "Обращение закрыто.").await?;
        citizen.sees_no_more("Отозвать обращение").await
    })
}

//! Documents that are missing, sent, checked, sent back and sent again.

use anyhow::Result;
use opora_e2e::{Citizen, Outcome, Paper, journey};

use super::{BY_AND_BY, IDLE, NEWS, orders_a_certificate, steps};
use crate::staff;

const WAITING: &str = "Ожидание документов";
const SAVED: &str = "Готово: Ожидание документов";
const PAPER: &str = "Справка с работы";
const CONTRACT: &str = "Копия договора";
const PROVIDED: &str = "Вы прислали, проверяем";
const CHECKED: &str = "Проверено и принято";
const PROBLEM: &str = "Не видно второй страницы";

#[test]
fn documents_go_back_and_forth_until_the_certificate_is_sent() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let paper = stage.paper("справка.pdf", b"%PDF-1.7\nincome\n")?;
        let again = stage.paper("договор целиком.pdf", b"%PDF-1.7\ncontract\n")?;
        let number = orders_a_certificate(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;

        asks_for_two(&employee).await?;
        citizen.sees_within(NEWS, CONTRACT).await?;
        employee.sees(SAVED).await?;
        citizen
            .hears("Статус изменился: Ожидание документов")
            .await?;
        is_asked(&citizen).await?;
        provides(&citizen, &paper, "Договор на обороте").await?;
        for words in [PROVIDED, PAPER, CONTRACT] {
            citizen.sees_in(".tracker", words).await?;
        }

        employee
            .sees_within(BY_AND_BY, "Прислано, не проверено")
            .await?;
        sends_one_back(&employee).await?;
        citizen.sees_within(NEWS, PROBLEM).await?;
        employee.sees(SAVED).await?;
        citizen.sees_in(".tracker .notice", CONTRACT).await?;
        citizen.sees_in(".tracker__problem", PROBLEM).await?;
        citizen.sees_in(".tracker", CHECKED).await?;
        citizen.sees_in(".tracker__list", PAPER).await?;
        provides(&citizen, &again, "Теперь все страницы").await?;
        citizen.sees_in(".tracker", CHECKED).await?;
        citizen.sees_no_more(PROBLEM).await?;

        employee.presses("Журнал").await?;
        employee
            .sees_within(BY_AND_BY, "Теперь все страницы")
            .await?;
        let sentence = "Решение положительное: ответ готов.";
        steps(
            &employee,
            &citizen,
            "Одобрена",
            "Все документы верны",
            sentence,
        )
        .await?;
        citizen.sees_in(".tracker", IDLE).await?;
        let sentence = "Документ отправлен вам.";
        steps(
            &employee,
            &citizen,
            "Отправлено",
            "Справка ушла на почту",
            sentence,
        )
        .await?;
        citizen
            .sees_in(".timeline [aria-current=step]", "Справка ушла на почту")
            .await
    })
}

async fn asks_for_two(employee: &Citizen) -> Result<()> {
    employee.chooses(WAITING).await?;
    employee.types("Документ или действие 1", PAPER).await?;
    employee.presses("Добавить ещё").await?;
    employee.types("Документ или действие 2", CONTRACT).await?;
    employee.types("Почему", "Не хватает документов").await?;
    employee.presses("Сохранить шаг").await
}

/// Both documents are named; nothing is sent without a file.
async fn is_asked(citizen: &Citizen) -> Result<()> {
    for words in ["Что нужно сделать", PAPER, CONTRACT] {
        citizen.sees_in(".tracker .notice", words).await?;
    }
    citizen.presses("Отправить файлы").await?;
    citizen.sees("Ошибка: приложите хотя бы один файл").await
}

/// The first is right, the second is not.
async fn sends_one_back(employee: &Citizen) -> Result<()> {
    employee.chooses(WAITING).await?;
    employee.chooses("Проверено").await?;
    // Both documents have the same choices: of the second it is the last.
    employee
        .probes::<()>("[...document.querySelectorAll('.staff-documents label')].filter((one) => one.textContent.trim() === 'Не хватает').at(-1).click()")
        .await?;
    employee.types("Что не так с присланным", PROBLEM).await?;
    employee
        .types("Почему", "Договор прислан не целиком")
        .await?;
    employee.presses("Сохранить шаг").await
}

/// Uploads a file in place and sends it.
async fn provides(citizen: &Citizen, paper: &Paper, comment: &str) -> Result<()> {
    citizen.button("Отправить файлы").await?;
    citizen.attaches("Приложить файл", paper).await?;
    citizen.sees_in(".papers", "Загружен").await?;
    citizen.types("Комментарий к файлам", comment).await?;
    citizen.presses("Отправить файлы").await?;
    citizen.sees("Файлы отправлены.").await?;
    citizen.sees_in(".tracker", PROVIDED).await?;
    citizen.sees_in(".tracker", IDLE).await?;
    citizen.sees_no_more("Что нужно сделать").await
}

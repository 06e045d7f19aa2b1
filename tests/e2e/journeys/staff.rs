//! An employee and a citizen, each at a browser of their own, with one request between them.

use anyhow::{Result, ensure};
use opora_e2e::{Axe, Citizen, Outcome, Portal, Viewport, journey};

use crate::letter::Letter;

const PAGE: &str = "/staff";

/// Signs in, and finds the request in the queue.
pub async fn opens_from_the_queue(employee: &Citizen, number: &str) -> Result<()> {
    employee.opens(PAGE).await?;
    employee.types("Токен сотрудника", Portal::TOKEN).await?;
    employee.presses("Войти").await?;
    employee.arrives_at("Очередь обращений").await?;
    employee.follows(number).await?;
    employee.arrives_at(&format!("Обращение {number}")).await
}

/// Saves a step with its reason.
pub async fn steps(employee: &Citizen, step: &str, reason: &str) -> Result<()> {
    employee.chooses(step).await?;
    employee.types("Почему", reason).await?;
    employee.presses("Сохранить шаг").await?;
    employee.sees(&format!("Готово: {step}")).await
}

#[test]
fn a_request_is_taken_answered_decided_and_closed_and_the_citizen_sees_it() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        opens_from_the_queue(&employee, &number).await?;
        employee.sees(Letter::ERROR.description).await?;

        employee.presses("Взять в работу себе").await?;
        employee.hears("Обращение теперь у вас").await?;
        employee.button("Вернуть в очередь").await?;

        employee.chooses("Ожидание документов").await?;
        employee
            .types("Документ или действие 1", "Пришлите снимок экрана")
            .await?;
        employee.types("Почему", "Не хватает снимка экрана").await?;
        employee.presses("Сохранить шаг").await?;
        employee.sees("Готово: Ожидание документов").await?;
        citizen.presses("Обновить статус").await?;
        citizen
            .sees_in(".tracker", "Пришлите снимок экрана")
            .await?;

        employee
            .types("Ответ заявителю", "Снимок можно прислать прямо здесь")
            .await?;
        employee.presses("Отправить ответ").await?;
        employee.hears("Ответ отправлен").await?;
        employee
            .sees_in(".staff-messages", "Снимок можно прислать прямо здесь")
            .await?;

        steps(&employee, "В работе", "Снимок получен по почте").await?;
        steps(&employee, "Одобрено", "Исправили: форма сохраняется").await?;
        steps(&employee, "Закрыто", "Вопрос решён").await?;
        employee.sees("Дальше двигать некуда").await?;
        employee.is_focused_on("page-title").await?;

        citizen.reloads().await?;
        citizen.sees_in(".tracker", "Закрыто").await?;
        citizen.presses("Журнал обращения").await?;
        citizen.sees("Исправили: форма сохраняется").await
    })
}

#[test]
fn who_decides_too_late_reads_the_news_and_decides_again() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        employee.expects_in_console("status of 412");
        let number = Letter::ERROR.send(&citizen).await?;
        opens_from_the_queue(&employee, &number).await?;
        employee.chooses("Отказано").await?;
        employee.types("Почему", "Ошибка не повторяется").await?;
        stage
            .portal
            .moves(&number, "in_progress", "Ошибку нашли в журнале", &[])
            .await?;
        employee.presses("Сохранить шаг").await?;
        employee.is_focused_on("trouble").await?;
        employee
            .sees_in("#trouble", "Ошибку нашли в журнале")
            .await?;
        let kept = employee.reads_field("Почему").await?;
        ensure!(kept == "Ошибка не повторяется", "«{kept}» is left");
        employee.presses("Сохранить шаг").await?;
        employee.sees("Готово: Отказано").await
    })
}

#[test]
fn the_token_is_in_no_address_and_gone_once_somebody_has_left() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        opens_from_the_queue(&employee, &number).await?;
        let asked: Vec<String> = employee
            .probes("return performance.getEntriesByType('resource').map((load) => load.name)")
            .await?;
        ensure!(!asked.iter().any(|url| url.contains(Portal::TOKEN)));
        employee.goes_back().await?;
        employee.sees_page("Очередь обращений").await?;
        employee.presses("Выйти").await?;
        employee.sees_page("Вход для сотрудников").await?;
        let kept: String = employee
            .probes("return JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
            .await?;
        ensure!(!kept.contains(Portal::TOKEN), "{kept}");
        Ok(())
    })
}

#[test]
fn axe_finds_nothing_on_the_page_of_employees() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = Letter::ERROR.send(&citizen).await?;
        let axe = Axe::read()?;
        employee.opens(PAGE).await?;
        is_clean(&employee, &axe, "the way in").await?;
        opens_from_the_queue(&employee, &number).await?;
        employee.chooses("Ожидание документов").await?;
        employee.presses("Сохранить шаг").await?;
        employee.is_focused_on("error-summary").await?;
        is_clean(&employee, &axe, "a request with mistakes").await?;
        employee.goes_back().await?;
        employee.sees_page("Очередь обращений").await?;
        is_clean(&employee, &axe, "the queue").await
    })
}

/// Both themes, wide and narrow; nothing is cut off at the side.
async fn is_clean(employee: &Citizen, axe: &Axe, what: &str) -> Result<()> {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        employee.uses(viewport).await?;
        for theme in ["light", "dark"] {
            let choose = format!("document.documentElement.dataset.theme = '{theme}'");
            employee.probes::<()>(&choose).await?;
            let report = employee.examines(axe).await?;
            ensure!(report.is_empty(), "{what}, {theme}: {report}");
        }
        let over: f64 = employee
            .probes("return document.documentElement.scrollWidth - innerWidth")
            .await?;
        ensure!(over <= 0.0, "{what} is {over} px too wide");
    }
    employee.uses(Viewport::DESKTOP).await
}

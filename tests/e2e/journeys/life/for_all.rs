//! axe finds nothing on the page of a request, wherever it stands.

use anyhow::Result;
use opora_e2e::{Citizen, Outcome, Portal, journey};
use serde_json::{Value, json};

use super::{COMPLAINT, IDLE, disagrees, disputes, orders_a_certificate};
use crate::accessibility::Examination;

const DISCLOSE: &str =
    "document.querySelectorAll('details.disclosure').forEach((one) => { one.open = true })";

/// Looks at the request with everything open in it, once `words` are there.
async fn look(examination: &mut Examination, citizen: &Citizen, words: &str) -> Result<()> {
    citizen.sees_in("main", words).await?;
    citizen.settles().await?;
    citizen.probes::<()>(DISCLOSE).await?;
    examination.look(citizen, words).await
}

/// Every step with the words that show that it has arrived.
async fn walks(
    examination: &mut Examination,
    citizen: &Citizen,
    portal: &Portal,
    number: &str,
    steps: &[(Value, &str)],
) -> Result<()> {
    for (step, words) in steps {
        portal.steps(number, step).await?;
        look(examination, citizen, words).await?;
    }
    Ok(())
}

fn to(status: &str) -> Value {
    json!({ "to": status, "reason": "Так решил специалист" })
}

fn stage_of_dispute(stage: &str) -> Value {
    json!({ "to": "in_progress", "reason": "Следующий этап", "stage": stage })
}

#[test]
fn axe_finds_nothing_in_any_status_of_an_application() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        let number = orders_a_certificate(&citizen).await?;
        look(&mut examination, &citizen, "Принята").await?;
        let documents = json!({
            "to": "waiting_documents",
            "reason": "Не всё верно",
            "actions": [
                { "text": "Справка с работы", "state": "checked" },
                { "text": "Копия паспорта", "state": "provided" },
                { "text": "Копия договора", "due": "2027-03-12", "problem": "Не видно второй страницы" },
            ],
        });
        let steps = [
            (to("in_progress"), "Обращение рассматривает специалист."),
            (to("approval"), "Решение готово и ждёт подписи"),
            (documents, "Не видно второй страницы"),
            (to("in_progress"), "Обращение рассматривает специалист."),
            (to("approved"), "Решение положительное"),
            (to("sent"), "Документ отправлен вам."),
            (to("closed"), "Оцените работу поддержки"),
        ];
        walks(&mut examination, &citizen, &stage.portal, &number, &steps).await?;
        citizen.presses("Отправить оценку").await?;
        citizen.sees("Ошибка: выберите оценку от 1 до 5").await?;
        look(&mut examination, &citizen, "Ошибка: выберите оценку").await?;
        citizen.chooses("4 — хорошо").await?;
        citizen.presses("Отправить оценку").await?;
        look(&mut examination, &citizen, "Ваша оценка: 4 из 5").await?;
        examination.end()
    })
}

#[test]
fn axe_finds_nothing_on_any_stage_of_a_dispute() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        let number = disputes(&citizen).await?;
        look(&mut examination, &citizen, "Принято").await?;
        let steps = [
            (to("in_progress"), "Проверяем, всего ли хватает"),
            (stage_of_dispute("analysis"), "Специалист сверяет"),
            (stage_of_dispute("legal"), "Правовая служба готовит"),
            (to("refused"), "В просьбе отказано."),
        ];
        walks(&mut examination, &citizen, &stage.portal, &number, &steps).await?;
        citizen.presses("Подать апелляцию").await?;
        look(
            &mut examination,
            &citizen,
            "Ошибка: напишите, с чем вы не согласны",
        )
        .await?;
        citizen.types(super::WHY, "Год в справке другой").await?;
        citizen.presses("Подать апелляцию").await?;
        look(&mut examination, &citizen, "Апелляция зарегистрирована").await?;
        let steps = [
            (stage_of_dispute("expert"), "рассматривает всё заново"),
            (to("approved"), "Решение положительное"),
            (to("closed"), "Оцените работу поддержки"),
        ];
        walks(&mut examination, &citizen, &stage.portal, &number, &steps).await?;
        examination.end()
    })
}

#[test]
fn axe_finds_nothing_on_the_second_level_and_after_taking_back() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        let number = COMPLAINT.send(&citizen).await?;
        stage
            .portal
            .moves(&number, "refused", "На записи заявление приняли", &[])
            .await?;
        citizen.sees_in(".verdict", super::SOLVED).await?;
        disagrees(&citizen, super::NO, "На записи другой день").await?;
        look(&mut examination, &citizen, "на следующем уровне поддержки").await?;
        citizen.types("Ответить", "Жду ответа").await?;
        citizen.presses("Отправить").await?;
        look(&mut examination, &citizen, "Сообщение отправлено").await?;
        citizen.presses("Да, отозвать").await?;
        look(&mut examination, &citizen, "Обращение закрыто.").await?;
        citizen.sees_in(".tracker", IDLE).await?;
        examination.end()
    })
}

//! A dispute through all its stages, with an appeal.

use anyhow::Result;
use opora_e2e::{Citizen, Outcome, journey};

use super::{WHY, YES, disagrees, disputes, steps};
use crate::staff;

const APPEAL: &str = "Подать апелляцию";
const CURRENT: &str = ".timeline [aria-current=step]";

#[test]
fn a_dispute_is_refused_appealed_against_and_won() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = disputes(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;
        is_considered(&citizen, &employee).await?;
        disagrees(&citizen, APPEAL, "Год в справке другой").await?;
        is_appealed_against(&citizen, &employee).await?;
        let sentence = "Обращение закрыто.";
        steps(&employee, &citizen, "Закрыто", "Справка выдана", sentence).await?;
        citizen.reloads().await?;
        for stage in [
            "Проверка полноты",
            "Анализ",
            "Правовая служба",
            "Отказано",
            "Апелляция",
            "Независимый эксперт",
            "Одобрено",
            "Закрыто",
        ] {
            citizen.sees_in(".timeline", stage).await?;
        }
        citizen.sees_no_more(APPEAL).await
    })
}

/// From completeness to a refusal.
async fn is_considered(citizen: &Citizen, employee: &Citizen) -> Result<()> {
    for (step, reason, stage) in [
        ("В работе", "Проверяем, всё ли есть", "Проверка полноты"),
        ("Анализ", "Сверяем доходы", "Анализ"),
        ("Правовая служба", "Нужно мнение юриста", "Правовая служба"),
    ] {
        steps(employee, citizen, step, reason, reason).await?;
        citizen.sees_in(CURRENT, stage).await?;
    }
    let sentence = "В просьбе отказано.";
    steps(employee, citizen, "Отказано", "Год верен", sentence).await
}

/// An expert decides the other way, and finally.
async fn is_appealed_against(citizen: &Citizen, employee: &Citizen) -> Result<()> {
    citizen
        .sees("Апелляция зарегистрирована. Скоро назначим независимого эксперта.")
        .await?;
    citizen.sees_in(CURRENT, "Апелляция").await?;
    citizen.sees_in(CURRENT, "Год в справке другой").await?;
    citizen.sees_no_more(WHY).await?;
    let (expert, sentence) = (
        "Независимый эксперт",
        "Независимый эксперт рассматривает всё заново.",
    );
    // The choice is there once the page of the employee has heard of the appeal.
    steps(employee, citizen, expert, "Назначен эксперт", sentence).await?;
    citizen.sees_in(CURRENT, expert).await?;
    let sentence = "Решение положительное: ответ готов.";
    steps(employee, citizen, "Одобрено", "Вы правы", sentence).await?;
    citizen.sees_in(".verdict", YES).await?;
    citizen.sees_no_more(APPEAL).await
}

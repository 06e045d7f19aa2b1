//! A dispute through all its stages, with an appeal.

use opora_e2e::{Outcome, journey};

use super::{BY_AND_BY, NEWS, WHY, YES, disagrees, disputes};
use crate::staff;

const APPEAL: &str = "Подать апелляцию";
const CURRENT: &str = ".timeline [aria-current=step]";

#[test]
fn a_dispute_is_refused_appealed_against_and_won() -> Outcome {
    journey(async |stage| {
        let (citizen, employee) = (stage.citizen().await?, stage.citizen().await?);
        let number = disputes(&citizen).await?;
        staff::opens_from_the_queue(&employee, &number).await?;
        for (step, reason, stage) in [
            ("В работе", "Проверяем, всё ли есть", "Проверка полноты"),
            ("Разбор по существу", "Сверяем доходы", "Анализ"),
            (
                "Юридическое заключение",
                "Нужно мнение юриста",
                "Правовая служба",
            ),
        ] {
            staff::steps(&employee, step, reason).await?;
            citizen.sees_within(NEWS, reason).await?;
            citizen.sees_in(CURRENT, stage).await?;
        }
        staff::steps(&employee, "Отказано", "Год посчитан верно").await?;
        citizen.sees_within(NEWS, "В просьбе отказано.").await?;

        disagrees(&citizen, APPEAL, "Год в справке другой").await?;
        citizen
            .sees("Апелляция зарегистрирована. Скоро назначим независимого эксперта.")
            .await?;
        citizen.sees_in(CURRENT, "Апелляция").await?;
        citizen.sees_in(CURRENT, "Год в справке другой").await?;
        citizen.sees_no_more(WHY).await?;

        employee
            .sees_within(BY_AND_BY, "Год в справке другой")
            .await?;
        staff::steps(&employee, "Независимый эксперт", "Назначен эксперт").await?;
        citizen
            .sees_within(NEWS, "Независимый эксперт рассматривает всё заново.")
            .await?;
        citizen.sees_in(CURRENT, "Независимый эксперт").await?;
        staff::steps(&employee, "Одобрено", "Эксперт согласен с вами").await?;
        citizen
            .sees_within(NEWS, "Решение положительное: ответ готов.")
            .await?;
        citizen.sees_in(".verdict", YES).await?;
        staff::steps(&employee, "Закрыто", "Справка выдана").await?;
        citizen.sees_within(NEWS, "Обращение закрыто.").await?;
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

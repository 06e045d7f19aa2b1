//! Contacts by the clock, and a callback at a time of one's choice.

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};
use serde_json::Value;

const CONTACTS: &str = "/contacts";
const CALLBACK: &str = "/requests/new/callback";
const OPEN: &str = "Сейчас операторы отвечают, до 20:00";
const CLOSED: &str = "Сейчас операторы не отвечают. Начнут завтра в 09:00";

/// From now on the device and, as far as it knows, the server show this moment of UTC.
async fn it_is(citizen: &Citizen, moment: &str) -> Result<()> {
    citizen
        .probes::<()>(&format!(
            "const real = window.realDate ??= Date; const shift = real.parse('{moment}') - real.now(); \
             window.Date = class extends real {{ \
               constructor(...given) {{ given.length ? super(...given) : super(real.now() + shift); }} \
               static now() {{ return real.now() + shift; }} }}; \
             window.dispatchEvent(new Event('focus'));"
        ))
        .await
}

/// The first card of the channels.
async fn first_channel(citizen: &Citizen) -> Result<String> {
    citizen
        .probes("return document.querySelector('.channels .card__title').textContent.trim();")
        .await
}

#[test]
fn a_page_left_open_over_the_end_of_the_day_turns() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.travels_to("Europe/Moscow").await?;
        citizen.opens(CONTACTS).await?;
        citizen.sees("Все способы связи").await?;
        // Friday, a minute before eight in the evening.
        it_is(&citizen, "2026-11-20T16:59:00Z").await?;
        citizen.sees_in(".desk", OPEN).await?;
        citizen.sees_in(".desk", "не дольше 15 мин").await?;
        ensure!(first_channel(&citizen).await? == "Телефон");
        it_is(&citizen, "2026-11-20T17:00:05Z").await?;
        citizen.sees_in(".desk", CLOSED).await?;
        citizen
            .sees_in(".desk", "Сейчас никто не ответит: закажите обратный звонок")
            .await?;
        citizen.sees_in(".channels", "Советуем сейчас").await?;
        ensure!(first_channel(&citizen).await? == "Обратный звонок");
        Ok(())
    })
}

#[test]
fn who_lives_elsewhere_reads_both_clocks_and_finds_an_office() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.travels_to("Asia/Vladivostok").await?;
        citizen.opens(CONTACTS).await?;
        it_is(&citizen, "2026-11-20T09:00:00Z").await?;
        citizen.sees_in(".desk", "до 20:00 по Москве").await?;
        citizen.sees_in(".desk", "03:00 у вас").await?;
        citizen.sees_in(".hours", "У вас").await?;
        citizen
            .types("Город, название или адрес", "владивосток")
            .await?;
        citizen.sees("Найдено: 1 пункт").await?;
        citizen.sees("Пункт помощи № 5").await?;
        citizen.sees_no_more("Пункт помощи № 1").await?;
        citizen
            .retypes("Город, название или адрес", "где-то ещё")
            .await?;
        citizen.sees("Таких пунктов нет").await
    })
}

/// The first time that can be had, as the server says.
async fn first_time(stage: &opora_e2e::Stage) -> Result<String> {
    let slots = stage.portal.ask("/api/v1/callbacks/slots").await?.json()?;
    let first = slots.pointer("/times/0").and_then(Value::as_str);
    Ok(first.context("no time can be had")?.to_owned())
}

#[test]
fn a_callback_is_ordered_for_a_chosen_time() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.travels_to("Europe/Moscow").await?;
        let time = first_time(stage).await?;
        citizen.opens(CALLBACK).await?;
        citizen.sees("Если отправить сейчас").await?;
        citizen.types("Телефон", "+7 912 345-67-89").await?;
        citizen.chooses("В выбранное время").await?;
        citizen.sees("Время московское").await?;
        // The hour and the minute of the first time, in Moscow.
        let clock: String = citizen
            .probes(&format!(
                "return new Date('{time}').toLocaleTimeString('ru-RU', {{ hour: '2-digit', minute: '2-digit' }});"
            ))
            .await?;
        citizen.chooses(&clock).await?;
        citizen.sees("Вы выбрали:").await?;
        citizen
            .chooses("Согласен на обработку персональных данных")
            .await?;
        citizen.presses("Проверить и отправить").await?;
        citizen.sees("Время звонка").await?;
        citizen.presses("Отправить запрос").await?;
        citizen.sees("Позвоним:").await?;
        citizen.sees(&clock).await
    })
}

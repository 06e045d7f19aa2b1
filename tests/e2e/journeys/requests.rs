//! «Мои обращения», «История запросов», «Моя статистика»: a list of one's own requests.

use anyhow::{Context, Result, ensure};
use opora_e2e::{Axe, Citizen, Outcome, journey, until};

use crate::letter::Letter;

const LIST: &str = "Мои обращения";
const HISTORY: &str = "История запросов";
const FIGURES: &str = "Моя статистика";
const SEARCH: &str = "Найти в списке";

/// Puts as many requests on the device as its arguments say; they are older than anything that is sent meanwhile.
const SEED: &str = r#"
    const done = arguments[arguments.length - 1];
    const symbols = "23456789ACDEFGHJKMNPQRTUVWXYZ";
    const number = (seed) => {
        const digits = Array.from({ length: 7 }, (_, at) => Math.floor(seed / 29 ** at) % 29);
        const sum = digits.reduce((sum, digit, at) => sum + digit * (at + 1), 0);
        return [...digits, sum % 29].map((digit) => symbols[digit]).join("");
    };
    const open = indexedDB.open("opora");
    open.onsuccess = () => {
        const change = open.result.transaction("requests", "readwrite");
        for (let seed = 1; seed <= COUNT; seed += 1) {
            const at = new Date(Date.UTC(2025, 0, 1) + seed * 3600000).toISOString().slice(0, 19) + "Z";
            const kept = { number: number(seed), key: "a".repeat(26), subject: `Обращение из прошлого ${seed}`, kind: seed % 2 ? "error" : "question", status: "closed", sent_at: at, changed_at: at, seen_at: at, decided_at: at, closed_at: at };
            change.objectStore("requests").put(JSON.stringify(kept), kept.number);
        }
        change.oncomplete = () => { open.result.close(); done(number(1)); };
    };
"#;

/// Keeps so many closed requests; answers with the number of the oldest, without its hyphen.
async fn seed(citizen: &Citizen, count: u32) -> Result<String> {
    citizen
        .probes_later(&SEED.replace("COUNT", &count.to_string()))
        .await
}

async fn rows(citizen: &Citizen) -> Result<usize> {
    citizen
        .probes("return document.querySelectorAll('.requests .row').length")
        .await
}

async fn sees_rows(citizen: &Citizen, wanted: usize) -> Result<()> {
    let mut last = 0;
    let found = until("so many rows", async || {
        last = rows(citizen).await?;
        Ok((last == wanted).then_some(()))
    })
    .await;
    found.with_context(|| format!("{last} rows in place of {wanted}"))
}

#[test]
fn a_change_is_seen_in_the_list_until_the_request_is_opened() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", "Принято").await?;
        citizen.sees_in(".requests", "Статусы проверены").await?;
        ensure!(!citizen.reads_in(".rows").await?.contains("Есть новое"));

        // Moments are whole seconds: nobody is as fast as this journey.
        let second = async || {
            citizen
                .probes::<u64>("return Math.floor(Date.now() / 1000)")
                .await
        };
        let now = second().await?;
        until("the next second", async || {
            Ok((second().await? > now).then_some(()))
        })
        .await?;

        let action = "Пришлите снимок экрана";
        stage
            .portal
            .moves(&number, "waiting_documents", "Не хватает снимка", &[action])
            .await?;
        citizen.reloads().await?;
        citizen.sees_in(".rows", "Ожидание документов").await?;
        citizen.sees_in(".rows", "Есть новое").await?;
        citizen
            .sees_in(".rows", &format!("Нужно от вас: {action}"))
            .await?;

        citizen.follows(Letter::ERROR.subject).await?;
        citizen.sees_in(".tracker", action).await?;
        citizen.goes_back().await?;
        citizen.sees_in(".rows", "Ожидание документов").await?;
        citizen.sees_no_more("Есть новое").await
    })
}

#[test]
fn the_list_is_searched_filtered_and_sorted_by_its_address() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        Letter::ERROR.send(&citizen).await?;
        let oldest = seed(&citizen, 3).await?;
        citizen.opens("/requests").await?;
        sees_rows(&citizen, 4).await?;

        // Small letters, without the hyphen, as far as it is remembered.
        citizen.types(SEARCH, &oldest[2..].to_lowercase()).await?;
        sees_rows(&citizen, 1).await?;
        citizen.hears("Найдено: 1 обращение").await?;
        ensure!(citizen.address().await?.contains("q="));
        citizen.retypes(SEARCH, "ПРОШЛОГО 2").await?;
        sees_rows(&citizen, 1).await?;
        citizen.sees_in(".rows", "Обращение из прошлого 2").await?;
        citizen.follows("Показать все").await?;
        sees_rows(&citizen, 4).await?;
        ensure!(
            citizen.reads_field(SEARCH).await?.is_empty(),
            "the search is not empty"
        );

        citizen.presses("Фильтр и порядок").await?;
        citizen.types("Статус", "Принято").await?;
        sees_rows(&citizen, 1).await?;
        citizen.sees_in(".rows", Letter::ERROR.subject).await?;
        citizen.goes_back().await?;
        sees_rows(&citizen, 4).await?;

        // A link that was kept.
        citizen
            .opens("/requests?sort=oldest&kind=error&status=closed")
            .await?;
        sees_rows(&citizen, 2).await?;
        citizen
            .sees_in(".rows .row:first-child", "Обращение из прошлого 1")
            .await?;
        ensure!(citizen.reads_field("Статус").await? == "closed");
        Ok(())
    })
}

#[test]
fn what_is_over_stands_in_the_history_and_the_archive_is_undone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        seed(&citizen, 1).await?;
        citizen.opens("/requests").await?;
        sees_rows(&citizen, 2).await?;
        citizen.presses(&format!("Ещё: {number}")).await?;
        citizen.presses("В архив").await?;
        citizen
            .hears(&format!("Обращение {number} теперь в архиве"))
            .await?;
        sees_rows(&citizen, 1).await?;

        citizen.follows(HISTORY).await?;
        citizen.arrives_at(HISTORY).await?;
        sees_rows(&citizen, 2).await?;
        citizen.sees_in(".rows", "В архиве").await?;
        citizen.presses(&format!("Ещё: {number}")).await?;
        citizen.presses("Вернуть из архива").await?;
        sees_rows(&citizen, 1).await?;
        citizen.goes_back().await?;
        citizen.sees_page(LIST).await?;
        sees_rows(&citizen, 2).await
    })
}

#[test]
fn a_request_goes_off_the_device_after_a_question_and_can_be_found_again() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", &number).await?;
        let other = citizen.tab().await?;
        citizen.opens_in_new_tab("/requests").await?;
        citizen.sees_in(".rows", &number).await?;

        citizen.presses(&format!("Ещё: {number}")).await?;
        citizen.presses("Убрать с устройства").await?;
        citizen.sees("Мы продолжим его рассматривать").await?;
        citizen.presses("Оставить").await?;
        citizen
            .sees_no_more("Мы продолжим его рассматривать")
            .await?;
        citizen.presses("Убрать с устройства").await?;
        citizen.presses("Убрать").await?;
        citizen.hears("Мы продолжаем его рассматривать").await?;
        citizen
            .sees("На этом устройстве пока нет обращений")
            .await?;

        // The other tab says the same.
        citizen.turns_to(&other).await?;
        citizen
            .probes::<()>("window.dispatchEvent(new Event('focus'))")
            .await?;
        citizen
            .sees("На этом устройстве пока нет обращений")
            .await?;
        citizen.types("Номер обращения", &number).await?;
        citizen
            .types("Телефон или почта", "anna@example.ru")
            .await?;
        citizen.presses("Найти обращение").await?;
        citizen.sees_in(".tracker", Letter::ERROR.subject).await
    })
}

#[test]
fn ten_thousand_requests_are_searched_and_taken_along() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests").await?;
        seed(&citizen, 10_000).await?;
        citizen.reloads().await?;
        sees_rows(&citizen, 50).await?;
        citizen.sees("Показано 50 из 10000").await?;
        citizen.presses("Показать ещё 50").await?;
        sees_rows(&citizen, 100).await?;
        ensure!(
            citizen.focus().await?.id.starts_with("request-"),
            "the focus is not on the first new row"
        );
        citizen.types(SEARCH, "прошлого 101").await?;
        // 101 itself, 1010 to 1019, and 1101 to 9101: a part of a word is enough, and no number of a request has a 1.
        sees_rows(&citizen, 20).await?;

        citizen.presses("Скачать список").await?;
        citizen.presses("Таблица CSV").await?;
        let day: String = citizen
            .probes("return new Date().toISOString().slice(0, 10)")
            .await?;
        let table = citizen.finds_download(&format!("opora-{day}.csv")).await?;
        let table = String::from_utf8(table)?;
        ensure!(
            table.lines().count() == 10_001,
            "{} lines",
            table.lines().count()
        );
        ensure!(!table.contains(&"a".repeat(26)), "the file holds keys");

        citizen.follows(FIGURES).await?;
        citizen.arrives_at(FIGURES).await?;
        citizen.sees_in(".figures__facts", "10000").await?;
        citizen.sees_in(".bars", "Ошибка в работе").await
    })
}

#[test]
fn axe_finds_nothing_in_any_view() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        Letter::ERROR.send(&citizen).await?;
        seed(&citizen, 60).await?;
        let axe = Axe::read()?;
        for language in ["ru", "en"] {
            for (view, place) in [
                ("", ".requests .row"),
                ("view=history", ".requests .row"),
                ("view=figures", ".bars"),
                ("q=nothing", ".requests__count"),
            ] {
                citizen
                    .opens(&format!("/requests?{view}&lang={language}"))
                    .await?;
                citizen.reads_something_in(place).await?;
                citizen
                    .probes::<()>(
                        "document.querySelectorAll('main details').forEach((one) => { one.open = true })",
                    )
                    .await?;
                let found = citizen.examines(&axe).await?;
                ensure!(found.is_empty(), "{view} in {language}: {found}");
            }
        }
        Ok(())
    })
}

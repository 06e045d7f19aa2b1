//! Before a form: what to write about, what is known already, who else solves it.

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Outcome, Portal, journey};
use serde_json::{Value, json};

use crate::letter::{HEADING, Letter, SUBJECT};

const PAGE: &str = "/requests/new";
const TITLE: &str = "Написать обращение";
const SENT: &str = "Уже отправляли?";

/// What the server says stands before the forms.
async fn known(portal: &Portal) -> Result<Value> {
    let reply = portal.ask("/api/v1/intake?lang=ru").await?;
    ensure!(reply.status == 200, "the intake answered {reply:?}");
    reply.json()
}

/// The entries of a list of the intake.
fn list<'a>(known: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    known
        .get(name)
        .and_then(Value::as_array)
        .with_context(|| format!("no {name}"))
}

fn text<'a>(value: &'a Value, path: &str) -> Result<&'a str> {
    let found = value.pointer(path).and_then(Value::as_str);
    found.with_context(|| format!("no {path} in {value}"))
}

/// From now on this page load hears `changes` in place of what the server knows.
async fn is_told(citizen: &Citizen, changes: &Value) -> Result<()> {
    citizen
        .probes::<()>(&format!(
            "const real = window.fetch; window.fetch = async (...call) => {{ \
             const reply = await real(...call); \
             if (!String(call[0].url ?? call[0]).includes('/intake')) return reply; \
             const body = Object.assign(await reply.json(), {changes}); \
             return new Response(JSON.stringify(body), {{ headers: {{ 'Content-Type': 'application/json' }} }}); }}"
        ))
        .await
}

#[test]
fn every_way_to_write_situation_and_foreign_topic_is_offered() -> Outcome {
    journey(async |stage| {
        let known = known(&stage.portal).await?;
        let citizen = stage.citizen().await?;
        citizen.opens(PAGE).await?;
        citizen.sees_page(TITLE).await?;
        citizen.sees("О чём вы хотите написать?").await?;
        for entry in list(&known, "entries")? {
            citizen
                .sees_in(".links[data-look=rows]", text(entry, "/title")?)
                .await?;
        }
        citizen.sees("С чем помогаем").await?;
        citizen.sees("Чем занимаются другие").await?;
        let situations = list(&known, "situations")?;
        let topics = list(&known, "elsewhere")?;
        ensure!(
            (situations.len(), topics.len()) == (7, 7),
            "there are {} situations and {} topics",
            situations.len(),
            topics.len()
        );
        for row in situations.iter().chain(topics) {
            let (title, detail) = (text(row, "/title")?, text(row, "/detail")?);
            ensure!(
                !citizen.reads().await?.contains(detail),
                "«{title}» is open before anybody asked"
            );
            citizen.presses(title).await?;
            citizen.sees(detail).await?;
            citizen.presses(title).await?;
            citizen.sees_no_more(detail).await?;
        }
        Ok(())
    })
}

#[test]
fn a_situation_leads_to_help_and_to_the_form() -> Outcome {
    journey(async |stage| {
        let known = known(&stage.portal).await?;
        let situation = list(&known, "situations")?.first().context("none")?;
        let citizen = stage.citizen().await?;
        citizen.opens(PAGE).await?;
        citizen.presses(text(situation, "/title")?).await?;
        citizen.sees("Может помочь сразу").await?;
        citizen.follows(text(situation, "/help/0/title")?).await?;
        let wanted = text(situation, "/help/0/href")?;
        opora_e2e::until("the help", async || {
            Ok((citizen.address().await? == wanted).then_some(()))
        })
        .await?;
        citizen.settles().await?;

        citizen.goes_back().await?;
        citizen.sees_page(TITLE).await?;
        citizen.presses(text(situation, "/title")?).await?;
        citizen.sees("Если не помогло").await?;
        citizen.follows(text(situation, "/form/title")?).await?;
        opora_e2e::until("a form", async || {
            let address = citizen.address().await?;
            Ok(address.starts_with("/requests/new/").then_some(()))
        })
        .await
    })
}

#[test]
fn a_known_outage_stands_on_top_with_its_times() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        let outage = json!({
            "title": "Не приходят коды в СМС",
            "detail": "Коды задерживаются до часа.",
            "since": "2026-03-02T11:05:00Z",
            "until": "2099-01-15T15:00:00Z",
            "words": ["смс"],
        });
        is_told(&citizen, &json!({ "outages": [outage] })).await?;
        citizen.follows(TITLE).await?;
        citizen.arrives_at(TITLE).await?;
        for words in [
            "Уже знаем",
            "Не приходят коды в СМС",
            "Коды задерживаются до часа.",
            "2 марта",
            "14:05",
            "15 января",
            "18:00",
            "Время московское",
        ] {
            citizen.sees_in(".notice", words).await?;
        }
        let is_first: bool = citizen
            .probes("return !!(document.querySelector('.notice').compareDocumentPosition(document.querySelector('main .links')) & Node.DOCUMENT_POSITION_FOLLOWING)")
            .await?;
        ensure!(is_first, "the outage is not on top");
        citizen.follows("English").await?;
        citizen.sees_in(".notice", "We know already").await?;
        citizen.sees_in(".notice", "2 March").await?;
        citizen.sees_in(".notice", "Moscow time").await
    })
}

#[test]
fn an_open_request_is_offered_before_a_second_one() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(PAGE).await?;
        citizen.sees("С чем помогаем").await?;
        ensure!(
            !citizen.reads().await?.contains(SENT),
            "nothing was sent, and it is offered"
        );
        let number = Letter::ERROR.send(&citizen).await?;
        citizen.opens(PAGE).await?;
        citizen.sees_in(".notice", SENT).await?;
        citizen.sees_in(".notice", &number).await?;
        citizen.sees_in(".notice", "Принято").await?;
        citizen.follows(Letter::ERROR.subject).await?;
        citizen.arrives_at(&format!("Обращение {number}")).await?;

        for (to, reason) in [
            ("in_progress", "Проверяем"),
            ("approved", "Исправлено"),
            ("closed", "Ответ отправлен"),
        ] {
            stage.portal.moves(&number, to, reason, &[]).await?;
        }
        citizen.presses("Обновить статус").await?;
        citizen.sees_in(".tracker", "Закрыто").await?;
        citizen.opens(PAGE).await?;
        citizen.sees("С чем помогаем").await?;
        citizen.sees_no_more(SENT).await
    })
}

#[test]
fn a_subject_that_others_solve_gets_a_hint_and_no_barrier() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        let changes = json!({
            "outages": [{
                "title": "Не приходят коды в СМС",
                "detail": "",
                "since": "2026-03-02T11:05:00Z",
                "words": ["смс"],
            }],
            "elsewhere": [{
                "name": "money",
                "title": "Финансовые операции",
                "detail": "Деньги возвращает тот, кто их получил.",
                "ways": [{ "title": "Как вернуть платёж", "href": "/faq" }],
                "words": ["возврат"],
            }],
        });
        is_told(&citizen, &changes).await?;
        citizen.follows("Сообщить об ошибке").await?;
        citizen.arrives_at(HEADING).await?;
        citizen.types(SUBJECT, "Возврат денег за услугу").await?;
        citizen
            .hears("Похоже, это решаем не мы: Финансовые операции")
            .await?;
        for words in [
            "Деньги возвращает тот, кто их получил.",
            "Как вернуть платёж",
            "Если у вас другое, просто пишите дальше.",
        ] {
            citizen.sees_in(".triage", words).await?;
        }
        let focus = citizen.focus().await?;
        ensure!(focus.tag == "input", "the hint took the focus: {focus:?}");

        citizen.retypes(SUBJECT, "Не приходит код из СМС").await?;
        citizen.hears("Уже знаем: Не приходят коды в СМС").await?;
        citizen
            .sees_in(".triage", "Когда заработает, пока не знаем")
            .await?;
        citizen
            .retypes(SUBJECT, "Не сохраняется форма заявления")
            .await?;
        citizen.sees_no_more("Уже знаем").await
    })
}

//! `GET /intake`: what stands before the forms, by the server's clock.

use axum::http::StatusCode;
use opora_contract::{form::Kind, intake::Intake, path};

use crate::app::{Settings, TestApp};

/// Two outages around the noon at which tests start: one is over half an hour later, one begins then and has no end.
const OUTAGES: &str = r#"
[[outage]]
title = "Оплата"
detail = "Оплата не проходит."
since = "2026-11-20T08:00:00Z"
until = "2026-11-20T09:30:00Z"
words = ["оплат"]

[[outage]]
title = "Почта"
detail = "Письма задерживаются."
since = "2026-11-20T09:30:00Z"
"#;

async fn with_outages() -> TestApp {
    let files = ["ru", "en"].map(|tag| (format!("{tag}/outages.toml"), OUTAGES.to_owned()));
    TestApp::with(Settings {
        content: files.to_vec(),
        ..Settings::default()
    })
    .await
}

async fn titles(app: &TestApp) -> Vec<String> {
    let intake: Intake = app.get(path::INTAKE).send().await.json();
    let outages = intake.outages.into_iter();
    outages.map(|outage| outage.title).collect()
}

#[tokio::test]
async fn ways_to_write_come_with_what_helps_and_who_else_does() {
    let app = TestApp::new().await;
    let reply = app.get(path::INTAKE).send().await;
    assert_eq!(reply.status, StatusCode::OK);
    let intake: Intake = reply.json();
    let kinds: Vec<_> = intake.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::Complaint, Kind::Application]);
    let [situation] = intake.situations.as_slice() else {
        panic!("{intake:?}");
    };
    assert_eq!(situation.help[0].href, "/guides/login");
    assert_eq!(situation.form.title, "Написать нам");
    assert_eq!(intake.elsewhere[0].words, ["юрист", "закон"]);
    assert_eq!(intake.outages, []);
    let path = format!("{}?lang=en", path::INTAKE);
    let english: Intake = app.get(&path).send().await.json();
    assert_eq!(english.entries[0].title, "A complaint");
    assert_eq!(english.elsewhere[0].name, intake.elsewhere[0].name);
}

#[tokio::test]
async fn outage_is_shown_while_it_lasts() {
    let app = with_outages().await;
    assert_eq!(titles(&app).await, ["Оплата"]);
    app.pass_minutes(29);
    assert_eq!(titles(&app).await, ["Оплата"]);
    app.pass_minutes(1);
    assert_eq!(titles(&app).await, ["Почта"]);
    app.pass_minutes(-31);
    assert_eq!(titles(&app).await, ["Оплата"]);
    app.pass_minutes(-60);
    assert_eq!(titles(&app).await, Vec::<String>::new());
}

#[tokio::test]
async fn answer_that_has_not_changed_is_not_sent_again() {
    let app = with_outages().await;
    let first = app.get(path::INTAKE).send().await;
    let tag = first.header("etag").to_owned();
    let again = async || {
        app.get(path::INTAKE)
            .header("if-none-match", &tag)
            .send()
            .await
    };
    assert_eq!(again().await.status, StatusCode::NOT_MODIFIED);
    app.pass_minutes(30);
    let changed = again().await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header("etag"), tag);
}

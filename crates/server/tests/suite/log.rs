//! What the log holds: every call, and nothing about a person.

use std::{cell::RefCell, io, sync::Once};

use axum::http::Method;
use opora_contract::path;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    app::{STAFF, TestApp, complaint, uuid},
    fixture::png,
};

thread_local! {
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is logged for the thread that logs it: tests run side by side, each on its own thread.
struct ByThread;

impl io::Write for ByThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for ByThread {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

/// Starts the log of this process, before anything is logged.
pub fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        tracing_subscriber::fmt()
            .json()
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(ByThread)
            .init();
    });
}

/// What this thread has logged.
pub fn logged() -> String {
    LOGGED.with_borrow(|logged| String::from_utf8(logged.clone()).unwrap())
}

#[tokio::test]
async fn log_holds_every_call_and_no_person() {
    let secrets = live().await;
    let log = logged();
    let calls: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["fields"]["message"] == "call")
        .collect();
    assert_eq!(calls.len(), 10);
    assert_eq!(calls[1]["fields"]["route"], "/api/v1/requests");
    assert_eq!(calls[2]["fields"]["route"], "/api/v1/requests/{number}");
    assert_eq!(calls[2]["fields"]["status"], 200);
    let id = calls[2]["fields"]["request_id"].as_str().unwrap();
    assert_eq!(id.len(), 16);
    for secret in secrets {
        assert!(!log.contains(&secret), "the log holds {secret}:\n{log}");
    }
}

/// A bit of everything that knows a person; gives what the log must not hold.
async fn live() -> Vec<String> {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key, "description": "паспорт"}]);
    let receipt = app.send_form(&body).await;
    let number = receipt.request.number;
    app.read(&receipt).await;
    for contact in ["+79123456789", "other@example.ru"] {
        let lookup = json!({"number": number, "contact": contact});
        app.post(path::LOOKUP, &lookup).send().await;
    }
    let patch = app
        .of(Method::PATCH, path::REQUEST, &receipt)
        .header("if-match", "*");
    let edit = json!({"fields": {"phone": "+79990001122"}});
    patch.json(&edit).send().await;
    app.get("/search?q=%D0%BF%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82")
        .send()
        .await;
    app.get(path::STAFF_REQUESTS).token(STAFF).send().await;
    let key = uuid();
    let bad = json!({"form": "feedback", "fields": {"email": "bad@"}});
    app.post(path::REQUESTS, &bad).idempotent(&key).send().await;
    app.call_site(Method::GET, &format!("/requests/{number}"))
        .send()
        .await;

    let typed = [
        "79123456789",
        "79990001122",
        "345-67-89",
        "nna.",
        "example.ru",
        "код",
        "паспорт",
        "снимок",
        "%D0%BF",
        "bad@",
        STAFF,
    ];
    let made = [
        key,
        file.id,
        file.key.reveal().to_owned(),
        receipt.key.reveal().to_owned(),
        number.to_string(),
        number.compact(),
    ];
    typed.map(str::to_owned).into_iter().chain(made).collect()
}

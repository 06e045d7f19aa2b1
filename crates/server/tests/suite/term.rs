//! When an answer is promised: days of the kind, by the hours of the operators.

use opora_contract::request::Term;
use serde_json::{Value, json};

use crate::{
    app::{Settings, TestApp},
    fixture,
};

/// The server whose form of help asks for a callback.
async fn with_callback() -> TestApp {
    let mut content = fixture::help();
    for (_, text) in &mut content {
        *text = text.replacen("kind = \"question\"", "kind = \"callback\"", 1);
    }
    TestApp::with(Settings {
        content,
        ..Settings::default()
    })
    .await
}

fn callback() -> Value {
    json!({
        "form": "help",
        "fields": {
            "subject": "Позвоните мне",
            "description": "Не могу войти.",
            "phone": "+79123456789",
            "consent": "2026-11",
        },
    })
}

/// What is promised so many minutes after the noon of Friday, 20 November 2026.
async fn promised(app: &TestApp, minutes: i64) -> (String, String) {
    app.pass_minutes(minutes);
    let request = app.send_form(&callback()).await.request;
    app.pass_minutes(-minutes);
    let Term { from, to } = request.term.unwrap();
    (from.to_string(), to.to_string())
}

#[tokio::test]
async fn callback_is_promised_for_the_next_hours_in_which_operators_answer() {
    let app = with_callback().await;
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    for (when, minutes, from, to) in [
        ("Friday noon", 0, "2026-11-20", "2026-11-23"),
        ("Friday before eight", -5 * HOUR, "2026-11-20", "2026-11-23"),
        (
            "Friday, the last minute",
            8 * HOUR - 1,
            "2026-11-20",
            "2026-11-23",
        ),
        ("Friday evening", 8 * HOUR, "2026-11-21", "2026-11-23"),
        ("Saturday noon", DAY, "2026-11-21", "2026-11-23"),
        (
            "Saturday evening",
            DAY + 6 * HOUR,
            "2026-11-23",
            "2026-11-23",
        ),
        ("Sunday", 2 * DAY, "2026-11-23", "2026-11-23"),
        (
            "Monday night",
            3 * DAY - 12 * HOUR,
            "2026-11-23",
            "2026-11-24",
        ),
        (
            "New Year's Eve",
            41 * DAY + 9 * HOUR,
            "2027-01-09",
            "2027-01-11",
        ),
    ] {
        let expected = (from.to_owned(), to.to_owned());
        assert_eq!(promised(&app, minutes).await, expected, "{when}");
    }
}

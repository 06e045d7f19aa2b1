//! Statements of the portal: what is served, and what the content check says of their files.

use axum::http::StatusCode;
use opora_contract::about::Statement;

use crate::{
    app::TestApp,
    content::{assert_one, check, replace},
};

#[tokio::test]
async fn statements_are_there_in_both_languages_with_the_day_of_their_check() {
    let app = TestApp::new().await;
    for (page, russian, english) in [
        ("privacy", "Персональные данные", "Personal data"),
        ("accessibility", "Доступность", "Accessibility"),
    ] {
        for (language, title) in [("ru", russian), ("en", english)] {
            let reply = app
                .get(&format!("/about/{page}?lang={language}"))
                .send()
                .await;
            assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
            assert!(!reply.header("etag").is_empty());
            let statement: Statement = reply.json();
            assert_eq!(statement.title, title);
            assert_eq!(statement.checked.as_str(), "2026-11-20");
            assert_eq!(statement.blocks.len(), 1);
        }
    }
    let reply = app.get("/about/us").send().await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_statement_that_is_missing_or_strange_is_a_mistake() {
    let missing = check(|files| files.retain(|(path, _)| path != "en/about/privacy.md"));
    assert_one(&missing, "en/about/privacy.md:");
    let strange = check(|files| {
        files.push(("ru/about/us.md".to_owned(), String::new()));
    });
    assert_one(
        &strange,
        "ru/about/us.md:1: is no statement: they are privacy accessibility",
    );
    assert_one(
        &replace("ru/about/accessibility.md", "/contacts", "/nowhere"),
        "ru/about/accessibility.md:7: dead link `/nowhere`",
    );
    assert_one(
        &replace("ru/about/privacy.md", "2026-11-20", "вчера"),
        "ru/about/privacy.md:4: `checked` is `вчера`",
    );
}

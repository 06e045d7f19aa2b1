//! What is read is counted without the reader, and says with the votes what is popular.

use axum::http::{Method, StatusCode};
use opora_contract::home::Home;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::app::{Settings, TestApp};

const RESET: &str = "/faq/account/reset-password";
const SIGN_IN: &str = "/faq/account/sign-in";
const CHECK: &str = "/faq/status/check-status";
const DAY: i64 = 24 * 60;

async fn read(app: &TestApp, path: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(app.get(path).send().await.status, StatusCode::OK);
    }
}

/// What the first page offers after a sweep, by address.
async fn popular(app: &TestApp) -> Vec<String> {
    opora_server::sweep(&app.app).await.unwrap();
    let home: Home = app.get("/home").send().await.json();
    home.popular.into_iter().map(|link| link.href).collect()
}

/// Every row that is kept: page, day, times.
async fn kept(app: &TestApp) -> Vec<(String, String, i64)> {
    opora_server::sweep(&app.app).await.unwrap();
    let database = app.database().await;
    let query = "SELECT page, day, times FROM page_view ORDER BY page, day";
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(query).await.unwrap();
    let row = |row: &sea_orm::QueryResult| {
        let text = |column| row.try_get::<String>("", column).unwrap();
        (text("page"), text("day"), row.try_get("", "times").unwrap())
    };
    rows.iter().map(row).collect()
}

#[tokio::test]
async fn answers_and_guides_are_counted_by_day_and_nothing_else_is() {
    let app = TestApp::new().await;
    read(&app, RESET, 2).await;
    read(&app, &format!("{RESET}?lang=en"), 1).await;
    read(&app, "/guides/login", 1).await;
    let first = app.get(SIGN_IN).send().await;
    let tag = first.header("etag");
    // Known already, fetched ahead, asked about, not there, a list.
    let known = app.get(SIGN_IN).header("if-none-match", tag).send().await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    app.get(CHECK)
        .header("sec-purpose", "prefetch")
        .send()
        .await;
    app.call(Method::HEAD, CHECK).send().await;
    app.get("/faq/account/absent").send().await;
    app.get("/faq/account").send().await;
    let friday = |page: &str, times| (page.to_owned(), "2026-11-20".to_owned(), times);
    let expected = [
        friday(RESET, 3),
        friday(SIGN_IN, 1),
        friday("/guides/login", 1),
    ];
    assert_eq!(kept(&app).await, expected);

    app.pass_minutes(DAY);
    read(&app, RESET, 1).await;
    assert_eq!(
        kept(&app).await[1],
        (RESET.to_owned(), "2026-11-21".to_owned(), 1)
    );
    read(&app, RESET, 4).await;
    assert_eq!(kept(&app).await[1].2, 5);
}

#[tokio::test]
async fn editors_choose_until_enough_is_read_and_then_the_readers() {
    let app = TestApp::new().await;
    assert_eq!(popular(&app).await, [RESET]);
    read(&app, CHECK, 19).await;
    assert_eq!(popular(&app).await, [RESET]);
    read(&app, CHECK, 1).await;
    assert_eq!(popular(&app).await, [CHECK, RESET]);
    read(&app, "/guides/login", 30).await;
    // Sensitive: others must not learn that it is read here.
    read(&app, "/guides/wait", 50).await;
    assert_eq!(popular(&app).await, ["/guides/login", CHECK, RESET]);
}

#[tokio::test]
async fn an_answer_that_does_not_help_falls_behind() {
    let app = TestApp::new().await;
    read(&app, SIGN_IN, 40).await;
    read(&app, CHECK, 25).await;
    assert_eq!(popular(&app).await, [SIGN_IN, CHECK, RESET]);
    let vote = |question: &str, topic: &str, helpful: bool| json!({"about": {"answer": {"topic": topic, "question": question}}, "helpful": helpful});
    for _ in 0..6 {
        app.post("/votes", &vote("sign-in", "account", false))
            .send()
            .await;
        app.post("/votes", &vote("check-status", "status", true))
            .send()
            .await;
    }
    assert_eq!(popular(&app).await, [CHECK, SIGN_IN, RESET]);
}

#[tokio::test]
async fn views_of_other_times_are_forgotten() {
    let app = TestApp::new().await;
    read(&app, CHECK, 30).await;
    assert_eq!(popular(&app).await, [CHECK, RESET]);
    app.pass_minutes(27 * DAY);
    assert_eq!(popular(&app).await, [CHECK, RESET]);
    app.pass_minutes(DAY);
    assert_eq!(popular(&app).await, [RESET]);
    assert_eq!(kept(&app).await, []);
}

#[tokio::test]
async fn one_address_does_not_decide_what_is_popular() {
    let settings = Settings {
        rate_limit: 10,
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    read(&app, CHECK, 90).await;
    let [(page, _, times)] = &kept(&app).await[..] else {
        panic!("one page was read");
    };
    assert_eq!((page.as_str(), *times), (CHECK, 60));
}

#[tokio::test]
async fn what_was_counted_outlives_a_server() {
    let mut app = TestApp::new().await;
    read(&app, CHECK, 20).await;
    opora_server::sweep(&app.app).await.unwrap();
    app.restart().await;
    assert_eq!(popular(&app).await, [CHECK, RESET]);
}

#[tokio::test]
async fn the_first_page_has_another_tag_once_something_else_is_popular() {
    let app = TestApp::new().await;
    popular(&app).await;
    let first = app.get("/home").send().await;
    let tag = first.header("etag");
    let same = app.get("/home").header("if-none-match", tag).send().await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    read(&app, CHECK, 20).await;
    popular(&app).await;
    let news = app.get("/home").header("if-none-match", tag).send().await;
    assert_eq!(news.status, StatusCode::OK);
}

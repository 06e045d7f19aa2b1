//! Words that were searched for in vain: counted without the person, read by employees.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use opora_contract::{
    language::Language,
    path,
    problem::ProblemCode,
    search::{MissedWords, Misses},
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::app::{Call, STAFF, Settings, TestApp, flaws};

fn miss(app: &TestApp, query: &str) -> Call {
    app.post(path::SEARCH_MISSES, &json!({"query": query}))
}

async fn say(app: &TestApp, query: &str) {
    let reply = miss(app, query).send().await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
}

async fn misses(app: &TestApp) -> Vec<MissedWords> {
    let reply = app.get(path::STAFF_MISSES).token(STAFF).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    reply.json::<Misses>().misses
}

/// What was missed once these words are among it: a search counts beside its answer.
async fn misses_with(app: &TestApp, words: &str) -> Vec<MissedWords> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let misses = misses(app).await;
        if misses.iter().any(|miss| miss.words == words) {
            return misses;
        }
        assert!(Instant::now() < deadline, "{words} is not in {misses:?}");
        tokio::task::yield_now().await;
    }
}

fn missed(words: &str, language: Language, times: u32, last: &str) -> MissedWords {
    MissedWords {
        words: words.to_owned(),
        language,
        times,
        last: last.to_owned(),
    }
}

#[tokio::test]
async fn words_are_counted_without_numbers_and_addresses() {
    let app = TestApp::new().await;
    for query in [
        "Субсидия на ОТОПЛЕНИЕ!",
        "субсидия, на отопление (45 10 123456)",
        "anna.p@example.ru субсидия на отопление +79123456789",
        "субсидия на отопление anna @ example.ru",
    ] {
        say(&app, query).await;
    }
    // Nothing is left of these.
    for query in [
        "",
        " ",
        "8 912 345-67-89",
        "a@b.ru",
        "🙂 \u{0} <>",
        "7KQ4-22H2",
    ] {
        say(&app, query).await;
    }
    let expected = missed("субсидия на отопление", Language::Ru, 4, "2026-11-20");
    assert_eq!(misses(&app).await, [expected]);
}

#[tokio::test]
async fn most_frequent_come_first_each_language_apart() {
    let app = TestApp::new().await;
    for query in ["охота", "охота", "рыбалка", "рыбалка", "Анна Петрова"]
    {
        say(&app, query).await;
    }
    app.pass_minutes(24 * 60);
    say(&app, "охота").await;
    let english = format!("{}?lang=en", path::SEARCH_MISSES);
    for _ in 0..2 {
        let reply = app.post(&english, &json!({"query": "охота"})).send().await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
    }
    // What was missed once may be somebody's name.
    let expected = [
        missed("охота", Language::Ru, 3, "2026-11-21"),
        missed("охота", Language::En, 2, "2026-11-21"),
        missed("рыбалка", Language::Ru, 2, "2026-11-20"),
    ];
    assert_eq!(misses(&app).await, expected);
}

#[tokio::test]
async fn search_that_finds_nothing_counts_itself() {
    let app = TestApp::new().await;
    for query in [
        "password",
        "",
        "%20",
        "8+912+345-67-89",
        "xyzzyx+anna%40example.ru",
        "xyzzyx",
    ] {
        let reply = app.get(&format!("/search?lang=en&q={query}")).send().await;
        assert_eq!(reply.status, StatusCode::OK);
    }
    let expected = missed("xyzzyx", Language::En, 2, "2026-11-20");
    assert_eq!(misses_with(&app, "xyzzyx").await, [expected]);
}

#[tokio::test]
async fn misses_are_for_employees_alone() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let refused = app.get(path::STAFF_MISSES).send().await;
    refused.refused(401, ProblemCode::Unauthorised);
    for token in ["", "wrong", receipt.key.reveal()] {
        let reply = app.get(path::STAFF_MISSES).token(token).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    assert_eq!(misses(&app).await, []);
}

#[tokio::test]
async fn only_so_many_are_kept_and_shown() {
    let app = TestApp::new().await;
    let fill = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 9999) \
                INSERT INTO search_miss (words, language, times, last_day) \
                SELECT 'word' || n, 'ru', 2, '2026-11-19' FROM numbers";
    app.database().await.execute_unprepared(fill).await.unwrap();
    for query in ["последнее", "лишнее", "последнее", "последнее", "лишнее"]
    {
        say(&app, query).await;
    }
    let misses = misses(&app).await;
    assert_eq!(misses.len(), 200);
    let expected = missed("последнее", Language::Ru, 3, "2026-11-20");
    assert_eq!(misses[0], expected);
    let database = app.database().await;
    let count = "SELECT COUNT(*) AS rows FROM search_miss WHERE words = 'лишнее'";
    let count = sea_orm::Statement::from_string(database.get_database_backend(), count);
    let row = database.query_one_raw(count).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "rows").unwrap(), 0);
}

#[tokio::test]
async fn misses_beyond_the_limit_are_refused_and_searches_go_on_uncounted() {
    let settings = Settings {
        rate_limit: 2,
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    say(&app, "раз").await;
    say(&app, "раз").await;
    let refused = miss(&app, "раз").send().await;
    refused.refused(429, ProblemCode::TooManyRequests);
    for _ in 0..30 {
        let reply = app.get("/search?lang=en&q=xyzzyx").send().await;
        assert_eq!(reply.status, StatusCode::OK);
    }
    for _ in 0..2 {
        let other = app.get("/search?lang=en&q=plugh").peer([192, 0, 2, 2]);
        other.send().await;
    }
    let misses = misses_with(&app, "plugh").await;
    let many = misses.iter().find(|miss| miss.words == "xyzzyx").unwrap();
    assert!((1..=21).contains(&many.times), "{many:?}");
}

#[tokio::test]
async fn hostile_misses_do_no_harm() {
    let app = TestApp::new().await;
    for query in [
        "ы".repeat(10_000),
        "ы ".repeat(5_000),
        "@".repeat(10_000),
        " ".repeat(10_000),
        "'; DROP TABLE search_miss; --".to_owned(),
    ] {
        say(&app, &query).await;
        say(&app, &query).await;
    }
    let words: Vec<_> = misses(&app)
        .await
        .into_iter()
        .map(|miss| miss.words)
        .collect();
    assert_eq!(words, ["drop table search miss", "ы ы ы ы ы ы ы ы"]);
    let refused = app
        .post(
            path::SEARCH_MISSES,
            &json!({"query": "раз", "name": "Анна"}),
        )
        .send()
        .await
        .refused(400, ProblemCode::Malformed);
    assert_eq!(refused, flaws(&[("/name", "shape")]));
    let refused = app
        .post(path::SEARCH_MISSES, &json!({"query": 7}))
        .send()
        .await
        .refused(400, ProblemCode::Malformed);
    assert_eq!(refused, flaws(&[("/query", "shape")]));
    let large = miss(&app, &"ы".repeat(200_000)).send().await;
    large.refused(413, ProblemCode::TooLarge);
}

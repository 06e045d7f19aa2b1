//! Searching: results of the server, and the index with which a device finds the same.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    search::{Entries, EntryKind, SearchResults},
};
use opora_search::Index;

use crate::app::{Reply, Settings, TestApp};

const PASSWORDS: &str = "q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8F%D0%BC%D0%B8";

async fn find(app: &TestApp, query: &str) -> SearchResults {
    app.get(&format!("/search?{query}")).send().await.json()
}

async fn entries(app: &TestApp, language: &str) -> Entries {
    let path = path::fill(path::SEARCH_ENTRIES, &["0"]);
    app.get(&format!("{path}?lang={language}"))
        .send()
        .await
        .json()
}

async fn root(app: &TestApp, language: &str) -> Reply {
    let path = format!("{}?lang={language}", path::SEARCH_INDEX);
    app.get(&path).send().await
}

async fn shard(app: &TestApp, name: &str) -> Reply {
    let path = path::fill(path::SEARCH_SHARD, &[name]);
    app.get(&path).send().await
}

#[tokio::test]
async fn search_finds_an_inflected_word_in_the_language_of_the_call() {
    let app = TestApp::new().await;
    let results = find(&app, PASSWORDS).await;
    assert_eq!(results.query, "паролями");
    assert_eq!(results.understood, None);
    let first = &results.hits[0];
    assert_eq!(
        (first.kind, first.path.as_str(), first.place.as_str()),
        (
            EntryKind::Answer,
            "/faq/account/reset-password",
            "Вход и пароль"
        )
    );
    let is_marked = first
        .title
        .iter()
        .any(|run| run.hit && run.text == "пароль");
    assert!(is_marked, "{:?}", first.title);
    let snippet: String = first.snippet.iter().map(|run| run.text.as_str()).collect();
    assert!(snippet.contains("Коротко."), "{snippet}");
    let results = find(&app, "q=passwords&lang=en").await;
    assert_eq!(results.hits[0].place, "Signing in");
}

#[tokio::test]
async fn query_in_another_layout_is_answered_and_said() {
    let app = TestApp::new().await;
    let results = find(&app, "q=gfhjkm").await;
    assert_eq!(results.query, "gfhjkm");
    assert_eq!(results.understood.as_deref(), Some("пароль"));
    assert_eq!(results.hits[0].path, "/faq/account/reset-password");
}

#[tokio::test]
async fn forms_and_pages_are_found_as_well() {
    let app = TestApp::new().await;
    for (query, kind, path) in [
        (
            "q=income+certificate&lang=en",
            EntryKind::Form,
            "/requests/new/certificate",
        ),
        (
            "q=suggest+an+improvement&lang=en",
            EntryKind::Form,
            "/requests/new/feedback",
        ),
        ("q=hotline&lang=en", EntryKind::Contact, "/contacts"),
        ("q=my+requests&lang=en", EntryKind::Form, "/requests"),
    ] {
        let results = find(&app, query).await;
        let first = results.hits.first();
        let first = first.map(|hit| (hit.kind, hit.path.as_str()));
        assert_eq!(first, Some((kind, path)), "{query}: {results:?}");
    }
}

#[tokio::test]
async fn synonyms_of_both_files_lead_in_each_language() {
    let synonyms = |language: &str, group: &str| {
        let path = format!("{language}/synonyms.toml");
        (path, format!("groups = [[{group}]]\n"))
    };
    let settings = Settings {
        content: vec![
            synonyms("ru", "\"грамота\", \"certificate\""),
            synonyms("en", "\"paper\", \"справка\""),
        ],
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    for query in ["q=paper&lang=ru", &format!("q={}&lang=en", url("грамота"))] {
        let results = find(&app, query).await;
        let first = results.hits.first().map(|hit| hit.path.as_str());
        assert_eq!(first, Some("/requests/new/certificate"), "{query}");
    }
}

#[tokio::test]
async fn device_finds_what_the_server_finds() {
    let app = TestApp::new().await;
    for (language, query) in [
        ("ru", "паролями"),
        ("ru", "gfhjkm"),
        ("ru", "горячая линия"),
        ("en", "passwords"),
        ("en", "statsu"),
        ("en", "hotline"),
    ] {
        let reply = root(&app, language).await;
        assert_eq!(reply.header("content-type"), "application/octet-stream");
        assert_eq!(reply.header("cache-control"), "public, no-cache");
        let index = Index::open(&reply.body).unwrap();
        let entries = entries(&app, language).await;
        assert_eq!(entries.index, opora_search::name(&reply.body));
        let found = index.search(query, 20);
        let own: Vec<&str> = found
            .hits
            .iter()
            .map(|hit| entries.entries[hit.document as usize].path.as_str())
            .collect();
        let query = url(query);
        let results = find(&app, &format!("q={query}&lang={language}")).await;
        let theirs: Vec<&str> = results.hits.iter().map(|hit| hit.path.as_str()).collect();
        assert!(!own.is_empty());
        assert_eq!(own, theirs, "{query}");
    }
}

/// A query in an address.
pub fn url(query: &str) -> String {
    let bytes = query.bytes();
    bytes.map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn entries_say_what_can_be_found() {
    let app = TestApp::new().await;
    let russian = entries(&app, "ru").await;
    let english = entries(&app, "en").await;
    assert_ne!(russian.index, english.index);
    let paths = |entries: &Entries| {
        let entries = entries.entries.iter();
        entries.map(|entry| entry.path.clone()).collect::<Vec<_>>()
    };
    let expected = [
        "/faq/account/reset-password",
        "/faq/account/sign-in",
        "/faq/status/check-status",
        "/guides/login",
        "/guides/wait",
        "/requests/new/certificate",
        "/requests/new/feedback",
        "/contacts",
        "/requests",
    ];
    assert_eq!(paths(&russian), expected);
    assert_eq!(paths(&english), expected);
    let first = &english.entries[0];
    assert_eq!(first.kind, EntryKind::Answer);
    assert_eq!(first.title, "How do I reset my password?");
    assert_eq!(first.place, "Signing in");
    assert_eq!(first.summary, "How do I reset my password? Коротко.");
    assert_eq!(english.entries[3].kind, EntryKind::Guide);
    assert_eq!(english.entries[5].kind, EntryKind::Form);
    assert_eq!(english.entries[7].kind, EntryKind::Contact);
}

#[tokio::test]
async fn blocks_and_shards_that_are_not_there_are_not_found() {
    let app = TestApp::new().await;
    let name = opora_search::name(&root(&app, "ru").await.body);
    for path in [
        "/search/entries/1".to_owned(),
        "/search/entries/-1".to_owned(),
        "/search/entries/x".to_owned(),
        "/search/entries/99999999999999999999".to_owned(),
        "/search/shards/0000000000000000".to_owned(),
        "/search/shards/..%2F..%2Fetc".to_owned(),
        // The root is no shard.
        format!("/search/shards/{name}"),
    ] {
        let reply = app.get(&path).send().await;
        assert_eq!(reply.refused(404, ProblemCode::NotFound), [], "{path}");
    }
}

#[tokio::test]
async fn large_index_travels_in_shards_that_are_kept_for_good() {
    let (path, article) = crate::fixture::files()
        .into_iter()
        .find(|(path, _)| path == "ru/faq/account/sign-in.md")
        .unwrap();
    let settings = Settings {
        content: vec![(path, format!("{article}\n{}", gibberish(40_000)))],
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    let mut index = Index::open(&root(&app, "ru").await.body).unwrap();
    let mut fetched = 0;
    loop {
        let found = index.search("паролями", 20);
        let Some(number) = found.missing.first() else {
            assert_eq!(found.hits[0].document, 0);
            break;
        };
        let name = index.shard_name(*number).unwrap();
        let reply = shard(&app, &name).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(
            reply.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(reply.header("vary"), "accept-encoding");
        index.add_shard(*number, reply.body.to_vec()).unwrap();
        fetched += 1;
        assert!(fetched < 20, "some words need not all of the vocabulary");
    }
    assert!(fetched > 0, "the index is too small to have shards");
    let results = find(&app, PASSWORDS).await;
    assert_eq!(results.hits[0].path, "/faq/account/reset-password");
}

/// Words that nobody says, all different.
fn gibberish(words: usize) -> String {
    let mut state = 1_u64;
    let mut letter = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from_u32(u32::from('а') + (state >> 59) as u32).unwrap()
    };
    let mut text = String::new();
    for _ in 0..words {
        text.extend((0..9).map(|_| letter()));
        text.push(' ');
    }
    text
}

#[tokio::test]
async fn no_query_fails() {
    let app = TestApp::new().await;
    let long = "%D1%8B".repeat(10_000);
    let spaced = "%D1%8B+a+".repeat(2_500);
    for query in [
        "",
        "?q=",
        "?q=%20%20",
        "?q=%00%FF",
        "?q=%3Cscript%3E",
        "?q=%F0%9F%98%80",
        "?x=1",
        &format!("?q={long}"),
        &format!("?q={spaced}"),
        &format!("?q={}", "%CC%81".repeat(10_000)),
    ] {
        let reply = app.get(&format!("/search{query}")).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{query}");
        let results: SearchResults = reply.json();
        assert!(results.query.chars().count() <= 200);
    }
    let twice = app.get("/search?q=a&q=b").send().await;
    twice.refused(400, ProblemCode::Malformed);
}

#[tokio::test]
async fn index_is_only_read() {
    let app = TestApp::new().await;
    for path in [path::SEARCH_INDEX, "/search/entries/0", "/search/shards/0"] {
        let reply = app.call(Method::POST, path).send().await;
        reply.refused(405, ProblemCode::MethodNotAllowed);
    }
}

//! Reading: home, topics, answers, forms, contacts.

use axum::http::{Method, StatusCode};
use opora_contract::{
    answer::{Answer, Block, Inline, Topic, Topics},
    contact::{Contacts, Desk},
    form::Form,
    home::Home,
    problem::ProblemCode,
};

use crate::app::{Settings, TestApp};

#[tokio::test]
async fn home_holds_what_the_first_page_shows() {
    let app = TestApp::new().await;
    let home: Home = app.get("/home").send().await.json();
    assert_eq!(home.directions.len(), 1);
    assert_eq!(home.directions[0].href, "/faq?direction=account");
    assert_eq!(home.popular[0].title, "Как восстановить пароль?");
    assert_eq!(home.situations[0].href, "/faq/account/sign-in");
    let [login] = &home.guides[..] else {
        panic!("one guide is named");
    };
    assert_eq!(login.guide.as_str(), "login");
    assert!(login.steps > 1 && login.minutes > 0);
    assert_eq!(home.account[0].guide.as_str(), "wait");
    // One of each topic.
    let updates: Vec<_> = home
        .updates
        .iter()
        .map(|update| update.href.as_str())
        .collect();
    assert_eq!(
        updates,
        ["/faq/account/reset-password", "/faq/status/check-status"]
    );
    assert_eq!(home.updates[0].checked.as_str(), "2026-11-20");
    assert_eq!(home.outages, []);
    assert_eq!(home.contacts.phone_link, "+78005553535");
    // Friday noon in Moscow.
    let open = Desk::Open {
        until: 20 * 60,
        wait_min: 2,
        wait_max: 4,
    };
    assert_eq!(home.contacts.desk, open);
}

#[tokio::test]
async fn known_outages_stand_on_the_first_page_while_they_last() {
    let outage = "[[outage]]\ntitle = \"{}\"\ndetail = \"!\"\nsince = \"2026-11-20T08:00:00Z\"\nuntil = \"2026-11-20T10:00:00Z\"\n";
    let settings = Settings {
        content: vec![
            (
                "ru/outages.toml".to_owned(),
                outage.replace("{}", "Не приходят коды"),
            ),
            (
                "en/outages.toml".to_owned(),
                outage.replace("{}", "Codes do not come"),
            ),
        ],
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    let titles = async |path: &str| {
        let home: Home = app.get(path).send().await.json();
        let outages = home.outages.into_iter();
        outages.map(|outage| outage.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("/home").await, ["Не приходят коды"]);
    assert_eq!(titles("/home?lang=en").await, ["Codes do not come"]);
    app.pass_minutes(60);
    assert_eq!(titles("/home").await, [""; 0]);
}

#[tokio::test]
async fn desk_follows_the_clock() {
    let app = TestApp::new().await;
    let desk = async |app: &TestApp| app.get("/contacts").send().await.json::<Contacts>().desk;
    assert!(matches!(desk(&app).await, Desk::Open { .. }));
    app.pass_minutes(9 * 60);
    let closed = Desk::Closed {
        in_days: 1,
        weekday: 5,
        at: 9 * 60,
    };
    assert_eq!(desk(&app).await, closed);
    let home: Home = app.get("/home").send().await.json();
    assert_eq!(home.contacts.desk, closed);
}

#[tokio::test]
async fn query_and_header_choose_the_language() {
    let app = TestApp::new().await;
    let titles = async |call: crate::app::Call| {
        let topics: Topics = call.send().await.json();
        topics.topics[0].title.clone()
    };
    assert_eq!(titles(app.get("/topics")).await, "Вход и пароль");
    assert_eq!(titles(app.get("/topics?lang=en")).await, "Signing in");
    let english = app
        .get("/topics")
        .header("accept-language", "en-GB,ru;q=0.5");
    assert_eq!(titles(english).await, "Signing in");
    let asked = app.get("/topics?lang=ru").header("accept-language", "en");
    assert_eq!(titles(asked).await, "Вход и пароль");
    let foreign = app.get("/topics?lang=kk").header("accept-language", "kk");
    assert_eq!(titles(foreign).await, "Вход и пароль");
}

#[tokio::test]
async fn topic_lists_its_answers_in_order() {
    let app = TestApp::new().await;
    let topic: Topic = app.get("/faq/account").send().await.json();
    let questions: Vec<_> = topic
        .answers
        .iter()
        .map(|answer| answer.question.as_str())
        .collect();
    assert_eq!(questions, ["reset-password", "sign-in"]);
}

#[tokio::test]
async fn answer_comes_as_typed_blocks() {
    let app = TestApp::new().await;
    let answer: Answer = app.get("/faq/account/reset-password").send().await.json();
    assert_eq!(answer.topic_title, "Вход и пароль");
    assert_eq!(answer.related[0].title, "Как войти в кабинет?");
    let text = |text: &str| Inline::Text(text.to_owned());
    let link = |href: &str, text: &str| Inline::Link {
        href: href.to_owned(),
        text: text.to_owned(),
    };
    let expected = [
        Block::Paragraph(vec![
            text("Нажмите "),
            Inline::Strong("«Войти»".to_owned()),
            text(", затем посмотрите "),
            link("/requests", "статус"),
            text("."),
        ]),
        Block::Heading("Дальше".to_owned()),
        Block::Steps(vec![vec![text("Раз")], vec![text("Два")]]),
        Block::List(vec![vec![text("Пункт")]]),
        Block::Note(vec![
            text("Звоните: "),
            link("tel:+78005553535", "8 800 555-35-35"),
            text("."),
        ]),
    ];
    assert_eq!(answer.blocks, expected);
}

#[tokio::test]
async fn form_is_data_with_its_upload_profile() {
    let app = TestApp::new().await;
    let form: Form = app.get("/forms/feedback?lang=en").send().await.json();
    assert_eq!(form.title, "Feedback form");
    let files = form.field("files").unwrap().profile.as_ref().unwrap();
    assert_eq!(
        (files.name.as_str(), files.max_bytes, files.max_files),
        ("screenshot", 5_242_880, 5)
    );
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let app = TestApp::new().await;
    for path in [
        "/faq/money",
        "/faq/account/absent",
        "/faq/status/reset-password",
        "/faq/Account",
        "/faq/%D1%82%D0%B5%D0%BC%D0%B0",
        "/guides/absent",
        "/guides/Login",
        "/forms/absent",
        "/forms/..%2F..%2Fetc",
        "/nothing",
        "/",
        "",
    ] {
        let reply = app.get(path).send().await;
        assert_eq!(reply.refused(404, ProblemCode::NotFound), [], "{path}");
    }
    let outside = app.call_site(Method::GET, "/api/v9/home").send().await;
    outside.refused(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn content_is_revalidated_by_its_tag() {
    let app = TestApp::new().await;
    for path in [
        "/home",
        "/topics",
        "/faq/account",
        "/faq/account/sign-in",
        "/guides",
        "/guides/login",
        "/contacts",
        "/forms/feedback",
        "/search/index",
        "/search/entries/0",
        "/openapi.json",
    ] {
        let first = app.get(path).send().await;
        assert_eq!(first.header("cache-control"), "public, no-cache", "{path}");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let again = app.get(path).header("if-none-match", &tag).send().await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), tag);
        let other = app
            .get(path)
            .header("if-none-match", "\"other\"")
            .send()
            .await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
    let russian = app.get("/home").send().await;
    let english = app.get("/home?lang=en").send().await;
    assert_ne!(russian.header("etag"), english.header("etag"));
}

#[tokio::test]
async fn content_is_compressed_for_those_who_take_it() {
    let app = TestApp::new().await;
    let plain = app.get("/home").send().await;
    assert_eq!(plain.header("content-encoding"), "");
    let encoded = app
        .get("/home")
        .header("accept-encoding", "gzip, br")
        .send()
        .await;
    assert_eq!(encoded.header("content-encoding"), "br");
    assert!(encoded.header("vary").contains("accept-encoding"));
    let mut decoded = Vec::new();
    let mut decoder = brotli::Decompressor::new(encoded.body.as_ref(), 4096);
    std::io::Read::read_to_end(&mut decoder, &mut decoded).unwrap();
    assert_eq!(decoded, plain.body);
    let zipped = app
        .get("/home")
        .header("accept-encoding", "gzip")
        .send()
        .await;
    let mut decoded = Vec::new();
    let mut decoder = flate2::read::GzDecoder::new(zipped.body.as_ref());
    std::io::Read::read_to_end(&mut decoder, &mut decoded).unwrap();
    assert_eq!(decoded, plain.body);
}

#[tokio::test]
async fn methods_that_are_not_there_are_problems_that_name_the_others() {
    let app = TestApp::new().await;
    let reply = app.call(Method::DELETE, "/home").send().await;
    reply.refused(405, ProblemCode::MethodNotAllowed);
    assert_eq!(reply.header("allow"), "GET,HEAD");
    let reply = app.call(Method::HEAD, "/home").send().await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.body.is_empty());
}

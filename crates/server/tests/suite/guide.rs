//! Guides: what the API says of them. Every way through every real one: `way`.

mod way;

use axum::http::StatusCode;
use opora_contract::{
    answer::Answer,
    guide::{Audience, Difficulty, Guide, GuideTopic, Guides},
    problem::ProblemCode,
    search::{EntryKind, SearchResults},
    slug::Slug,
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::{
    app::{Settings, TestApp, flaws},
    fixture,
    search::url,
};

async fn list(app: &TestApp, language: &str) -> Guides {
    let path = format!("/guides?lang={language}");
    app.get(&path).send().await.json()
}

async fn read(app: &TestApp, guide: &str, language: &str) -> Guide {
    let path = format!("/guides/{guide}?lang={language}");
    app.get(&path).send().await.json()
}

#[tokio::test]
async fn guides_are_listed_by_topic_in_the_language_of_the_call() {
    let app = TestApp::new().await;
    for (language, topics, titles, situation) in [
        (
            "ru",
            ["Вход и пароль", "Статус и сроки"],
            ["Вход по шагам", "Ожидание по шагам"],
            "Я здесь впервые",
        ),
        (
            "en",
            ["Signing in", "Status and terms"],
            ["Signing in step by step", "Waiting step by step"],
            "I am new here",
        ),
    ] {
        let guides = list(&app, language).await;
        assert_eq!(guides.situations[0].title, situation);
        let named = |topic: &GuideTopic| (topic.title.clone(), topic.guides[0].title.clone());
        let listed: Vec<_> = guides.topics.iter().map(named).collect();
        let expected = topics.into_iter().zip(titles);
        let expected = expected.map(|(topic, title)| (topic.to_owned(), title.to_owned()));
        assert_eq!(listed, expected.collect::<Vec<_>>());
        let [login, wait] = [0, 1].map(|at| &guides.topics[at].guides[0]);
        // The way by phone: browser, way, message, code.
        assert_eq!((login.steps, login.minutes), (4, 5));
        assert_eq!((wait.steps, wait.minutes), (2, 2));
        assert_eq!(
            (wait.difficulty, wait.audience),
            (Difficulty::Medium, Audience::Organisation)
        );
        let situations: Vec<_> = login.situations.iter().map(Slug::as_str).collect();
        assert_eq!(situations, ["no-access", "first-time"]);
    }
}

#[tokio::test]
async fn guide_comes_whole_so_that_no_step_waits_for_the_network() {
    let app = TestApp::new().await;
    let guide = read(&app, "login", "ru").await;
    assert_eq!(guide.topic_title, "Вход и пароль");
    assert_eq!(guide.checked.to_string(), "2026-11-22");
    assert_eq!(guide.form.href, "/requests/new/feedback?category=error");
    assert_eq!(guide.form.title, "Форма обратной связи");
    assert_eq!(guide.answers[0].title, "Как войти в кабинет?");
    assert_eq!(guide.guides[0].title, "Ожидание по шагам");
    let ids: Vec<_> = guide.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["browser", "way", "message", "letter", "code"]);
    let target = guide.steps[0].picture.target().unwrap();
    assert_eq!(target.text, "Войти");
    assert_eq!(guide.steps[0].help[0].problem, "Проверка не проходит");
    let nexts = guide.steps.iter();
    let nexts: Vec<_> = nexts
        .map(|step| step.next.as_ref().map(Slug::as_str))
        .collect();
    assert_eq!(
        nexts,
        [Some("way"), None, Some("code"), Some("code"), None],
        "what the file leaves out is said"
    );
    let wait = read(&app, "wait", "en").await;
    assert!(wait.sensitive && !guide.sensitive);
    assert!(wait.needs.is_empty() && wait.intro.is_empty());
}

#[tokio::test]
async fn changed_words_change_the_version_of_their_guide_alone() {
    let (path, text) = fixture::files()
        .into_iter()
        .find(|(path, _)| path == "ru/guides/login.toml")
        .unwrap();
    let changed = text.replace("Оно приходит за минуту.", "Оно приходит за две минуты.");
    assert_ne!(changed, text);
    let settings = Settings {
        content: vec![(path, changed)],
        ..Settings::default()
    };
    let (before, after) = (TestApp::new().await, TestApp::with(settings).await);
    for (guide, language, is_same) in [
        ("login", "ru", false),
        // Who changes the language must not be told that the guide has changed.
        ("login", "en", false),
        ("wait", "ru", true),
    ] {
        let version = read(&before, guide, language).await.version;
        assert!(!version.is_empty());
        let later = read(&after, guide, language).await.version;
        assert_eq!(version == later, is_same, "{guide} {language}");
    }
    let [russian, english] = ["ru", "en"].map(|language| read(&after, "login", language));
    assert_eq!(russian.await.version, english.await.version);
}

#[tokio::test]
async fn unknown_guide_is_a_problem_in_the_language_of_the_call() {
    let app = TestApp::new().await;
    let title = async |path| app.get(path).send().await.problem().title;
    let titles = [
        title("/guides/absent").await,
        title("/guides/absent?lang=en").await,
    ];
    assert_ne!(titles[0], titles[1]);
    for path in [
        "/guides/absent",
        "/guides/Login",
        "/guides/..%2Flogin",
        "/guides/login/message",
    ] {
        let reply = app.get(path).send().await;
        assert_eq!(reply.refused(404, ProblemCode::NotFound), [], "{path}");
    }
}

#[tokio::test]
async fn guide_is_sent_again_only_when_it_changed() {
    let app = TestApp::new().await;
    for path in ["/guides", "/guides/login"] {
        let first = app.get(path).send().await;
        assert_eq!(first.header("cache-control"), "public, no-cache", "{path}");
        let tag = first.header("etag").to_owned();
        let again = app.get(path).header("if-none-match", &tag).send().await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert!(again.body.is_empty());
        let english = app.get(&format!("{path}?lang=en"));
        let english = english.header("if-none-match", &tag).send().await;
        assert_eq!(english.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn answer_leads_to_its_guide() {
    let app = TestApp::new().await;
    for (path, guide, title) in [
        (
            "/faq/account/reset-password?lang=ru",
            "login",
            "Вход по шагам",
        ),
        (
            "/faq/account/sign-in?lang=en",
            "login",
            "Signing in step by step",
        ),
        (
            "/faq/status/check-status?lang=en",
            "wait",
            "Waiting step by step",
        ),
    ] {
        let answer: Answer = app.get(path).send().await.json();
        let link = answer.guide.unwrap();
        assert_eq!((link.guide.as_str(), link.title.as_str()), (guide, title));
    }
}

#[tokio::test]
async fn search_finds_a_guide_by_its_alias_and_by_the_words_of_its_steps() {
    let app = TestApp::new().await;
    for (language, query, path, place) in [
        // An alias; the title of a step; its text; what stands before the steps.
        ("ru", "инструкция", "/guides/login", "Вход и пароль"),
        ("ru", "дождитесь", "/guides/login", "Вход и пароль"),
        ("ru", "спаме", "/guides/login", "Вход и пароль"),
        ("ru", "паспорт", "/guides/login", "Вход и пароль"),
        (
            "en",
            "waiting step by step",
            "/guides/wait",
            "Status and terms",
        ),
        ("en", "spam", "/guides/login", "Signing in"),
    ] {
        let call = format!("/search?q={}&lang={language}", url(query));
        let results: SearchResults = app.get(&call).send().await.json();
        let first = &results.hits[0];
        assert_eq!(
            (first.kind, first.path.as_str(), first.place.as_str()),
            (EntryKind::Guide, path, place),
            "{query}"
        );
    }
}

#[tokio::test]
async fn vote_about_a_step_is_kept_with_its_guide() {
    let app = TestApp::new().await;
    let vote = json!({
        "about": {"step": {"guide": "login", "step": "message"}},
        "helpful": false,
        "comment": "Сообщение не пришло",
    });
    let reply = app.post("/votes?lang=en", &vote).send().await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    let database = app.database().await;
    let query = "SELECT guide, topic, question, language, helpful, comment FROM vote";
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(query).await.unwrap();
    assert_eq!(rows.len(), 1);
    let text = |column| rows[0].try_get::<String>("", column).unwrap();
    assert_eq!(
        ["guide", "topic", "question", "language", "comment"].map(text),
        ["login", "", "message", "en", "Сообщение не пришло"]
    );
    assert!(!rows[0].try_get::<bool>("", "helpful").unwrap());
}

#[tokio::test]
async fn vote_about_no_step_is_refused() {
    let app = TestApp::new().await;
    for (guide, step) in [("login", "absent"), ("wait", "message"), ("absent", "open")] {
        let vote = json!({"about": {"step": {"guide": guide, "step": step}}, "helpful": true});
        let refused = app
            .post("/votes", &vote)
            .send()
            .await
            .refused(422, ProblemCode::Invalid);
        assert_eq!(
            refused,
            flaws(&[("/about", "not_an_option")]),
            "{guide}/{step}"
        );
    }
}

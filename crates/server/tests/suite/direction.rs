//! Directions and sections: what they hold, what the content check says of them, and that nothing is further than three
//! actions from the first page (spec A21).

use std::collections::BTreeSet;

use opora_contract::{
    answer::{Answer, Topic, Topics},
    guide::Guides,
    home::Home,
    intake::Intake,
    page::Page,
};

use crate::{
    app::{Settings, TestApp},
    content::{assert_one, replace},
    fixture,
};

const RU: &str = "ru/directions.toml";
const EN: &str = "en/directions.toml";

async fn real() -> TestApp {
    TestApp::with(Settings {
        tree: Some(fixture::real()),
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn topics_carry_directions_with_all_that_belongs_to_them() {
    let app = TestApp::new().await;
    let topics: Topics = app.get("/topics").send().await.json();
    let [direction] = &topics.directions[..] else {
        panic!("{:?}", topics.directions);
    };
    assert_eq!(direction.title, "Вход и учётная запись");
    assert_eq!(direction.count(), 2);
    assert_eq!(direction.topics[0].title, "Вход и пароль");
    assert_eq!(direction.topics[0].answers[1].question.as_str(), "sign-in");
    assert_eq!(direction.guides[0].guide.as_str(), "login");
    assert_eq!(direction.ready, ["Логин"]);
    assert_eq!(topics.sections[0].count(), 1);
    let english: Topics = app.get("/topics?lang=en").send().await.json();
    assert_eq!(
        english.directions[0].topics[0].answers[1].title,
        "How do I sign in?"
    );
}

#[tokio::test]
async fn answer_names_the_form_of_its_direction() {
    let app = TestApp::new().await;
    let form = "/requests/new/feedback?category=error";
    let answer: Answer = app.get("/faq/account/sign-in").send().await.json();
    assert_eq!(answer.form, form);
    let topic: Topic = app.get("/faq/account").send().await.json();
    assert_eq!(topic.form, form);
    // No direction has it.
    let answer: Answer = app.get("/faq/status/check-status").send().await.json();
    assert_eq!(answer.form, "");
}

#[tokio::test]
async fn an_answer_that_a_direction_names_belongs_closer_to_it_than_to_the_one_of_its_topic() {
    let app = real().await;
    let answer: Answer = app.get("/faq/forms/form-broken").send().await.json();
    assert!(answer.form.ends_with("topic=technical"), "{}", answer.form);
    let answer: Answer = app.get("/faq/forms/date-format").send().await.json();
    assert!(answer.form.ends_with("topic=rules"), "{}", answer.form);
}

#[tokio::test]
async fn there_are_the_seven_directions_and_the_four_sections() {
    let app = real().await;
    for language in ["ru", "en"] {
        let path = format!("/topics?lang={language}");
        let topics: Topics = app.get(&path).send().await.json();
        assert_eq!(topics.directions.len(), 7);
        let all = topics.directions.iter().chain(&topics.sections);
        for direction in all {
            assert!(direction.count() > 0, "{} is empty", direction.slug);
            assert!(!direction.guides.is_empty(), "{}", direction.slug);
        }
    }
    let topics: Topics = app.get("/topics").send().await.json();
    let sections: Vec<_> = topics
        .sections
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    let labels = [
        "Техническая поддержка",
        "Биллинг и оплата",
        "Услуги и подключение",
        "Обратная связь",
    ];
    assert_eq!(sections, labels);
}

/// The addresses in the shell around every page.
fn shell() -> BTreeSet<String> {
    let html = include_str!("../../../../index.html");
    let parts = html.split("href=\"").skip(1);
    let addresses = parts.filter_map(|part| part.split('"').next());
    let pages = addresses.filter(|address| Page::parse(address).is_some());
    pages.map(ToOwned::to_owned).collect()
}

/// Where one gets from a page by one action, by what its data say.
async fn ways(app: &TestApp, address: &str) -> Vec<String> {
    let question = |topic: &str, question: &str| format!("/faq/{topic}/{question}");
    match Page::parse(address) {
        Some(Page::Home) => {
            let home: Home = app.get("/home").send().await.json();
            let links = [home.situations, home.popular, home.directions, home.entries];
            let links = links.concat().into_iter();
            links.map(|link| link.href).collect()
        }
        Some(Page::Faq) => {
            let topics: Topics = app.get("/topics").send().await.json();
            let topics = topics.topics.iter();
            topics.map(|topic| format!("/faq/{}", topic.slug)).collect()
        }
        Some(Page::Topic(slug)) => {
            let topic: Topic = app.get(&format!("/faq/{slug}")).send().await.json();
            let answers = topic.answers.iter();
            answers
                .map(|answer| question(slug.as_str(), answer.question.as_str()))
                .collect()
        }
        Some(Page::Guides) => {
            let guides: Guides = app.get("/guides").send().await.json();
            let guides = guides.topics.iter().flat_map(|topic| &topic.guides);
            guides
                .map(|guide| format!("/guides/{}", guide.guide))
                .collect()
        }
        Some(Page::NewRequest) => {
            let intake: Intake = app.get("/intake").send().await.json();
            let entries = intake.entries.into_iter().map(|entry| entry.href);
            entries.collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn everything_is_at_most_three_actions_from_the_first_page() {
    let app = real().await;
    let mut known: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    let mut edge = known.clone();
    for _ in 0..3 {
        // Header and footer are on every page.
        let mut found = shell();
        for address in &edge {
            found.extend(ways(&app, address).await);
        }
        let bare = found.iter().map(|href| href.split('?').next().unwrap());
        let bare: BTreeSet<String> = bare.map(ToOwned::to_owned).collect();
        edge = bare.difference(&known).cloned().collect();
        known.extend(edge.iter().cloned());
    }
    let wanted = fixture::real().into_iter().filter_map(|(path, _)| {
        let path = path.strip_prefix("ru/")?;
        if let Some(answer) = path
            .strip_suffix(".md")
            .filter(|path| path.starts_with("faq/"))
        {
            return Some(format!("/{answer}"));
        }
        if let Some(form) = path.strip_prefix("forms/") {
            return Some(format!("/requests/new/{}", form.strip_suffix(".toml")?));
        }
        let guide = path.strip_prefix("guides/")?.strip_suffix(".toml")?;
        Some(format!("/guides/{guide}"))
    });
    let wanted: BTreeSet<String> = wanted.collect();
    assert!(wanted.len() > 100, "{}", wanted.len());
    let far: Vec<_> = wanted.difference(&known).collect();
    assert!(far.is_empty(), "further than three actions: {far:#?}");
}

#[test]
fn dead_ends_of_a_direction_are_reported() {
    for (from, to, expected) in [
        (
            "\"account\"]",
            "\"money\"]",
            "6: neither topic nor answer `money` exists",
        ),
        (
            "\"login\"]",
            "\"logout\"]",
            "7: guide `logout` does not exist",
        ),
        (
            "?category=error",
            "?category=wish",
            "9: dead link `/requests/new/feedback?category=wish`",
        ),
        (
            "/requests/new/feedback?category=error",
            "/contacts",
            "9: `/contacts` is no form with a field `on_demand`",
        ),
        (
            "icon = \"key\"",
            "icon = \"star\"",
            "5: unknown icon `star`",
        ),
    ] {
        let mistakes = replace(RU, from, to);
        let expected = format!("{RU}:{expected}");
        let is_reported = mistakes.iter().any(|said| said.starts_with(&expected));
        assert!(is_reported, "{expected}: {mistakes:#?}");
    }
}

#[test]
fn name_that_two_have_is_reported() {
    let mistakes = replace(RU, "slug = \"feedback\"", "slug = \"account\"");
    let expected = format!("{RU}:12: `account` is there twice");
    assert!(mistakes.contains(&expected), "{mistakes:#?}");
}

#[test]
fn directions_that_differ_in_more_than_words_are_reported() {
    for (from, to, what) in [
        ("icon = \"key\"", "icon = \"bell\"", "2: `icon`"),
        ("\"account\"]", "\"account\", \"status\"]", "2: `answers`"),
        ("\"login\"]", "\"login\", \"wait\"]", "2: `guides`"),
        ("[\"Логин\"]", "[\"Логин\", \"Пароль\"]", "2: `ready`"),
        ("?category=complaint", "?category=error", "12: `form`"),
    ] {
        let mistakes = replace(RU, from, to);
        let expected = format!("{EN}:{what} differs from the other language");
        assert_one(&mistakes, &expected);
    }
}

#[test]
fn link_to_a_direction_that_is_not_there_is_dead() {
    let home = "ru/home.toml";
    for (to, is_dead) in [
        ("/faq?direction=nowhere", true),
        ("/faq?section=account", true),
        ("/faq?direction=account", false),
        ("/faq?direction=feedback", false),
    ] {
        let mistakes = replace(home, "/faq/account/sign-in", to);
        let said = mistakes.contains(&format!(
            "{home}:7: `{to}` asks for what the page does not know"
        ));
        assert_eq!(said, is_dead, "{to}: {mistakes:#?}");
    }
}

//! A guide is two files: nothing in the program names it.

use opora_contract::{
    guide::{Guide, Guides},
    search::{EntryKind, SearchResults},
};

use crate::{
    app::{Settings, TestApp},
    fixture,
    search::url,
};

const NAME: &str = "sign-in-on-television";

/// A copy of the real guide `login` with another head, as an editor begins one.
fn copied(language: &str, title: &str, aliases: [&str; 2]) -> String {
    let path = format!("{language}/guides/login.toml");
    let files = fixture::real();
    let (_, text) = files.iter().find(|(name, _)| *name == path).unwrap();
    let (head, steps) = text.split_once("[[steps]]").unwrap();
    let head = head.lines().map(|line| match line.split_once(" = ") {
        Some(("title", _)) => format!("title = \"{title}\""),
        Some(("aliases", _)) => format!("aliases = {aliases:?}"),
        Some(("order", _)) => "order = 90".to_owned(),
        _ => line.to_owned(),
    });
    let head: Vec<String> = head.collect();
    format!("{}\n\n[[steps]]{steps}", head.join("\n"))
}

#[tokio::test]
async fn guide_that_an_editor_adds_is_listed_shown_and_found() {
    let added = |language, title, aliases| {
        let path = format!("{language}/guides/{NAME}.toml");
        (path, copied(language, title, aliases))
    };
    let app = TestApp::with(Settings {
        tree: Some(fixture::real()),
        content: vec![
            added(
                "ru",
                "Вход с телевизора",
                ["кабинет на телевизоре", "войти пультом"],
            ),
            added(
                "en",
                "Signing in on a television",
                ["cabinet on a television", "remote control"],
            ),
        ],
        ..Settings::default()
    })
    .await;
    for (language, title, query) in [
        ("ru", "Вход с телевизора", "телевизором"),
        ("en", "Signing in on a television", "televisions"),
    ] {
        let guides: Guides = app
            .get(&format!("/guides?lang={language}"))
            .send()
            .await
            .json();
        let mut listed = guides.topics.iter().flat_map(|topic| &topic.guides);
        let listed = listed.find(|listed| listed.guide.as_str() == NAME).unwrap();
        assert_eq!(listed.title, title);
        let path = format!("/guides/{NAME}?lang={language}");
        let guide: Guide = app.get(&path).send().await.json();
        assert_eq!(
            (guide.title.as_str(), guide.length()),
            (title, listed.steps)
        );
        let call = format!("/search?q={}&lang={language}", url(query));
        let found: SearchResults = app.get(&call).send().await.json();
        let first = &found.hits[0];
        assert_eq!(
            (first.kind, first.path.as_str()),
            (EntryKind::Guide, format!("/guides/{NAME}").as_str())
        );
    }
}

//! A third language: a content folder that names it, a server that was built with it.

use std::path::Path;

use opora_contract::{form::Kind, home::Home, language::Language, status::Status};

use crate::{
    app::{Settings, TestApp},
    fixture,
};

/// The whole content with the pseudo-language of `cargo xtask pseudo`.
async fn app() -> TestApp {
    let folder = std::env::var("OPORA_LANGUAGES").expect("run by cargo xtask test language");
    let files = fixture::tree(Path::new(&folder));
    TestApp::with(Settings {
        tree: Some(files),
        ..Settings::default()
    })
    .await
}

#[tokio::test]
#[ignore = "needs a build of its own: cargo xtask test language"]
async fn a_third_language_is_served_beside_the_others() {
    let tags: Vec<_> = Language::ALL.into_iter().map(Language::tag).collect();
    assert_eq!(tags, ["ru", "en", "qaa"]);
    let app = app().await;
    for (address, accepted, expected) in [
        ("/home?lang=qaa", "ru", "ÎÎ çååññööţ šîîĝñ îîñ"),
        ("/home", "qaa, en;q=0.5", "ÎÎ çååññööţ šîîĝñ îîñ"),
        ("/home", "en", "I cannot sign in"),
        ("/home", "xx", "Не получается войти"),
    ] {
        let reply = app
            .get(address)
            .header("accept-language", accepted)
            .send()
            .await;
        let home: Home = reply.json();
        let first = &home.situations[0].title;
        if accepted != "xx" {
            assert_eq!(first, expected, "{address} for {accepted}");
        } else {
            assert!(
                first.contains(|letter| ('а'..='я').contains(&letter)),
                "{first}"
            );
        }
    }
}

#[tokio::test]
#[ignore = "needs a build of its own: cargo xtask test language"]
async fn mistakes_are_told_in_a_third_language() {
    let app = app().await;
    let problem = app.get("/guides/absent?lang=qaa").send().await.problem();
    assert_eq!(problem.title, "Ţĥééŕéé îîš ñöö šûûçĥ ţĥîîñĝ ĥééŕéé");
    let language = Language::parse("qaa").unwrap();
    let label = Status::Accepted.label(Kind::Question, language);
    assert_eq!(label, "ÅÅççééþţééð");
}

#[test]
#[ignore = "needs a build of its own: cargo xtask test language"]
fn what_a_third_language_leaves_out_is_said_by_its_base() {
    let folder = std::env::var("OPORA_LANGUAGES").expect("run by cargo xtask test language");
    let folder = Path::new(&folder);
    assert!(!folder.join("qaa/mail.toml").exists());
    let content = opora_server::Content::load(folder).unwrap();
    let synonyms = |tag: &str| {
        let language = Language::parse(tag).unwrap();
        content.edition(language).synonyms.len()
    };
    assert_eq!(synonyms("qaa"), synonyms("en"));
}

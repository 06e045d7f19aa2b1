//! The map from rows of the requirements to answers, and what every answer has.

use std::{collections::BTreeMap, fs, path::Path};

use opora_contract::language::Language;
use opora_server::Content;

use crate::content::{assert_one, check};

/// A map that fits the small tree, whose answers all say B51.
const MAP: &str = r#"[rows]
B = 2

[answers]
"account/sign-in" = ["B51"]

[[silent]]
reason = "Nobody can do it yet."
rows = ["B52"]
"#;

/// What the check says about the small tree with this map. Rows begin at 1, so B51 and B52 are written as 01 and 02.
fn map(from: &str, to: &str) -> Vec<String> {
    check(|files| {
        assert!(MAP.contains(from), "{from}");
        let text = MAP.replacen(from, to, 1);
        let short = |text: &str| text.replace("B51", "B01").replace("B52", "B02");
        for (_, file) in files.iter_mut().filter(|(path, _)| path.ends_with(".md")) {
            *file = short(file);
        }
        files.push(("coverage.toml".to_owned(), short(&text)));
    })
}

#[test]
fn a_map_that_fits_is_no_mistake() {
    assert_eq!(map("B = 2", "B = 2"), Vec::<String>::new());
}

#[test]
fn row_without_an_answer_or_a_reason_is_reported() {
    assert_one(
        &map("B = 2", "B = 3"),
        "coverage.toml:1: `B03` has neither an answer nor a reason",
    );
}

#[test]
fn row_that_is_named_twice_or_is_not_there_is_reported() {
    assert_one(
        &map("[\"B52\"]", "[\"B52\", \"B52\"]"),
        "coverage.toml:9: `B02` is named 2 times",
    );
    assert_one(
        &map("[\"B52\"]", "[\"B52\", \"Z09\"]"),
        "coverage.toml:9: there is no row `Z09`",
    );
}

#[test]
fn answer_that_is_not_there_or_does_not_say_the_row_is_reported() {
    assert_one(
        &map("account/sign-in", "account/sign-out"),
        "coverage.toml:5: answer `account/sign-out` does not exist",
    );
    let mistakes = map(
        "[\"B51\"]",
        "[\"B51\", \"B52\"]\n\"status/check-status\" = []",
    );
    assert_eq!(
        mistakes,
        [
            "coverage.toml:5: `B02` is named 2 times",
            "coverage.toml:5: `B02` is not in `spec` of `account/sign-in`",
        ]
    );
}

#[test]
fn row_left_out_without_a_reason_or_though_an_answer_says_it_is_reported() {
    assert_one(
        &map("Nobody can do it yet.", " "),
        "coverage.toml:9: `reason` is empty",
    );
    let mistakes = map("[\"B51\"]\n", "[]\n")
        .into_iter()
        .chain(map("[\"B52\"]", "[\"B52\", \"B51\"]"));
    let mistakes: Vec<_> = mistakes.collect();
    assert_eq!(
        mistakes,
        [
            "coverage.toml:1: `B01` has neither an answer nor a reason",
            "coverage.toml:5: `B01` has a reason to be left out, but `account/reset-password` says it",
            "coverage.toml:5: `B01` is named 2 times",
        ]
    );
}

#[test]
fn a_portal_with_answers_of_its_own_needs_no_map() {
    assert_eq!(check(|_| {}), Vec::<String>::new());
}

/// The requirements have 484 rows in 13 areas.
#[test]
fn the_real_map_has_every_row() {
    #[derive(serde::Deserialize)]
    struct Map {
        rows: BTreeMap<String, u16>,
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let text = fs::read_to_string(root.join("coverage.toml")).unwrap();
    let rows = toml::from_str::<Map>(&text).unwrap().rows;
    assert_eq!(
        (rows.len(), rows.values().sum::<u16>()),
        (13, 484),
        "{rows:?}"
    );
}

#[test]
fn there_are_120_answers_in_both_languages_each_with_a_guide_and_a_day() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let content = Content::load(&root).unwrap();
    for language in [Language::Ru, Language::En] {
        let edition = content.edition(language);
        let answers: Vec<_> = edition
            .topics
            .iter()
            .flat_map(|topic| &topic.answers)
            .collect();
        assert!(answers.len() >= 120, "{}", answers.len());
        for answer in answers {
            assert!(
                edition.guide(&answer.guide.value).is_some(),
                "{}",
                answer.name()
            );
            assert!(
                answer.checked.value.to_string().starts_with("20"),
                "{}",
                answer.name()
            );
        }
    }
}

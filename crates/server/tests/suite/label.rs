//! The words that must stand as the requirements have them stand where `content/labels.toml` says.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;

/// How many labels the requirements name, statuses included: none is lost from the table.
const COUNT: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    label: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    text: String,
    /// Why the place that the requirements name is not on these pages, or not yet.
    pending: Option<String>,
    places: Vec<Place>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    /// From the root of the repository.
    file: String,
    /// The label with what stands around it there.
    holds: String,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn table() -> Table {
    let text = fs::read_to_string(root().join("content/labels.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

#[test]
fn every_label_stands_where_the_table_says() {
    let mut lost = Vec::new();
    for Label { text, places, .. } in table().label {
        for Place { file, holds } in places {
            let stands = fs::read_to_string(root().join(&file)).unwrap_or_default();
            if !stands.contains(&holds) {
                lost.push(format!("«{text}» is lost: {file} has no {holds}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn the_table_names_every_label_with_a_place_that_holds_it() {
    let labels = table().label;
    let texts: BTreeSet<_> = labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!((labels.len(), texts.len()), (COUNT, COUNT));
    for Label {
        text,
        pending,
        places,
    } in &labels
    {
        assert!(!places.is_empty(), "«{text}» stands nowhere");
        assert!(pending.as_ref().is_none_or(|reason| !reason.is_empty()));
        // At the start of a line the same words are written large.
        let text = text.to_lowercase();
        for Place { file, holds } in places {
            assert!(holds.to_lowercase().contains(&text), "{file}: {holds}");
        }
        let is_told =
            |place: &Place| place.file.contains("/faq/") || place.file.contains("/guides/");
        assert!(
            pending.is_some() || !places.iter().all(is_told),
            "«{text}» stands in answers only and nothing says why"
        );
    }
}

//! What people look for in the product's own content must come first; a new complaint is a new
//! line of golden/*.tsv.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

#[path = "golden/content.rs"]
mod content;

use std::fs;
use std::path::{Path, PathBuf};

use content::{File, Golden, Line, lines};

/// The share of lines for which the first three will do, in percent.
const WEAK: usize = 8;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(folder: &Path, below: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".md") || path.ends_with(".toml") {
            files.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn open(language: &str) -> (Golden, Vec<Line>) {
    let mut files = Vec::new();
    read(&folder("../../content"), "", &mut files);
    let text = fs::read_to_string(folder("tests/golden").join(format!("{language}.tsv"))).unwrap();
    (Golden::new(language, &files), lines(&text))
}

#[track_caller]
fn check(language: &str) {
    let (golden, lines) = open(language);
    let mut failures = Vec::new();
    for Line {
        query,
        right,
        is_weak,
    } in &lines
    {
        for id in right {
            assert!(golden.has(id), "{query}: there is no {id}");
        }
        // Who asks is helped as well by the guide that the answer leads to: it may stand before the answer.
        let leads = |id: &str| right.iter().any(|right| golden.guide(right) == Some(id));
        let mut found = golden.found(query);
        found.retain(|id| !leads(id) || right.iter().any(|right| right == id));
        let enough = if *is_weak { 3 } else { 1 };
        let place = found
            .iter()
            .position(|id| right.iter().any(|right| right == id));
        if *is_weak && place == Some(0) {
            failures.push(format!("{query}: is found, take it out of «not yet»"));
        } else if place.is_none_or(|place| place >= enough) {
            let first = found.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            failures.push(format!(
                "{query}: want {}, found {first}",
                right.join(" or ")
            ));
        }
    }
    let count = failures.len();
    assert!(
        failures.is_empty(),
        "{count} of {}:\n{}",
        lines.len(),
        failures.join("\n")
    );
    let weak = lines.iter().filter(|line| line.is_weak).count();
    assert!(
        100 * weak <= WEAK * lines.len(),
        "{weak} of {} lines are «not yet»",
        lines.len()
    );
}

#[test]
fn russian_queries_find_their_answer() {
    check("ru");
}

#[test]
fn english_queries_find_their_answer() {
    check("en");
}

#[test]
fn a_forgotten_password_is_found_however_it_is_typed() {
    let (golden, _) = open("ru");
    for query in [
        "паролем",
        "паорль",
        "gfhjkm",
        "parol",
        "забыл пароль от госуслуг",
    ] {
        assert_eq!(
            golden.found(query).first(),
            Some(&"account/reset-password"),
            "{query}"
        );
    }
}

/// The browser must rank as the server does: tests/web holds it to what is recorded here.
#[test]
fn the_recorded_ranking_is_todays() {
    let mut today =
        String::from("# What the golden queries find, best first; written by the test `golden`.\n");
    for language in ["ru", "en"] {
        let (golden, lines) = open(language);
        today.push_str(&format!("# {language}\n{}", golden.ranking(&lines)));
    }
    let path = folder("tests/golden/ranking.txt");
    if std::env::var_os("OPORA_RECORD").is_some() {
        fs::write(&path, &today).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let is_known = |line: &&str| recorded.lines().any(|known| known == *line);
    let changed: Vec<_> = today.lines().filter(|line| !is_known(line)).collect();
    let some: Vec<_> = changed.iter().take(20).copied().collect();
    assert!(
        recorded == today,
        "answers or ranking changed. If that is meant, run this test with OPORA_RECORD=1. {} lines:\n{}",
        changed.len(),
        some.join("\n")
    );
}

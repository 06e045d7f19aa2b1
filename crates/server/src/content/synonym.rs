//! Words that mean the same to the search: `{language}/synonyms.toml`.

use std::path::Path;

use opora_contract::language::Language;
use serde::Deserialize;
use toml::Spanned;

use super::{mistake::Report, source::Source};

/// Longest phrase, in words.
const WORDS_MAX: usize = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: Vec<Spanned<Vec<Spanned<String>>>>,
}

/// Reads the groups of a language. A query may be in either: every index takes the groups of both.
pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Vec<Vec<String>>> {
    let path = format!("{}/synonyms.toml", language.tag());
    let source = Source::read(root, &path, report)?;
    let file: File = source.toml(report)?;
    let groups = file.groups.into_iter();
    Some(groups.map(|found| group(&source, found, report)).collect())
}

fn group(
    source: &Source,
    group: Spanned<Vec<Spanned<String>>>,
    report: &mut Report,
) -> Vec<String> {
    let mut mistake = |offset: usize, message: String| {
        report.add(&source.path, source.line(offset), message);
    };
    if group.get_ref().len() < 2 {
        let start = group.span().start;
        mistake(start, "a group has at least two phrases".to_owned());
    }
    let mut phrases: Vec<String> = Vec::new();
    for phrase in group.into_inner() {
        let (start, phrase) = (phrase.span().start, phrase.into_inner());
        let words = phrase.split_whitespace().count();
        if !(1..=WORDS_MAX).contains(&words) {
            mistake(
                start,
                format!("`{phrase}` has {words} words, not 1 to {WORDS_MAX}"),
            );
        }
        if phrases.contains(&phrase) {
            mistake(start, format!("the group names `{phrase}` twice"));
        }
        phrases.push(phrase);
    }
    phrases
}

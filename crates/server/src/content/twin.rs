//! Both languages say the same: every file has its twin, and twins agree on everything but words.

mod contact;
mod form;
mod guide;
mod intake;

use std::collections::BTreeMap;

use opora_contract::language::Language;

use super::{
    direction,
    draft::Draft,
    faq::{Article, Topic},
    home::Home,
    mail::{self, Kind, Letter, Mail, Value},
    mistake::Report,
    page::{self, PageEntry},
    table::Placed,
};

/// Compares two languages and reports each difference once, in the second language's file.
pub fn check(first: &Draft, second: &Draft, report: &mut Report) {
    let name = |topic: &Topic| topic.slug.to_string();
    let path = |topic: &Topic, _| topic.path.clone();
    for (ours, theirs) in pair(
        &Side::new(first.language, &first.faq.topics, &first.faq.broken),
        &Side::new(second.language, &second.faq.topics, &second.faq.broken),
        name,
        path,
        report,
    ) {
        check_topic(first, ours, second, theirs, report);
    }
    contact::check(first, second, report);
    form::check(first, second, report);
    guide::check(first, second, report);
    intake::check(first, second, report);
    if let (Some(ours), Some(theirs)) = (&first.home, &second.home) {
        check_home(ours, theirs, second.language, report);
    }
    if let (Some(ours), Some(theirs)) = (&first.directions, &second.directions)
        && let Some((what, line)) = direction::difference(ours, theirs)
    {
        report.add(&direction::path(second.language), line, differs(what));
    }
    if let (Some(ours), Some(theirs)) = (&first.pages, &second.pages) {
        let wordless = |page: &PageEntry| (page.kind, page.path.value.clone());
        if ours.iter().map(wordless).ne(theirs.iter().map(wordless)) {
            report.add(&page::path(second.language), 1, differs("entries"));
        }
    }
    if let (Some(ours), Some(theirs)) = (&first.mail, &second.mail) {
        check_mail(ours, theirs, second.language, report);
    }
}

/// Letters tell the same, paragraph by paragraph; within one, languages order their words differently.
fn check_mail(ours: &Mail, theirs: &Mail, language: Language, report: &mut Report) {
    let path = mail::path(language);
    let told = |letter: &Letter| -> Vec<Vec<Value>> {
        let paragraphs = letter.paragraphs.iter();
        let told = paragraphs.map(|paragraph| {
            let mut values: Vec<_> = paragraph.value.values().collect();
            values.sort_unstable();
            values
        });
        told.collect()
    };
    for kind in Kind::ALL {
        let (Some(ours), Some(theirs)) = (ours.letter(kind), theirs.letter(kind)) else {
            continue;
        };
        if told(ours) != told(theirs) {
            let line = theirs.paragraphs.first().map_or(1, |first| first.line);
            report.add(&path, line, differs("paragraphs"));
        }
    }
}

fn check_home(ours: &Home, theirs: &Home, language: Language, report: &mut Report) {
    let path = format!("{}/home.toml", language.tag());
    if ours.popular != theirs.popular {
        report.add(&path, 1, differs("popular"));
    }
    if ours.guides != theirs.guides {
        report.add(&path, 1, differs("guides"));
    }
    if ours.account != theirs.account {
        report.add(&path, 1, differs("account"));
    }
    if ours.hrefs().ne(theirs.hrefs()) {
        report.add(&path, 1, differs("href"));
    }
    if ours.icons().ne(theirs.icons()) {
        report.add(&path, 1, differs("icon"));
    }
}

fn check_topic(first: &Draft, ours: &Topic, second: &Draft, theirs: &Topic, report: &mut Report) {
    let path = &theirs.path;
    check_value("order", &ours.order, &theirs.order, path, report);
    check_value("icon", &ours.icon, &theirs.icon, path, report);
    for (ours, theirs) in pair(
        &Side::new(first.language, &ours.answers, &first.faq.broken),
        &Side::new(second.language, &theirs.answers, &second.faq.broken),
        Article::name,
        |article, _| article.path.clone(),
        report,
    ) {
        let path = &theirs.path;
        check_value("order", &ours.order, &theirs.order, path, report);
        check_value("checked", &ours.checked, &theirs.checked, path, report);
        check_list("related", &ours.related, &theirs.related, path, report);
        check_list("spec", &ours.spec, &theirs.spec, path, report);
        check_value("guide", &ours.guide, &theirs.guide, path, report);
    }
}

/// Things of one language, and the names of those that could not be read.
struct Side<'a, T> {
    language: Language,
    things: &'a [T],
    broken: &'a [String],
}

impl<'a, T> Side<'a, T> {
    const fn new(language: Language, things: &'a [T], broken: &'a [String]) -> Self {
        Self {
            language,
            things,
            broken,
        }
    }
}

/// Pairs things by name; one without a twin is a mistake, unless the twin is there and broken.
fn pair<'a, T>(
    ours: &Side<'a, T>,
    theirs: &Side<'a, T>,
    name: impl Fn(&T) -> String,
    path: impl Fn(&T, Language) -> String,
    report: &mut Report,
) -> Vec<(&'a T, &'a T)> {
    let mut rest: BTreeMap<String, &T> = theirs
        .things
        .iter()
        .map(|thing| (name(thing), thing))
        .collect();
    let mut lonely = |thing: &T, own: &Side<'_, T>, other: &Side<'_, T>| {
        if !other.broken.contains(&name(thing)) {
            let message = format!("has no twin under {}/", other.language.tag());
            report.add(&path(thing, own.language), 1, message);
        }
    };
    let mut pairs = Vec::new();
    for thing in ours.things {
        match rest.remove(&name(thing)) {
            Some(twin) => pairs.push((thing, twin)),
            None => lonely(thing, ours, theirs),
        }
    }
    for thing in rest.into_values() {
        lonely(thing, theirs, ours);
    }
    pairs
}

fn check_value<T: PartialEq>(
    key: &str,
    ours: &Placed<T>,
    theirs: &Placed<T>,
    path: &str,
    report: &mut Report,
) {
    if ours.value != theirs.value {
        report.add(path, theirs.line, differs(key));
    }
}

fn check_list(
    key: &str,
    ours: &[Placed<String>],
    theirs: &[Placed<String>],
    path: &str,
    report: &mut Report,
) {
    let values = |list: &[Placed<String>]| {
        list.iter()
            .map(|item| item.value.clone())
            .collect::<Vec<_>>()
    };
    if values(ours) != values(theirs) {
        let line = theirs.first().map_or(1, |first| first.line);
        report.add(path, line, differs(key));
    }
}

fn differs(key: &str) -> String {
    format!("`{key}` differs from the other language")
}

//! Guides of two languages: the same steps, branches, pictures and links.

use opora_contract::{
    answer::{Block, Inline},
    guide::{Confirmation, Help, Picture, Step},
};

use super::{Side, check_list, check_value, differs, pair};
use crate::content::{
    draft::Draft,
    guide::{Guide, situations_path},
    mistake::Report,
};

pub fn check(first: &Draft, second: &Draft, report: &mut Report) {
    let names = |draft: &Draft| -> Vec<_> {
        let situations = draft.guides.situations.iter();
        situations.map(|situation| situation.name.clone()).collect()
    };
    if names(first) != names(second) {
        report.add(&situations_path(second.language), 1, differs("situations"));
    }
    for (ours, theirs) in pair(
        &Side::new(first.language, &first.guides.sound, &first.guides.broken),
        &Side::new(second.language, &second.guides.sound, &second.guides.broken),
        |guide| guide.name.to_string(),
        |guide, _| guide.path.clone(),
        report,
    ) {
        check_guide(ours, theirs, report);
    }
}

fn check_guide(ours: &Guide, theirs: &Guide, report: &mut Report) {
    let path = &theirs.path;
    check_value("topic", &ours.topic, &theirs.topic, path, report);
    check_value("order", &ours.order, &theirs.order, path, report);
    check_value("checked", &ours.checked, &theirs.checked, path, report);
    check_value("form", &ours.form, &theirs.form, path, report);
    check_list(
        "situations",
        &ours.situations,
        &theirs.situations,
        path,
        report,
    );
    check_list("spec", &ours.spec, &theirs.spec, path, report);
    check_list("answers", &ours.answers, &theirs.answers, path, report);
    check_list("guides", &ours.guides, &theirs.guides, path, report);
    let plain = |guide: &Guide| {
        (
            (guide.audience, guide.minutes, guide.difficulty),
            (guide.own, guide.sensitive, guide.needs.len()),
            (links(&guide.intro), links(&guide.finish)),
        )
    };
    if plain(ours) != plain(theirs) {
        let message = "the head differs from the other language in more than words";
        report.add(path, 1, message);
    }
    if ours.steps.len() != theirs.steps.len() {
        report.add(path, 1, differs("steps"));
        return;
    }
    for (our, their) in ours.steps.iter().zip(&theirs.steps) {
        if our.value.id != their.value.id {
            report.add(path, their.line, differs("id"));
        } else if let Some(what) = difference(&our.value, &their.value) {
            report.add(path, their.line, differs(what));
        }
    }
}

/// The first thing but words in which two steps differ.
fn difference(ours: &Step, theirs: &Step) -> Option<&'static str> {
    let href = |step: &Step| step.action.as_ref().map(|action| action.href.clone());
    let help = |step: &Step| {
        let helps = step.help.iter().map(|Help { blocks, .. }| links(blocks));
        helps.collect::<Vec<_>>()
    };
    [
        ("next", ours.next == theirs.next),
        ("text", links(&ours.blocks) == links(&theirs.blocks)),
        ("action", href(ours) == href(theirs)),
        ("help", help(ours) == help(theirs)),
        ("picture", parts(&ours.picture) == parts(&theirs.picture)),
        (
            "confirmation",
            wordless(&ours.confirmation) == wordless(&theirs.confirmation),
        ),
    ]
    .into_iter()
    .find_map(|(what, same)| (!same).then_some(what))
}

fn parts(picture: &Picture) -> Picture {
    let mut picture = picture.clone();
    picture.alt.clear();
    picture.title.clear();
    for part in picture.rows.iter_mut().flatten() {
        part.text.clear();
        let filled = !part.value.is_empty();
        part.value = if filled {
            "…".to_owned()
        } else {
            String::new()
        };
    }
    picture
}

fn wordless(confirmation: &Confirmation) -> Confirmation {
    let mut confirmation = confirmation.clone();
    match &mut confirmation {
        Confirmation::Done { label, items } => {
            label.clear();
            items.iter_mut().for_each(String::clear);
        }
        Confirmation::Choice { question, options } => {
            question.clear();
            for option in options {
                option.label.clear();
                option.hint.clear();
            }
        }
        Confirmation::Practice { label, hint, .. } => {
            label.clear();
            hint.clear();
        }
        Confirmation::Check(_) => {}
    }
    confirmation
}

/// Where the text leads, in order of addresses: languages order their words differently.
pub fn links(blocks: &[Block]) -> Vec<String> {
    let links = blocks.iter().flat_map(inlines).filter_map(href);
    let mut found: Vec<String> = links.map(str::to_owned).collect();
    found.sort_unstable();
    found
}

fn inlines(block: &Block) -> Vec<&Inline> {
    match block {
        Block::Paragraph(inlines) | Block::Note(inlines) => inlines.iter().collect(),
        Block::List(items) | Block::Steps(items) => items.iter().flatten().collect(),
        Block::Heading(_) => Vec::new(),
    }
}

fn href(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Link { href, .. } => Some(href),
        Inline::Text(_) | Inline::Strong(_) => None,
    }
}

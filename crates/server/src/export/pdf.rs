//! An exported request as a PDF that people can also listen to: tagged, with a title, a language, an outline and fonts of
//! its own, as PDF/UA-1 asks.

mod font;
mod layout;
mod write;

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, TableHeaderScope, Tag};

use self::{
    font::{Face, Style},
    layout::{Cell, Ink, LEFT, Layout, RIGHT, WIDTH},
};
use super::paper::{Body, Fact, Letter, Paper, Tone};
use crate::clock::Moment;

const TITLE: Style = Style::new(Face::Bold, 22.0, 27.0, Ink::Text);
const SUBJECT: Style = Style::new(Face::Regular, 13.0, 18.0, Ink::Text);
const HEADING: Style = Style::new(Face::Bold, 13.5, 18.0, Ink::Accent);
const TEXT: Style = Style::new(Face::Regular, 10.5, 14.5, Ink::Text);
const LABEL: Style = Style::new(Face::Regular, 10.5, 14.5, Ink::Soft);
const STRONG: Style = Style::new(Face::Bold, 10.5, 14.5, Ink::Text);
const SMALL: Style = Style::new(Face::Regular, 9.5, 12.5, Ink::Text);
const SMALL_LABEL: Style = Style::new(Face::Regular, 9.5, 12.5, Ink::Soft);
const HEAD: Style = Style::new(Face::Bold, 9.5, 12.5, Ink::Soft);

/// Where the values of facts begin, and how wide labels may be before them.
const VALUE: f32 = LEFT + 150.0;
const LABEL_WIDTH: f32 = 138.0;
const BULLET: f32 = 14.0;
/// The columns of the journal.
const COLUMNS: [f32; 4] = [LEFT, LEFT + 88.0, LEFT + 190.0, LEFT + 396.0];
const GUTTER: f32 = 10.0;

/// Writes it.
///
/// # Errors
/// When what we ask for breaks the standard: a fault of ours, whatever people typed.
pub fn write(paper: &Paper, now: Moment) -> anyhow::Result<Vec<u8>> {
    let mut layout = Layout::new();
    head(&mut layout, paper);
    for section in &paper.sections {
        layout.space(16.0);
        heading(&mut layout, section.title);
        match &section.body {
            Body::Text(text) => paragraph(&mut layout, TEXT, text),
            Body::List(items) => list(&mut layout, items),
            Body::Facts(facts) => list_of_facts(&mut layout, facts),
            Body::Letters(letters) => letters.iter().for_each(|one| letter(&mut layout, one)),
            Body::Journal { head, rows } => journal(&mut layout, *head, rows),
        }
    }
    write::write(layout, paper, now)
}

fn head(layout: &mut Layout, paper: &Paper) {
    layout.band();
    layout.inside(title_tag(1, &paper.title), |layout, tag| {
        layout.mark_heading(&paper.title);
        layout.paragraph(TITLE, &paper.title, tag);
    });
    layout.space(2.0);
    paragraph(layout, SUBJECT, &paper.subject);
    layout.space(8.0);
    layout.inside(Tag::P, |layout, tag| {
        layout.pill(&paper.status, ink(paper.tone), tag)
    });
    layout.space(14.0);
    list_of_facts(layout, &paper.facts);
}

const fn ink(tone: Tone) -> (Ink, Ink) {
    match tone {
        Tone::Plain => (Ink::Accent, Ink::AccentSoft),
        Tone::Good => (Ink::Positive, Ink::PositiveSoft),
        Tone::Waiting => (Ink::Attention, Ink::AttentionSoft),
        Tone::Bad => (Ink::Danger, Ink::DangerSoft),
    }
}

fn title_tag(level: u16, title: &str) -> Tag<krilla::tagging::kind::Hn> {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(title.to_owned()))
}

fn heading(layout: &mut Layout, title: &str) {
    // A heading stays with the first lines of what it is about.
    layout.keep(HEADING.leading + 4.0 * TEXT.leading);
    layout.inside(title_tag(2, title), |layout, tag| {
        layout.mark_heading(title);
        layout.paragraph(HEADING, title, tag);
    });
    layout.space(2.0);
    layout.rule(Ink::Line);
    layout.space(6.0);
}

fn paragraph(layout: &mut Layout, style: Style, text: &str) {
    layout.inside(Tag::P, |layout, tag| layout.paragraph(style, text, tag));
}

fn list(layout: &mut Layout, items: &[String]) {
    layout.inside(Tag::L(ListNumbering::Disc), |layout, _| {
        for item in items {
            layout.inside(Tag::LI, |layout, _| {
                let label = layout.tag(Tag::Lbl);
                let body = layout.tag(Tag::LBody);
                let left = LEFT + BULLET;
                layout.row(&[
                    Cell::new(LEFT + 3.0, BULLET, LABEL, "•", label),
                    Cell::new(left, RIGHT - left, TEXT, item, body),
                ]);
            });
            layout.space(2.0);
        }
    });
}

fn list_of_facts(layout: &mut Layout, facts: &[Fact]) {
    layout.inside(Tag::L(ListNumbering::None), |layout, _| {
        for fact in facts {
            layout.inside(Tag::LI, |layout, _| {
                let label = layout.tag(Tag::Lbl);
                let body = layout.tag(Tag::LBody);
                layout.row(&[
                    Cell::new(LEFT, LABEL_WIDTH, LABEL, &fact.label, label),
                    Cell::new(VALUE, RIGHT - VALUE, TEXT, &fact.value, body),
                ]);
            });
            layout.space(3.0);
        }
    });
}

fn letter(layout: &mut Layout, letter: &Letter) {
    layout.keep(STRONG.leading + 2.0 * TEXT.leading);
    paragraph(layout, STRONG, &letter.head);
    layout.space(1.0);
    paragraph(layout, TEXT, &letter.text);
    for file in &letter.files {
        paragraph(layout, SMALL_LABEL, file);
    }
    layout.space(9.0);
}

fn journal(layout: &mut Layout, head: [&'static str; 4], rows: &[[String; 4]]) {
    layout.inside(Tag::Table, |layout, _| {
        layout.inside(Tag::TR, |layout, _| {
            let tags = head.map(|_| layout.tag(Tag::TH(TableHeaderScope::Column)));
            layout.row(&cells(head, [HEAD; 4], tags.map(Some)));
        });
        layout.rule(Ink::LineStrong);
        layout.space(4.0);
        layout.repeat(&cells(head, [HEAD; 4], [None; 4]));
        for row in rows {
            layout.inside(Tag::TR, |layout, _| {
                let tags = head.map(|_| layout.tag(Tag::TD));
                let texts = row.each_ref().map(String::as_str);
                let styles = [SMALL_LABEL, SMALL, SMALL, SMALL];
                layout.row(&cells(texts, styles, tags.map(Some)));
            });
            layout.space(3.0);
            layout.rule(Ink::Line);
            layout.space(4.0);
        }
        layout.repeat(&[]);
    });
}

/// A row of the journal; what has no tag is said once elsewhere.
fn cells(texts: [&str; 4], styles: [Style; 4], tags: [Option<layout::TagId>; 4]) -> Vec<Cell> {
    let ends = COLUMNS.iter().skip(1).copied().chain([RIGHT + GUTTER]);
    let columns = COLUMNS.into_iter().zip(ends);
    columns
        .zip(texts)
        .zip(styles)
        .zip(tags)
        .map(|((((left, end), text), style), tag)| {
            Cell::tagged(left, end - left - GUTTER, style, text, tag)
        })
        .collect()
}

const _: () = assert!(LEFT + WIDTH == RIGHT);

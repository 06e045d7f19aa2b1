//! The votes of this device: a ballot for each thing it was asked about, and what it said. A line each in one small text.
//!
//! A ballot is random and made before the first vote leaves, so a lost line, a second tab and a changed mind send the
//! same one, and the server counts the last word. It is another one for each thing: nobody can tell by it what else a
//! device has voted on. A strange device keeps none of it beyond the page.

use std::cell::RefCell;

use opora_contract::vote::About;

use crate::{
    browser::{
        random, session,
        setting::{self, Setting},
    },
    form::foreign,
};

/// How many are kept; older ones only lose that they were voted on.
const MOST: usize = 200;

/// A ballot, and what was said with it as far as the server has heard it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    pub id: String,
    pub said: Option<bool>,
}

thread_local! {
    /// What the device refused to keep: good until the page is closed.
    static REFUSED: RefCell<Vec<(String, Ballot)>> = const { RefCell::new(Vec::new()) };
}

/// The name of a thing in what is kept.
fn name(about: &About) -> String {
    match about {
        About::Answer { topic, question } => format!("{topic}/{question}"),
        About::Step { guide, step } => format!("guide/{guide}/{step}"),
    }
}

fn lines() -> Vec<(String, Ballot)> {
    let line = |line: &str| {
        let mut parts = line.split(' ');
        let (name, id, said) = (parts.next()?, parts.next()?, parts.next()?);
        let said = match said {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let id = id.to_owned();
        (id.len() == 36).then(|| (name.to_owned(), Ballot { id, said }))
    };
    let text = setting::read(Setting::Votes).unwrap_or_default();
    text.lines().filter_map(line).take(MOST).collect()
}

/// The ballot for a thing; a new one, kept at once, where there is none.
pub fn ballot(about: &About) -> Ballot {
    find(about).unwrap_or_else(|| {
        let made = Ballot {
            id: random::uuid(),
            said: None,
        };
        keep(about, &made);
        made
    })
}

/// What this device said about a thing, if it did.
pub fn said(about: &About) -> Option<bool> {
    find(about)?.said
}

fn find(about: &About) -> Option<Ballot> {
    let name = name(about);
    let mut lines = lines();
    REFUSED.with_borrow(|refused| lines.extend_from_slice(refused));
    let mut lines = lines.into_iter();
    lines.find_map(|(known, ballot)| (known == name).then_some(ballot))
}

/// Keeps a ballot, the latest first.
pub fn keep(about: &About, ballot: &Ballot) {
    let own = (name(about), ballot.clone());
    let mut kept = lines();
    kept.retain(|(known, _)| *known != own.0);
    kept.insert(0, own.clone());
    kept.truncate(MOST);
    let line = |(name, ballot): &(String, Ballot)| {
        let said = match ballot.said {
            Some(true) => "yes",
            Some(false) => "no",
            None => "-",
        };
        format!("{name} {} {said}", ballot.id)
    };
    let text: Vec<String> = kept.iter().map(line).collect();
    let is_kept = !foreign::is_on() && setting::write(Setting::Votes, Some(&text.join("\n")));
    REFUSED.with_borrow_mut(|refused| {
        refused.retain(|(known, _)| *known != own.0);
        if !is_kept {
            refused.push(own);
        }
    });
}

/// What is being typed about a thing and not sent yet. It survives a reload and goes with the tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// What was missing, after «Нет».
    Comment,
    /// What is wrong.
    Report,
    /// The phrase that is wrong.
    Quotation,
}

impl Note {
    const fn key(self) -> &'static str {
        match self {
            Self::Comment => "opora.comment",
            Self::Report => "opora.report",
            Self::Quotation => "opora.quotation",
        }
    }

    /// What was typed about this thing; empty when nothing was.
    pub fn read(self, about: &About) -> String {
        let kept = session::read(self.key()).unwrap_or_default();
        match kept.split_once('\n') {
            Some((place, text)) if place == name(about) => text.to_owned(),
            _ => String::new(),
        }
    }

    /// Keeps what is typed, in place of what was typed about something else. An empty text is forgotten.
    pub fn keep(self, about: &About, text: &str) {
        if text.is_empty() {
            session::forget(self.key());
        } else {
            session::keep(self.key(), &format!("{}\n{text}", name(about)));
        }
    }
}

//! How long answers take, by kind, how long a sent request may be edited or a decision disagreed with, when letters go, and
//! when something can be done about a long wait: `terms.toml`.

use std::{collections::BTreeMap, path::Path};

use opora_contract::form::Kind;
use serde::Deserialize;

use super::{mistake::Report, source::Source};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Spec D53.
    pub edit_window_minutes: u16,
    /// From the decision on, the applicant may disagree for so long (spec E49).
    pub reopen_days: u16,
    pub waiting: Waiting,
    /// From a letter about a request until its applicant may ask for it once more (spec E34).
    pub resend_minutes: u16,
    /// How many days before the last day to do something a letter reminds of it (spec G11).
    pub remind_days: u8,
    /// From and to, in working days after the day of sending (spec N27).
    working_days: BTreeMap<String, (u16, u16)>,
    pub quality: Quality,
}

/// What the satisfaction index is measured against (spec H05, N34).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// A mean time to the first answer that is worth nothing.
    pub worst_hours: u16,
    /// What the index should reach, 0 to 1.
    pub target: f64,
}

/// When the steps of a long wait become possible (spec N07).
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Without a change (spec E30).
    pub repeat_hours: u16,
    /// In work (spec E31).
    pub hasten_hours: u16,
    /// Without a word of an employee (spec E32).
    pub silence_hours: u16,
}

impl Terms {
    /// The range for a kind, in working days.
    #[must_use]
    pub fn working_days(&self, kind: Kind) -> (u16, u16) {
        let range = self.working_days.get(&crate::word::of(&kind));
        // The check below leaves no kind without a range.
        range.copied().unwrap_or((1, 5))
    }
}

pub fn load(root: &Path, report: &mut Report) -> Option<Terms> {
    let source = Source::read(root, "terms.toml", report)?;
    let terms: Terms = source.toml(report)?;
    let known: Vec<String> = Kind::ALL.iter().map(crate::word::of).collect();
    for kind in known
        .iter()
        .filter(|kind| !terms.working_days.contains_key(*kind))
    {
        report.add(&source.path, 1, format!("no working days for `{kind}`"));
    }
    for (kind, (from, to)) in &terms.working_days {
        let line = source.line_of(&format!("{kind} ="));
        if !known.contains(kind) {
            report.add(&source.path, line, format!("unknown kind `{kind}`"));
        }
        if from > to {
            report.add(
                &source.path,
                line,
                format!("{from} to {to} days is upside down"),
            );
        }
    }
    let Waiting {
        repeat_hours,
        hasten_hours,
        silence_hours,
    } = terms.waiting;
    for (name, count) in [
        ("reopen_days", terms.reopen_days),
        ("repeat_hours", repeat_hours),
        ("hasten_hours", hasten_hours),
        ("silence_hours", silence_hours),
    ] {
        if count == 0 {
            let line = source.line_of(&format!("{name} ="));
            report.add(&source.path, line, format!("`{name}` must be at least 1"));
        }
    }
    let quality = &terms.quality;
    if quality.worst_hours == 0 {
        let line = source.line_of("worst_hours =");
        report.add(
            &source.path,
            line,
            "no answer comes within 0 hours".to_owned(),
        );
    }
    if !(0.0..=1.0).contains(&quality.target) {
        let line = source.line_of("target =");
        report.add(
            &source.path,
            line,
            format!("{} is no share of 1", quality.target),
        );
    }
    Some(terms)
}

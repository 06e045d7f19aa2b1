//! How long answers take, by kind, and how long a sent request may be edited: `terms.toml`.

use std::{collections::BTreeMap, path::Path};

use opora_contract::form::Kind;
use serde::Deserialize;

use super::{mistake::Report, source::Source};

/// Every kind that a request can be of.
const KINDS: [Kind; 9] = [
    Kind::Question,
    Kind::Error,
    Kind::Suggestion,
    Kind::Complaint,
    Kind::Status,
    Kind::Application,
    Kind::Dispute,
    Kind::Content,
    Kind::Callback,
];

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Spec D53.
    pub edit_window_minutes: u16,
    /// From and to, in working days after the day of sending (spec N27).
    working_days: BTreeMap<String, (u16, u16)>,
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
    let known: Vec<String> = KINDS.iter().map(crate::word::of).collect();
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
    Some(terms)
}

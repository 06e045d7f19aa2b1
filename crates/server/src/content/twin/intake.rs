//! What stands before the forms, in two languages: the same ways, addresses and times, and the same departments.

use opora_contract::{
    intake::{Elsewhere, Entry, Outage, Situation},
    timestamp::Timestamp,
};

use super::differs;
use crate::content::{
    Department, Placed, department,
    draft::Draft,
    intake::{self, Intake},
    mistake::Report,
};

pub fn check(first: &Draft, second: &Draft, report: &mut Report) {
    let language = second.language;
    if let (Some(ours), Some(theirs)) = (&first.departments, &second.departments) {
        let id = |department: &Department| department.id.value.clone();
        if ours.iter().map(id).ne(theirs.iter().map(id)) {
            report.add(&department::path(language), 1, differs("department"));
        }
    }
    if let (Some(ours), Some(theirs)) = (&first.intake, &second.intake)
        && let Some(what) = difference(ours, theirs)
    {
        report.add(&intake::path(language), 1, differs(what));
    }
    if let (Some(ours), Some(theirs)) = (&first.outages, &second.outages)
        && ours.iter().map(times).ne(theirs.iter().map(times))
    {
        report.add(&intake::outages_path(language), 1, differs("outage"));
    }
}

fn times(outage: &Outage) -> (&Timestamp, Option<&Timestamp>) {
    (&outage.since, outage.until.as_ref())
}

/// The first thing but words in which they differ.
fn difference(ours: &Intake, theirs: &Intake) -> Option<&'static str> {
    let entry = |placed: &Placed<Entry>| (placed.value.kind, placed.value.href.clone());
    let help = |situation: &Situation| situation.help.len();
    let way = |elsewhere: &Elsewhere| (elsewhere.name.clone(), elsewhere.ways.len());
    let (entries, situations) = (&ours.entries, &ours.situations);
    [
        (
            "entry",
            entries
                .iter()
                .map(entry)
                .eq(theirs.entries.iter().map(entry)),
        ),
        (
            "situation",
            situations
                .iter()
                .map(help)
                .eq(theirs.situations.iter().map(help)),
        ),
        (
            "elsewhere",
            ours.elsewhere
                .iter()
                .map(way)
                .eq(theirs.elsewhere.iter().map(way)),
        ),
        ("href", ours.hrefs().eq(theirs.hrefs())),
    ]
    .into_iter()
    .find_map(|(what, same)| (!same).then_some(what))
}

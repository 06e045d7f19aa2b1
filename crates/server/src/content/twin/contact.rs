//! What only words hold of contacts: lists as long in one language as in the other. Ids are compared with the facts.

use super::{super::draft::Draft, differs};
use crate::content::{contact::Words, mistake::Report};

pub fn check(first: &Draft, second: &Draft, report: &mut Report) {
    let (Some(ours), Some(theirs)) = (&first.contact, &second.contact) else {
        return;
    };
    let path = format!("{}/contacts.toml", second.language.tag());
    for (key, count) in KEYS {
        if count(ours) != count(theirs) {
            report.add(&path, 1, differs(key));
        }
    }
}

/// The lengths of what stands under a key.
type Lengths = fn(&Words) -> Vec<usize>;

const KEYS: [(&str, Lengths); 6] = [
    ("hours", |words| vec![words.hours.len()]),
    ("ready", |words| {
        let ready = words.ready.iter();
        ready.map(|ready| ready.items.len()).collect()
    }),
    ("applicant", |words| vec![words.applicants.len()]),
    ("helps", |words| {
        let channels = words.channels.iter();
        channels.map(|channel| channel.helps.len()).collect()
    }),
    ("prepare", |words| {
        let channels = words.channels.iter();
        channels.map(|channel| channel.prepare.len()).collect()
    }),
    ("services", |words| {
        let offices = words.offices.iter();
        offices.map(|office| office.services.len()).collect()
    }),
];

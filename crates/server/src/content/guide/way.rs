//! The ways through a guide: every step must be on one of them.

use std::collections::BTreeSet;

use opora_contract::{
    guide::{Confirmation, Step},
    slug::Slug,
};

use crate::content::{mistake::Report, table::Placed};

/// Reports steps that no way reaches. `next` leads down the file only, so one pass finds all that are reached.
pub fn check(path: &str, steps: &[Placed<Step>], report: &mut Report) {
    let mut reached: BTreeSet<&Slug> = steps.iter().take(1).map(|step| &step.value.id).collect();
    for step in steps {
        if reached.contains(&step.value.id) {
            reached.extend(nexts(&step.value));
        } else {
            let message = format!("no way leads to step `{}`", step.value.id);
            report.add(path, step.line, message);
        }
    }
}

fn nexts(step: &Step) -> Vec<&Slug> {
    match &step.confirmation {
        Confirmation::Choice { options, .. } => options
            .iter()
            .filter_map(|option| option.next.as_ref())
            .collect(),
        _ => step.next.iter().collect(),
    }
}

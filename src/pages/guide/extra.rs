//! What not every step needs, as a chunk of its own: trying out, checks of the device, help, all steps at once, the code
//! for a phone.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    guide::{Confirmation, Step},
    slug::Slug,
};

use super::{
    super::{Build, later},
    check::check,
    phone::phone,
    practice::practice,
    trouble::help,
    walk::Walk,
    whole::whole,
};
use crate::guide::unconfirmed::Unconfirmed;

/// One of the extras.
pub enum Extra {
    /// The confirmation of this step, with the place where an answer is kept.
    Confirmation(Unconfirmed, Slug, Confirmation),
    Help(Unconfirmed, Box<Step>),
    Whole,
    /// The number of the step to go on with, and whether the code is shown at once.
    Phone(Signal<usize>, bool),
}

/// Draws an extra once its code is there.
pub fn extra(walk: Walk, extra: Extra) -> AnyView {
    later(extras(walk, Arc::new(extra)))
}

#[lazy]
fn extras(walk: Walk, extra: Arc<Extra>) -> Build {
    Arc::new(move || match &*extra {
        Extra::Confirmation(_, id, Confirmation::Check(kind)) => {
            check(walk, id.clone(), *kind).into_any()
        }
        Extra::Confirmation(kept, id, confirmation) => {
            practice(walk, id.clone(), kept.clone(), confirmation.clone())
        }
        Extra::Help(kept, step) => help(walk, kept, step),
        Extra::Whole => whole(walk),
        Extra::Phone(number, is_open) => phone(walk, *number, *is_open),
    })
}

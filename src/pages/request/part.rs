//! What can be done about a request, as a chunk of its own: its status is read before that has arrived.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::request::Request;

use super::{
    super::{Build, later},
    actions::documents,
    case::Case,
    letters::letters,
    more::more,
    receipt::receipt,
    verdict::verdict,
    waiting::waiting,
};

/// One of the parts.
#[derive(Clone)]
pub enum Part {
    /// Sending what the request waits for.
    Documents(Box<Request>),
    Verdict,
    Waiting,
    Letters,
    More,
    Receipt(Box<Request>),
}

/// Draws a part once its code is there.
pub fn part(case: Case, part: Part) -> AnyView {
    later(request_parts(case, Arc::new(part)))
}

/// Begins to load the code, beside the request itself.
pub fn preload() {
    leptos::task::spawn_local(__preload_request_parts());
}

#[lazy]
fn request_parts(case: Case, part: Arc<Part>) -> Build {
    Arc::new(move || match &*part {
        Part::Documents(request) => documents(case, request),
        Part::Verdict => verdict(case),
        Part::Waiting => waiting(case),
        Part::Letters => letters(case),
        Part::More => more(case),
        Part::Receipt(request) => receipt(request),
    })
}

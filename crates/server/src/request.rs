//! What may happen to a request. The API calls these functions, and the demo does too: no other way leads to the tables.
//!
//! Every change goes through [`change`], which writes the status and its journal row in one transaction.

mod access;
mod answer;
mod batch;
mod change;
mod claim;
mod creation;
mod edit;
mod filling;
mod idempotency;
mod lookup;
mod queue;
mod record;
mod registration;
mod resolution;
mod route;
mod sent;
mod term;
mod transition;
mod withdrawal;

pub use self::{
    access::{open, open_locked, read},
    answer::answer,
    batch::Registrar,
    creation::create,
    edit::{edit, remove_file},
    idempotency::{Replayable, forget_before},
    lookup::look_up,
    queue::{Cursor, Wanted, queue, queue_row},
    record::{Shown, entity_tag},
    transition::transition,
    withdrawal::withdraw,
};

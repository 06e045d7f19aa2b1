//! What may happen to a request. The API calls these functions, and the demo does too: no other way leads to the tables.
//!
//! Every change goes through [`change`], which writes the status and its journal row in one transaction.

mod access;
mod answer;
mod assignment;
mod batch;
pub mod callback;
mod change;
mod claim;
mod context;
mod creation;
mod deadline;
mod edit;
mod filling;
mod idempotency;
mod lookup;
mod message;
mod notification;
mod own;
mod preference;
mod queue;
mod rating;
mod record;
mod registration;
mod reminder;
mod resolution;
mod retention;
mod rotation;
mod route;
mod sent;
mod staff_message;
mod staff_request;
mod term;
mod transition;
mod upkeep;
mod waiting;
mod withdrawal;

#[cfg(test)]
pub use self::change::apply;
pub use self::{
    access::{open, open_locked, read},
    answer::answer,
    assignment::assign,
    batch::Registrar,
    change::Change,
    creation::create,
    deadline::remind_of_days,
    edit::{edit, remove_file},
    idempotency::{Replayable, forget_before, is_taken},
    lookup::look_up,
    message::write,
    notification::notify_again,
    own::own,
    preference::prefer,
    queue::{Assignee, Cursor, Wanted, queue, queue_row},
    rating::rate,
    record::{Shown, entity_tag},
    reminder::remind,
    resolution::resolve,
    retention::forget_closed,
    rotation::change_key,
    staff_message::write_as_staff,
    staff_request::{Seen, open_file_as_staff, read_as_staff, see},
    transition::transition,
    upkeep::{close_settled, escalate_overdue},
    waiting::is_word,
    withdrawal::withdraw,
};

//! Letters to applicants: queued with what they tell of, handed over in the background until they are taken.
//!
//! A letter is a row written in the transaction of the change it tells of, so there is neither the one without the
//! other. It is claimed before each attempt and deleted once a server has taken it: whoever dies in between loses
//! nothing, and a letter that goes twice goes under one Message-ID. Its words are made when it goes, from the request
//! as it stands then. An address, and the key in the link, reach the letter alone, never a log or a metric.

mod address;
mod carrier;
mod letter;
mod notice;
mod post;
mod queue;
mod round;
mod told;

pub use self::{
    address::mailbox,
    notice::{latest, note, notify},
    post::Post,
    queue::{Kind, Why, cancel, columns, enqueue, forget_all, put, readdress, tells_standing},
    round::{Round, deliver, keep_delivering},
};

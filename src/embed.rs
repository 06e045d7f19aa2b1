//! The page in a frame of another portal: what that portal may ask for, and what it is told.
//!
//! Nothing of the visitor goes there but what an [`Event`] names.

pub mod channel;
pub mod command;
mod event;

pub use event::{Code, Event};

use self::channel::Channel;
use std::cell::RefCell;

thread_local! {
    /// The way to the page around, once it has answered.
    static CHANNEL: RefCell<Option<Channel>> = const { RefCell::new(None) };
}

/// From now on the page around is told by this channel.
pub fn begin(channel: Channel) {
    CHANNEL.set(Some(channel));
}

/// Tells the page around. Without one, nobody.
pub fn tell(event: &Event) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            channel.tell(event);
        }
    });
}

//! What is said around step-by-step guides.

use opora_contract::guide::{Check, Difficulty, State};

use super::Notice;

/// The list of guides.
pub struct Guides {
    pub title: &'static str,
    pub lead: &'static str,
    pub situation: &'static str,
    pub any: &'static str,
    pub none: &'static str,
    pub found: fn(usize) -> String,
    pub steps: fn(usize) -> String,
    pub minutes: fn(u32) -> String,
    pub difficulty: fn(Difficulty) -> &'static str,
    pub organisation: &'static str,
    pub begun: &'static str,
}

/// One guide.
pub struct Guide {
    pub needs: &'static str,
    pub steps: &'static str,
    pub start: &'static str,
    /// The number of the step to go on with.
    pub go_on: fn(usize) -> String,
    pub look_again: &'static str,
    pub anew: &'static str,
    pub forgotten: &'static str,
    pub step_of: fn(usize, usize) -> String,
    pub minutes_left: fn(u32) -> String,
    pub state: fn(State) -> &'static str,
    pub here: &'static str,
    /// What the person looks for in the picture.
    pub look_for: fn(&str) -> String,
    pub stop: &'static str,
    pub play: &'static str,
    pub confirm: &'static str,
    pub done: &'static str,
    pub onward: &'static str,
    pub try_out: &'static str,
    pub back: &'static str,
    pub tick_all: &'static str,
    pub choose: &'static str,
    pub stays_here: &'static str,
    pub choose_file: &'static str,
    pub file_fits: fn(&str) -> String,
    pub checking: &'static str,
    pub check: &'static str,
    pub check_again: &'static str,
    pub skip: &'static str,
    pub good: fn(Check) -> &'static str,
    pub bad: fn(Check) -> &'static str,
    /// Number and status.
    pub status: fn(&str, &str) -> String,
    pub failed: &'static str,
    pub help: &'static str,
    pub no_help: &'static str,
    pub parcel: &'static str,
    pub parcel_hint: &'static str,
    pub write: &'static str,
    pub write_bare: &'static str,
    /// Guide and step; what was tried stands in lines of its own after it.
    pub parcel_text: fn(&str, &str) -> String,
    pub parcel_tried: &'static str,
    /// The number asked for and the number that is open.
    pub locked: fn(usize, usize) -> String,
    pub locked_detail: &'static str,
    pub changed: Notice,
    pub unsaved: Notice,
    pub all: &'static str,
    pub one_by_one: &'static str,
    pub print: &'static str,
    pub phone: &'static str,
    pub phone_detail: &'static str,
    pub code: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub if_chosen: fn(&str, &str) -> String,
    pub if_end: fn(&str) -> String,
    /// Where a step leads, when that is not the one below.
    pub then: fn(&str) -> String,
    pub then_end: &'static str,
    pub when_fails: &'static str,
    pub finished: &'static str,
    pub finish_title: &'static str,
    pub related: &'static str,
    pub other_guides: &'static str,
    pub form: &'static str,
    pub track: &'static str,
    pub simple: &'static str,
    pub leave: &'static str,
    pub leave_hint: &'static str,
    pub helpful: &'static str,
}

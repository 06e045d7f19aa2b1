//! What the settings say.

use opora_contract::request::{Channel, News};

use crate::browser::look::Look;

pub struct Setting {
    pub title: &'static str,
    pub lead: &'static str,
    pub look: &'static str,
    pub language: &'static str,
    /// What is chosen.
    pub legend: fn(Look) -> &'static str,
    /// What it does; may be empty.
    pub hint: fn(Look) -> &'static str,
    /// The name of a value.
    pub option: fn(Look, &str) -> &'static str,
    /// Said when it was chosen.
    pub chosen: fn(legend: &str, option: &str) -> String,
    /// The same where the browser keeps nothing.
    pub unkept: &'static str,
    pub reset: &'static str,
    pub reset_detail: &'static str,
    pub reset_done: &'static str,
    pub sample: &'static str,
    pub sample_title: &'static str,
    pub sample_text: &'static str,
    pub sample_action: &'static str,
}

/// «Настройки уведомлений» (spec G07).
pub struct Notices {
    pub title: &'static str,
    pub lead: &'static str,
    pub channel: &'static str,
    pub channel_name: fn(Channel) -> &'static str,
    pub channel_hint: fn(Channel) -> &'static str,
    /// Notifications of the browser: not asked yet, refused, unknown to it.
    pub permit: &'static str,
    pub permitted: &'static str,
    pub forbidden: &'static str,
    pub unable: &'static str,
    /// Where letters may be (spec G20).
    pub spam: &'static str,
    pub types: &'static str,
    pub news: fn(News) -> &'static str,
    pub news_hint: fn(News) -> &'static str,
    pub all_on: &'static str,
    /// A type is off whose news have a last day.
    pub critical: &'static str,
    pub always: &'static str,
    pub quiet: &'static str,
    pub quiet_hint: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    /// The zone of the device.
    pub zone: fn(&str) -> String,
    pub saved: &'static str,
    pub unsaved: &'static str,
    /// How many requests know of it, and how many could not be told.
    pub told: fn(usize, usize) -> String,
}

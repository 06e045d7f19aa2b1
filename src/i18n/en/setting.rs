//! Words of the settings.

use opora_contract::request::{Channel, News};

use crate::{
    browser::look::Look,
    i18n::{
        catalogue::{Notices, Setting},
        plural::english,
    },
};

pub const SETTING: Setting = Setting {
    title: "Settings",
    lead: "Everything changes at once and is kept in this browser. You need not sign in anywhere.",
    look: "How pages look",
    language: "Language",
    legend: |look| match look {
        Look::Theme => "Theme",
        Look::Contrast => "Contrast",
        Look::Text => "Size of letters",
        Look::Spacing => "Space between letters and lines",
        Look::Simple => "Simple view",
        Look::Motion => "Motion",
    },
    hint: |look| match look {
        Look::Contrast => "High: black on white or white on black, thick lines, no shadows.",
        Look::Simple => {
            "One column, large letters and only what matters: phone and callback come first."
        }
        Look::Theme | Look::Text | Look::Spacing | Look::Motion => "",
    },
    option: |look, value| match (look, value) {
        (Look::Theme, "light") => "Light",
        (Look::Theme, "dark") => "Dark",
        (Look::Theme | Look::Motion, "") => "As on the device",
        (Look::Contrast, "high") => "High",
        (Look::Contrast, _) => "Usual",
        (Look::Text, "125") => "125%",
        (Look::Text, "150") => "150%",
        (Look::Text, "175") => "175%",
        (Look::Text, "200") => "200%",
        (Look::Text, _) => "100%",
        (Look::Spacing, "wide") => "Wide",
        (Look::Spacing, _) => "Usual",
        (_, "off" | "") => "Off",
        _ => "On",
    },
    chosen: |legend, option| format!("{legend}: {option}"),
    unkept: "The browser does not let us keep settings: they last while this page is open.",
    reset: "Put it back as it was",
    reset_detail: "Pages will look as they did on your first visit. Language and everything else stay.",
    reset_done: "Pages look as usual again",
    sample: "This is how a page looks",
    sample_title: "A specialist is looking at the request",
    sample_text: "We will answer by Wednesday, 25\u{a0}November. You do not have to do anything.",
    sample_action: "Write a message",
};

pub const NOTICES: Notices = Notices {
    title: "Notification settings",
    lead: "They hold for new requests and for those kept on this device. The page of a request shows everything in any case.",
    channel: "How to tell you",
    channel_name: |channel| match channel {
        Channel::Email => "By email",
        Channel::Browser => "By a notification of this browser",
        Channel::App => "Only on the page of the request",
    },
    channel_hint: |channel| match channel {
        Channel::Email => "To the address that you gave in the request.",
        Channel::Browser => {
            "Comes while the page of the request is open in any tab. There will be no emails."
        }
        Channel::App => "Neither emails nor notifications: come and look.",
    },
    permit: "Allow notifications",
    permitted: "Notifications of this browser are allowed.",
    forbidden: "The browser does not allow them. You can allow them in its settings for this site.",
    unable: "This browser shows no notifications.",
    spam: "No emails? Look into the folders “Spam” and “Promotions” and mark the email as “Not spam”.",
    types: "What to tell you",
    news: |news| match news {
        News::Status => "New status",
        News::Message => "Message of a specialist",
        News::Action => "You have to do something",
        News::Term => "The date has moved",
        News::Reminder => "Reminder of the last day",
    },
    news_hint: |news| match news {
        News::Status => "Taken up, decided, closed.",
        News::Message => "Somebody wrote to you about the request.",
        News::Action => "Which documents are missing and how to send them.",
        News::Term => "The answer is expected on another day.",
        News::Reminder => "A few days before the time is over.",
    },
    all_on: "Turn all on",
    critical: "Without these notifications you may miss the last day. Watch it on the page of the request.",
    always: "The email with the number of the request, and one that you asked to send again, come always and at once.",
    quiet: "Quiet hours",
    quiet_hint: "Nothing comes during this time. Emails wait until quiet hours are over.",
    from: "From",
    to: "To",
    zone: |zone| format!("By the clock of this device: {zone}."),
    saved: "Saved on this device",
    unsaved: "The browser does not let us save. Notifications come as before.",
    told: |told, left| {
        match (told, left) {
        (0, 0) => String::new(),
        (_, 0) => format!("Passed on to {told} {}.", english(told, "request", "requests")),
        _ => "Not passed on to every request: there is no connection. We will, when you open the request.".to_owned(),
    }
    },
};

//! What the field of files and its assistant say.

use opora_contract::upload::Nature;

pub struct Files {
    pub attach: &'static str,
    pub camera: &'static str,
    pub hint: fn(types: &str, limit: &str, count: usize) -> String,
    pub or: &'static str,
    /// Other ways than the button.
    pub ways: &'static str,
    /// While files are dragged.
    pub drop: &'static str,
    /// Name of a picture from the clipboard, by the time.
    pub screenshot: fn(time: &str) -> String,
    pub describe: &'static str,
    pub describe_hint: &'static str,
    pub uploading: fn(percent: u32) -> String,
    pub uploaded: &'static str,
    pub kept_local: &'static str,
    pub stopped: &'static str,
    pub stop: &'static str,
    pub retry: &'static str,
    pub slow: &'static str,
    pub stripped: &'static str,
    pub unkept: &'static str,
    pub blurred: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    /// Name, place and how many there are.
    pub moved: fn(&str, usize, usize) -> String,
    /// There is nothing before it, or behind it.
    pub at_end: fn(&str) -> String,
    pub remove: &'static str,
    pub removed: fn(&str) -> String,
    pub smaller: &'static str,
    pub mending: &'static str,
    /// The name of the file that came of it.
    pub mended: fn(&str) -> String,
    pub not_mended: &'static str,
}

/// What is said of files that were not taken.
pub struct Assistant {
    pub refused: &'static str,
    pub unreadable: &'static str,
    /// What a file is, as a sentence; empty where nobody knows.
    pub nature: fn(Nature) -> &'static str,
    /// What a person can do about such a file.
    pub advice: fn(Nature) -> &'static str,
    /// The same for what can be done here.
    pub offered: &'static str,
    pub to_jpg: &'static str,
    pub to_pdf: &'static str,
    pub other_ways: &'static str,
}

//! What was searched on this device, the latest first. It never leaves the device.

use crate::browser::{
    json,
    setting::{self, Setting},
};

/// How many are kept.
const MOST: usize = 5;

pub fn all() -> Vec<String> {
    let kept = setting::read(Setting::RecentSearches);
    kept.and_then(|kept| json::parse(&kept)).unwrap_or_default()
}

/// Puts a query first; the same one is not kept twice.
pub fn keep(query: &str) {
    let query = query.trim();
    if query.is_empty() {
        return;
    }
    let mut recent = all();
    recent.retain(|kept| kept != query);
    recent.insert(0, query.to_owned());
    recent.truncate(MOST);
    if let Ok(text) = serde_json::to_string(&recent) {
        setting::write(Setting::RecentSearches, Some(&text));
    }
}

pub fn forget() {
    setting::write(Setting::RecentSearches, None);
}

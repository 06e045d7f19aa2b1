//! The app's addresses beyond [`Page`]: queries, and links that carry one.
//!
//! Paths are defined once, in [`opora_contract::page`], for the server and the content check read them too.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use opora_contract::{number::RequestNumber, page::Page, slug::Slug};

/// A query key of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// `/search?q=`: what is looked for.
    Text,
    /// `/requests/new/{form}?draft=`: the draft to go on with, by its key.
    Draft,
    /// `/requests/new/{form}?edit=`: the number of a sent request whose answers are changed.
    Edit,
    /// `/requests/new/{form}?review`: everything once more before it is sent.
    Review,
    /// `/guides/{guide}?step=`: the number of a step, from 1.
    Step,
    /// `/guides/{guide}?all`: every step on one page.
    All,
    /// `/guides?situation=`: the filter of the list.
    Situation,
    /// `/faq?direction=`: the direction or section that is shown by itself.
    Direction,
    /// `/requests/{number}?sent`: the request was sent just now, so its receipt comes first.
    Sent,
}

impl Query {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "q",
            Self::Draft => "draft",
            Self::Edit => "edit",
            Self::Review => "review",
            Self::Step => "step",
            Self::All => "all",
            Self::Situation => "situation",
            Self::Direction => "direction",
            Self::Sent => "sent",
        }
    }
}

/// The page at the present address; `None` where there is none.
pub fn page() -> Memo<Option<Page>> {
    let path = use_location().pathname;
    Memo::new(move |_| Page::parse(&path.read()))
}

/// The value of a query key, decoded.
pub fn query(query: Query) -> Memo<Option<String>> {
    // Not `use_query_map`: that one is set once per route of the router's own table, which has a single entry here.
    let map = use_location().query;
    Memo::new(move |_| map.read().get(query.key()))
}

/// The values that the present address has for these keys, decoded; not tracked. For answers that a link brings along:
/// their keys are names of fields.
pub fn parameters(keys: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let map = use_location().query.get_untracked();
    let value = |key: String| Some((map.get(&key)?, key));
    keys.filter_map(value)
        .map(|(value, key)| (key, value))
        .collect()
}

/// Address of the review of a form, given the form's path.
pub fn review(form: &str) -> String {
    format!("{form}?{}=1", Query::Review.key())
}

/// Address where the answers of a request are changed.
pub fn edit(form: &Slug, number: RequestNumber) -> String {
    let form = Page::Form(form.clone()).path();
    format!("{form}?{}={number}", Query::Edit.key())
}

/// Address of a draft.
pub fn draft(form: &Slug, key: &str) -> String {
    let form = Page::Form(form.clone()).path();
    format!("{form}?{}={key}", Query::Draft.key())
}

/// Address of the search page for a query.
pub fn search(text: &str) -> String {
    format!(
        "{}?{}={}",
        Page::Search.path(),
        Query::Text.key(),
        encode(text)
    )
}

/// Address of a request whose receipt is to be shown.
pub fn receipt(number: RequestNumber) -> String {
    format!("{}?{}=1", Page::Request(number).path(), Query::Sent.key())
}

/// Address of a step, counted from 1; beyond the last is the end of the guide.
pub fn step(guide: &Slug, number: usize) -> String {
    format!(
        "{}?{}={number}",
        Page::Guide(guide.clone()).path(),
        Query::Step.key()
    )
}

/// Address of a guide with all its steps on one page.
pub fn all_steps(guide: &Slug) -> String {
    format!(
        "{}?{}=1",
        Page::Guide(guide.clone()).path(),
        Query::All.key()
    )
}

/// Address of the guides for a situation.
pub fn guides_for(situation: &Slug) -> String {
    format!(
        "{}?{}={situation}",
        Page::Guides.path(),
        Query::Situation.key()
    )
}

/// Address of a direction or a section.
pub fn direction(name: &Slug) -> String {
    format!("{}?{}={name}", Page::Faq.path(), Query::Direction.key())
}

/// Address of the form in which the editors are asked for another topic.
pub fn proposal() -> String {
    let form = Slug::parse("content").map(Page::Form);
    let page = form.unwrap_or(Page::NewRequest);
    format!("{}?report=topic", page.path())
}

/// Percent-encodes a value within an address (RFC 3986, everything but unreserved characters).
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded() {
        assert_eq!(
            search("как & где?"),
            "/search?q=%D0%BA%D0%B0%D0%BA%20%26%20%D0%B3%D0%B4%D0%B5%3F"
        );
    }
}

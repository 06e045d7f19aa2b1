//! The app's addresses: segments for the route table, paths for links, values out of the address.
//!
//! Paths themselves are defined once, in [`opora_contract::page`], for the server and the content check use them too.
//! A test holds the segments against them.

use leptos::prelude::*;
use leptos_router::{
    ParamSegment, StaticSegment,
    hooks::{use_params_map, use_query_map},
};
use opora_contract::{number::RequestNumber, page::Page, slug::Slug};

type Static = StaticSegment<&'static str>;

pub const HOME: Static = StaticSegment("");
pub const SEARCH: Static = StaticSegment("search");
pub const FAQ: Static = StaticSegment("faq");
pub const TOPIC: (Static, ParamSegment) = (FAQ, ParamSegment("topic"));
pub const QUESTION: (Static, ParamSegment, ParamSegment) = (FAQ, ParamSegment("topic"), ParamSegment("question"));
pub const CONTACTS: Static = StaticSegment("contacts");
pub const REQUESTS: Static = StaticSegment("requests");
pub const NEW_REQUEST: (Static, Static) = (REQUESTS, StaticSegment("new"));
pub const FORM: (Static, Static, ParamSegment) = (REQUESTS, StaticSegment("new"), ParamSegment("form"));
pub const REQUEST: (Static, ParamSegment) = (REQUESTS, ParamSegment("number"));

/// A query key of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// `/search?q=`: what is looked for.
    Text,
    /// `/requests/new/{form}?category=`: a choice made before the form opened.
    Category,
    /// `/requests/{number}?sent`: the request was sent just now, so its receipt comes first.
    Sent,
}

impl Query {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "q",
            Self::Category => "category",
            Self::Sent => "sent",
        }
    }
}

/// The value of a query key, decoded.
pub fn query(query: Query) -> Memo<Option<String>> {
    let map = use_query_map();
    Memo::new(move |_| map.read().get(query.key()))
}

/// A slug out of the path. `None` while another page is shown or when the text is no slug.
pub fn slug(name: &'static str) -> Memo<Option<Slug>> {
    let map = use_params_map();
    Memo::new(move |_| Slug::parse(&map.read().get(name)?))
}

/// The request number out of the path.
pub fn number() -> Memo<Option<RequestNumber>> {
    let map = use_params_map();
    Memo::new(move |_| RequestNumber::parse(&map.read().get("number")?).ok())
}

/// Address of the search page for a query.
pub fn search(text: &str) -> String {
    format!("{}?{}={}", Page::Search.path(), Query::Text.key(), encode(text))
}

/// Address of a request whose receipt is to be shown.
pub fn receipt(number: RequestNumber) -> String {
    format!("{}?{}=1", Page::Request(number).path(), Query::Sent.key())
}

/// The form that all entries lead to, until there are more.
pub fn feedback() -> String {
    format!("{}/feedback", Page::NewRequest.path())
}

/// Percent-encodes a query value (RFC 3986, everything but unreserved characters).
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use leptos_router::PossibleRouteMatch;

    use super::*;

    fn matches(segments: &impl PossibleRouteMatch, path: &str) -> bool {
        segments.test(path).is_some_and(|found| found.remaining().is_empty())
    }

    #[test]
    fn route_table_knows_every_page_of_the_contract() {
        let slug = |text| Slug::parse(text).unwrap();
        let number = RequestNumber::from_random([1; 7]);
        assert!(matches(&SEARCH, &Page::Search.path()));
        assert!(matches(&FAQ, &Page::Faq.path()));
        assert!(matches(&TOPIC, &Page::Topic(slug("status")).path()));
        assert!(matches(&QUESTION, &Page::Question(slug("status"), slug("no-change")).path()));
        assert!(matches(&CONTACTS, &Page::Contacts.path()));
        assert!(matches(&REQUESTS, &Page::Requests.path()));
        assert!(matches(&NEW_REQUEST, &Page::NewRequest.path()));
        assert!(matches(&FORM, &Page::Form(slug("feedback")).path()));
        assert!(matches(&REQUEST, &Page::Request(number).path()));
    }

    #[test]
    fn queries_are_encoded() {
        assert_eq!(search("как & где?"), "/search?q=%D0%BA%D0%B0%D0%BA%20%26%20%D0%B3%D0%B4%D0%B5%3F");
    }
}

//! Where the page is: everything stands in the query of `/staff`, so the server knows one address and the back button works.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use opora::browser::json;
use opora_contract::{number::RequestNumber, slug::Slug, status::Status};

/// The path of the page.
pub const PATH: &str = "/staff";

const REQUEST: &str = "request";
const STATUS: &str = "status";
const DEPARTMENT: &str = "department";
const ASSIGNEE: &str = "assignee";
const CURSOR: &str = "cursor";

/// What the address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Queue(Filter),
    Request(RequestNumber),
}

/// A part of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub status: Option<Status>,
    pub department: Option<Slug>,
    pub whose: Option<Whose>,
    /// Opaque; `None` is the first page.
    pub cursor: Option<String>,
}

/// Who has taken a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Mine,
    Nobody,
}

impl Whose {
    /// The name as the API knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mine => "me",
            Self::Nobody => "none",
        }
    }

    /// `None` for a name that is none.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Mine, Self::Nobody];
        all.into_iter().find(|whose| whose.name() == name)
    }
}

/// The place at the present address. A number or a status that is none is left out.
pub fn place() -> Memo<Place> {
    let query = use_location().query;
    Memo::new(move |_| {
        let query = query.read();
        let number = query.get_str(REQUEST);
        if let Some(number) = number.and_then(|text| RequestNumber::parse(text).ok()) {
            return Place::Request(number);
        }
        Place::Queue(Filter {
            status: query.get_str(STATUS).and_then(status),
            department: query.get_str(DEPARTMENT).and_then(Slug::parse),
            whose: query.get_str(ASSIGNEE).and_then(Whose::parse),
            cursor: query.get(CURSOR),
        })
    })
}

/// Address of a request.
pub fn request(number: RequestNumber) -> String {
    format!("{PATH}?{REQUEST}={}", number.compact())
}

impl Filter {
    /// Address of this part of the queue.
    pub fn address(&self) -> String {
        format!("{PATH}{}", self.query())
    }

    /// The query, from its `?`; empty when everything is wanted. The API takes the same one.
    pub fn query(&self) -> String {
        let cursor = self.cursor.as_deref();
        let parts = [
            (STATUS, self.status.map(name)),
            (DEPARTMENT, self.department.as_ref().map(Slug::to_string)),
            (ASSIGNEE, self.whose.map(|whose| whose.name().to_owned())),
            (
                CURSOR,
                cursor.map(|text| js_sys::encode_uri_component(text).into()),
            ),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter_map(|(key, value)| Some(format!("{key}={}", value?)))
            .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }
}

/// The name of a status as it travels.
pub fn name(status: Status) -> String {
    let quoted = serde_json::to_string(&status).unwrap_or_default();
    quoted.trim_matches('"').to_owned()
}

/// The status of this name; `None` for a name that is none.
pub fn status(name: &str) -> Option<Status> {
    let name = Slug::parse(&name.replace('_', "-"))?;
    let quoted = format!("\"{}\"", name.as_str().replace('-', "_"));
    json::parse(&quoted).filter(|status| *status != Status::Unknown)
}

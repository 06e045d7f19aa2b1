//! What the list of requests is asked for: view, words, filters, order, length. All of it stands in the address.

use opora_contract::{form::Kind, status::Status};

use crate::route::encode;

/// How many rows there are at first, and how many come with each «показать ещё».
///
/// Not a window that moves with the scrolling: these rows stay a plain list, whose items a screen reader counts and
/// walks to the end, which the browser's own search finds, and which costs a cheap phone nothing while it scrolls. Whoever
/// has ten thousand requests gets to one of them by the words and the filter, not by turning pages.
pub const PAGE: usize = 50;

/// A half of the list, or what it comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// «Мои обращения»: what was not put into the archive.
    #[default]
    Mine,
    /// «История запросов»: what is closed or archived.
    History,
    /// «Моя статистика».
    Figures,
}

/// Which of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    Any,
    /// Changed since it was opened here.
    Unread,
    /// The applicant has to do something.
    Required,
    Status(Status),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// What changed last.
    Changed,
    /// The nearest term; without one last.
    Term,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub view: View,
    /// As typed.
    pub text: String,
    pub only: Only,
    pub kind: Option<Kind>,
    pub sort: Sort,
    /// How many times [`PAGE`] rows.
    pub pages: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            view: View::default(),
            text: String::new(),
            only: Only::default(),
            kind: None,
            sort: Sort::default(),
            pages: 1,
        }
    }
}

pub const VIEWS: [(&str, View); 3] = [
    ("", View::Mine),
    ("history", View::History),
    ("figures", View::Figures),
];

pub const STATUSES: [(&str, Only); 11] = [
    ("", Only::Any),
    ("unread", Only::Unread),
    ("required", Only::Required),
    ("accepted", Only::Status(Status::Accepted)),
    ("in_progress", Only::Status(Status::InProgress)),
    ("approval", Only::Status(Status::Approval)),
    ("waiting_documents", Only::Status(Status::WaitingDocuments)),
    ("approved", Only::Status(Status::Approved)),
    ("refused", Only::Status(Status::Refused)),
    ("sent", Only::Status(Status::Sent)),
    ("closed", Only::Status(Status::Closed)),
];

pub const KINDS: [(&str, Option<Kind>); 10] = [
    ("", None),
    ("question", Some(Kind::Question)),
    ("error", Some(Kind::Error)),
    ("suggestion", Some(Kind::Suggestion)),
    ("complaint", Some(Kind::Complaint)),
    ("status", Some(Kind::Status)),
    ("application", Some(Kind::Application)),
    ("dispute", Some(Kind::Dispute)),
    ("content", Some(Kind::Content)),
    ("callback", Some(Kind::Callback)),
];

pub const SORTS: [(&str, Sort); 4] = [
    ("", Sort::Newest),
    ("oldest", Sort::Oldest),
    ("changed", Sort::Changed),
    ("term", Sort::Term),
];

/// The value of a word of the address. A word that nobody knows stands for nothing.
pub fn named<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, value)| value)
}

/// The word of a value in the address.
pub fn name<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table
        .iter()
        .find(|(_, own)| *own == value)
        .map_or("", |(name, _)| name)
}

impl Wanted {
    /// Reads the values of an address by their keys. What cannot be read is not asked for.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |key| value(key).unwrap_or_default();
        Self {
            view: named(&VIEWS, &word("view")).unwrap_or_default(),
            text: word("q"),
            only: named(&STATUSES, &word("status")).unwrap_or_default(),
            kind: named(&KINDS, &word("kind")).flatten(),
            sort: named(&SORTS, &word("sort")).unwrap_or_default(),
            pages: word("pages").parse().unwrap_or(1).max(1),
        }
    }

    /// The query of the address, without `?`; empty for the list as it is without one.
    pub fn query(&self) -> String {
        let pages = if self.pages > 1 {
            self.pages.to_string()
        } else {
            String::new()
        };
        let parts = [
            ("view", name(&VIEWS, self.view)),
            ("q", self.text.as_str()),
            ("status", name(&STATUSES, self.only)),
            ("kind", name(&KINDS, self.kind)),
            ("sort", name(&SORTS, self.sort)),
            ("pages", pages.as_str()),
        ];
        let mut query = String::new();
        for (key, value) in parts {
            if value.is_empty() {
                continue;
            }
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(key);
            query.push('=');
            query.push_str(&encode(value));
        }
        query
    }

    /// The same view with nothing left out, in the usual order.
    pub fn whole(&self) -> Self {
        Self {
            view: self.view,
            ..Self::default()
        }
    }

    /// Whether something may be left out.
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty() || self.only != Only::Any || self.kind.is_some()
    }

    /// How many rows are drawn at most.
    pub fn most(&self) -> usize {
        self.pages.saturating_mul(PAGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Wanted {
        Wanted::read(&|key| {
            let found = pairs.iter().find(|(own, _)| *own == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_address_says_what_is_asked_for() {
        let wanted = read(&[
            ("view", "history"),
            ("q", "код & пароль"),
            ("status", "refused"),
            ("kind", "dispute"),
            ("sort", "term"),
            ("pages", "3"),
        ]);
        assert_eq!(wanted.view, View::History);
        assert_eq!(wanted.only, Only::Status(Status::Refused));
        assert_eq!(wanted.most(), 150);
        assert_eq!(
            wanted.query(),
            "view=history&q=%D0%BA%D0%BE%D0%B4%20%26%20%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8C&status=refused&kind=dispute&sort=term&pages=3"
        );
        assert_eq!(wanted.whole().query(), "view=history");
        assert!(wanted.is_narrowed() && !wanted.whole().is_narrowed());
    }

    #[test]
    fn the_plain_list_has_a_plain_address() {
        assert_eq!(read(&[]), Wanted::default());
        assert_eq!(Wanted::default().query(), "");
    }

    #[test]
    fn what_no_list_knows_is_not_asked_for() {
        let strange = [
            ("view", "x"),
            ("status", "?"),
            ("kind", "x"),
            ("sort", ""),
            ("pages", "-1"),
        ];
        assert_eq!(read(&strange), Wanted::default());
        assert_eq!(read(&[("pages", "0")]).pages, 1);
    }

    #[test]
    fn every_word_of_the_address_is_read_back() {
        for (word, only) in STATUSES {
            assert_eq!(named(&STATUSES, word), Some(only));
            assert_eq!(name(&STATUSES, only), word);
        }
        for status in Status::ALL {
            assert!(
                STATUSES
                    .iter()
                    .any(|(_, only)| *only == Only::Status(status))
            );
        }
    }
}

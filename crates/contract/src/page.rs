//! Addresses of the app's pages. Other portals link to them, so they are stable.
//!
//! Here rather than in the app because three parts need one truth: the app's router, the server (which answers 404
//! for an address that no page has) and the content check (which finds dead links).

use crate::{number::RequestNumber, slug::Slug};

/// A page of the app. Queries (`?q=`, `?lang=`) are not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    Search,
    Faq,
    Topic(Slug),
    Question(Slug, Slug),
    /// «Самообслуживание»: the guides.
    Guides,
    Guide(Slug),
    /// Choose what to write about.
    NewRequest,
    /// Fill the form of this name.
    Form(Slug),
    /// «Мои обращения» and the look-up.
    Requests,
    Request(RequestNumber),
    Contacts,
    /// How pages look, which news come, what the device keeps.
    Settings,
    /// What is stored where, for how long and why.
    Privacy,
    /// For whom the pages are made, and what is not good yet.
    Accessibility,
}

impl Page {
    /// The page at `path`, if the path is one of ours. Trailing slashes are forgiven.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let found = (parts.next(), parts.next(), parts.next(), parts.next());
        Some(match found {
            (None, ..) => Self::Home,
            (Some("search"), None, ..) => Self::Search,
            (Some("faq"), None, ..) => Self::Faq,
            (Some("faq"), Some(topic), None, _) => Self::Topic(Slug::parse(topic)?),
            (Some("faq"), Some(topic), Some(question), None) => {
                Self::Question(Slug::parse(topic)?, Slug::parse(question)?)
            }
            (Some("guides"), None, ..) => Self::Guides,
            (Some("guides"), Some(guide), None, _) => Self::Guide(Slug::parse(guide)?),
            (Some("requests"), None, ..) => Self::Requests,
            (Some("requests"), Some("new"), None, _) => Self::NewRequest,
            (Some("requests"), Some("new"), Some(form), None) => Self::Form(Slug::parse(form)?),
            (Some("requests"), Some(number), None, _) => {
                Self::Request(RequestNumber::parse(number).ok()?)
            }
            (Some("contacts"), None, ..) => Self::Contacts,
            (Some("settings"), None, ..) => Self::Settings,
            (Some("about"), Some("privacy"), None, _) => Self::Privacy,
            (Some("about"), Some("accessibility"), None, _) => Self::Accessibility,
            _ => return None,
        })
    }

    /// The path of this page, from the root.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Search => "/search".to_owned(),
            Self::Faq => "/faq".to_owned(),
            Self::Topic(topic) => format!("/faq/{topic}"),
            Self::Question(topic, question) => format!("/faq/{topic}/{question}"),
            Self::Guides => "/guides".to_owned(),
            Self::Guide(guide) => format!("/guides/{guide}"),
            Self::NewRequest => "/requests/new".to_owned(),
            Self::Form(form) => format!("/requests/new/{form}"),
            Self::Requests => "/requests".to_owned(),
            Self::Request(number) => format!("/requests/{number}"),
            Self::Contacts => "/contacts".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Privacy => "/about/privacy".to_owned(),
            Self::Accessibility => "/about/accessibility".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_at_its_path() {
        let slug = |text: &str| Slug::parse(text).unwrap();
        let pages = [
            Page::Home,
            Page::Search,
            Page::Faq,
            Page::Topic(slug("status")),
            Page::Question(slug("status"), slug("no-change")),
            Page::Guides,
            Page::Guide(slug("password-reset")),
            Page::NewRequest,
            Page::Form(slug("feedback")),
            Page::Requests,
            Page::Request(RequestNumber::from_random([1, 2, 3, 4, 5, 6, 7])),
            Page::Contacts,
            Page::Settings,
            Page::Privacy,
            Page::Accessibility,
        ];
        for page in pages {
            assert_eq!(
                Page::parse(&page.path()),
                Some(page.clone()),
                "{}",
                page.path()
            );
        }
        assert_eq!(Page::parse("/faq/"), Some(Page::Faq));
    }

    #[test]
    fn foreign_paths_are_no_pages() {
        for path in [
            "/nothing",
            "/faq/a/b/c",
            "/faq/Тема",
            "/guides/a/b",
            "/requests/new/a/b",
            "/requests/7KQ4-22HZ",
            "/search/x",
            "/about",
            "/about/us",
            "/settings/x",
            "/../etc",
        ] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }
}

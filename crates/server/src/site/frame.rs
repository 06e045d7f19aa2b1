//! Who may show a page in a frame: the portal whose origin stands in the page's address, else whom the deployment says.

use std::collections::HashMap;

use axum::http::{HeaderValue, Uri};

use super::header;
use crate::portal::Portals;

/// Parameters of an address that is shown in a frame: a mark, and the origin of the page around it.
const MARK: (&str, &str) = ("embed", "1");
const HOST: &str = "host";

/// `Content-Security-Policy` of pages, made at start: nothing of an address ever becomes part of a header.
pub struct Policies {
    usual: HeaderValue,
    /// By the origin of a portal.
    framed: HashMap<String, HeaderValue>,
}

impl Policies {
    /// # Errors
    /// When `ancestors` cannot stand in a header.
    pub fn new(ancestors: &str, portals: &Portals) -> anyhow::Result<Self> {
        let framed = portals.origins().map(|origin| {
            let policy = header::policy(origin.as_str())?;
            Ok((origin.to_string(), policy))
        });
        Ok(Self {
            usual: header::policy(ancestors)?,
            framed: framed.collect::<anyhow::Result<_>>()?,
        })
    }

    /// For a page that is nobody's to frame but the deployment's.
    pub const fn usual(&self) -> &HeaderValue {
        &self.usual
    }

    /// For the page at an address.
    pub fn of(&self, uri: &Uri) -> &HeaderValue {
        let host = uri.query().and_then(host);
        let framed = host.and_then(|host| self.framed.get(&host));
        framed.unwrap_or(&self.usual)
    }
}

/// The origin that a query names, once: of two, the app could read the other one.
fn host(query: &str) -> Option<String> {
    let mut marks = 0;
    let mut hosts = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == MARK.0 {
            marks += if value == MARK.1 { 1 } else { 2 };
        } else if name == HOST {
            hosts.push(value.into_owned());
        }
    }
    let host = hosts.pop().filter(|_| marks == 1)?;
    hosts.is_empty().then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_is_named_once_beside_the_mark() {
        for (query, expected) in [
            ("embed=1&host=https%3A%2F%2Fa.ru", Some("https://a.ru")),
            ("lang=ru&host=https://a.ru&embed=1", Some("https://a.ru")),
            ("host=https%3A%2F%2Fa.ru", None),
            ("embed=1", None),
            ("embed=0&host=https://a.ru", None),
            ("embed=1&embed=1&host=https://a.ru", None),
            ("embed=1&host=https://a.ru&host=https://b.ru", None),
            ("embed=1;host=https://a.ru", None),
            ("Embed=1&Host=https://a.ru", None),
            ("", None),
        ] {
            assert_eq!(host(query).as_deref(), expected, "{query}");
        }
    }
}

//! Entity tags: comparison as RFC 9110 asks, weak for reading and strong for writing.

use axum::http::{HeaderMap, HeaderName, header};

/// Whether `If-None-Match` names this tag, so that the answer is 304. Weak comparison.
#[must_use]
pub fn is_known(headers: &HeaderMap, tag: impl AsRef<[u8]>) -> bool {
    let opaque = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_owned();
    let tag = opaque(tag.as_ref());
    tags(headers, &header::IF_NONE_MATCH)
        .any(|known| known == "*" || opaque(known.as_bytes()) == tag)
}

/// Whether `If-Match` names this tag, so that a change may go ahead; `None` when there is no such header. Strong comparison.
#[must_use]
pub fn precondition(headers: &HeaderMap, tag: &str) -> Option<bool> {
    let present = headers.contains_key(header::IF_MATCH);
    present.then(|| tags(headers, &header::IF_MATCH).any(|known| known == "*" || known == tag))
}

fn tags<'a>(headers: &'a HeaderMap, name: &'a HeaderName) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(name).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn reading_compares_weakly_and_writing_strongly() {
        let reading = headers(header::IF_NONE_MATCH, "\"a\", W/\"b\"");
        assert!(is_known(&reading, "\"b\""));
        assert!(is_known(&reading, "W/\"a\""));
        assert!(!is_known(&reading, "\"c\""));
        let writing = headers(header::IF_MATCH, "W/\"3\", \"4\"");
        assert_eq!(precondition(&writing, "\"4\""), Some(true));
        assert_eq!(precondition(&writing, "\"3\""), Some(false));
        assert_eq!(precondition(&HeaderMap::new(), "\"3\""), None);
        let any = headers(header::IF_MATCH, "*");
        assert_eq!(precondition(&any, "\"9\""), Some(true));
    }
}

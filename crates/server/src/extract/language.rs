//! The language of a call: `?lang=`, else `Accept-Language`, else Russian.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header, request::Parts},
};
use opora_contract::language::Language;

/// The language to answer in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(pub Language);

impl Tongue {
    /// A language that is not known is passed over, never an error.
    #[must_use]
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let asked = uri.query().unwrap_or_default().split('&');
        let asked = asked
            .filter_map(|pair| pair.strip_prefix("lang="))
            .find_map(Language::parse);
        let accepted = || {
            let value = headers.get(header::ACCEPT_LANGUAGE)?;
            Language::parse(value.to_str().ok()?)
        };
        Self(asked.or_else(accepted).unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for Tongue {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_wins_over_the_header_and_unknown_languages_are_passed_over() {
        let tongue = |path: &'static str, accept: &'static str| {
            let accept = accept.parse().unwrap();
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, accept)]);
            Tongue::of(&Uri::from_static(path), &headers).0
        };
        assert_eq!(tongue("/home?lang=en", "ru"), Language::En);
        assert_eq!(tongue("/home?q=1&lang=ru", "en"), Language::Ru);
        assert_eq!(tongue("/home?lang=tlh", "de, en;q=0.5"), Language::En);
        assert_eq!(tongue("/home", "de"), Language::Ru);
    }
}

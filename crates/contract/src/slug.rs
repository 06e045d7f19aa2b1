//! Names of things in URLs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A name in a URL: 1 to 60 lowercase Latin letters, digits and single inner hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 60))]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Longest name accepted, in characters.
    pub const MAX: usize = 60;

    /// Accepts `text` when it has the shape of a slug; nothing is normalised.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = !text.is_empty()
            && text.len() <= Self::MAX
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        shaped.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a slug"))
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn only_url_names_are_slugs() {
        for good in ["a", "reset-password", "2fa"] {
            assert!(Slug::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "пароль",
            "a/b",
            "a b",
            "..",
            &"a".repeat(61),
        ] {
            assert!(Slug::parse(bad).is_none(), "{bad}");
        }
    }
}

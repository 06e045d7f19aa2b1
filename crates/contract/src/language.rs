//! The languages the product speaks.

use serde::{Deserialize, Serialize};

/// A language of texts and messages. `?lang=` on any API read or page selects it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Ru,
    En,
}

impl Language {
    /// Every language, in the order a switcher offers them.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// The BCP 47 tag, as in `<html lang>` and `?lang=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Reads a tag or a list in the form of `Accept-Language`; the first language known wins.
    #[must_use]
    pub fn parse(tags: &str) -> Option<Self> {
        tags.split(',').find_map(|tag| {
            let primary = tag.split([';', '-', '_']).next().unwrap_or_default().trim();
            Self::ALL
                .into_iter()
                .find(|language| primary.eq_ignore_ascii_case(language.tag()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_known_language_of_a_list_wins() {
        assert_eq!(
            Language::parse("de-DE,en-GB;q=0.9,ru;q=0.8"),
            Some(Language::En)
        );
        assert_eq!(Language::parse("RU_ru"), Some(Language::Ru));
        assert_eq!(Language::parse("kk, uz"), None);
        assert_eq!(Language::parse(""), None);
    }
}

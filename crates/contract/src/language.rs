//! The languages the product speaks: Russian, English, and one for each further folder of `content/`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

// `COUNT`, `EVERY` and `record`, which gives what is known of a language.
include!(concat!(env!("OUT_DIR"), "/language.rs"));

/// A language of texts and messages. `?lang=` on any API read or page selects it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Language(u8);

/// The language that says what a further one leaves out. A `match` on it takes the place of one on [`Language`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Ru,
    En,
}

/// What is known of a language.
struct Record {
    tag: &'static str,
    name: &'static str,
    locale: &'static str,
    is_rtl: bool,
    base: Base,
}

const RUSSIAN: Record = Record {
    tag: "ru",
    name: "Русский",
    locale: "ru-RU",
    is_rtl: false,
    base: Base::Ru,
};

const ENGLISH: Record = Record {
    tag: "en",
    name: "English",
    locale: "en-GB",
    is_rtl: false,
    base: Base::En,
};

#[expect(
    non_upper_case_globals,
    reason = "they read as the variants of an enum, which they were"
)]
impl Language {
    pub const Ru: Self = Self(0);
    pub const En: Self = Self(1);
}

impl Language {
    /// Every language, in the order a switcher offers them.
    pub const ALL: [Self; COUNT] = EVERY;

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The BCP 47 tag, as in `<html lang>` and `?lang=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        record(self).tag
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        record(self).name
    }

    /// Whose dates and numbers a browser writes, for `Intl`.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        record(self).locale
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_rtl(self) -> bool {
        record(self).is_rtl
    }

    /// Whose texts and rules hold where the language has none of its own.
    #[must_use]
    pub const fn base(self) -> Base {
        record(self).base
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

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|known| known.tag() == tag);
        known.ok_or_else(|| D::Error::custom("no such language"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Language {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some(
                "A language of texts and messages. `?lang=` on any API read or page selects it.",
            ))
            .enum_values(Some(Self::ALL.map(Self::tag)))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Language {
    fn name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_known_language_of_a_list_wins() {
        assert_eq!(
            Language::parse("xx-DE,en-GB;q=0.9,ru;q=0.8"),
            Some(Language::En)
        );
        assert_eq!(Language::parse("RU_ru"), Some(Language::Ru));
        assert_eq!(Language::parse("xx, zz"), None);
        assert_eq!(Language::parse(""), None);
    }

    #[test]
    fn every_language_comes_back_from_the_wire() {
        for (at, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language.index(), at);
            let tag = serde_json::to_string(&language).unwrap();
            assert_eq!(tag, format!("\"{}\"", language.tag()));
            assert_eq!(serde_json::from_str::<Language>(&tag).unwrap(), language);
        }
        assert!(serde_json::from_str::<Language>("\"xx\"").is_err());
    }
}

//! What `language.toml` says, and the words of `interface.toml`.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::{plural::Plural, text::Texts};

/// The language that says what a further one leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    Ru,
    #[default]
    En,
}

/// A further language.
#[derive(Debug)]
pub struct Tongue {
    /// BCP 47, the name of its folder: two or three small letters.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
    pub base: Base,
    /// Written from right to left.
    pub is_rtl: bool,
    /// Whose dates and numbers the browser writes, as `Intl` knows it.
    pub locale: String,
    pub plural: Plural,
    pub texts: Texts,
}

/// Names the further languages.
pub const LIST: &str = "languages.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    further: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    base: Base,
    #[serde(default)]
    direction: Direction,
    locale: Option<String>,
    plural: Option<BTreeMap<String, String>>,
}

#[derive(Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    #[default]
    Ltr,
    Rtl,
}

impl Base {
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The function of the catalogue that chooses a form by number.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Ru => "russian",
            Self::En => "english",
        }
    }
}

/// The further languages of a content folder, in the order in which `languages.toml` names them.
///
/// # Errors
/// The first file that cannot be read or says something unknown.
pub fn all(content: &Path) -> Result<Vec<Tongue>> {
    let path = content.join(LIST);
    let list =
        fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let list: List = toml::from_str(&list).with_context(|| path.display().to_string())?;
    let folders = list.further.iter();
    folders.map(|tag| read(&content.join(tag), tag)).collect()
}

fn read(folder: &Path, tag: &str) -> Result<Tongue> {
    let path = folder.join("language.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let at = || path.display().to_string();
    let file: File = toml::from_str(&text).with_context(at)?;
    let is_tag = (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
    ensure!(
        is_tag && tag != "ru" && tag != "en",
        "{LIST}: a tag has two or three small letters and is neither ru nor en"
    );
    let plural = match &file.plural {
        Some(rules) => Plural::parse(rules).with_context(at)?,
        None => Plural::of(file.base),
    };
    let words = folder.join("interface.toml");
    let texts = match words.exists() {
        true => Texts::parse(&fs::read_to_string(&words)?, &plural)
            .with_context(|| words.display().to_string())?,
        false => Texts::default(),
    };
    Ok(Tongue {
        locale: file.locale.unwrap_or_else(|| tag.to_owned()),
        name: file.name,
        base: file.base,
        is_rtl: file.direction == Direction::Rtl,
        plural,
        texts,
        tag: tag.to_owned(),
    })
}

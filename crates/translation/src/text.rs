//! Texts of a base and what stands for them in another language.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result, bail, ensure};
use toml::{Table, Value};

use crate::{plural::Plural, source, tongue::Base};

/// Where the words of `index.html` and `boot.js` are.
const PAGE: &str = "page";
/// Where the words of the server are.
const SERVER: &str = "server";
/// Where a text is looked for that its own section does not have.
const ANY: &str = "any";

/// The sources whose texts have sections of their own: the catalogue of the app and what the contract says.
const MODULES: [&str; 2] = ["src/i18n", "crates/contract/src/wording"];

/// A text of the base: what it is a key of, and whether it stands for a noun with its forms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    pub section: String,
    /// The text itself; the forms of a word joined by `|`.
    pub key: String,
    pub is_plural: bool,
}

/// What a language says for the texts of its base.
#[derive(Debug, Default)]
pub struct Texts {
    sections: BTreeMap<String, BTreeMap<String, Said>>,
}

#[derive(Debug)]
enum Said {
    Text(String),
    /// In the order of [`Plural::forms`].
    Forms(Vec<String>),
}

impl Texts {
    /// Reads `interface.toml`: sections with texts of the base as keys.
    ///
    /// # Errors
    /// When it is no TOML, or a value is neither a text nor the forms of the language.
    pub fn parse(text: &str, plural: &Plural) -> Result<Self> {
        let table: Table = text.parse()?;
        let mut sections = BTreeMap::new();
        for (name, section) in &table {
            let section = section
                .as_table()
                .with_context(|| format!("`{name}` stands in no section"))?;
            let said: Result<BTreeMap<_, _>> = section
                .iter()
                .map(|(key, value)| {
                    let said = said(key, value, plural);
                    let said = said.with_context(|| format!("[{name}] \"{key}\""))?;
                    Ok((plain(key), said))
                })
                .collect();
            sections.insert(name.clone(), said?);
        }
        Ok(Self { sections })
    }

    /// What stands for a text.
    #[must_use]
    pub fn text(&self, section: &str, key: &str) -> Option<&str> {
        match self.find(section, key)? {
            Said::Text(text) => Some(text),
            Said::Forms(_) => None,
        }
    }

    /// What stands for the forms of a word, in the order of [`Plural::forms`].
    #[must_use]
    pub fn forms(&self, section: &str, key: &str) -> Option<&[String]> {
        match self.find(section, key)? {
            Said::Forms(forms) => Some(forms),
            Said::Text(_) => None,
        }
    }

    fn find(&self, section: &str, key: &str) -> Option<&Said> {
        let key = plain(key);
        let of = |name: &str| self.sections.get(name)?.get(&key);
        of(section).or_else(|| of(ANY))
    }

    /// Whether there is anything for a text.
    #[must_use]
    pub fn has(&self, text: &Text) -> bool {
        self.find(&text.section, &text.key).is_some()
    }

    /// Section and key of what stands for none of these texts.
    #[must_use]
    pub fn stale(&self, texts: &BTreeSet<Text>) -> Vec<(String, String)> {
        let known = |section: &str, key: &str| {
            let mut texts = texts.iter();
            texts.any(|text| (section == ANY || text.section == section) && plain(&text.key) == key)
        };
        let all = self.sections.iter();
        let all = all.flat_map(|(name, texts)| texts.keys().map(move |key| (name, key)));
        all.filter(|(section, key)| !known(section, key))
            .map(|(section, key)| (section.clone(), key.clone()))
            .collect()
    }

    /// Every pair of the server's texts, sorted by the base's.
    pub fn of_server(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs(SERVER)
    }

    /// Every pair of the page's texts.
    pub fn of_page(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs(PAGE)
    }

    fn pairs(&self, section: &str) -> impl Iterator<Item = (&str, &str)> {
        let section = self.sections.get(section).into_iter().flatten();
        section.filter_map(|(key, said)| match said {
            Said::Text(text) => Some((key.as_str(), text.as_str())),
            Said::Forms(_) => None,
        })
    }
}

fn said(key: &str, value: &Value, plural: &Plural) -> Result<Said> {
    match value {
        Value::String(text) => {
            ensure!(
                places(text) == places(key),
                "the places in braces are not those of the base"
            );
            Ok(Said::Text(text.clone()))
        }
        Value::Table(given) => {
            if let Some(other) = given
                .keys()
                .find(|name| plural.forms().all(|form| form != *name))
            {
                bail!("the language has no form `{other}`");
            }
            let forms = plural.forms().map(|form| {
                let text = given.get(form).and_then(Value::as_str);
                text.map(str::to_owned)
                    .with_context(|| format!("the form `{form}` is missing"))
            });
            forms.collect::<Result<_>>().map(Said::Forms)
        }
        _ => bail!("neither a text nor forms by number"),
    }
}

/// Keys are compared without regard for which spaces may break.
fn plain(key: &str) -> String {
    key.replace('\u{a0}', " ")
}

/// What is in braces; places without a name are numbered.
fn places(text: &str) -> BTreeSet<String> {
    let mut next = 0;
    let text = text.replace("{{", "").replace("}}", "");
    let places = text.split('{').skip(1).map(|rest| {
        let place = rest.split('}').next().unwrap_or_default();
        let (name, format) = place.split_once(':').unwrap_or((place, ""));
        if !name.is_empty() {
            return format!("{name}:{format}");
        }
        next += 1;
        format!("{}:{format}", next - 1)
    });
    places.collect()
}

/// Whether anything in it is to be translated: a letter outside of braces.
#[must_use]
pub fn speaks(text: &str) -> bool {
    let mut is_place = false;
    text.chars().any(|letter| {
        match letter {
            '{' => is_place = true,
            '}' => is_place = false,
            _ => {}
        }
        !is_place && letter.is_alphabetic()
    })
}

/// Every text of the app's catalogue, the contract and the server, as the base says it.
///
/// # Errors
/// When a source can't be read.
pub fn of_code(root: &Path, base: Base) -> Result<BTreeSet<Text>> {
    let mut texts = BTreeSet::new();
    for folder in MODULES {
        source::collect(&root.join(folder), base, &mut texts)?;
    }
    for file in [
        "text.rs",
        "text/refusal.rs",
        "export/word.rs",
        "site/page/word.rs",
    ] {
        let path = root.join("crates/server/src").join(file);
        let text =
            fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        // Both languages stand side by side here; forms of dates are not looked up.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let literals = source::literals(code)?.into_iter();
        let is_date = |text: &str| text.contains('[') || text.contains(":02}");
        let own = literals.filter(|text| !is_date(text) && is_of(base, text));
        texts.extend(own.map(|key| Text::of(SERVER, key)));
    }
    Ok(texts)
}

fn is_of(base: Base, text: &str) -> bool {
    let is_russian = text.contains(|letter| ('А'..='ё').contains(&letter));
    speaks(text) && is_russian == (base == Base::Ru)
}

impl Text {
    fn of(section: &str, key: String) -> Self {
        Self {
            section: section.to_owned(),
            key,
            is_plural: false,
        }
    }
}

/// The texts of a page's template: what `data-en` and its kin say, in English.
#[must_use]
pub fn of_page(template: &str) -> BTreeSet<Text> {
    let marks = ["data-en=\"", "data-en-label=\"", "data-en-placeholder=\""];
    let texts = marks.into_iter().flat_map(|mark| {
        let parts = template.split(mark).skip(1);
        parts.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
    });
    texts.map(|key| Text::of(PAGE, key)).collect()
}

/// The last words of `boot.js` in English.
#[must_use]
pub fn of_script(script: &str) -> BTreeSet<Text> {
    let words = script
        .split_once("const WORDS = {")
        .map_or("", |(_, rest)| rest);
    let words = words.split_once("\n  };").map_or("", |(words, _)| words);
    let own = words.split_once("en: {").map_or("", |(_, rest)| rest);
    let own = own.split_once('}').map_or("", |(own, _)| own);
    let texts = own.split('"').skip(1).step_by(2);
    texts.map(|key| Text::of(PAGE, key.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(toml: &str) -> Result<Texts> {
        Texts::parse(toml, &Plural::of(Base::Ru))
    }

    #[test]
    fn a_text_is_found_in_its_section_and_else_in_any() {
        let texts = texts("[home]\n\"Send\" = \"Жіберу\"\n[any]\nSend = \"Салу\"").unwrap();
        assert_eq!(texts.text("home", "Send"), Some("Жіберу"));
        assert_eq!(texts.text("form", "Send"), Some("Салу"));
        assert_eq!(texts.text("form", "Other"), None);
    }

    #[test]
    fn places_may_change_their_order_and_not_their_names() {
        assert!(texts("[a]\n\"{count} {} of {max}\" = \"{max}: {0} {count}\"").is_ok());
        let error = texts("[a]\n\"{count} files\" = \"{number}\"").unwrap_err();
        assert!(
            format!("{error:#}").contains("places in braces"),
            "{error:#}"
        );
    }

    #[test]
    fn a_word_has_every_form_of_its_language() {
        let forms = "{ one = \"a\", few = \"b\", other = \"c\" }";
        let known = texts(&format!("[a]\n\"x|y\" = {forms}")).unwrap();
        assert_eq!(known.forms("a", "x|y").unwrap(), ["a", "b", "c"]);
        let error = texts("[a]\n\"x|y\" = { one = \"a\", other = \"c\" }").unwrap_err();
        assert!(
            format!("{error:#}").contains("`few` is missing"),
            "{error:#}"
        );
    }

    #[test]
    fn what_the_base_no_longer_says_is_stale() {
        let known = texts("[a]\n\"New\u{a0}one\" = \"x\"\nOld = \"y\"").unwrap();
        let now = BTreeSet::from([Text::of("a", "New one".to_owned())]);
        assert_eq!(known.stale(&now), [("a".to_owned(), "Old".to_owned())]);
    }
}

//! A TOML table read key by key, so that one file can report all its mistakes, each with its line.

use std::ops::{Range, RangeInclusive};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use opora_contract::slug::Slug;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    markdown::{self, Body},
    mistake::Report,
    source::Source,
};
use crate::word;

/// A value and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    pub value: T,
    pub line: usize,
}

pub struct Table<'a> {
    source: &'a Source,
    /// Where the parsed part of the file starts.
    base: usize,
    /// Where the table starts: what is missing is missing there.
    line: usize,
    values: DeTable<'a>,
    report: &'a mut Report,
}

impl<'a> Table<'a> {
    /// Parses the `range` of the file.
    pub fn parse(source: &'a Source, range: Range<usize>, report: &'a mut Report) -> Option<Self> {
        let base = range.start;
        let text = source.text.get(range).unwrap_or_default();
        match DeTable::parse(text) {
            Ok(values) => Some(Self {
                source,
                base,
                line: source.line(base),
                values: values.into_inner(),
                report,
            }),
            Err(error) => {
                source.toml_mistake(&error, base, report);
                None
            }
        }
    }

    fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'a>>> {
        self.values.remove(key)
    }

    fn required(&mut self, key: &str) -> Option<Spanned<DeValue<'a>>> {
        let value = self.take(key);
        if value.is_none() {
            self.mistake(self.line, format!("`{key}` is missing"));
        }
        value
    }

    fn line_of(&self, value: &Spanned<DeValue<'_>>) -> usize {
        self.source.line(self.base + value.span().start)
    }

    pub fn mistake(&mut self, line: usize, message: String) {
        self.report.add(&self.source.path, line, message);
    }

    fn checked_text(
        &mut self,
        key: &str,
        max: usize,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Placed<String>> {
        let line = self.line_of(value);
        let Some(text) = value.get_ref().as_str() else {
            self.mistake(line, format!("`{key}` must be text"));
            return None;
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.mistake(line, format!("`{key}` is empty"));
        } else if text.trim() != text {
            self.mistake(line, format!("`{key}` starts or ends with a space"));
        }
        if length > max {
            self.mistake(
                line,
                format!("`{key}` has {length} characters, at most {max} fit"),
            );
        }
        Some(Placed {
            value: text.to_owned(),
            line,
        })
    }

    /// A text of 1 to `max` characters.
    pub fn text(&mut self, key: &str, max: usize) -> Option<Placed<String>> {
        let value = self.required(key)?;
        self.checked_text(key, max, &value)
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, key: &str, max: usize) -> Option<Placed<String>> {
        let value = self.take(key)?;
        self.checked_text(key, max, &value)
    }

    /// A whole number of 1 and above.
    pub fn ordinal(&mut self, key: &str) -> Option<Placed<u32>> {
        let value = self.required(key)?;
        let line = self.line_of(&value);
        let parsed = value
            .get_ref()
            .as_integer()
            .and_then(|integer| integer.as_str().parse().ok())
            .filter(|&number| number > 0);
        if parsed.is_none() {
            self.mistake(line, format!("`{key}` must be a whole number from 1"));
        }
        parsed.map(|value| Placed { value, line })
    }

    /// A whole number within a range; `None` where it is absent.
    pub fn number(&mut self, key: &str, range: RangeInclusive<u8>) -> Option<u8> {
        let value = self.take(key)?;
        let integer = value.get_ref().as_integer();
        let parsed = integer
            .and_then(|integer| integer.as_str().parse().ok())
            .filter(|number| range.contains(number));
        if parsed.is_none() {
            let (min, max) = (range.start(), range.end());
            let line = self.line_of(&value);
            self.mistake(
                line,
                format!("`{key}` must be a whole number from {min} to {max}"),
            );
        }
        parsed
    }

    /// `true` or `false`; absent, it is `false`.
    pub fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.take(key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let line = self.line_of(&value);
            self.mistake(line, format!("`{key}` must be true or false"));
        }
        flag.unwrap_or_default()
    }

    /// A word of an enumeration of the contract.
    pub fn word<T: DeserializeOwned + Serialize>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key, 40)?;
        self.known(key, &text)
    }

    /// A list of `count` different words of an enumeration of the contract.
    pub fn words<T: DeserializeOwned + Serialize>(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
    ) -> Vec<T> {
        let words = self.texts(key, count, 40);
        let known = words.iter().filter_map(|word| self.known(key, word));
        known.collect()
    }

    fn known<T: DeserializeOwned + Serialize>(
        &mut self,
        key: &str,
        text: &Placed<String>,
    ) -> Option<T> {
        let value = word::exact(&text.value);
        if value.is_none() {
            let message = format!("`{key}` knows no `{}`", text.value);
            self.mistake(text.line, message);
        }
        value
    }

    /// A name of Latin letters, digits and hyphens.
    pub fn slug(&mut self, key: &str) -> Option<Placed<Slug>> {
        let text = self.text(key, Slug::MAX)?;
        let slug = Slug::parse(&text.value);
        if slug.is_none() {
            let message = format!("`{key}` is `{}`, which is not a slug", text.value);
            self.mistake(text.line, message);
        }
        slug.map(|value| Placed {
            value,
            line: text.line,
        })
    }

    /// A text of several lines between `"""`, as it stands in the file: the lines and the place of the first.
    pub fn lines(&mut self, key: &str) -> Option<(String, Range<usize>)> {
        let value = self.required(key)?;
        let line = self.line_of(&value);
        let Range { start, end } = value.span();
        let inner = self.base + start + 4..(self.base + end).saturating_sub(3);
        let text = value.get_ref().as_str();
        let raw = self.source.text.get(inner.clone());
        if raw.is_none() || raw != text {
            let message = format!("`{key}` must be lines between two \"\"\", without escapes");
            self.mistake(line, message);
            return None;
        }
        Some((raw?.to_owned(), inner))
    }

    /// Markdown without headings, of at most `max` characters, between `"""`.
    pub fn markdown(&mut self, key: &str, max: usize) -> Option<Body> {
        let (text, range) = self.lines(key)?;
        let line = self.source.line(range.start);
        let length = text.trim().chars().count();
        if length > max {
            let message = format!("`{key}` has {length} characters, at most {max} fit");
            self.mistake(line, message);
        }
        let body = markdown::parse(self.source, range, self.report);
        if body.has_heading() {
            self.mistake(line, format!("`{key}` has a heading: only answers do"));
        }
        Some(body)
    }

    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// The line on which the table starts.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The line of a byte of the file.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.source.line(offset)
    }

    /// Reads a table, `[key]`, and reports the keys that `read` did not ask for.
    pub fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Table<'_>) -> T) -> Option<T> {
        let value = self.required(key)?;
        let line = self.line_of(&value);
        let DeValue::Table(values) = value.into_inner() else {
            self.mistake(line, format!("`{key}` must be a table"));
            return None;
        };
        let mut table = Table {
            source: self.source,
            base: self.base,
            line,
            values,
            report: &mut *self.report,
        };
        let found = read(&mut table);
        table.finish();
        Some(found)
    }

    /// A list of `count` different texts of at most `max` characters.
    pub fn texts(
        &mut self,
        key: &str,
        count: RangeInclusive<usize>,
        max: usize,
    ) -> Vec<Placed<String>> {
        let Some(value) = self.required(key) else {
            return Vec::new();
        };
        let line = self.line_of(&value);
        let Some(array) = value.get_ref().as_array() else {
            self.mistake(line, format!("`{key}` must be a list of texts"));
            return Vec::new();
        };
        if !count.contains(&array.len()) {
            let (min, max) = (count.start(), count.end());
            let found = array.len();
            self.mistake(
                line,
                format!("`{key}` has {found} entries, not {min} to {max}"),
            );
        }
        let mut texts: Vec<Placed<String>> = Vec::with_capacity(array.len());
        for item in array.iter() {
            if let Some(text) = self.checked_text(key, max, item) {
                if texts.iter().any(|known| known.value == text.value) {
                    self.mistake(text.line, format!("`{key}` names `{}` twice", text.value));
                }
                texts.push(text);
            }
        }
        texts
    }

    /// Reads a list of tables, `[[key]]`.
    pub fn tables(&mut self, key: &str, mut read: impl FnMut(Table<'_>)) {
        let Some(value) = self.required(key) else {
            return;
        };
        let line = self.line_of(&value);
        let DeValue::Array(items) = value.into_inner() else {
            self.mistake(line, format!("`{key}` must be a list of tables"));
            return;
        };
        for item in items {
            let line = self.line_of(&item);
            let DeValue::Table(values) = item.into_inner() else {
                self.mistake(line, format!("`{key}` must be a list of tables"));
                continue;
            };
            read(Table {
                source: self.source,
                base: self.base,
                line,
                values,
                report: &mut *self.report,
            });
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(mut self) {
        for (key, value) in std::mem::take(&mut self.values) {
            let line = self.line_of(&value);
            self.mistake(line, format!("unknown key `{}`", key.get_ref()));
        }
    }
}

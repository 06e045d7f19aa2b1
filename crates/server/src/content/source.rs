//! Files of the content folder as they are read: text with a path and line numbers.

use std::{fs, ops::Range, path::Path};

use opora_contract::language::{Base, Language};
use serde::de::DeserializeOwned;

use super::mistake::Report;

/// What stands above and below front matter.
const FENCE: &str = "+++\n";

/// A text file of the content folder.
#[derive(Clone, Debug)]
pub struct Source {
    /// Relative to the content folder, with `/` between parts.
    pub path: String,
    pub text: String,
}

impl Source {
    /// Reads `root/path`. A file that is absent or not UTF-8 is a mistake.
    pub fn read(root: &Path, path: &str, report: &mut Report) -> Option<Self> {
        let path = spoken(root, path);
        match fs::read_to_string(root.join(&path)) {
            Ok(text) => Some(Self { path, text }),
            Err(error) => {
                report.add(&path, 1, format!("cannot be read: {error}"));
                None
            }
        }
    }

    /// The line, counted from 1, that holds the byte at `offset`.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        1 + before.iter().filter(|&&byte| byte == b'\n').count()
    }

    /// The first line that holds `needle`, or 1: good enough to lead an editor to a value of a data file.
    #[must_use]
    pub fn line_of(&self, needle: &str) -> usize {
        self.text
            .lines()
            .position(|line| line.contains(needle))
            .map_or(1, |at| at + 1)
    }

    /// Reads the whole file as TOML of a known shape.
    pub fn toml<T: DeserializeOwned>(&self, report: &mut Report) -> Option<T> {
        match toml::from_str(&self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.toml_mistake(&error, 0, report);
                None
            }
        }
    }

    /// Where the front matter and the body of a text lie. Without front matter it is a mistake.
    pub fn front_matter(&self, report: &mut Report) -> Option<(Range<usize>, Range<usize>)> {
        let rest = self.text.strip_prefix(FENCE);
        let Some(at) = rest.and_then(|rest| rest.find(&format!("\n{FENCE}"))) else {
            let message = "must start with front matter between two `+++` lines";
            report.add(&self.path, 1, message);
            return None;
        };
        // The line end before the closing fence belongs to the front matter.
        let end = FENCE.len() + at + 1;
        Some((FENCE.len()..end, end + FENCE.len()..self.text.len()))
    }

    /// Reports what the TOML parser said about the part of the file that starts at `base`.
    pub fn toml_mistake(&self, error: &toml::de::Error, base: usize, report: &mut Report) {
        let Range { start, .. } = error.span().unwrap_or_default();
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        report.add(&self.path, self.line(base + start), message);
    }
}

/// Names of the entries of a folder and of the one that stands in for it, sorted; an absent folder has none.
pub fn entries(root: &Path, folder: &str) -> Vec<String> {
    let folders = std::iter::once(folder.to_owned()).chain(stand_in(folder));
    let mut names: Vec<String> = folders
        .flat_map(|folder| fs::read_dir(root.join(folder)).into_iter().flatten())
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The path itself, or the same file in the language that says what this one leaves out.
fn spoken(root: &Path, path: &str) -> String {
    let other = stand_in(path).filter(|_| !root.join(path).exists());
    other.unwrap_or_else(|| path.to_owned())
}

/// Where the base of a further language keeps what is at `path`.
fn stand_in(path: &str) -> Option<String> {
    let (tag, rest) = path.split_once('/')?;
    let language = Language::ALL.into_iter().find(|known| known.tag() == tag)?;
    let base = match language.base() {
        Base::Ru => Language::Ru,
        Base::En => Language::En,
    };
    (base != language).then(|| format!("{}/{rest}", base.tag()))
}

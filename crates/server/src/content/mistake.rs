//! What is wrong with content, and where: `path:line: message`, as compilers say it.

use std::fmt;

/// One thing to mend in a content file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Relative to the content folder, with `/` between parts.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Gathers mistakes, so that an editor sees all of them at once and not one a run.
#[derive(Debug, Default)]
pub struct Report(Vec<Mistake>);

impl Report {
    pub fn add(&mut self, path: &str, line: usize, message: impl Into<String>) {
        self.0.push(Mistake {
            path: path.to_owned(),
            line,
            message: message.into(),
        });
    }

    /// Every mistake in the order of files and lines.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Mistake> {
        self.0.sort();
        self.0.dedup();
        self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

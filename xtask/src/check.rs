//! The house rules that need no running app: format, lints, import directions, lengths, style
//! sheets, markup, content, licences, README.

mod contrast;
mod crates;
mod css;
mod import;
mod language;
mod length;
mod licence;
mod lint;
mod markup;
mod readme;
mod token;

use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::progress::Step;
use crate::source;
use crate::workspace::Workspace;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: PathBuf,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.message)
    }
}

/// A text file of the checkout, by its path from the root.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn has_extension(&self, extension: &str) -> bool {
        self.path
            .extension()
            .is_some_and(|found| found == extension)
    }
}

/// What a rule looks at.
struct Subject<'a> {
    workspace: &'a Workspace,
    step: &'a Step,
    sources: Vec<Source>,
}

impl Subject<'_> {
    /// Files with this extension under a folder.
    fn under(&self, folder: &str, extension: &str) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| {
            source.path.starts_with(folder) && source.has_extension(extension)
        })
    }
}

/// A rule by its name on the command line.
type Rule = (&'static str, fn(&Subject) -> Result<Vec<Finding>>);

/// Quick ones first.
const RULES: [Rule; 13] = [
    ("format", lint::format),
    ("import", import::check),
    ("crates", crates::check),
    ("length", length::check),
    ("css", css::check),
    ("token", token::check),
    ("contrast", contrast::check),
    ("markup", markup::check),
    ("readme", readme::check),
    ("licence", licence::check),
    ("language", language::check),
    ("lint", lint::clippy),
    ("content", lint::content),
];

/// How many rules were kept, and how many broken.
pub struct Report {
    /// Rules without a finding.
    pub kept: usize,
    /// Rules with findings, or whose tool failed.
    pub broken: usize,
}

/// Checks the rules of these names, or all of them, and prints every finding.
///
/// # Errors
/// When a name is unknown or the sources can't be read.
pub fn check(workspace: &Workspace, step: &Step, names: &[String]) -> Result<Report> {
    let known: Vec<_> = RULES.iter().map(|(name, _)| *name).collect();
    for name in names {
        let is_known = known.contains(&name.as_str());
        ensure!(is_known, "no rule is called {name}: {}", known.join(", "));
    }
    let subject = Subject {
        workspace,
        step,
        sources: sources(workspace)?,
    };
    let wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    let mut report = Report { kept: 0, broken: 0 };
    for (name, rule) in RULES.iter().filter(|(name, _)| wanted(name)) {
        match rule(&subject) {
            Ok(findings) if findings.is_empty() => report.kept += 1,
            Ok(findings) => {
                findings.iter().for_each(|finding| eprintln!("{finding}"));
                report.broken += 1;
            }
            Err(error) => {
                eprintln!("the rule {name} is broken: {error:#}");
                report.broken += 1;
            }
        }
    }
    Ok(report)
}

/// The files that rules read, from the folders people write in.
fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    let root = &workspace.root;
    let mut paths = Vec::new();
    for folder in ["src", "crates", "tests", "xtask/src", "style"] {
        paths.extend(source::files(&root.join(folder))?);
    }
    paths.retain(|path| {
        path.extension()
            .is_some_and(|found| found == "rs" || found == "css")
    });
    let pages = ["index.html", "staff.html", "README.md"].map(|name| root.join(name));
    paths.extend(pages.into_iter().filter(|path| path.exists()));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path);
        Ok(Source {
            text: text.with_context(|| format!("can't read {}", path.display()))?,
            path: path.strip_prefix(root)?.to_path_buf(),
        })
    };
    paths.into_iter().map(read).collect()
}

/// The number of the line that holds this byte of a text.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
}

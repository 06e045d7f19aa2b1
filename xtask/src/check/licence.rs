//! Licences of what is linked or bundled.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Finding, Subject};
use crate::tool::rust;

/// Permissive, or copyleft for changes of the library's own files only (MPL).
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Every dependency can be used under an allowed licence.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let metadata = rust::metadata(subject.workspace, subject.step)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("cargo metadata has no packages")?;
    Ok(packages.iter().filter_map(refused).collect())
}

fn refused(package: &Value) -> Option<Finding> {
    let text = |key| package.get(key).and_then(Value::as_str);
    let licence = text("license").unwrap_or("no licence");
    if is_allowed(licence) {
        return None;
    }
    let name = text("name").unwrap_or_default();
    let message = format!("{name}: the licence «{licence}» is not in xtask/src/check/licence.rs");
    Some(Finding::new("Cargo.lock", 1, message))
}

/// Whether an SPDX expression leaves a way to use the package. `OR` binds loosest; the slash is
/// how older manifests write it.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = any(&mut words);
    allowed && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words) -> bool {
    let mut allowed = all(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all(words);
    }
    allowed
}

fn all(words: &mut Words) -> bool {
    let mut allowed = one(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words);
    }
    allowed
}

fn one(words: &mut Words) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let allowed = any(words);
        return allowed & words.next_if_eq(&")").is_some();
    }
    let Some(name) = words.next() else {
        return false;
    };
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => ALLOWED.contains(&format!("{name} WITH {exception}").as_str()),
        None => ALLOWED.contains(&name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expect: bool) {
        assert_eq!(is_allowed(expression), expect, "{expression}");
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        check("MIT", true);
        check("MIT OR Apache-2.0", true);
        check("GPL-3.0 OR MIT", true);
        check("Unlicense/MIT", true);
        check("GPL-3.0", false);
    }

    #[test]
    fn joined_licences_must_all_be_allowed() {
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("MIT AND GPL-2.0", false);
        check("MIT OR (ISC AND GPL-2.0)", true);
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        check("Apache-2.0 WITH LLVM-exception OR MIT", true);
        check("Apache-2.0 WITH Odd-exception", false);
    }

    #[test]
    fn a_broken_expression_is_refused() {
        check("no licence", false);
        check("(MIT", false);
        check("", false);
    }
}

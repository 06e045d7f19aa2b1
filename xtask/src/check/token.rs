//! Two tiers of design tokens: primitives (`--p-…`) are used in `tokens.css` only, roles
//! everywhere else. A colour written out is a primitive without a name.

use anyhow::Result;

use super::css::parts;
use super::{Finding, Subject};

/// Where the tokens are.
const TOKENS: &str = "style/tokens.css";

/// Style sheets use roles.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for source in subject.under("style", "css") {
        if source.path.starts_with(TOKENS) {
            continue;
        }
        for (line, message) in search(&source.text) {
            findings.push(Finding::new(&source.path, line, message));
        }
    }
    Ok(findings)
}

fn search(css: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for part in parts(css) {
        let Some((_, value)) = part.text.split_once(':') else {
            continue;
        };
        if value.contains("--p-") {
            found.push((part.line, "a primitive token: use a role".to_owned()));
        }
        if is_declaration(&part.text) && has_colour(value) {
            let message = format!("a colour written out: give it a role in {TOKENS}");
            found.push((part.line, message));
        }
    }
    found
}

/// `a:hover` is a selector, `color: red` a declaration: people put a space there.
fn is_declaration(text: &str) -> bool {
    text.split_once(": ")
        .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

fn has_colour(value: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab("];
    let is_hex = |word: &str| {
        word.strip_prefix('#')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()))
    };
    let mut words = value.split([' ', ',', '(', ')']);
    functions.iter().any(|function| value.contains(function)) || words.any(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(css: &str) -> Vec<usize> {
        search(css).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn roles_are_used_freely_and_primitives_never() {
        assert_eq!(lines(".a { color: var(--accent) }"), [0; 0]);
        assert_eq!(lines(".a {\n  color: var(--p-blue, red);\n}"), [2]);
    }

    #[test]
    fn a_colour_written_out_is_found() {
        assert_eq!(lines(".a { border: 1px solid #ccc }"), [1]);
        assert_eq!(lines(".a:hover { color: rgb(0 0 0) }"), [1]);
        assert_eq!(
            lines(".a { color: CanvasText; color: currentColor }"),
            [0; 0]
        );
    }
}

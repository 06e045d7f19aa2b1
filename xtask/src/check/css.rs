//! Style sheets: flat selectors, no ids, no `!important` where it is not the point.

use anyhow::Result;

use super::{Finding, Subject, line_of};

/// Files where `!important` is the point: a utility wins by definition.
const UTILITIES: &str = "utilities";
/// Media features that must win over everything: a person asked the system for them.
const DEMANDS: [&str; 3] = ["prefers-reduced-motion", "forced-colors", "print"];

/// Rules of selectors and declarations.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for source in subject.under("style", "css") {
        let is_utility = source
            .path
            .iter()
            .any(|part| part.to_string_lossy().starts_with(UTILITIES));
        for part in parts(&source.text) {
            if let Some(message) = mistake(&part, is_utility) {
                findings.push(Finding::new(&source.path, part.line, message));
            }
        }
    }
    Ok(findings)
}

/// A selector, an at-rule's condition or a declaration.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its text without comments.
    pub text: String,
    /// The line it ends on.
    pub line: usize,
    /// Whether a block follows it.
    opens: bool,
    /// What the blocks around it begin with, from the outermost.
    within: Vec<String>,
}

impl Part {
    /// What the blocks around it begin with, from the outermost.
    pub fn within(&self) -> &[String] {
        &self.within
    }
}

fn mistake(part: &Part, is_utility: bool) -> Option<&'static str> {
    let is_rule = part.text.starts_with('@');
    if part.opens && !is_rule && part.text.contains('#') {
        return Some("an id in a selector: ids belong to labels and links, style by class");
    }
    let demanded = |block: &String| DEMANDS.iter().any(|demand| block.contains(demand));
    let is_important = part.text.contains("!important");
    if is_important && !is_utility && !part.within.iter().any(demanded) {
        return Some("`!important` outside of utilities: the order of the layers decides");
    }
    None
}

/// The parts of a style sheet in their order. Strings with braces are not expected.
pub fn parts(css: &str) -> Vec<Part> {
    let css = without_comments(css);
    let mut parts = Vec::new();
    let mut within: Vec<String> = Vec::new();
    let mut start = 0;
    for (at, sign) in css.match_indices(['{', '}', ';']) {
        let text = css.get(start..at).unwrap_or_default().trim().to_owned();
        start = at + sign.len();
        if !text.is_empty() {
            parts.push(Part {
                text: text.clone(),
                line: line_of(&css, at),
                opens: sign == "{",
                within: within.clone(),
            });
        }
        match sign {
            "{" => within.push(text),
            "}" => drop(within.pop()),
            _ => {}
        }
    }
    parts
}

/// The text with comments blanked, so that lines keep their numbers.
fn without_comments(css: &str) -> String {
    let mut clean = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        clean.push_str(before);
        clean.extend(comment.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(css: &str, is_utility: bool) -> Vec<usize> {
        let parts = parts(css).into_iter();
        let wrong = parts.filter(|part| mistake(part, is_utility).is_some());
        wrong.map(|part| part.line).collect()
    }

    #[test]
    fn an_id_is_found_in_a_selector_and_not_in_a_colour() {
        assert_eq!(
            lines(".a { color: #fff }\n/* #b\n*/\n#c,\n.d { }", false),
            [5]
        );
    }

    #[test]
    fn important_is_for_utilities_and_demands() {
        let css = ".a { margin: 0 !important; }";
        assert_eq!(lines(css, false), [1]);
        assert_eq!(lines(css, true), [0; 0]);
        let demand = format!("@media (prefers-reduced-motion: reduce) {{\n{css}\n}}");
        assert_eq!(lines(&demand, false), [0; 0]);
    }

    #[test]
    fn a_part_knows_the_blocks_around_it() {
        let parts = parts("@layer base { .a { color: red } }");
        let last = parts.last().unwrap();
        assert_eq!(last.text, "color: red");
        assert_eq!(last.within, ["@layer base", ".a"]);
    }
}

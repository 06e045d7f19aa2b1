//! Markup that the content security policy would refuse, or that hides from it.

use anyhow::Result;

use super::{Finding, Source, Subject};

/// What must not stand in the app or the page, and what to do instead.
const FORBIDDEN: [(&str, &str); 3] = [
    (
        "inner_html",
        "text is rendered as nodes: render typed blocks",
    ),
    (
        "innerHTML",
        "text is rendered as nodes: render typed blocks",
    ),
    (
        " style=",
        "the policy refuses inline style: use a class or a data attribute",
    ),
];

/// What must not stand in the page besides.
const FORBIDDEN_IN_PAGE: [(&str, &str); 4] = [
    (
        "<style",
        "the policy refuses inline style: write it in style/",
    ),
    (
        " onclick=",
        "the policy refuses inline script: write it in public/boot.js",
    ),
    (
        " onload=",
        "the policy refuses inline script: write it in public/boot.js",
    ),
    (
        "<script>",
        "the policy refuses inline script: write it in public/boot.js",
    ),
];

/// No raw HTML, no inline style, no inline script.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let app = subject.under("src", "rs");
    let app = app.chain(subject.under("crates/staff/src", "rs"));
    let page = subject.under("index.html", "html");
    let page = page.chain(subject.under("staff.html", "html"));
    let mut findings: Vec<_> = app.flat_map(|source| search(source, &FORBIDDEN)).collect();
    for source in page {
        findings.extend(search(source, &FORBIDDEN));
        findings.extend(search(source, &FORBIDDEN_IN_PAGE));
    }
    Ok(findings)
}

fn search(source: &Source, forbidden: &[(&str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        // What a comment says about them is fine.
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (words, instead) in forbidden {
            if line.contains(words) {
                let message = format!("`{}`: {instead}", words.trim());
                findings.push(Finding::new(&source.path, index + 1, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let source = Source {
            path: "src/a.rs".into(),
            text: text.to_owned(),
        };
        let findings = search(&source, &FORBIDDEN);
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn raw_html_and_inline_style_are_found_by_line() {
        assert_eq!(lines("a\n<p inner_html=x>\n<p style=\"\">"), [2, 3]);
    }

    #[test]
    fn a_comment_and_a_variable_are_not_markup() {
        assert_eq!(lines("// no inner_html here\nlet style = 1;"), [0; 0]);
    }
}

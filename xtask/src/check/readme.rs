//! The README's commands exist.

use anyhow::Result;
use clap::CommandFactory;

use super::{Finding, Subject};
use crate::Arguments;

/// The two commands a newcomer needs.
const PROMISED: [&str; 2] = ["run", "test"];

/// Every `cargo xtask <command>` of the README is one; the promised ones are there.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let arguments = Arguments::command();
    let known: Vec<_> = arguments
        .get_subcommands()
        .map(|command| command.get_name())
        .collect();
    let readme = subject.under("README.md", "md");
    let text: String = readme.map(|source| source.text.as_str()).collect();
    Ok(search(&text, &known))
}

fn search(text: &str, known: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut named = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for rest in line.split("cargo xtask ").skip(1) {
            let end = rest.find(|c: char| !c.is_ascii_lowercase());
            let (name, _) = rest.split_at(end.unwrap_or(rest.len()));
            if !name.is_empty() && !known.contains(&name) {
                let message = format!("no command is called `cargo xtask {name}`");
                findings.push(Finding::new("README.md", index + 1, message));
            }
            named.push(name);
        }
    }
    for name in PROMISED.iter().filter(|name| !named.contains(name)) {
        let message = format!("`cargo xtask {name}` is not explained");
        findings.push(Finding::new("README.md", 1, message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let findings = search(text, &["run", "test"]);
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn known_commands_are_fine() {
        assert!(messages("`cargo xtask run --demo`\ncargo xtask test\n").is_empty());
    }

    #[test]
    fn an_unknown_and_a_forgotten_command_are_findings() {
        assert_eq!(
            messages("cargo xtask run\n\n`cargo xtask fly`"),
            [
                "README.md:3: no command is called `cargo xtask fly`",
                "README.md:1: `cargo xtask test` is not explained",
            ]
        );
    }
}

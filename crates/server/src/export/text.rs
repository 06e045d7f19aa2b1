//! An exported request as plain text: UTF-8, lines that end as every editor knows them.

use super::{
    paper::{Body, Fact, Paper},
    word::{self, say},
};

/// Writes it. What people typed keeps its lines, indented, so that nothing they typed passes for a heading.
#[must_use]
pub fn write(paper: &Paper) -> String {
    let mut out = Text::default();
    out.line(&paper.title);
    out.line(&"=".repeat(paper.title.chars().count()));
    out.line("");
    out.fact(say(word::SUBJECT, paper.language), &paper.subject);
    out.fact(say(word::STATUS, paper.language), &paper.status);
    out.facts(&paper.facts);
    for section in &paper.sections {
        out.line("");
        out.line(section.title);
        out.line(&"-".repeat(section.title.chars().count()));
        match &section.body {
            Body::Text(text) => out.indented(text),
            Body::List(items) => items.iter().for_each(|item| out.fact("•", item)),
            Body::Facts(facts) => out.facts(facts),
            Body::Letters(letters) => {
                for letter in letters {
                    out.fact(&letter.head, &letter.text);
                    letter.files.iter().for_each(|file| out.indented(file));
                }
            }
            Body::Journal { rows, .. } => {
                for [when, status, what, who] in rows {
                    out.fact(&format!("{when} | {status} | {who}"), what);
                }
            }
        }
    }
    out.line("");
    out.line(&paper.made);
    out.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    /// One line of ours, or of what somebody typed without its control characters.
    fn line(&mut self, line: &str) {
        self.0.extend(line.chars().filter(|c| !c.is_control()));
        self.0.push_str("\r\n");
    }

    fn indented(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&format!("    {line}"));
        }
    }

    fn fact(&mut self, label: &str, value: &str) {
        match (label, value.lines().count()) {
            ("•", _) => self.line(&format!("  • {value}")),
            (label, 0) => self.line(label),
            (label, 1) => self.line(&format!("{label}: {value}")),
            (label, _) => {
                self.line(&format!("{label}:"));
                self.indented(value);
            }
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.fact(&fact.label, &fact.value);
        }
    }
}

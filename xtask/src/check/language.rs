//! Further languages: how much of the interface they translate, and what they say for texts that are no more.

use anyhow::Result;

use super::{Finding, Subject};
use crate::pseudo;

/// Tells how much is translated; a text for nothing is a finding.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let content = subject.workspace.content();
    let mut findings = Vec::new();
    for tongue in opora_translation::all(&content)? {
        let texts = pseudo::texts_of(subject.workspace, tongue.base)?;
        let translated = texts.iter().filter(|text| tongue.texts.has(text)).count();
        eprintln!("{}: {translated} of {} texts", tongue.tag, texts.len());
        let path = format!("content/{}/interface.toml", tongue.tag);
        for (section, key) in tongue.texts.stale(&texts) {
            let message = format!("[{section}] \"{key}\": the base does not say this");
            findings.push(Finding::new(path.as_str(), 1, message));
        }
    }
    Ok(findings)
}

//! Rules that other programs know: rustfmt, clippy, the server's content check.

use anyhow::Result;
use xshell::cmd;

use super::{Finding, Subject};
use crate::dist::TARGET;
use crate::server;

/// Formatting is rustfmt's.
pub fn format(subject: &Subject) -> Result<Vec<Finding>> {
    let sh = &subject.workspace.sh;
    subject.step.run(cmd!(sh, "cargo fmt --all --check"))?;
    Ok(Vec::new())
}

/// No warning of clippy, on the machine and in the browser.
///
/// The browser's pass reads `.config/browser/clippy.toml`, which forbids what panics or is dear
/// there, and is right in the server.
pub fn clippy(subject: &Subject) -> Result<Vec<Finding>> {
    let sh = &subject.workspace.sh;
    let deny = ["--", "--deny", "warnings"];
    // Without the staff page, whose features of the app would leave the app's pages out.
    let others = ["--workspace", "--exclude", "opora-staff"];
    let native = cmd!(sh, "cargo clippy {others...} --all-targets {deny...}");
    subject.step.run(native)?;
    let rules = subject.workspace.root.join(".config/browser");
    // Apart: together they would be built with the features of the test, which leave the pages out.
    for targets in [
        &["opora", "--lib"][..],
        &["opora", "--test", "web"],
        &["opora-staff", "--all-targets"],
    ] {
        let browser = cmd!(
            sh,
            "cargo clippy --target {TARGET} --package {targets...} {deny...}"
        );
        subject.step.run(browser.env("CLIPPY_CONF_DIR", &rules))?;
    }
    Ok(Vec::new())
}

/// Articles and data files, in both languages, by the loader that serves them.
pub fn content(subject: &Subject) -> Result<Vec<Finding>> {
    let program = server::tested(subject.workspace, subject.step)?;
    let sh = &subject.workspace.sh;
    subject
        .step
        .run(cmd!(sh, "{program} content check content"))?;
    Ok(Vec::new())
}

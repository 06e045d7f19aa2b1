//! Which package of the workspace may depend on which.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Finding, Subject};
use crate::tool::rust;

/// A package, and the packages of the workspace it may build with. `opora-e2e` talks to the
/// server over HTTP like everybody else.
const ALLOWED: [(&str, &[&str]); 8] = [
    // Of build scripts and xtask alone.
    ("opora-translation", &[]),
    ("opora-contract", &["opora-translation"]),
    ("opora-search", &[]),
    (
        "opora-server",
        &["opora-contract", "opora-search", "opora-translation"],
    ),
    // Itself: its component tests are built with a feature of their own.
    (
        "opora",
        &[
            "opora",
            "opora-contract",
            "opora-search",
            "opora-translation",
        ],
    ),
    // Components, the browser and texts of the app; never its pages.
    ("opora-staff", &["opora", "opora-contract"]),
    ("opora-e2e", &["opora-contract"]),
    ("xtask", &["opora-translation"]),
];

/// Dependencies inside the workspace go one way.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let metadata = rust::metadata(subject.workspace, subject.step)?;
    search(&metadata)
}

fn search(metadata: &Value) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in list(metadata, "packages")? {
        let name = text(package, "name")?;
        // The workspace's own packages come from no registry.
        if !package.get("source").is_none_or(Value::is_null) {
            continue;
        }
        let manifest = format!("package {name}: Cargo.toml");
        let Some((_, allowed)) = ALLOWED.iter().find(|(package, _)| *package == name) else {
            let message = "a new package: say in xtask/src/check/crates.rs what it may use";
            findings.push(Finding::new(manifest, 1, message));
            continue;
        };
        for dependency in list(package, "dependencies")? {
            let dependency = text(dependency, "name")?;
            let is_ours = ALLOWED.iter().any(|(package, _)| *package == dependency);
            if is_ours && !allowed.contains(&dependency) {
                let message = format!("{name} may not depend on {dependency}");
                findings.push(Finding::new(manifest.as_str(), 1, message));
            }
        }
    }
    Ok(findings)
}

fn list<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    let list = value.get(key).and_then(Value::as_array);
    list.with_context(|| format!("cargo metadata has no list {key}"))
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    let text = value.get(key).and_then(Value::as_str);
    text.with_context(|| format!("cargo metadata has no text {key}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(name: &str, dependency: &str, expect: usize) {
        let package = json!({
            "name": name, "source": null, "dependencies": [{ "name": dependency }],
        });
        let found = search(&json!({ "packages": [package] })).unwrap();
        assert_eq!(found.len(), expect, "{found:?}");
    }

    #[test]
    fn only_allowed_directions_pass() {
        check("opora-server", "opora-contract", 0);
        check("opora-contract", "serde", 0);
        check("opora-search", "opora-contract", 1);
        check("opora-contract", "opora-server", 1);
        check("opora-new", "serde", 1);
    }
}

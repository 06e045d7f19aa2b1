//! The service worker: `public/worker.js` behind the list of what this build is made of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::asset::{self, FOLDER};
use super::cache::hex;
use super::script;
use super::site::Build;
use crate::source;

/// What comes with the worker; it has to stand at the root, under a name that stays.
pub const NAME: &str = "worker.js";

/// The page whose files are kept at once.
const PAGE: &str = "index.html";
/// Employees work with a line.
const STAFF: &str = "staff-";

/// Writes the worker of a site that is complete but for it. `app` is the address of the program that its page names.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(build: &Build, site: &Path, app: &str) -> Result<()> {
    let code = script::bundle(build, &build.workspace.root.join("public").join(NAME))?;
    let code = String::from_utf8(code).context("the worker is text")?;
    let page = fs::read_to_string(site.join(PAGE)).context("the page comes before the worker")?;
    let files = files(site)?;
    let version = version(&code, &page, &files);
    let (first, rest): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| page.contains(&file.0));
    let dist = json!({ "version": version, "app": app, "first": first, "rest": rest });
    fs::write(site.join(NAME), format!("const DIST={dist};\n{code}"))?;
    Ok(())
}

/// Address and integrity of every file of the citizens' app, in the order of the names.
fn files(site: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for path in source::files(&site.join(FOLDER))? {
        let name = source::name(&path);
        if name.starts_with(STAFF) {
            continue;
        }
        let content = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        files.push((format!("/{FOLDER}/{name}"), asset::integrity(&content)));
    }
    files.sort();
    Ok(files)
}

/// Another one for whatever a visitor could notice.
fn version(code: &str, page: &str, files: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    hash.update(code);
    hash.update(page);
    for (address, _) in files {
        hash.update(address);
    }
    hex(&hash.finalize()).chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> (String, String) {
        (name.to_owned(), String::new())
    }

    #[test]
    fn a_version_changes_with_code_page_and_files() {
        let files = [file("/assets/app-1a2b.js")];
        let one = version("code", "page", &files);
        assert_eq!((one.len(), &one), (12, &version("code", "page", &files)));
        for other in [
            version("other", "page", &files),
            version("code", "other", &files),
            version("code", "page", &[file("/assets/app-3c4d.js")]),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn files_are_listed_without_those_of_employees() {
        let site = std::env::temp_dir().join(format!("opora-worker-{}", std::process::id()));
        fs::create_dir_all(site.join(FOLDER)).unwrap();
        for name in ["b-1.wasm", "a-1.js", "staff-1.js"] {
            fs::write(site.join(FOLDER).join(name), "").unwrap();
        }
        let listed = files(&site).unwrap();
        fs::remove_dir_all(site).unwrap();
        let addresses: Vec<_> = listed.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(addresses, ["/assets/a-1.js", "/assets/b-1.wasm"]);
        assert!(
            listed
                .iter()
                .all(|(_, integrity)| integrity.starts_with("sha384-"))
        );
    }
}

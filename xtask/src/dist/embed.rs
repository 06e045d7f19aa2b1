//! The loader that brings Opora into other portals: under an address that stays, and under the one of its content, which
//! an integrity can be given for.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::asset;
use super::script;
use super::site::Build;

/// The folder of the loader, under the site's root and in its addresses.
pub const FOLDER: &str = "embed";
/// What people edit, in `public/`.
pub const SOURCE: &str = "embed/embed.js";
/// Before the hash of its content.
pub const STEM: &str = "embed";

/// The version of the channel between a page and the frame. The newest loader of a version has a name that stays.
const PROTOCOL: u32 = 1;
/// What an integrator's build asks for: which loader is the newest, and its integrity.
const NEWEST: &str = "embed.json";

/// Writes the loader into the site's folder.
///
/// # Errors
/// When esbuild fails or a file can't be written.
pub fn write(build: &Build, site: &Path) -> Result<()> {
    let code = script::bundle(build, &build.workspace.root.join("public").join(SOURCE))?;
    put(site, &code)
}

fn put(site: &Path, code: &[u8]) -> Result<()> {
    let folder = site.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let name = asset::name(STEM, "js", code);
    let newest = json!({
        "version": PROTOCOL,
        "url": format!("/{FOLDER}/{name}"),
        "integrity": asset::integrity(code),
    });
    fs::write(folder.join(&name), code)?;
    fs::write(folder.join(format!("v{PROTOCOL}.js")), code)?;
    fs::write(folder.join(NEWEST), newest.to_string())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_is_told_of_the_newest_loader_is_true() {
        let site = std::env::temp_dir().join(format!("opora-embed-{}", std::process::id()));
        put(&site, b"code").unwrap();
        let told = fs::read_to_string(site.join(FOLDER).join(NEWEST)).unwrap();
        let told: Value = serde_json::from_str(&told).unwrap();
        let url = told["url"].as_str().unwrap();
        let named = fs::read(site.join(url.trim_start_matches('/'))).unwrap();
        let steady = fs::read(site.join(FOLDER).join("v1.js")).unwrap();
        fs::remove_dir_all(site).unwrap();
        assert_eq!(
            (named.as_slice(), steady.as_slice()),
            (&b"code"[..], &b"code"[..])
        );
        assert_eq!(told["integrity"], asset::integrity(b"code"));
        assert!(
            url.starts_with("/embed/embed-") && url.ends_with(".js"),
            "{url}"
        );
    }
}

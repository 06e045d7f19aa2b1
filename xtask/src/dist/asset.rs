//! Files under `/assets/`: named by their content, so that they may be cached for ever.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::cache::hex;

/// The folder of the assets, under the site's root and in its URLs.
pub const FOLDER: &str = "assets";

/// The folder being filled.
pub struct Assets {
    folder: PathBuf,
}

/// One file in it.
pub struct Asset {
    /// Its name: stem, content hash, extension.
    pub name: String,
    /// What `integrity` says about it.
    pub integrity: String,
}

impl Assets {
    /// Makes the folder under the site's root.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn create(site: &Path) -> Result<Self> {
        let folder = site.join(FOLDER);
        fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Writes a file under the name its content gives it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&self, stem: &str, extension: &str, content: &[u8]) -> Result<Asset> {
        let name = name(stem, extension, content);
        let path = self.folder.join(&name);
        fs::write(&path, content).with_context(|| format!("can't write {}", path.display()))?;
        Ok(Asset {
            name,
            integrity: integrity(content),
        })
    }
}

impl Asset {
    /// The URL from the site's root: pages at any depth refer to it the same way.
    pub fn url(&self) -> String {
        format!("/{FOLDER}/{}", self.name)
    }
}

/// 48 bits of the hash: a site has tens of files, not millions.
pub fn name(stem: &str, extension: &str, content: &[u8]) -> String {
    let hash: String = hex(&Sha256::digest(content)).chars().take(12).collect();
    format!("{stem}-{hash}.{extension}")
}

/// Subresource integrity (W3C SRI) by SHA-384.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(name("app", "css", b""), "app-e3b0c44298fc.css");
        assert_ne!(name("app", "css", b"a"), name("app", "css", b"b"));
    }

    #[test]
    fn integrity_is_what_a_browser_computes() {
        // openssl dgst -sha384 -binary /dev/null | openssl base64 -A
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}

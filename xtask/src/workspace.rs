//! Where things are: the checkout, cargo's target folder and what the xtask keeps inside it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::Shell;

/// The checkout, with a shell that stands in its root.
pub struct Workspace {
    /// Runs commands from the root; children see an absolute `CARGO_TARGET_DIR`.
    pub sh: Shell,
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder: `CARGO_TARGET_DIR`, else `target` in the root.
    pub target: PathBuf,
    /// Where everything made with other content goes; `None` for what people download.
    aside: Option<PathBuf>,
}

impl Workspace {
    /// Finds the checkout this xtask belongs to.
    ///
    /// # Errors
    /// When the root can't be entered.
    pub fn open() -> Result<Self> {
        // `cargo run` tells where the manifest is now; the path compiled in may be that of
        // another clone that shares the target folder.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&manifest)
            .parent()
            .context("xtask/Cargo.toml has no folder above it")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty()) {
            Some(given) => std::path::absolute(given).context("CARGO_TARGET_DIR is not a path")?,
            None => root.join("target"),
        };
        let sh = Shell::new()?;
        sh.change_dir(&root);
        sh.set_var("CARGO_TARGET_DIR", &target);
        Ok(Self {
            sh,
            root,
            target,
            aside: None,
        })
    }

    /// The same checkout with a content folder of its own: what is built of it stays beside what people download.
    ///
    /// # Errors
    /// When the root can't be entered.
    pub fn aside(name: &str) -> Result<Self> {
        let mut other = Self::open()?;
        let folder = other.target.join(name);
        other.sh.set_var("OPORA_LANGUAGES", folder.join("content"));
        other.aside = Some(folder);
        Ok(other)
    }

    /// Whether this is one of [`Self::aside`].
    pub fn is_aside(&self) -> bool {
        self.aside.is_some()
    }

    /// Answers, forms and other texts.
    pub fn content(&self) -> PathBuf {
        self.aside.as_ref().unwrap_or(&self.root).join("content")
    }

    /// The site as it is served.
    pub fn dist(&self) -> PathBuf {
        self.aside.as_ref().unwrap_or(&self.root).join("dist")
    }

    /// Where the next site is put together: on the file system of [`Self::dist`], so that it
    /// takes its place by a rename.
    pub fn staging(&self) -> PathBuf {
        match &self.aside {
            Some(folder) => folder.join("staging"),
            None => self.root.join(".opora"),
        }
    }

    /// Intermediate files of `dist`.
    pub fn work(&self) -> PathBuf {
        self.aside.as_ref().unwrap_or(&self.target).join("xtask")
    }

    /// Tools the xtask installs for itself.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }
}

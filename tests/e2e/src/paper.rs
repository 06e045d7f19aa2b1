//! Files that citizens have on their devices.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

/// A file to attach.
#[derive(Clone, Debug)]
pub struct Paper {
    pub(crate) path: PathBuf,
}

impl Paper {
    pub(crate) fn write(folder: &Path, name: &str, content: &[u8]) -> Result<Self> {
        let folder = folder.join("papers");
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        fs::write(&path, content)?;
        Ok(Self { path })
    }
}

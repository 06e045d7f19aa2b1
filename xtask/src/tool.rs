//! Tools from outside of cargo: found, or installed where the xtask may, or asked for by the
//! command that brings them.

pub mod browser;
pub mod debian;
pub mod node;
pub mod rust;

use std::env;
use std::path::PathBuf;

/// The first program of this name on `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

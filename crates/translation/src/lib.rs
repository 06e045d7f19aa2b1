//! A further language: a folder `content/<tag>/` named in `content/languages.toml`, built in beside Russian and English.
//!
//! Its texts are those of its base with the words of `interface.toml` in their places, put there by build scripts: the
//! source of the base is read token by token, so every shape a text may have in Rust works, and whatever has no
//! translation stays as the base says it. docs/languages.md tells translators how.

mod plural;
mod source;
mod text;
mod tongue;

use std::{
    env,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::Result;

use self::tongue::LIST;
pub use self::{
    plural::Plural,
    source::{Module, modules},
    text::{Text, Texts, of_code, of_page, of_script},
    tongue::{Base, Tongue, all},
};

/// What a build script needs to know: the content folder (`OPORA_LANGUAGES`, else that of the checkout) and its further
/// languages. Tells cargo when to build anew.
///
/// # Errors
/// The first file that says something unknown.
pub fn content(checkout: &Path) -> Result<Vec<Tongue>> {
    // Only a closed pipe refuses this, and then cargo has gone.
    let _told = writeln!(stdout(), "cargo::rerun-if-env-changed=OPORA_LANGUAGES");
    let given = env::var_os("OPORA_LANGUAGES").filter(|value| !value.is_empty());
    let folder = given.map_or_else(|| checkout.join("content"), PathBuf::from);
    let tongues = all(&folder)?;
    let mut watched = vec![folder.join(LIST)];
    for tongue in &tongues {
        let files = ["language.toml", "interface.toml"];
        watched.extend(files.map(|file| folder.join(&tongue.tag).join(file)));
    }
    watch(&watched);
    Ok(tongues)
}

/// Tells a build script's cargo to build anew when one of these changes.
pub fn watch(paths: &[PathBuf]) {
    let mut out = stdout().lock();
    for path in paths {
        let _told = writeln!(out, "cargo::rerun-if-changed={}", path.display());
    }
}

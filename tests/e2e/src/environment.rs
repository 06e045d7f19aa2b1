//! What `cargo xtask test` says about the machine, with the places of a checkout where it says nothing.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};

/// A path from a variable, or from the root of the checkout.
fn path(variable: &str, default: &str) -> Result<PathBuf> {
    let path = env::var_os(variable).map_or_else(|| root().join(default), PathBuf::from);
    ensure!(path.exists(), "{variable}: there is no {}", path.display());
    Ok(path)
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The server's program.
pub fn server() -> Result<PathBuf> {
    path("OPORA_SERVER_BIN", "target/debug/opora-server")
}

/// The built app.
pub fn dist() -> Result<PathBuf> {
    path("OPORA_DIST", "dist")
}

/// Answers, forms and other texts.
pub fn content() -> Result<PathBuf> {
    path("OPORA_CONTENT", "content")
}

/// axe-core, minified.
pub fn axe() -> Result<PathBuf> {
    path(
        "OPORA_AXE",
        "target/tools/node/node_modules/axe-core/axe.min.js",
    )
}

/// ChromeDriver; found on the search path where the variable is absent.
pub fn driver() -> PathBuf {
    env::var_os("CHROMEDRIVER").map_or_else(|| "chromedriver".into(), PathBuf::from)
}

/// The browser; ChromeDriver finds one by itself where the variable is absent.
pub fn chrome() -> Option<String> {
    env::var("CHROME").ok()
}

/// Where a failed journey leaves what was on the screen.
pub fn evidence(journey: &str) -> PathBuf {
    // target/<profile>/deps/<this program>
    let program = env::current_exe().unwrap_or_default();
    let target = program
        .ancestors()
        .nth(3)
        .map_or_else(|| root().join("target"), Path::to_path_buf);
    target.join("e2e").join(journey.replace("::", "."))
}

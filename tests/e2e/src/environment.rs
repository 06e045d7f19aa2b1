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

/// Pages of a portal that has Opora in them.
pub fn host() -> Result<PathBuf> {
    let folder = root().join("docs/embedding/host");
    ensure!(folder.exists(), "there is no {}", folder.display());
    Ok(folder)
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
    named("CHROMEDRIVER", "chromedriver")
}

/// The browser; ChromeDriver finds one by itself where the variable is absent.
pub fn chrome() -> Option<String> {
    env::var("CHROME").ok()
}

/// The driver of Firefox.
pub fn geckodriver() -> PathBuf {
    named("GECKODRIVER", "geckodriver")
}

/// Firefox.
pub fn firefox() -> PathBuf {
    named("FIREFOX", "/usr/bin/firefox-esr")
}

/// The driver of `WebKitGTK`.
pub fn webkit_driver() -> PathBuf {
    named("WEBKITDRIVER", "WebKitWebDriver")
}

/// The browser of `WebKitGTK`.
pub fn minibrowser() -> PathBuf {
    named("MINIBROWSER", "MiniBrowser")
}

/// The screen that nobody sees.
pub fn xvfb() -> PathBuf {
    named("XVFB", "Xvfb")
}

/// A program from a variable, else by the name it has on the search path.
fn named(variable: &str, default: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| default.into(), PathBuf::from)
}

/// Where a failed journey leaves what was on the screen.
pub fn evidence(journey: &str) -> PathBuf {
    // target/<profile>/deps/<this program>
    let program = env::current_exe().unwrap_or_default();
    let target = program
        .ancestors()
        .nth(3)
        .map_or_else(|| root().join("target"), Path::to_path_buf);
    let folder = match env::var("OPORA_BROWSER") {
        Ok(browser) => format!("e2e-{browser}"),
        Err(_) => "e2e".to_owned(),
    };
    target.join(folder).join(journey.replace("::", "."))
}

//! The browsers that journeys run in, each with the program that drives it: found, or installed from Debian's packages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::progress::Step;
use crate::source;
use crate::tool::{debian, find, rust};
use crate::workspace::Workspace;

/// A browser by what draws its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    /// The release with long support.
    Firefox,
    /// What Safari draws with, as GNOME has it.
    Webkit,
}

/// Environment variables of the journeys and what they say of this machine.
pub type Variables = Vec<(&'static str, PathBuf)>;

impl Engine {
    /// What a suite in it is called.
    pub const fn suite(self) -> &'static str {
        match self {
            Self::Chromium => "journeys in Chromium",
            Self::Firefox => "main journeys in Firefox",
            Self::Webkit => "main journeys in WebKitGTK",
        }
    }

    /// Finds the browser and its driver, or installs them, and says to the journeys where they are.
    ///
    /// # Errors
    /// When something is missing and can't be installed here.
    pub fn install(self, workspace: &Workspace, step: &Step) -> Result<Variables> {
        match self {
            Self::Chromium => {
                let browser = debian::Browser::install(workspace, step)?;
                Ok(vec![
                    ("CHROMEDRIVER", browser.driver),
                    ("CHROME", browser.chrome),
                ])
            }
            Self::Firefox => firefox(workspace, step),
            Self::Webkit => webkit(workspace, step),
        }
    }
}

/// Firefox as `FIREFOX` and `GECKODRIVER` name it, or as Debian has it, with a driver of our own.
fn firefox(workspace: &Workspace, step: &Step) -> Result<Variables> {
    let packages = ["firefox-esr", "fonts-dejavu-core"];
    let look =
        || named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(find));
    let firefox = debian::installed(workspace, step, "Firefox", &packages, look)?;
    let driver = named("GECKODRIVER").or_else(|| find("geckodriver"));
    let driver = match driver {
        Some(driver) => driver,
        None => rust::geckodriver(workspace, step)?,
    };
    Ok(vec![
        ("OPORA_BROWSER", "firefox".into()),
        ("FIREFOX", firefox),
        ("GECKODRIVER", driver),
    ])
}

/// `WebKitGTK`'s own small browser, its driver, and a screen for them: it knows no headless mode.
fn webkit(workspace: &Workspace, step: &Step) -> Result<Variables> {
    let packages = ["webkit2gtk-driver", "xvfb", "fonts-dejavu-core"];
    let look = || {
        Some(vec![
            ("OPORA_BROWSER", "webkit".into()),
            ("WEBKITDRIVER", find("WebKitWebDriver")?),
            ("MINIBROWSER", named("MINIBROWSER").or_else(minibrowser)?),
            ("XVFB", find("Xvfb")?),
        ])
    };
    debian::installed(workspace, step, "WebKitGTK", &packages, look)
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// Beside the library it shows: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`, the newest of several.
fn minibrowser() -> Option<PathBuf> {
    let libraries = PathBuf::from(format!("/usr/lib/{}-linux-gnu", env::consts::ARCH));
    newest(&libraries).or_else(|| newest(Path::new("/usr/libexec")))
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let programs = folders.filter(|folder| source::name(folder).starts_with("webkit"));
    let programs = programs.map(|folder| folder.join("MiniBrowser"));
    programs.filter(|program| program.is_file()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_library_has_the_browser() {
        let root = env::temp_dir().join(format!("opora-webkit-{}", std::process::id()));
        for (folder, file) in [
            ("webkit2gtk-4.0", "MiniBrowser"),
            ("webkit2gtk-4.1", "MiniBrowser"),
            ("webkitgtk-9", "WebKitNetworkProcess"),
            ("xorg", "MiniBrowser"),
        ] {
            fs::create_dir_all(root.join(folder)).unwrap();
            fs::write(root.join(folder).join(file), "").unwrap();
        }
        let found = newest(&root);
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(found, Some(root.join("webkit2gtk-4.1/MiniBrowser")));
        assert_eq!(newest(&root), None);
    }
}

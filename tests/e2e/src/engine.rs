//! The browser that journeys run in: Chromium, or what `OPORA_BROWSER` names.

use std::{env, path::Path};

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use crate::environment;

/// For a headless run, as root too, that calls nobody.
const CHROMIUM: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    "--lang=ru",
];

/// A browser by what draws its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// `WebKitGTK`, in its own small browser.
    Webkit,
}

impl Engine {
    /// The browser of this run.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn chosen() -> Result<Self> {
        Ok(match env::var("OPORA_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok(other) => bail!("OPORA_BROWSER: there is no browser «{other}»"),
        })
    }

    /// Whether it answers to what goes beyond the standard of drivers: the console, screens of any size, print,
    /// addresses that nothing comes from, the accessibility tree.
    #[must_use]
    pub const fn has_devtools(self) -> bool {
        matches!(self, Self::Chromium)
    }

    /// So that a journey which needs more fails where there is no more, instead of passing without it.
    pub(crate) fn needs_devtools(self, what: &str) -> Result<()> {
        ensure!(
            self.has_devtools(),
            "{what}: Chromium alone can, so this journey is not for {self:?}"
        );
        Ok(())
    }

    /// Whether somebody who reads Russian has to choose it: the browser asks for the language of the system, which
    /// knows Russian only where its locale was made.
    pub(crate) const fn speaks_the_system(self) -> bool {
        matches!(self, Self::Webkit)
    }

    /// Whether a page in a frame may take the focus that the page around gives it, before anybody has used that frame.
    /// Elsewhere the frame has it as a whole, and Tab leads in.
    #[must_use]
    pub const fn lets_frames_focus(self) -> bool {
        !matches!(self, Self::Webkit)
    }

    /// What the driver is asked for: a new profile in `profile`, downloads to a folder, Russian, no questions.
    pub(crate) fn capabilities(self, profile: &Path, downloads: &Path) -> Value {
        match self {
            Self::Chromium => chromium(profile, downloads),
            Self::Firefox => firefox(downloads),
            Self::Webkit => webkit(),
        }
    }
}

fn chromium(profile: &Path, downloads: &Path) -> Value {
    let mut flags: Vec<_> = CHROMIUM.iter().map(ToString::to_string).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    let preferences = json!({
        "intl.accept_languages": "ru-RU,ru",
        "download.default_directory": downloads,
    });
    let mut options = json!({ "args": flags, "prefs": preferences });
    if let (Some(chrome), Some(options)) = (environment::chrome(), options.as_object_mut()) {
        options.insert("binary".to_owned(), chrome.into());
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": "ignore",
    })
}

/// Its driver makes a profile of its own.
fn firefox(downloads: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": environment::firefox(),
            "args": ["-headless", "--width=1280", "--height=985"],
            "prefs": {
                "intl.accept_languages": "ru-RU, ru",
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                "browser.download.alwaysOpenPanel": false,
                "pdfjs.disabled": true,
            },
        },
        "unhandledPromptBehavior": "ignore",
    })
}

fn webkit() -> Value {
    json!({
        "webkitgtk:browserOptions": {
            "binary": environment::minibrowser(),
            "args": ["--automation"],
        },
        "unhandledPromptBehavior": "ignore",
    })
}

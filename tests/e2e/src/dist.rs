//! The built app, as it is and as accidents leave it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

use crate::environment;

const PAGE: &str = "index.html";
const WORKER: &str = "worker.js";

/// A service worker that makes every page unreadable, from the moment it is there.
const BROKEN: &str = "\
    addEventListener('install', () => self.skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));\n\
    addEventListener('fetch', (event) => {\n\
      if (event.request.mode === 'navigate') event.respondWith(new Response('rubbish'));\n\
    });\n";

/// A folder of the built app.
pub struct Dist {
    folder: PathBuf,
    /// Holds a changed copy until nobody serves it.
    _copy: Option<TempDir>,
}

impl Dist {
    /// As the build made it, but nobody brings the service worker: what it keeps would come between most journeys and the
    /// accidents they are about, and its work would slow all of them down.
    ///
    /// # Errors
    /// When there is none, or it cannot be copied.
    pub fn built() -> Result<Self> {
        let dist = Self::copied()?;
        let page = dist.folder.join(PAGE);
        let text = fs::read_to_string(&page)?;
        let (before, rest) = text
            .split_once(" data-offline=\"")
            .context("the page brings the service worker in another way now")?;
        let (_, after) = rest.split_once('"').context("an attribute has an end")?;
        fs::write(page, format!("{before}{after}"))?;
        Ok(dist)
    }

    /// As the build made it, service worker and all.
    ///
    /// # Errors
    /// When there is none.
    pub fn with_worker() -> Result<Self> {
        Ok(Self {
            folder: environment::dist()?,
            _copy: None,
        })
    }

    /// A service worker went wrong: whatever page is asked for, it answers rubbish.
    ///
    /// # Errors
    /// When the build cannot be copied.
    pub fn with_broken_worker() -> Result<Self> {
        let dist = Self::copied()?;
        fs::write(dist.folder.join(WORKER), BROKEN)?;
        Ok(dist)
    }

    /// Without the app itself: the module does not arrive.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn without_app() -> Result<Self> {
        let dist = Self::built()?;
        let assets = dist.assets()?;
        let app: Vec<_> = assets
            .iter()
            .filter(|name| name.starts_with("app-") && name.contains(".wasm"))
            .collect();
        ensure!(
            !app.is_empty(),
            "the app's module has another name now: {assets:?}"
        );
        for name in app {
            fs::remove_file(dist.folder.join("assets").join(name))?;
        }
        Ok(dist)
    }

    /// As the next build leaves it: every script and module has another name, the old ones are gone.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn of_the_next_build() -> Result<Self> {
        Self::built()?.renamed()
    }

    /// The next build with its service worker.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn of_the_next_build_with_worker() -> Result<Self> {
        let dist = Self::copied()?.renamed()?;
        let worker = dist.folder.join(WORKER);
        let text = fs::read_to_string(&worker)?;
        fs::write(worker, next_worker(&text)?)?;
        Ok(dist)
    }

    fn renamed(self) -> Result<Self> {
        let dist = self;
        let folder = dist.folder.join("assets");
        let assets = dist.assets()?;
        // `form-page-6811eee8d722.wasm`: the hash before the ending.
        let renamed: Vec<_> = assets
            .iter()
            .filter_map(|name| Some((name, next_name(name)?)))
            .collect();
        ensure!(
            renamed.iter().any(|(name, _)| name.contains("-page-")),
            "no page has a file of its own: {assets:?}"
        );
        let rewrite = |file: &Path| -> Result<()> {
            let text = fs::read_to_string(file)?;
            let text = renamed
                .iter()
                .fold(text, |text, (old, new)| text.replace(old.as_str(), new));
            Ok(fs::write(file, text)?)
        };
        rewrite(&dist.folder.join(PAGE))?;
        rewrite(&dist.folder.join(WORKER))?;
        for (old, new) in &renamed {
            if old.ends_with(".js") {
                rewrite(&folder.join(old))?;
            }
            fs::rename(folder.join(old), folder.join(new))?;
        }
        Ok(dist)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Names of the files that carry a hash, without their compressed twins.
    fn assets(&self) -> Result<Vec<String>> {
        let files = fs::read_dir(self.folder.join("assets"))?;
        files
            .map(|file| Ok(file?.file_name().to_string_lossy().into_owned()))
            .collect()
    }

    /// A copy that may be changed. Without the compressed twins: they would still hold what is changed.
    fn copied() -> Result<Self> {
        let built = environment::dist()?;
        let copy = tempfile::Builder::new()
            .prefix("opora-e2e-dist-")
            .tempdir()?;
        copy_folder(&built, copy.path()).with_context(|| format!("copying {}", built.display()))?;
        Ok(Self {
            folder: copy.path().to_owned(),
            _copy: Some(copy),
        })
    }
}

/// The name that the next build gives a script or a module; `None` for what keeps its name.
fn next_name(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (title, hash) = stem.rsplit_once('-')?;
    let is_code = matches!(ending, "js" | "wasm" | "bin") && title != "boot";
    (is_code && hash.len() == 12).then(|| {
        let next: String = hash.chars().rev().collect();
        format!("{title}-{next}.{ending}")
    })
}

/// The worker of the next build: of another version, and without the integrity of files whose content has changed.
fn next_worker(text: &str) -> Result<String> {
    let (first, rest) = text.split_once(";\n").context("the worker has a list")?;
    let list = first.strip_prefix("const DIST=").context("a list first")?;
    let mut list: Value = serde_json::from_str(list)?;
    for files in ["first", "rest"] {
        let files = list.get_mut(files).and_then(Value::as_array_mut);
        for file in files.context("files in the list")? {
            *file.get_mut(1).context("a file has its integrity")? = "".into();
        }
    }
    *list.get_mut("version").context("a version")? = "next".into();
    Ok(format!("const DIST={list};\n{rest}"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let is_twin = path
            .extension()
            .is_some_and(|ending| ending == "br" || ending == "gz");
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else if !is_twin {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

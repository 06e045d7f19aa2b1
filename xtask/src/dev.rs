//! Rebuilds what a saved file affects and restarts the server.

use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{RecursiveMode, Watcher};

use crate::dist::{self, Mode};
use crate::progress::Progress;
use crate::server::{self, Options};
use crate::source;
use crate::workspace::Workspace;

/// Folders that are watched with all below them. In the root itself only the page matters, but a
/// file must be watched by its folder: editors replace it.
const WATCHED: [&str; 5] = ["src", "crates", "content", "style", "public"];

/// An editor saves several files within this time; they are built once.
const QUIET: Duration = Duration::from_millis(200);

/// What must be built anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Affected {
    site: bool,
    server: bool,
    /// The server reads content at its start.
    content: bool,
}

impl Affected {
    /// What a changed file affects, by its path from the root.
    fn by(path: &Path) -> Self {
        let within = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
        // Built in, see docs/languages.md.
        let names = ["languages.toml", "language.toml", "interface.toml"];
        let is_language = within(&["content"]) && names.contains(&source::name(path));
        Self {
            site: within(&["src", "style", "public", "index.html", "staff.html"])
                || within(&["crates/contract", "crates/search", "crates/staff"])
                || within(&["crates/translation", "content/contacts.toml"])
                || within(&["content"]) && source::name(path) == "contacts.toml"
                || is_language,
            server: within(&["crates"]) && !within(&["crates/staff"]) || is_language,
            content: within(&["content"]),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            site: self.site || other.site,
            server: self.server || other.server,
            content: self.content || other.content,
        }
    }
}

/// Serves the site and keeps it current until interrupted. A build that fails leaves the last
/// good site running.
///
/// # Errors
/// When the file system can't be watched.
pub fn dev(workspace: &Workspace, options: &Options) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as the watcher.
        let _ = sender.send(event);
    })?;
    let mut watch = |path: &Path, mode| {
        let watched = watcher.watch(path, mode);
        watched.with_context(|| format!("can't watch {}", path.display()))
    };
    watch(&workspace.root, RecursiveMode::NonRecursive)?;
    for name in WATCHED {
        watch(&workspace.root.join(name), RecursiveMode::Recursive)?;
    }
    let mut affected = Affected {
        site: true,
        server: true,
        content: true,
    };
    let mut server = None;
    loop {
        match build(workspace, affected) {
            Ok(()) => server = Some(restart(workspace, options, server)?),
            Err(error) => eprintln!("error: {error:#}"),
        }
        eprintln!("Waiting for a change");
        affected = next(&changes, &workspace.root)?;
    }
}

fn build(workspace: &Workspace, affected: Affected) -> Result<()> {
    let site = if affected.site { dist::STEPS } else { 0 };
    let mut progress = Progress::new(site + usize::from(affected.server));
    if affected.site {
        dist::build(workspace, Mode::Dev, &mut progress)?;
    }
    if affected.server {
        progress.step("Compile the server", |step| {
            step.run(server::compile(workspace))
        })?;
    }
    Ok(())
}

fn restart(workspace: &Workspace, options: &Options, running: Option<Child>) -> Result<Child> {
    if let Some(mut running) = running {
        // Every acknowledged write is on disk: the server may be stopped at any moment.
        let _ = running.kill();
        running.wait()?;
    }
    let mut server = server::serve(workspace, options);
    server.spawn().context("the server does not start")
}

/// Waits for a change that matters, and for the quiet after it.
fn next(changes: &Receiver<notify::Result<notify::Event>>, root: &Path) -> Result<Affected> {
    let mut affected = Affected::default();
    loop {
        let change = if affected == Affected::default() {
            changes.recv()?
        } else {
            match changes.recv_timeout(QUIET) {
                Ok(change) => change,
                Err(_) => return Ok(affected),
            }
        };
        affected = changed(change?)
            .iter()
            .filter_map(|path| path.strip_prefix(root).ok())
            .map(Affected::by)
            .fold(affected, Affected::and);
    }
}

/// The files an event tells of; reading a file is an event, too, and changes nothing.
fn changed(event: notify::Event) -> Vec<PathBuf> {
    if event.kind.is_access() {
        return Vec::new();
    }
    event.paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expect: [bool; 3]) {
        let Affected {
            site,
            server,
            content,
        } = Affected::by(Path::new(path));
        assert_eq!([site, server, content], expect, "{path}");
    }

    #[test]
    fn only_what_a_file_affects_is_built() {
        check("src/app.rs", [true, false, false]);
        check("style/base.css", [true, false, false]);
        check("crates/staff/src/lib.rs", [true, false, false]);
        check("crates/server/src/main.rs", [false, true, false]);
        check("crates/contract/src/lib.rs", [true, true, false]);
        check("content/ru/faq/files/scan-quality.md", [false, false, true]);
        check("content/ru/contacts.toml", [true, false, true]);
        check("content/kk/interface.toml", [true, true, true]);
        check("index.html", [true, false, false]);
        check("README.md", [false, false, false]);
    }
}

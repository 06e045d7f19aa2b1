//! Builds the site into `dist/`: wasm modules, one script, two style sheets and one page for citizens, one of each for
//! employees; every file named by its content and compressed beforehand.

mod ahead;
mod asset;
mod cache;
mod chunk;
mod compress;
mod embed;
mod icon;
mod language;
mod module;
mod optimize;
mod page;
mod script;
mod shell;
mod site;
mod slim;
mod whole;
mod worker;

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};

pub use asset::FOLDER as ASSETS;
pub use embed::{FOLDER as EMBED, STEM as LOADER};
pub use module::{compile, compile_staff};

use crate::progress::Progress;
use crate::tool::node::Node;
use crate::tool::rust;
use crate::workspace::Workspace;
use cache::Cache;
use site::Build;

/// The compile target of the app.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How the app is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As people download it.
    Release,
    /// As fast as it compiles: not optimised, not compressed, components' types erased.
    Dev,
}

impl Mode {
    /// What rustc needs besides the profile: the splitter reads the relocations, and erased
    /// component types halve the time a dev build takes.
    pub fn flags(self) -> &'static str {
        match self {
            Self::Release => "-Clink-args=--emit-relocs",
            Self::Dev => "-Clink-args=--emit-relocs --cfg erase_components",
        }
    }
}

/// How many steps [`build`] takes.
pub const STEPS: usize = INSTALL_STEPS + 2 + ASSEMBLE_STEPS;
/// How many steps [`install`] takes.
pub const INSTALL_STEPS: usize = 1;
/// How many steps [`assemble`] takes.
pub const ASSEMBLE_STEPS: usize = 4;

/// Builds the site from whatever is there.
///
/// # Errors
/// When a tool is missing or a step fails; the old site then stays in place.
pub fn build(workspace: &Workspace, mode: Mode, progress: &mut Progress) -> Result<()> {
    let node = install(workspace, progress)?;
    progress.step("Compile the app for the browser", |step| {
        step.run(compile(workspace, mode))
    })?;
    progress.step("Compile the staff page", |step| {
        if workspace.is_aside() {
            return Ok(String::new());
        }
        step.run(compile_staff(workspace, mode))
    })?;
    assemble(workspace, mode, &node, progress)
}

/// Installs the tools of the build.
///
/// # Errors
/// When one is missing and can't be installed.
pub fn install(workspace: &Workspace, progress: &mut Progress) -> Result<Node> {
    progress.step("Find the build tools, install what is missing", |step| {
        rust::add_target(workspace, step)?;
        Node::install(workspace, step)
    })
}

/// Makes the site from the compiled app and puts it in the place of the old one.
///
/// # Errors
/// When a step fails; the old site then stays in place.
pub fn assemble(
    workspace: &Workspace,
    mode: Mode,
    node: &Node,
    progress: &mut Progress,
) -> Result<()> {
    // Held until the site is swapped in: `dev` in another terminal works in the same folders.
    let _turn = turn(&workspace.work())?;
    let cache = Cache::open(workspace.work().join("cache"))?;
    let (app, staff) =
        progress.step("Split the app into chunks, bind all to JavaScript", |_| {
            let app = module::split(workspace, mode)?;
            // Employees are left out of a site that is made aside.
            let staff = (!workspace.is_aside()).then(|| module::bind_staff(workspace, mode));
            Ok((app, staff.transpose()?))
        })?;
    progress.step("Optimise the wasm", |step| match mode {
        Mode::Release => {
            slim::shorten(&app)?;
            let mut modules = vec![app.as_path()];
            if let Some(staff) = &staff {
                slim::strip(staff, module::STAFF_STEM)?;
                modules.push(staff);
            }
            let script = workspace.root.join("xtask/asset/optimize.mjs");
            optimize::optimize(&modules, &script, node, &cache, step)?;
            slim::prune(&app)
        }
        Mode::Dev => Ok(()),
    })?;
    let site = workspace.staging().join("dist.next");
    progress.step("Name the assets by their content", |step| {
        empty(&site)?;
        let build = Build {
            workspace,
            mode,
            node,
            step,
        };
        site::write(&build, &app, staff.as_deref(), &site)
    })?;
    progress.step("Compress, and swap the site in", |_| {
        if mode == Mode::Release {
            compress::compress(&site, &cache)?;
        }
        let old = workspace.staging().join("dist.old");
        swap(&site, &workspace.dist(), &old)
    })
}

/// Waits until no other xtask assembles a site with the same target folder.
fn turn(work: &Path) -> Result<File> {
    fs::create_dir_all(work).with_context(|| format!("can't make {}", work.display()))?;
    let path = work.join("turn.lock");
    let file = File::create(&path).with_context(|| format!("can't make {}", path.display()))?;
    if file.try_lock().is_err() {
        eprintln!("Waiting for another dist to end");
        file.lock()?;
    }
    Ok(file)
}

/// Puts the folder `next` in the place of `dist`, whose last content goes.
fn swap(next: &Path, dist: &Path, old: &Path) -> Result<()> {
    empty(old)?;
    fs::remove_dir(old)?;
    if dist.exists() {
        fs::rename(dist, old).with_context(|| format!("can't move {}", dist.display()))?;
    }
    if let Err(error) = fs::rename(next, dist) {
        // Better the old site than none; the first error is the one to tell.
        let _ = fs::rename(old, dist);
        return Err(error).with_context(|| format!("can't move the site to {}", dist.display()));
    }
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    Ok(())
}

/// Makes a folder, or makes it empty.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A folder with a site of one page, and a folder for the next one.
    fn sites(name: &str) -> [PathBuf; 4] {
        let root = std::env::temp_dir().join(format!("opora-{name}-{}", std::process::id()));
        let [dist, next, old] = ["dist", "next", "old"].map(|folder| root.join(folder));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "old").unwrap();
        [root, dist, next, old]
    }

    #[test]
    fn the_next_site_takes_the_place_of_the_old() {
        let [root, dist, next, old] = sites("swap");
        fs::create_dir_all(&next).unwrap();
        fs::write(next.join("index.html"), "new").unwrap();
        swap(&next, &dist, &old).unwrap();
        let page = fs::read_to_string(dist.join("index.html")).unwrap();
        let rest = (next.exists(), old.exists());
        fs::remove_dir_all(root).unwrap();
        assert_eq!((page.as_str(), rest), ("new", (false, false)));
    }

    #[test]
    fn the_old_site_stays_where_the_next_is_missing() {
        let [root, dist, next, old] = sites("keep");
        swap(&next, &dist, &old).unwrap_err();
        let page = fs::read_to_string(dist.join("index.html")).unwrap();
        fs::remove_dir_all(root).unwrap();
        assert_eq!(page, "old");
    }
}

//! Programs from Debian's packages: a browser with its driver, and PostgreSQL.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::cmd;

use crate::progress::Step;
use crate::source;
use crate::tool::find;
use crate::workspace::Workspace;

/// A browser, and the program that drives it.
pub struct Browser {
    /// Chromium itself.
    pub chrome: PathBuf,
    /// ChromeDriver of the same version.
    pub driver: PathBuf,
}

impl Browser {
    /// Chromium as installed, or as `CHROME` and `CHROMEDRIVER` name it.
    fn find() -> Option<Self> {
        let named = |variable| env::var_os(variable).map(PathBuf::from);
        let chrome = named("CHROME").or_else(|| {
            let names = ["chromium", "chromium-browser", "google-chrome"];
            names.into_iter().find_map(find)
        })?;
        let driver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
        Some(Self { chrome, driver })
    }

    /// Finds the browser, or installs it; a font with Cyrillic letters comes with it.
    ///
    /// # Errors
    /// When it is missing and packages can't be installed here.
    pub fn install(workspace: &Workspace, step: &Step) -> Result<Self> {
        let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
        installed(workspace, step, "Chromium", &packages, Self::find)
    }
}

/// The folder of PostgreSQL's programs, installed where missing.
///
/// # Errors
/// When it is missing and packages can't be installed here.
pub fn postgres(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    installed(
        workspace,
        step,
        "PostgreSQL",
        &["postgresql"],
        find_postgres,
    )
}

/// The folder of PostgreSQL's programs, where installed.
pub fn find_postgres() -> Option<PathBuf> {
    let on_path = || Some(find("initdb")?.parent()?.to_path_buf());
    newest(Path::new("/usr/lib/postgresql")).or_else(on_path)
}

/// Debian keeps one folder a major version.
fn newest(versions: &Path) -> Option<PathBuf> {
    let programs = source::files(versions).ok()?.into_iter();
    let initdb = programs.filter(|path| source::name(path) == "initdb");
    let newest = initdb.max_by_key(|path| {
        let version = path.strip_prefix(versions).ok()?.iter().next()?;
        version.to_str()?.parse::<u32>().ok()
    })?;
    Some(newest.parent()?.to_path_buf())
}

/// What `look` finds, if need be after installing these packages.
pub fn installed<T>(
    workspace: &Workspace,
    step: &Step,
    name: &str,
    packages: &[&str],
    look: impl Fn() -> Option<T>,
) -> Result<T> {
    if let Some(found) = look() {
        return Ok(found);
    }
    let mend = format!("{name} is missing: apt-get install {}", packages.join(" "));
    ensure!(find("apt-get").is_some(), "{mend}");
    let sh = &workspace.sh;
    let is_root = cmd!(sh, "id -u").quiet().read()? == "0";
    ensure!(is_root || find("sudo").is_some(), "{mend} (as root)");
    let run = |arguments: &[&str]| {
        let env = match is_root {
            true => cmd!(sh, "env"),
            false => cmd!(sh, "sudo --non-interactive env"),
        };
        let apt = env.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes"]);
        step.run(apt.args(arguments)).with_context(|| mend.clone())
    };
    run(&["update"])?;
    run(&[&["--no-install-recommends", "install"], packages].concat())?;
    look().context(mend)
}

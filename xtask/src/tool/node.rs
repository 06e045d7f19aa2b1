//! The npm tools of `xtask/package.json` (wasm-opt, esbuild, axe) and of `xtask/lighthouse`, in the locked versions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xshell::cmd;

use crate::progress::Step;
use crate::source;
use crate::tool::find;
use crate::workspace::Workspace;

const LOCK: &str = "package-lock.json";

/// The folder they are installed in.
pub struct Node {
    folder: PathBuf,
}

impl Node {
    /// Installs the locked packages of `xtask/package.json`, as [`Self::install_from`].
    ///
    /// # Errors
    /// When Node or npm is missing, or the registry can't be reached.
    pub fn install(workspace: &Workspace, step: &Step) -> Result<Self> {
        Self::install_from(workspace, step, "xtask", "node")
    }

    /// Installs the locked packages of a folder of the checkout into a folder of the tools, unless they are there already.
    /// No package's script runs: esbuild's program is a package of its own for each platform, as is Node's.
    ///
    /// # Errors
    /// When Node or npm is missing, or the registry can't be reached.
    pub fn install_from(
        workspace: &Workspace,
        step: &Step,
        from: &str,
        name: &str,
    ) -> Result<Self> {
        let from = workspace.root.join(from);
        let folder = workspace.tools().join(name);
        let wanted = read(&from.join(LOCK))?;
        let installed = folder.join("installed.json");
        if fs::read_to_string(&installed).is_ok_and(|lock| lock == wanted) {
            return Ok(Self { folder });
        }
        ensure!(
            find("node").is_some() && find("npm").is_some(),
            "Node is missing: apt-get install nodejs npm"
        );
        fs::create_dir_all(&folder)?;
        for name in ["package.json", LOCK] {
            fs::copy(from.join(name), folder.join(name))?;
        }
        let flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
        step.run(cmd!(workspace.sh, "npm ci --prefix {folder} {flags...}"))
            .context(
                "the npm registry must be reachable once: the packages stay in target/tools",
            )?;
        // Written last: a stopped install is done again.
        fs::write(installed, wanted)?;
        Ok(Self { folder })
    }

    /// Where they are, in `node_modules`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The minifier itself. Its program in `.bin` is a script that looks for this one, and
    /// buries an error under its own stack trace.
    ///
    /// # Errors
    /// When npm installed no esbuild for this platform.
    pub fn esbuild(&self) -> Result<PathBuf> {
        let platforms = self.packages().join("@esbuild");
        let programs = source::files(&platforms)?.into_iter();
        let mut programs = programs.filter(|path| path.file_stem() == Some("esbuild".as_ref()));
        programs
            .next()
            .with_context(|| format!("no esbuild for this platform in {}", platforms.display()))
    }

    /// A file of a package.
    pub fn file(&self, path: impl AsRef<Path>) -> PathBuf {
        self.packages().join(path)
    }

    /// A package's name and installed version.
    ///
    /// # Errors
    /// When the package is not installed.
    pub fn release(&self, package: &str) -> Result<String> {
        let manifest = read(&self.packages().join(package).join("package.json"))?;
        let manifest: Value = serde_json::from_str(&manifest)?;
        let version = manifest.get("version").and_then(Value::as_str);
        let version = version.with_context(|| format!("{package} has no version"))?;
        Ok(format!("{package} {version}"))
    }

    fn packages(&self) -> PathBuf {
        self.folder.join("node_modules")
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))
}

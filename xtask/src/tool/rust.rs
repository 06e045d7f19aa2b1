//! What the Rust toolchain must have besides cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Cmd, cmd};

use crate::dist::TARGET;
use crate::progress::Step;
use crate::tool::find;
use crate::workspace::Workspace;

/// The version of the driver of Firefox: any one knows every Firefox of the last years.
const GECKODRIVER: &str = "0.37.1";

/// Adds the browser's compile target to the toolchain that runs this, unless it is there.
///
/// # Errors
/// When the target is absent and rustup is too, or can't download it.
pub fn add_target(workspace: &Workspace, step: &Step) -> Result<()> {
    let libraries = step.run(cmd!(
        workspace.sh,
        "rustc --print target-libdir --target {TARGET}"
    ))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    let mend = format!("the Rust target is missing: rustup target add {TARGET}");
    find("rustup").with_context(|| mend.clone())?;
    step.run(cmd!(workspace.sh, "rustup target add {TARGET}"))
        .context(mend)?;
    Ok(())
}

/// The program that runs wasm tests in a browser, compiled where missing (1 to 4 minutes).
///
/// Its version must be that of the crate: the two share a file format without promises.
///
/// # Errors
/// When it can't be compiled.
pub fn test_runner(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    let version = locked(workspace, step, "wasm-bindgen")?;
    let folder = format!("wasm-bindgen-{version}");
    let package = format!("wasm-bindgen-cli@{version}");
    compiled(
        workspace,
        step,
        &folder,
        &package,
        "wasm-bindgen-test-runner",
    )
}

/// The driver of Firefox, compiled where missing (1 to 4 minutes): Debian has no package of it.
///
/// # Errors
/// When it can't be compiled.
pub fn geckodriver(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    let folder = format!("geckodriver-{GECKODRIVER}");
    let package = format!("geckodriver@{GECKODRIVER}");
    compiled(workspace, step, &folder, &package, "geckodriver")
}

/// A program of a package from the registry, in a folder of the tools.
fn compiled(
    workspace: &Workspace,
    step: &Step,
    folder: &str,
    package: &str,
    name: &str,
) -> Result<PathBuf> {
    let root = workspace.tools().join(folder);
    let program = root.join("bin").join(name);
    if program.is_file() {
        return Ok(program);
    }
    let sh = &workspace.sh;
    let install = || {
        let install = cmd!(sh, "cargo install {package} --root {root}");
        light(install.args(["--bin", name]))
    };
    // Its own lock file may name a version that a registry mirror does not have yet.
    step.run(install().arg("--locked"))
        .or_else(|_| step.run(install()))
        .with_context(|| format!("{package} could not be installed"))?;
    Ok(program)
}

/// Compiled quickly: such a tool runs for seconds.
fn light(install: Cmd<'_>) -> Cmd<'_> {
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        // Built aside: the workspace's target folder would keep its artifacts for ever.
        .env_remove("CARGO_TARGET_DIR")
}

/// The version of a crate in `Cargo.lock`.
fn locked(workspace: &Workspace, step: &Step, name: &str) -> Result<String> {
    let metadata = metadata(workspace, step)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let text = |package: &Value, key| Some(package.get(key)?.as_str()?.to_owned());
    packages
        .into_iter()
        .flatten()
        .find(|package| text(package, "name").as_deref() == Some(name))
        .and_then(|package| text(package, "version"))
        .with_context(|| format!("Cargo.lock has no {name}"))
}

/// What cargo knows of the packages that are linked for this machine or the browser.
///
/// # Errors
/// When a manifest is wrong.
pub fn metadata(workspace: &Workspace, step: &Step) -> Result<Value> {
    let sh = &workspace.sh;
    let host = step.run(cmd!(sh, "rustc --print host-tuple"))?;
    let host = host.trim();
    let platforms = ["--filter-platform", host, "--filter-platform", TARGET];
    let mut command: Command = cmd!(sh, "cargo metadata --format-version 1")
        .args(platforms)
        .into();
    let output = command.output().context("cargo does not start")?;
    anyhow::ensure!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")
}

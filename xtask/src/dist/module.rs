//! From the crates of the app and of the staff page to wasm modules: cargo, the splitter, wasm-bindgen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use xshell::cmd;

use super::Mode;
use crate::workspace::Workspace;

/// What the generated files call each other by, until content names them.
pub const GLUE: &str = "app.js";
/// The generated loader of the chunks.
pub const LOADER: &str = "__wasm_split.js";

/// The module every page needs; its neighbours with the same extension are the chunks.
pub const MAIN: &str = "app_bg.wasm";

/// The package of the citizens' app.
const APP: &str = "opora";
/// The package of the staff page.
const STAFF: &str = "opora-staff";

/// What the staff page's generated files are called by, until content names them.
pub const STAFF_STEM: &str = "staff";

/// The command that compiles the app's library for the browser.
pub fn compile(workspace: &Workspace, mode: Mode) -> Command {
    library(workspace, APP, mode)
}

/// The command that compiles the staff page's library for the browser.
pub fn compile_staff(workspace: &Workspace, mode: Mode) -> Command {
    library(workspace, STAFF, mode)
}

/// The command that compiles a library to a wasm module. Only here is it one: cargo optimises no library across crates
/// that is an rlib as well (a tenth of the first load), and one that always was both would be linked with each build of
/// what depends on it, as the staff page depends on the app.
///
/// The flags go to the wasm target alone: in `RUSTFLAGS` they would reach build scripts and
/// make cargo build the server anew after each `dist`.
fn library(workspace: &Workspace, package: &str, mode: Mode) -> Command {
    let profile = match mode {
        Mode::Release => "app",
        Mode::Dev => "dev",
    };
    let target = super::TARGET;
    // What is built aside is nobody's download: it shares its dependencies with the component tests.
    let (features, flags): (&[&str], _) = match workspace.is_aside() {
        true => (&["--features", "beside"], mode.flags().to_owned()),
        false => (&[], format!("{} {}", mode.flags(), remap())),
    };
    cmd!(
        workspace.sh,
        "cargo rustc --package {package} --lib --crate-type cdylib --target {target} --profile {profile} {features...}"
    )
    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
    .into()
}

/// Keeps the folders of this machine out of the panic messages that people download.
fn remap() -> String {
    let home = std::env::var("CARGO_HOME").map_or_else(
        |_| std::env::home_dir().unwrap_or_default().join(".cargo"),
        PathBuf::from,
    );
    format!(
        "--remap-path-prefix={}=crates",
        home.join("registry/src").display()
    )
}

/// Splits the compiled library at its lazy routes and writes the JavaScript around it. Returns
/// the folder of it all.
///
/// The splitter must run between cargo and wasm-bindgen: it needs the relocations, which
/// wasm-bindgen drops.
///
/// # Errors
/// When the library was not built with [`compile`], or a tool refuses it.
pub fn split(workspace: &Workspace, mode: Mode) -> Result<PathBuf> {
    let input = compiled(workspace, "opora.wasm", mode);
    let folder = workspace.work().join("module");
    super::empty(&folder)?;
    let whole = fs::read(&input).with_context(|| format!("can't read {}", input.display()))?;
    let unbound = workspace.work().join("unbound.wasm");
    cut(&whole, &folder, &unbound)?;
    bind(&unbound, &folder, "app", mode)?;
    Ok(folder)
}

/// Writes the JavaScript around the staff page's library, which stays whole. Returns the folder of both.
///
/// # Errors
/// When the library was not built with [`compile_staff`], or wasm-bindgen refuses it.
pub fn bind_staff(workspace: &Workspace, mode: Mode) -> Result<PathBuf> {
    let folder = workspace.work().join("staff");
    super::empty(&folder)?;
    let input = compiled(workspace, "opora_staff.wasm", mode);
    bind(&input, &folder, STAFF_STEM, mode)?;
    Ok(folder)
}

/// Where cargo has put a compiled library.
fn compiled(workspace: &Workspace, name: &str, mode: Mode) -> PathBuf {
    let profile = match mode {
        Mode::Release => "app",
        Mode::Dev => "debug",
    };
    workspace
        .target
        .join(super::TARGET)
        .join(profile)
        .join(name)
}

fn cut(whole: &[u8], folder: &Path, main: &Path) -> Result<()> {
    let link_name = format!("./{LOADER}");
    let main_module = format!("./{GLUE}");
    let mut options = wasm_split_cli_support::Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &main_module;
    options.link_name = &link_name;
    wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the wasm could not be split: {error:#}"))?;
    Ok(())
}

fn bind(input: &Path, folder: &Path, stem: &str, mode: Mode) -> Result<()> {
    Bindgen::new()
        .input_path(input)
        .out_name(stem)
        .web(true)?
        // The chunks link against exports of the main module by their mangled names.
        .keep_lld_exports(true)
        .demangle(false)
        .typescript(false)
        // boot.js always says where the module is: the glue must not guess.
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .remove_name_section(mode == Mode::Release)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen refused {}", input.display()))
}

//! The site's folder: assets under names their content gives them, `public/`, the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::asset::Assets;
use super::page::{self, Value};
use super::{chunk, module, script};
use crate::progress::Step;
use crate::source;
use crate::tool::node::Node;
use crate::workspace::Workspace;

/// The script that starts the app: an asset, unlike the rest of `public/`.
const BOOT: &str = "boot.js";

/// What every step of [`write`] works with.
pub struct Build<'a> {
    pub workspace: &'a Workspace,
    pub node: &'a Node,
    pub step: &'a Step,
}

/// Fills the empty folder `site` from the split modules.
///
/// # Errors
/// When a file is missing or a tool refuses one.
pub fn write(build: &Build, modules: &Path, site: &Path) -> Result<()> {
    let root = &build.workspace.root;
    let assets = Assets::create(site)?;
    copy_public(&root.join("public"), site)?;

    let wasm = assets.add("app", "wasm", &read(&modules.join(module::MAIN))?)?;
    script::rewrite_loader(modules, &chunk::add(&assets, modules)?)?;
    let glue = script::bundle(build, &modules.join(module::GLUE))?;
    let glue = assets.add("app", "js", &glue)?;
    let style = script::bundle(build, &root.join("style/main.css"))?;
    let style = assets.add("app", "css", &style)?;
    let later = script::bundle(build, &root.join("style/later.css"))?;
    let later = assets.add("later", "css", &later)?;
    let boot = script::bundle(build, &root.join("public").join(BOOT))?;
    let boot = assets.add("boot", "js", &boot)?;

    let mut values = page::contacts(&root.join("content"))?;
    values.extend([
        Value::text("style", &style.url()),
        Value::text("style_integrity", &style.integrity),
        Value::text("later", &later.url()),
        Value::text("boot", &boot.url()),
        Value::text("boot_integrity", &boot.integrity),
        Value::text("app", &glue.url()),
        Value::text("wasm", &wasm.url()),
    ]);
    let template = fs::read_to_string(root.join("index.html")).context("can't read index.html")?;
    let page = page::fill(&template, &values)?;
    fs::write(site.join("index.html"), page::bare(&page))?;
    Ok(())
}

/// Copies the folder as it is, but for the script that becomes an asset.
fn copy_public(public: &Path, site: &Path) -> Result<()> {
    for from in source::files(public)? {
        let name = from.strip_prefix(public)?;
        if name == Path::new(BOOT) {
            continue;
        }
        let to = site.join(name);
        fs::create_dir_all(to.parent().unwrap_or(site))?;
        fs::copy(&from, &to).with_context(|| format!("can't copy {}", from.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

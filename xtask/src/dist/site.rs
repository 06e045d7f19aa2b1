//! The site's folder: assets under names their content gives them, `public/`, the pages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::ahead;
use super::asset::{Asset, Assets};
use super::page::{self, Value};
use super::whole::{self, Wholes};
use super::{Mode, chunk, embed, icon, language, module, script, shell, worker};
use crate::progress::Step;
use crate::source;
use crate::tool::node::Node;
use crate::workspace::Workspace;

/// The script that starts the app, the one that brings the service worker and the one for frames of other portals: assets,
/// unlike the rest of `public/`.
const BOOT: &str = "boot.js";
const OFFLINE: &str = "offline.js";
const FRAME: &str = "frame.js";
/// A part of the service worker.
const OUTBOX: &str = "outbox.js";

/// What every step of [`write`] works with.
pub struct Build<'a> {
    pub workspace: &'a Workspace,
    pub mode: Mode,
    pub node: &'a Node,
    pub step: &'a Step,
}

/// Fills the empty folder `site` from the split modules of the app and the module of the staff page.
///
/// # Errors
/// When a file is missing or a tool refuses one.
pub fn write(build: &Build, modules: &Path, staff: Option<&Path>, site: &Path) -> Result<()> {
    let root = &build.workspace.root;
    let assets = Assets::create(site)?;
    copy_public(&root.join("public"), site)?;

    let wasm = assets.add("app", "wasm", &read(&modules.join(module::MAIN))?)?;
    let wholes = match build.mode {
        Mode::Release => whole::add(build, &assets, modules, &ahead::wholes())?,
        Mode::Dev => Wholes::new(),
    };
    script::rewrite_loader(modules, &chunk::add(&assets, modules)?, &wholes)?;
    let bundled =
        |stem, extension, entry: &Path| assets.add(stem, extension, &script::bundle(build, entry)?);
    let glue = bundled("app", "js", &modules.join(module::GLUE))?;
    let shared = Shared {
        style: bundled("app", "css", &root.join("style/main.css"))?,
        later: bundled("later", "css", &root.join("style/later.css"))?,
        boot: bundled("boot", "js", &root.join("public").join(BOOT))?,
    };
    let offline = bundled("offline", "js", &root.join("public").join(OFFLINE))?;
    let mut own = page::hours(&build.workspace.content())?;
    own.extend(shell::values(root)?);
    own.push(Value::text("offline", &offline.url()));
    let frame = bundled("frame", "js", &root.join("public").join(FRAME))?;
    own.push(Value::text("frame", &frame.url()));
    let languages = language::all(&build.workspace.content(), &assets)?;
    own.push(Value::text("languages", &languages));
    shared.page(root, site, "index.html", &glue, &wasm, own)?;
    icon::write(site)?;
    embed::write(build, site)?;
    worker::write(build, site, &glue.url())?;

    let Some(staff) = staff else { return Ok(()) };
    let stem = module::STAFF_STEM;
    let wasm = read(&staff.join(format!("{stem}_bg.wasm")))?;
    let wasm = assets.add(stem, "wasm", &wasm)?;
    let glue = bundled(stem, "js", &staff.join(format!("{stem}.js")))?;
    let style = bundled(stem, "css", &root.join("style/staff.css"))?;
    let own = vec![Value::text("staff", &style.url())];
    shared.page(root, site, "staff.html", &glue, &wasm, own)
}

/// What both pages load.
struct Shared {
    style: Asset,
    later: Asset,
    boot: Asset,
}

impl Shared {
    /// Writes a page from its template in the root: what is shared, its own program, its own values.
    fn page(
        &self,
        root: &Path,
        site: &Path,
        name: &str,
        glue: &Asset,
        wasm: &Asset,
        own: Vec<Value>,
    ) -> Result<()> {
        let mut values = page::phone(&root.join("content"))?;
        values.extend(own);
        values.extend([
            Value::text("style", &self.style.url()),
            Value::text("style_integrity", &self.style.integrity),
            Value::text("later", &self.later.url()),
            Value::text("boot", &self.boot.url()),
            Value::text("boot_integrity", &self.boot.integrity),
            Value::text("app", &glue.url()),
            Value::text("wasm", &wasm.url()),
        ]);
        let template =
            fs::read_to_string(root.join(name)).with_context(|| format!("can't read {name}"))?;
        let page = page::fill(name, &template, &values)?;
        fs::write(site.join(name), page::bare(&page))?;
        Ok(())
    }
}

/// Copies the folder as it is, but for the scripts that are made into something else.
fn copy_public(public: &Path, site: &Path) -> Result<()> {
    for from in source::files(public)? {
        let name = from.strip_prefix(public)?;
        if [BOOT, OFFLINE, FRAME, OUTBOX, worker::NAME, embed::SOURCE]
            .iter()
            .any(|made| name == Path::new(made))
        {
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

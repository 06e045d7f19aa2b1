//! Pages whole: for whoever opens a page by its address, all chunks that it needs come merged into one module, and those
//! that it loads by itself once it is drawn into another.
//!
//! The splitter makes a chunk for every set of pages that share some code. A page needs up to hundreds of them: tens of
//! requests, bytes of packs that it has no use for, and hundreds of small modules to compile, which cost a slow phone more
//! time than anything else at its start.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use walrus::{ExportItem, Import, ImportKind, Module};

use super::asset::Assets;
use super::chunk::stem;
use super::module::LOADER;
use super::site::Build;
use crate::parallel;
use crate::progress::Step;
use crate::tool::node::Node;

/// What every chunk imports from, see the loader.
const HOST: &str = "__wasm_split";

/// The same in a whole page: a module that is merged cannot import from one of its own name.
const OUTSIDE: &str = "host";

/// What the optimiser does once the pieces are together: each of them had imports, types and functions that others have.
const PASSES: [&str; 4] = [
    "--duplicate-function-elimination",
    "--reorder-functions",
    "--remove-unused-module-elements",
    "--strip-producers",
];

/// What chunks may hold: as in `xtask/asset/optimize.mjs`.
const FEATURES: [&str; 9] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A module to be merged.
pub struct Whole {
    pub name: String,
    /// Stems of the lazy functions that it is for.
    pub of: Vec<&'static str>,
    /// Stems of what is there already, or is to come at least as early: its chunks are left out.
    pub beyond: Vec<&'static str>,
}

/// Files of merged modules, by their names.
pub type Wholes = HashMap<String, String>;

/// Merges chunks as `wanted` says and adds them to the assets.
///
/// # Errors
/// When there is no such function, or a tool refuses a chunk.
pub fn add(build: &Build, assets: &Assets, modules: &Path, wanted: &[Whole]) -> Result<Wholes> {
    let needs = Needs::read(&fs::read_to_string(modules.join(LOADER))?);
    let folder = modules.with_extension("whole");
    fs::create_dir_all(&folder)?;
    let (node, step) = (build.node, build.step);
    let file = |whole: &Whole| folder.join(&whole.name).with_extension("wasm");
    let mut merges = Vec::new();
    for whole in wanted {
        let parts = needs.of(whole)?;
        let parts = parts.iter().map(|name| modules.join(name)).collect();
        merges.push((file(whole), parts));
    }
    parallel::each(merges, |(whole, parts): (PathBuf, Vec<PathBuf>)| {
        merge(node, step, &whole, &parts)
    })?;
    let mut wholes = Wholes::new();
    for whole in wanted {
        let stem = format!("{}-whole", whole.name);
        let added = assets.add(&stem, "wasm", &fs::read(file(whole))?)?;
        wholes.insert(whole.name.clone(), added.name);
    }
    Ok(wholes)
}

/// Chunks of each lazy function by its stem, its own the first.
struct Needs(HashMap<String, Vec<String>>);

impl Needs {
    fn read(loader: &str) -> Self {
        let found = needs(loader).into_iter();
        let all = found.map(|(own, shared)| {
            let chunks = std::iter::once(own.clone()).chain(shared);
            (stem(&own), chunks.collect())
        });
        Self(all.collect())
    }

    /// Every chunk of a merged module, once.
    fn of(&self, whole: &Whole) -> Result<Vec<&String>> {
        let chunks = |stem: &str| {
            let found = self.0.get(stem);
            found.with_context(|| format!("{}: the loader knows no {stem}", whole.name))
        };
        let mut known = HashSet::new();
        for stem in &whole.beyond {
            known.extend(chunks(stem)?);
        }
        let mut wanted = Vec::new();
        for stem in &whole.of {
            wanted.extend(chunks(stem)?.iter().filter(|chunk| known.insert(*chunk)));
        }
        Ok(wanted)
    }
}

/// Each lazy function's own chunk, and the others that it needs, as the generator writes it:
/// `const __chunk_7 = makeLoad(() => { … "./chunk_7.wasm" … }, []);` and
/// `export const … = wrapAsyncCb(makeLoad(() => { … "./split_a.wasm" … }, [__chunk_7, ]));`.
fn needs(loader: &str) -> Vec<(String, Vec<String>)> {
    let mut shared = HashMap::new();
    let mut found = Vec::new();
    for piece in loader.split("makeLoad(() => {").skip(1) {
        let file = between(piece, "new URL(\"./", "\"");
        let list = between(piece, "\n, [", "]");
        let (Some(file), Some(list)) = (file, list) else {
            continue;
        };
        let names = list
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        if let Some(number) = file.strip_prefix("chunk_") {
            let number = number.trim_end_matches(".wasm");
            shared.insert(format!("__chunk_{number}"), file.to_owned());
            continue;
        }
        let chunks = names.filter_map(|name| shared.get(name).cloned());
        found.push((file.to_owned(), chunks.collect()));
    }
    found
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// Merges modules into one that imports what each of them does, once.
fn merge(node: &Node, step: &Step, whole: &Path, parts: &[PathBuf]) -> Result<()> {
    let host = whole.with_extension("host");
    fs::write(&host, outside(parts)?)?;
    let merged = whole.with_extension("merged");
    let mut merge = Command::new("node");
    merge.arg(node.file("binaryen/bin/wasm-merge"));
    merge.arg(&host).arg(HOST);
    for (at, part) in parts.iter().enumerate() {
        merge.arg(part).arg(format!("part{at}"));
    }
    merge.args(FEATURES).arg("-o").arg(&merged);
    step.run(merge)?;
    let mut tidy = Command::new("node");
    tidy.arg(node.file("binaryen/bin/wasm-opt")).arg(&merged);
    tidy.args(FEATURES).args(PASSES).arg("-o").arg(whole);
    step.run(tidy)?;
    Ok(())
}

/// A module that hands on from outside what these chunks import.
fn outside(chunks: &[PathBuf]) -> Result<Vec<u8>> {
    let mut outside = Module::default();
    let mut known = HashSet::new();
    for path in chunks {
        let broken = |error| anyhow!("can't read {}: {error:#}", path.display());
        let chunk = Module::from_file(path).map_err(broken)?;
        for import in chunk.imports.iter() {
            if known.insert(import.name.clone()) {
                hand_on(&mut outside, &chunk, import)?;
            }
        }
    }
    Ok(outside.emit_wasm())
}

fn hand_on(outside: &mut Module, chunk: &Module, import: &Import) -> Result<()> {
    let name = import.name.as_str();
    let item: ExportItem = match import.kind {
        ImportKind::Memory(id) => {
            let memory = chunk.memories.get(id);
            let limits = (memory.initial, memory.maximum, memory.page_size_log2);
            let kind = (memory.shared, memory.memory64);
            let (id, _) = outside
                .add_import_memory(OUTSIDE, name, kind.0, kind.1, limits.0, limits.1, limits.2);
            id.into()
        }
        ImportKind::Table(id) => {
            let table = chunk.tables.get(id);
            let limits = (table.initial, table.maximum);
            let (id, _) = outside.add_import_table(
                OUTSIDE,
                name,
                table.table64,
                limits.0,
                limits.1,
                table.element_ty,
            );
            id.into()
        }
        ImportKind::Global(id) => {
            let global = chunk.globals.get(id);
            let kind = (global.mutable, global.shared);
            let (id, _) = outside.add_import_global(OUTSIDE, name, global.ty, kind.0, kind.1);
            id.into()
        }
        ImportKind::Function(_) | ImportKind::Tag(_) => {
            bail!("chunks import {name} now: see {}", file!())
        }
    };
    outside.exports.add(name, item);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_says_what_a_page_needs() {
        let load = |file: &str| {
            format!(
                "makeLoad(() => {{\n    const src = fetch(new URL(\"./{file}\", import.meta.url));\n}}\n"
            )
        };
        let loader = format!(
            "function makeLoad(fetcher, deps) {{}}\nconst __chunk_1 = {}, []);\nconst __chunk_2 = {}, []);\n\
             export const s0 = wrapAsyncCb({}, [__chunk_2]));\n",
            load("chunk_1.wasm"),
            load("chunk_2.wasm"),
            load("split_a_7.wasm")
        );
        let expected = ("split_a_7.wasm".to_owned(), vec!["chunk_2.wasm".to_owned()]);
        assert_eq!(needs(&loader), [expected]);
    }

    #[test]
    fn what_is_there_already_is_left_out() {
        let chunks = |stem: &str, chunks: &[&str]| {
            let chunks = chunks.iter().map(|chunk| (*chunk).to_owned());
            (stem.to_owned(), chunks.collect::<Vec<_>>())
        };
        let needs = Needs(HashMap::from([
            chunks("page", &["page.wasm", "1.wasm"]),
            chunks("a", &["a.wasm", "1.wasm", "2.wasm"]),
            chunks("b", &["b.wasm", "2.wasm"]),
        ]));
        let whole = |of: &[&'static str]| Whole {
            name: "then".to_owned(),
            of: of.to_vec(),
            beyond: vec!["page"],
        };
        let wanted = needs.of(&whole(&["a", "b"])).unwrap();
        assert_eq!(wanted, ["a.wasm", "2.wasm", "b.wasm"]);
        assert!(needs.of(&whole(&["c"])).is_err());
    }
}

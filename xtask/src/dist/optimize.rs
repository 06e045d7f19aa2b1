//! wasm-opt over each module: two thirds of a chunk's size go here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cache::Cache;
use crate::progress::Step;
use crate::tool::node::Node;
use crate::{parallel, source};

/// What rustc emits for wasm32 by default. Features are named one by one: with `--all-features` binaryen emits
/// encodings that no browser loads.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-extended-const",
];

/// Size first, in the order of the passes. The second half takes the code apart to statements, shares what repeats and
/// puts it together again: 1.8 KB of the first load.
const PASSES: [&str; 11] = [
    // The first kilobyte of memory is the far end of the stack, so small offsets can move into loads and stores.
    "--low-memory-unused",
    "-Oz",
    "--flatten",
    "--rereloop",
    "--local-cse",
    "-Oz",
    "-Oz",
    "--strip-debug",
    "--strip-dwarf",
    "--strip-producers",
    "--strip-target-features",
];

/// Optimises every wasm module in a folder in place; one that did not change comes from the
/// cache.
///
/// # Errors
/// When wasm-opt fails.
pub fn optimize(folder: &Path, node: &Node, cache: &Cache, step: &Step) -> Result<()> {
    let mut modules = source::files(folder)?;
    modules.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "wasm")
    });
    let tool = node.bin("wasm-opt");
    let recipe = format!("{} {}", node.release("binaryen")?, PASSES.join(" "));
    // The biggest is taken first, so that no core ends up alone with it.
    modules.sort_by_key(|path| fs::metadata(path).map_or(0, |data| data.len()));
    parallel::each(modules, |path| {
        let input = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        let output = cache.get(&recipe, &input, || run(&tool, &path, step))?;
        fs::write(&path, output).with_context(|| format!("can't write {}", path.display()))
    })
}

fn run(tool: &Path, input: &Path, step: &Step) -> Result<Vec<u8>> {
    let output: PathBuf = input.with_extension("optimized");
    let mut command = Command::new(tool);
    command
        .arg(input)
        .args(FEATURES)
        .args(PASSES)
        .arg("-o")
        .arg(&output);
    step.run(command)?;
    fs::read(&output).with_context(|| format!("can't read {}", output.display()))
}

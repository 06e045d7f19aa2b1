//! Binaryen over each module: two thirds of a chunk's size go here. How is in `xtask/asset/optimize.mjs`.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cache::Cache;
use crate::progress::Step;
use crate::tool::node::Node;
use crate::{parallel, source};

/// How many bytes one process optimises.
const BATCH: u64 = 64 * 1024;

/// Optimises every wasm module in these folders in place; one that did not change comes from the
/// cache.
///
/// # Errors
/// When binaryen fails.
pub fn optimize(
    folders: &[&Path],
    script: &Path,
    node: &Node,
    cache: &Cache,
    step: &Step,
) -> Result<()> {
    let how =
        fs::read_to_string(script).with_context(|| format!("can't read {}", script.display()))?;
    let recipe = format!("{}\n{how}", node.release("binaryen")?);
    let library = node.file("binaryen/index.js");
    parallel::each(batches(folders)?, |batch| {
        let outcome = OnceCell::new();
        for path in &batch {
            let input = read(path)?;
            let output = cache.get(&recipe, &input, || {
                if outcome.get().is_none() {
                    let mut command = Command::new("node");
                    command.arg(script).arg(&library).args(&batch);
                    step.run(command)?;
                    let _first = outcome.set(());
                }
                read(&path.with_extension("optimized"))
            })?;
            fs::write(path, output).with_context(|| format!("can't write {}", path.display()))?;
        }
        Ok(())
    })
}

/// The modules, several to a process. The last one is the biggest and is taken first, so that no core ends up alone
/// with it.
fn batches(folders: &[&Path]) -> Result<Vec<Vec<PathBuf>>> {
    let mut files = Vec::new();
    for folder in folders {
        files.extend(source::files(folder)?);
    }
    let mut modules: Vec<(u64, PathBuf)> = files
        .into_iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
        .map(|path| (fs::metadata(&path).map_or(0, |data| data.len()), path))
        .collect();
    modules.sort();
    let mut batches: Vec<Vec<PathBuf>> = Vec::new();
    let mut room = 0;
    for (bytes, path) in modules {
        match batches.last_mut() {
            Some(batch) if bytes <= room => batch.push(path),
            _ => {
                batches.push(vec![path]);
                room = BATCH;
            }
        }
        room = room.saturating_sub(bytes);
    }
    Ok(batches)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

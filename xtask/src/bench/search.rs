//! The search and the libraries that one could take instead, on the same documents and queries.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, os};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xshell::cmd;

use super::browser::Bench as InBrowser;
use crate::progress::{Progress, Step};
use crate::workspace::Workspace;

/// What is done to queries, as columns of the table.
const VARIANTS: [&str; 5] = ["clean", "typo", "half", "layout", "translit"];

/// What the names of sets begin with that have too few right answers known to tell quality.
const SCALE: &str = "scale_";

/// The folder of the data and what to take of it.
#[derive(clap::Args)]
pub struct Options {
    /// Folder with peers.mjs, its package.json, and the sets in data/
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The other engines; fuse-token and pagefind are there too, and slow
    #[arg(
        long,
        value_name = "NAMES",
        default_value = "minisearch-best,minisearch-tuned,flexsearch-tolerant,lunr-ru"
    )]
    engines: String,
    /// The sets, else all
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    sets: Vec<String>,
}

/// What was measured on a set.
struct Row {
    set: String,
    /// A line of `search-eval` each.
    ours: Vec<Value>,
    /// Typing in Chromium.
    browser: Value,
    /// Engines by name; none where quality is not measured.
    peers: Value,
}

/// Measures and prints the tables.
///
/// # Errors
/// When the data are not there, or something can't be built or run.
pub fn search(workspace: &Workspace, options: &Options) -> Result<()> {
    let data = fs::canonicalize(&options.data)
        .with_context(|| format!("there is no folder {}", options.data.display()))?;
    let sets = sets(&data.join("data"), &options.sets)?;
    let mut progress = Progress::new(3 + sets.len());
    let program = progress.step("Compile the evaluation", |step| compile(workspace, step))?;
    let peers = progress.step("Install the other engines", |step| {
        install(workspace, step, &data)
    })?;
    let browser = progress.step("Compile the search for Chromium", |step| {
        InBrowser::build(workspace, step)
    })?;
    let mut rows = Vec::new();
    for set in sets {
        let folder = data.join("data").join(&set);
        rows.push(progress.step(&format!("Measure {set}"), |_| {
            let out = browser.folder();
            let ours = cmd!(workspace.sh, "{program} {folder} --files {out}");
            let ours = ours.quiet().read()?;
            let ours = ours.lines().map(serde_json::from_str);
            Ok(Row {
                ours: ours.collect::<Result<_, _>>()?,
                browser: browser.measure()?,
                peers: if set.starts_with(SCALE) {
                    Value::Null
                } else {
                    engines(workspace, &peers, &folder, &options.engines)?
                },
                set,
            })
        })?);
    }
    std::io::stdout().write_all(report(&rows).as_bytes())?;
    Ok(())
}

/// Names of the folders with documents, those of quality first.
fn sets(data: &Path, wanted: &[String]) -> Result<Vec<String>> {
    let mut sets = Vec::new();
    let entries = fs::read_dir(data).with_context(|| format!("no sets in {}", data.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_wanted = wanted.is_empty() || wanted.contains(&name);
        if is_wanted && entry.path().join("docs.jsonl").is_file() {
            sets.push(name);
        }
    }
    ensure!(
        !sets.is_empty(),
        "no set of that name in {}",
        data.display()
    );
    sets.sort_by_key(|name| (name.starts_with(SCALE), name.clone()));
    Ok(sets)
}

fn compile(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    let build = cmd!(
        workspace.sh,
        "cargo build --release --package opora-search --bin search-eval"
    );
    step.run(build)?;
    Ok(workspace.target.join("release/search-eval"))
}

/// Installs the engines apart from the data, which may be read-only, and links the scripts beside
/// them: run from there, they find the packages.
fn install(workspace: &Workspace, step: &Step, data: &Path) -> Result<PathBuf> {
    let folder = workspace.tools().join("search-peers");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        let kind = path.extension().and_then(|extension| extension.to_str());
        let link = folder.join(path.file_name().unwrap_or_default());
        if !matches!(kind, Some("mjs" | "json")) {
            continue;
        }
        let _ = fs::remove_file(&link);
        if path.ends_with("package.json") {
            fs::copy(&path, &link)?;
        } else {
            os::unix::fs::symlink(&path, &link)?;
        }
    }
    let flags = ["--no-audit", "--no-fund", "--ignore-scripts"];
    step.run(cmd!(
        workspace.sh,
        "npm install --prefix {folder} {flags...}"
    ))?;
    Ok(folder)
}

/// Runs the other engines on a set.
fn engines(workspace: &Workspace, peers: &Path, folder: &Path, engines: &str) -> Result<Value> {
    let report = peers.join("report.json");
    // It would be added to.
    let _ = fs::remove_file(&report);
    let script = peers.join("peers.mjs");
    let links = ["--preserve-symlinks", "--preserve-symlinks-main"];
    let run = cmd!(
        workspace.sh,
        "node {links...} {script} {folder} --engines {engines} --out {report}"
    );
    run.quiet().ignore_stdout().run()?;
    let report: Value = serde_json::from_str(&fs::read_to_string(&report)?)?;
    Ok(report.get("engines").cloned().unwrap_or_default())
}

fn report(rows: &[Row]) -> String {
    let mut text = String::from(
        "\nMRR@10; the best peer of each column, size and time of the one best at clean queries.\n\n\
         | Set | Engine | clean | typo | half | layout | translit | Index, brotli | Typed p50 / p95, ms | Build, ms |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows.iter().filter(|row| !row.set.starts_with(SCALE)) {
        let own = VARIANTS.map(|variant| score(row.our(variant), "/mrr10"));
        let cost = |path: &str| row.cost()?.pointer(path)?.as_f64();
        let _ = writeln!(
            text,
            "| {} | Opora | {} | {} | {} / {} | {} |",
            row.set,
            own.join(" | "),
            size(cost("/index_brotli")),
            millis(cost("/typed_p50_ms")),
            millis(cost("/typed_p95_ms")),
            millis(cost("/build_ms")),
        );
        if let Some(peer) = row.peer_line() {
            text.push_str(&peer);
        }
    }
    text.push_str(
        "\n| Set | Documents | Index, raw | Index, brotli | First download, brotli | Shards | Typed p50 / p95, ms | the same in Chromium | Memory there | Build, ms |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut rows: Vec<(&Row, &Value)> = rows
        .iter()
        .filter_map(|row| Some((row, row.cost()?)))
        .collect();
    rows.sort_by_key(|(_, cost)| cost.pointer("/documents").and_then(Value::as_u64));
    for (row, cost) in rows {
        let number = |path: &str| cost.pointer(path).and_then(Value::as_f64);
        let browser = |path: &str| row.browser.pointer(path).and_then(Value::as_f64);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} / {} | {} / {} | {} | {} |",
            row.set,
            number("/documents").unwrap_or_default(),
            size(number("/index_bytes")),
            size(number("/index_brotli")),
            size(number("/first_brotli")),
            number("/shards").unwrap_or_default(),
            millis(number("/typed_p50_ms")),
            millis(number("/typed_p95_ms")),
            millis(browser("/p50")),
            millis(browser("/p95")),
            size(browser("/memory")),
            millis(number("/build_ms")),
        );
    }
    text
}

impl Row {
    fn our(&self, variant: &str) -> Option<&Value> {
        let is_it = |line: &&Value| line.get("variant").and_then(Value::as_str) == Some(variant);
        self.ours.iter().find(is_it)
    }

    /// The line of the index itself.
    fn cost(&self) -> Option<&Value> {
        self.ours
            .iter()
            .find(|line| line.get("documents").is_some())
    }

    /// The best of the others, and what the one costs that is best at clean queries.
    fn peer_line(&self) -> Option<String> {
        let engines = self.peers.as_object()?;
        let mrr = |engine: &Value, variant: &str| {
            engine
                .pointer(&format!("/v/{variant}/mrr10"))
                .and_then(Value::as_f64)
        };
        let best = VARIANTS.map(|variant| {
            let scores = engines.values().filter_map(|engine| mrr(engine, variant));
            scores
                .max_by(f64::total_cmp)
                .map_or_else(String::new, |best| format!("{best:.3}"))
        });
        let clean = |engine: &Value| mrr(engine, "clean").unwrap_or_default();
        let (name, engine) = engines
            .iter()
            .max_by(|left, right| clean(left.1).total_cmp(&clean(right.1)))?;
        let number = |path: &str| engine.pointer(path).and_then(Value::as_f64);
        Some(format!(
            "| | best peer ({name}) | {} | {} | {} / {} | {} |\n",
            best.join(" | "),
            size(number("/size/br")),
            millis(number("/typed/p50")),
            millis(number("/typed/p95")),
            millis(number("/build_ms")),
        ))
    }
}

fn score(line: Option<&Value>, path: &str) -> String {
    let score = line.and_then(|line| line.pointer(path)?.as_f64());
    score.map_or_else(String::new, |score| format!("{score:.3}"))
}

fn size(bytes: Option<f64>) -> String {
    bytes.map_or_else(String::new, |bytes| format!("{:.1} KB", bytes / 1000.0))
}

/// Three figures tell more than there is to know.
fn millis(time: Option<f64>) -> String {
    time.map_or_else(String::new, |time| match time {
        10.0.. => format!("{time:.0}"),
        1.0.. => format!("{time:.1}"),
        _ => format!("{time:.2}"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_column_has_the_best_of_the_others() {
        let row = |set: &str, peers: Value| Row {
            set: set.to_owned(),
            ours: vec![
                json!({ "variant": "clean", "mrr10": 0.6543 }),
                json!({ "documents": 230, "index_brotli": 11_234, "typed_p50_ms": 0.05 }),
            ],
            browser: json!({ "p50": 0.1, "p95": 0.7, "memory": 65_536 }),
            peers,
        };
        let peers = json!({
            "quick": { "v": { "clean": { "mrr10": 0.5 }, "typo": { "mrr10": 0.45 } }, "build_ms": 3 },
            "sharp": { "v": { "clean": { "mrr10": 0.6 }, "typo": { "mrr10": 0.4 } }, "build_ms": 12 },
        });
        let text = report(&[row("few", peers), row("scale_many", Value::Null)]);
        assert!(
            text.contains("| few | Opora | 0.654 |  |  |  |  | 11.2 KB | 0.05 /  |  |\n"),
            "{text}"
        );
        assert!(
            text.contains("| | best peer (sharp) | 0.600 | 0.450 |  |  |  |  |  /  | 12 |\n"),
            "{text}"
        );
        assert!(text.contains("| scale_many | 230 |"), "{text}");
        assert!(text.contains("| 0.10 / 0.70 | 65.5 KB |"), "{text}");
        assert!(!text.contains("| scale_many | Opora"), "{text}");
    }
}

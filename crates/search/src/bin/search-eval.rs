//! Measures the search as the product uses it on a set of documents and queries.
//!
//! `search-eval DIR [--knob NAME=VALUE]…` reads `docs.jsonl` (`{id, title, body}`) and every
//! `queries*.jsonl` (`{q, doc_ids}`) of the folder and prints a JSON line for each variant, then
//! one for the index. `--why QUERY` prints why the best documents rank as they do instead;
//! `--files OUT` also writes the index and the queries that are typed, for a browser.
#![allow(clippy::print_stdout, reason = "the figures go to the standard output")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use opora_search::{Builder, Document, Files, Index, Knobs};
use serde::Deserialize;
use serde_json::json;

/// Hits looked at, and the depth of the reciprocal rank.
const DEPTH: usize = 10;
/// Queries that are typed letter by letter, evenly spaced.
const TYPED: usize = 40;
/// How much of such a query is typed, in characters: as the peers are measured.
const TYPED_CHARS: usize = 60;

#[derive(Deserialize)]
struct Doc {
    id: String,
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Query {
    q: String,
    doc_ids: Vec<String>,
    /// The clean query of a variant.
    src: Option<String>,
}

#[derive(Deserialize)]
struct Synonyms {
    groups: Vec<Vec<String>>,
}

struct Set {
    docs: Vec<Doc>,
    index: Index,
    files: Files,
    build_ms: f64,
}

fn main() -> Result<()> {
    let mut knobs = Knobs::PRODUCT;
    let (mut folder, mut why, mut out) = (None, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .with_context(|| format!("{argument} needs a value"))
        };
        match argument.as_str() {
            "--knob" => set(&mut knobs, &value()?)?,
            "--why" => why = Some(value()?),
            "--files" => out = Some(PathBuf::from(value()?)),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder
        .context("usage: search-eval DIR [--knob NAME=VALUE]… [--why QUERY] [--files OUT]")?;
    let set = Set::open(&folder, knobs)?;
    if let Some(query) = why {
        for hit in set.index.search(&query, DEPTH).hits {
            let doc = set
                .docs
                .get(hit.document as usize)
                .context("no such document")?;
            println!("{}  {}", doc.id, doc.title);
            for line in set.index.explain(&query, hit.document) {
                println!("    {line}");
            }
        }
        return Ok(());
    }
    let clean: Vec<Query> = read(&folder.join("queries.jsonl"))?;
    if let Some(out) = out {
        set.write(&out, &clean)?;
    }
    println!("{}", set.measure("clean", &clean, None));
    let mut variants = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let variant = name
            .strip_prefix("queries.")
            .and_then(|name| name.strip_suffix(".jsonl"));
        variants.extend(variant.map(str::to_owned));
    }
    variants.sort();
    for variant in variants {
        let queries: Vec<Query> = read(&folder.join(format!("queries.{variant}.jsonl")))?;
        // What ё costs is seen only beside the same queries without it.
        let same = (variant == "yo").then(|| set.mrr_of_sources(&queries));
        println!("{}", set.measure(&variant, &queries, same));
    }
    println!("{}", set.cost(&clean));
    Ok(())
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("{}", path.display())))
        .collect()
}

/// The product's own table, in both languages.
fn synonyms() -> Result<Vec<Vec<String>>> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut groups = Vec::new();
    for language in ["ru", "en"] {
        let path = content.join(language).join("synonyms.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        groups.extend(toml::from_str::<Synonyms>(&text)?.groups);
    }
    Ok(groups)
}

impl Set {
    fn open(folder: &Path, knobs: Knobs) -> Result<Self> {
        let docs: Vec<Doc> = read(&folder.join("docs.jsonl"))?;
        let synonyms = synonyms()?;
        let start = Instant::now();
        let mut builder = Builder::new();
        for group in &synonyms {
            builder.synonyms(group.iter().map(String::as_str));
        }
        for doc in &docs {
            builder.add(&Document {
                title: &doc.title,
                aliases: &doc.aliases,
                body: &doc.body,
            });
        }
        let files = builder.finish();
        let build_ms = millis(start);
        let mut index = Index::open(&files.root)?;
        index.tune(knobs);
        for (number, shard) in files.shards.iter().enumerate() {
            index.add_shard(number, shard.clone())?;
        }
        Ok(Self {
            docs,
            index,
            files,
            build_ms,
        })
    }

    /// Places from 0 of the first right answer, and the time the search took in milliseconds.
    fn place(&self, query: &str, right: &[String]) -> (Option<usize>, f64) {
        let start = Instant::now();
        let found = self.index.search(query, DEPTH);
        let time = millis(start);
        let mut ids = found
            .hits
            .iter()
            .filter_map(|hit| self.docs.get(hit.document as usize));
        (ids.position(|doc| right.contains(&doc.id)), time)
    }

    fn measure(&self, variant: &str, queries: &[Query], same: Option<f64>) -> serde_json::Value {
        let (mut times, mut mrr, mut first, mut three) = (Vec::new(), 0.0, 0.0, 0.0);
        for query in queries {
            let (place, time) = self.place(&query.q, &query.doc_ids);
            times.push(time);
            if let Some(place) = place {
                mrr += 1.0 / (place as f64 + 1.0);
                first += f64::from(u8::from(place == 0));
                three += f64::from(u8::from(place < 3));
            }
        }
        let share = |sum: f64| round(sum / queries.len().max(1) as f64);
        let mut line = json!({
            "variant": variant, "n": queries.len(), "mrr10": share(mrr), "r1": share(first), "r3": share(three),
            "p50_ms": percentile(&mut times, 50), "p95_ms": percentile(&mut times, 95),
        });
        if let (Some(same), Some(line)) = (same, line.as_object_mut()) {
            line.insert("clean_mrr10".to_owned(), json!(round(same)));
        }
        line
    }

    fn mrr_of_sources(&self, queries: &[Query]) -> f64 {
        let rank = |query: &Query| {
            let source = query.src.as_deref().unwrap_or(&query.q);
            self.place(source, &query.doc_ids)
                .0
                .map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
        };
        queries.iter().map(rank).sum::<f64>() / queries.len().max(1) as f64
    }

    /// Writes what a browser needs to be measured.
    fn write(&self, out: &Path, clean: &[Query]) -> Result<()> {
        fs::write(out.join("root.bin"), &self.files.root)?;
        for (number, shard) in self.files.shards.iter().enumerate() {
            fs::write(out.join(format!("shard-{number}.bin")), shard)?;
        }
        let typed: Vec<&str> = typed(clean).collect();
        let work = json!({ "shards": self.files.shards.len(), "typed": typed });
        fs::write(out.join("work.json"), work.to_string())?;
        Ok(())
    }

    fn cost(&self, clean: &[Query]) -> serde_json::Value {
        let parts = || std::iter::once(&self.files.root).chain(&self.files.shards);
        let mut times: Vec<f64> = typed(clean).map(|query| self.place(query, &[]).1).collect();
        json!({
            "documents": self.docs.len(),
            "index_bytes": parts().map(Vec::len).sum::<usize>(),
            "index_brotli": parts().map(|part| brotli(part)).sum::<usize>(),
            "first_brotli": brotli(&self.files.root),
            "shards": self.files.shards.len(),
            "build_ms": round(self.build_ms),
            "typed_p50_ms": percentile(&mut times, 50),
            "typed_p95_ms": percentile(&mut times, 95),
        })
    }
}

/// Every beginning of some queries, from the second letter on.
fn typed(queries: &[Query]) -> impl Iterator<Item = &str> {
    let some = queries.iter().step_by((queries.len() / TYPED).max(1));
    some.flat_map(|query| {
        let ends = query.q.char_indices().skip(1).take(TYPED_CHARS - 1);
        ends.filter_map(|(at, letter)| query.q.get(..at + letter.len_utf8()))
    })
}

fn set(knobs: &mut Knobs, assignment: &str) -> Result<()> {
    let (name, value) = assignment.split_once('=').context("a knob is NAME=VALUE")?;
    let value: f32 = value.parse()?;
    let mut places: HashMap<&str, &mut f32> = HashMap::from([
        ("title", &mut knobs.title),
        ("common", &mut knobs.common),
        ("rarity", &mut knobs.rarity),
        ("title_length", &mut knobs.title_length),
        ("body_length", &mut knobs.body_length),
        ("aliases", &mut knobs.aliases),
        ("saturation", &mut knobs.saturation),
        ("stop", &mut knobs.stop),
        ("prefix", &mut knobs.prefix),
        ("family", &mut knobs.family),
        ("synonym", &mut knobs.synonym),
        ("typo", &mut knobs.typo),
        ("coverage", &mut knobs.coverage),
        ("pair", &mut knobs.pair),
    ]);
    match (name, places.get_mut(name)) {
        (_, Some(place)) => **place = value,
        ("completions", _) => knobs.completions = value as usize,
        ("family_letters", _) => knobs.family_letters = value as usize,
        ("corrections", _) => knobs.corrections = value as usize,
        _ => bail!("there is no knob {name}"),
    }
    Ok(())
}

/// Quality 11, as files are served.
fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    let written = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    written.map_or(0, |_| out.len())
}

fn millis(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn round(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

fn percentile(times: &mut [f64], percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    round(times.get(at).copied().unwrap_or_default())
}

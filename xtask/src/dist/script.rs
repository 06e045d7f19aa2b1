//! The JavaScript: chunks' places and failures set right in the generated loader, then everything
//! the first load needs bundled into one file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use xshell::cmd;

use super::ahead::{self, Load};
use super::chunk::{Chunk, Chunks, Place};
use super::module::LOADER;
use super::site::Build;
use super::whole::Wholes;

/// See the file: why and how a failed chunk is survived.
const CHUNK: &str = include_str!("../../asset/chunk.js");

/// The module [`CHUNK`] is written to, beside the generated loader.
const CHUNK_NAME: &str = "__chunk.js";

/// Lazy functions that help but that nobody waits for: without a connection they are just not there, and no notice
/// says so. Suggestions under a search box are one; the search itself then is the server's.
const ASIDE: [&str; 2] = ["suggest", "engine"];

/// Rewrites the generated loader in `folder` for the chunks' places and for failures.
///
/// # Errors
/// When the generator writes its loader in another way than this was written for.
pub fn rewrite_loader(folder: &Path, chunks: &Chunks, wholes: &Wholes) -> Result<()> {
    let path = folder.join(LOADER);
    let loader =
        fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let loader = rewritten(&loader, chunks, wholes).with_context(|| {
        format!(
            "{LOADER} is not as wasm_split_cli_support 0.2.4 wrote it: see {}",
            file!()
        )
    })?;
    fs::write(folder.join(CHUNK_NAME), CHUNK)?;
    fs::write(&path, loader)?;
    Ok(())
}

/// The loader with every chunk fetched from its place, and retried, by [`CHUNK`].
///
fn rewritten(loader: &str, Chunks { chunks, packs }: &Chunks, wholes: &Wholes) -> Result<String> {
    // With debug information the generator says more about a chunk of another build; `CHUNK` knows that case.
    let mut loader = loader.replace("=> debugWrap(", "=> (");
    for Chunk { name, place } in chunks {
        let fetch = fetcher(name);
        let found = loader.matches(&fetch).count();
        ensure!(found == 1, "it fetches {name} {found} times");
        let from_place = match place {
            Place::File(file) => format!("chunk(\"./{file}\")"),
            Place::Part(length) => format!("part({length})"),
        };
        loader = loader.replace(&fetch, &from_place);
        if ASIDE.iter().any(|aside| is_of(name, aside)) {
            loader = marked_aside(&loader, &from_place);
        }
    }
    ensure!(
        !loader.contains("fetch("),
        "it fetches a chunk that is not there"
    );
    let packs: String = packs
        .iter()
        .map(|(file, bytes)| format!("packs.push([\"./{file}\", {bytes}]);\n"))
        .collect();
    let loader = tabulated(&loader, wholes)?;
    // `wrapAsyncCb(makeLoad(fetcher, dependencies))` ends its line: the second argument goes
    // before its last parenthesis.
    let loader = loader
        .replace("wrapAsyncCb(makeLoad(", "resilient(makeLoad(")
        .replace("\")));\n", "\")), getSharedImports);\n");
    Ok(format!(
        "import {{ ahead, chunk, chosen, packs, part, resilient }} from \"./{CHUNK_NAME}\";\n{packs}{loader}"
    ))
}

/// How the generator declares a chunk that several need: `const __chunk_7 = makeLoad(PLACE, []);`.
const SHARED: (&str, &str, &str) = ("const __chunk_", " = makeLoad(", ", []);");

/// The loader with the chunks that several need as one table, and what each page needs of them as bits: hundreds of
/// declarations and names of them were a sixth of the script.
fn tabulated(loader: &str, wholes: &Wholes) -> Result<String> {
    let (before, between, after) = SHARED;
    let mut names = Vec::new();
    let mut table = String::new();
    let mut rest = String::new();
    for line in loader.split_inclusive('\n') {
        let declared = line.trim_end().strip_prefix(before);
        let declared = declared.and_then(|line| line.strip_suffix(after)?.split_once(between));
        let Some((number, place)) = declared else {
            // The generator says above each chunk who needs it.
            if !line.starts_with("/*") {
                rest.push_str(line);
            }
            continue;
        };
        let place = place.trim_start_matches("part").trim_start_matches("chunk");
        let place = place.trim_start_matches('(').trim_end_matches(')');
        table.push_str(place);
        table.push(',');
        names.push(format!("__chunk_{number}"));
    }
    let table = format!(
        "const places = [{table}].map((place) => (place > 0 ? part(place) : chunk(place)));\n\
         const shared = places.map((place) => makeLoad(place, []));\n"
    );
    let mut loader = String::new();
    let mut loads = Vec::new();
    let mut has_table = false;
    for line in rest.split_inclusive('\n') {
        let needs = line
            .rsplit_once(", [")
            .filter(|_| line.contains("wrapAsyncCb("));
        let needs = needs.and_then(|(head, rest)| Some((head, rest.split_once(']')?)));
        let Some((head, (list, tail))) = needs else {
            loader.push_str(line);
            continue;
        };
        if !std::mem::replace(&mut has_table, true) {
            loader.push_str(&table);
        }
        let bits = bits(&names, list)?;
        loader.push_str(&format!("{head}, chosen(shared, \"{bits}\"){tail}"));
        loads.extend(file(head).map(|file| Load { file, bits }));
    }
    loader.push_str(&ahead::lines(&loads, wholes));
    Ok(loader)
}

/// The file that the head of a loading line names.
fn file(head: &str) -> Option<String> {
    let (_, place) = head.split_once("chunk(\"./")?;
    Some(place.split_once('"')?.0.to_owned())
}

/// The digits of a number of 64: six chunks each.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Which of the chunks stand in a list of names, as `chosen` in [`CHUNK`] reads it.
fn bits(names: &[String], list: &str) -> Result<String> {
    let wanted: Vec<&str> = list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    for name in &wanted {
        ensure!(
            names.iter().any(|known| known == name),
            "it needs {name}, which it does not declare"
        );
    }
    let digit = |six: &[String]| {
        let bit = |at: usize| {
            six.get(at)
                .is_some_and(|name| wanted.contains(&name.as_str()))
        };
        let value = (0..6).fold(0, |value, at| value * 2 + usize::from(bit(at)));
        DIGITS.get(value).copied().map_or('A', char::from)
    };
    Ok(names.chunks(6).map(digit).collect())
}

/// Whether the chunk is that of the lazy function.
fn is_of(chunk: &str, function: &str) -> bool {
    let rest = chunk.strip_prefix("split_");
    rest.and_then(|rest| rest.strip_prefix(function))
        .is_some_and(|rest| rest.starts_with(['_', '.']))
}

/// The loader with a last argument where the chunk of this place is loaded: see `aside` in [`CHUNK`].
fn marked_aside(loader: &str, from_place: &str) -> String {
    let load = format!("wrapAsyncCb(makeLoad({from_place}");
    let mark = |line: &str| {
        if line.contains(&load) {
            line.replace("]));", "]), getSharedImports, true);")
        } else {
            line.to_owned()
        }
    };
    loader.split_inclusive('\n').map(mark).collect()
}

/// What fetches a chunk, as the generator writes it.
fn fetcher(name: &str) -> String {
    format!(
        "() => {{\n    const src = fetch(new URL(\"./{name}\", import.meta.url));\n    \
         src.catch(() => {{}});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n"
    )
}

/// A script or style sheet with everything it imports, minified for ES2022 browsers. Only images
/// stay apart: a style sheet names them as `/name.svg`, from `public/`.
///
/// The glue and the loader, which import each other, become one file this way. Apart, neither
/// could be named by its content, because that would hold the other's name.
///
/// # Errors
/// When esbuild fails.
pub fn bundle(build: &Build, entry: &Path) -> Result<Vec<u8>> {
    let tool = build.node.esbuild()?;
    let name = entry.file_name().context("an entry has a name")?;
    let output = build.workspace.work().join("bundle").join(name);
    build.step.run(cmd!(
        build.workspace.sh,
        "{tool} {entry} --bundle --minify --format=esm --target=es2022 --external:*.svg
         --legal-comments=none --charset=utf8 --log-level=warning --outfile={output}"
    ))?;
    fs::read(&output).with_context(|| format!("can't read {}", output.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape of the loader that `wasm_split_cli_support` 0.2.4 writes.
    const GENERATED: &str = r#"import { initSync } from "./app.js";
/* a, b */
const __chunk_1 = makeLoad(() => {
    const src = fetch(new URL("./chunk_1.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_a.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_1]));
"#;

    fn chunk(name: &str, place: Place) -> Chunk {
        let name = name.to_owned();
        Chunk { name, place }
    }

    fn chunks() -> Chunks {
        let file = Place::File("a-1.wasm".to_owned());
        Chunks {
            chunks: vec![
                chunk("chunk_1.wasm", Place::Part(7)),
                chunk("split_a.wasm", file),
            ],
            packs: vec![("shared-0.bin".to_owned(), 7)],
        }
    }

    #[test]
    fn chunks_are_fetched_from_their_places_and_retried() {
        let loader = rewritten(GENERATED, &chunks(), &Wholes::new()).unwrap();
        for expected in [
            "import { ahead, chunk, chosen, packs, part, resilient } from \"./__chunk.js\";\n",
            "packs.push([\"./shared-0.bin\", 7]);\n",
            "const places = [7,].map(",
            "__wasm_split_load_a = resilient(makeLoad(chunk(\"./a-1.wasm\"), chosen(",
            ", chosen(shared, \"g\")), getSharedImports);\n",
        ] {
            assert!(loader.contains(expected), "{expected}\n{loader}");
        }
    }

    #[test]
    fn a_page_begins_to_load_at_its_address() {
        let mut chunks = chunks();
        chunks.chunks[1].place = Place::File("guides-page-1a2b.wasm".to_owned());
        let stem = "guides-page".to_owned();
        let wholes = Wholes::from([(stem, "guides-page-whole-3c.wasm".to_owned())]);
        let loader = rewritten(GENERATED, &chunks, &wholes).unwrap();
        let line = "\nahead(\"^/guides$\", \"./guides-page-whole-3c.wasm\", [chunk(\"./guides-page-1a2b.wasm\"), ...chosen(places, \"g\")], \"/guides\");\n";
        assert!(loader.ends_with(line), "{loader}");
    }

    #[test]
    fn chunks_that_nobody_waits_for_fail_without_a_word() {
        let generated = GENERATED.replace("split_a.wasm", "split_engine_17.wasm");
        let mut chunks = chunks();
        chunks.chunks[1].name = "split_engine_17.wasm".to_owned();
        let loader = rewritten(&generated, &chunks, &Wholes::new()).unwrap();
        assert!(
            loader.contains(", chosen(shared, \"g\")), getSharedImports, true);\n"),
            "{loader}"
        );
        assert!(!is_of("split_engine_room_17.wasm", "room"));
    }

    #[test]
    fn what_a_page_needs_is_told_in_bits() {
        let names: Vec<String> = (0..8).map(|at| format!("__chunk_{at}")).collect();
        // 100001 10
        assert_eq!(
            bits(&names, "__chunk_0, __chunk_5, __chunk_6, ").unwrap(),
            "hg"
        );
        assert_eq!(bits(&names, "").unwrap(), "AA");
        assert!(bits(&names, "__chunk_9").is_err());
    }

    #[test]
    fn a_chunk_the_loader_does_not_fetch_is_an_error() {
        let ghost = chunk("split_c.wasm", Place::File("c-1.wasm".to_owned()));
        let chunks = Chunks {
            chunks: vec![ghost],
            ..Chunks::default()
        };
        let error = rewritten(GENERATED, &chunks, &Wholes::new()).unwrap_err();
        assert_eq!(error.to_string(), "it fetches split_c.wasm 0 times");
    }

    #[test]
    fn a_fetch_of_an_unknown_chunk_is_an_error() {
        let mut chunks = chunks();
        chunks.chunks.truncate(1);
        let error = rewritten(GENERATED, &chunks, &Wholes::new()).unwrap_err();
        assert_eq!(error.to_string(), "it fetches a chunk that is not there");
    }
}

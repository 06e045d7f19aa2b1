//! The chunks of lazy pages as files of the site: large ones by themselves, small ones together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::asset::Assets;
use super::module;
use crate::source;

/// Chunks below this many bytes travel together. The splitter makes one for every set of pages
/// that share some code: tens of them, most of a few hundred bytes, and a page needs many.
/// Higher: fewer requests, and more bytes that a page does not need.
const SMALL: usize = 8 * 1024;

/// Where the loader finds a chunk.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of its own.
    File(String),
    /// A range of bytes in a file.
    Part {
        /// The file's name.
        file: String,
        /// The first byte.
        start: usize,
        /// The byte after the last.
        end: usize,
    },
}

/// A chunk by the generator's name, and its place in the site.
pub struct Chunk {
    /// As the generated loader names it.
    pub name: String,
    /// Where it is now.
    pub place: Place,
}

/// Adds every chunk in the folder of the modules to the assets.
///
/// # Errors
/// When a file can't be read or written.
pub fn add(assets: &Assets, modules: &Path) -> Result<Vec<Chunk>> {
    let mut chunks = Vec::new();
    let mut small = Vec::new();
    for path in source::files(modules)? {
        let name = source::name(&path);
        if !name.ends_with(".wasm") || name == module::MAIN {
            continue;
        }
        let content = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
        if content.len() < SMALL {
            small.push((name.to_owned(), content));
            continue;
        }
        let file = assets.add(&stem(name), "wasm", &content)?.name;
        chunks.push(Chunk {
            name: name.to_owned(),
            place: Place::File(file),
        });
    }
    chunks.extend(pack(assets, small)?);
    Ok(chunks)
}

/// Writes the small chunks one after another into one file.
fn pack(assets: &Assets, small: Vec<(String, Vec<u8>)>) -> Result<Vec<Chunk>> {
    if small.is_empty() {
        return Ok(Vec::new());
    }
    let (names, contents): (Vec<_>, Vec<_>) = small.into_iter().unzip();
    let file = assets.add("shared", "bin", &contents.concat())?.name;
    let mut end = 0;
    let place = |content: &Vec<u8>| {
        let start = end;
        end += content.len();
        Place::Part {
            file: file.clone(),
            start,
            end,
        }
    };
    let places = contents.iter().map(place);
    let chunks = names.into_iter().zip(places);
    Ok(chunks.map(|(name, place)| Chunk { name, place }).collect())
}

/// A chunk's stem for people, from the generator's `split___{view}_view_{source hash}`.
fn stem(file: &str) -> String {
    let stem = file.trim_end_matches(".wasm");
    let stem = stem.strip_prefix("split_").unwrap_or(stem);
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = stem.trim_matches('_');
    let stem = stem.strip_suffix("_view").unwrap_or(stem);
    if stem.is_empty() { "chunk" } else { stem }.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_is_called_after_its_page() {
        let page = "split___guide_page_view_184467.wasm";
        assert_eq!(stem(page), "guide-page");
        assert_eq!(stem("chunk_3.wasm"), "chunk");
        assert_eq!(stem("split_tracker_17.wasm"), "tracker");
    }

    #[test]
    fn small_chunks_share_a_file_and_large_ones_have_their_own() {
        let root = std::env::temp_dir().join(format!("opora-chunk-{}", std::process::id()));
        let assets = Assets::create(&root).unwrap();
        let modules = root.join("module");
        fs::create_dir_all(&modules).unwrap();
        let sizes = [
            ("app_bg", 9),
            ("chunk_1", 3),
            ("chunk_2", 5),
            ("split_a_1", SMALL),
        ];
        for (name, size) in sizes {
            fs::write(modules.join(format!("{name}.wasm")), vec![b'x'; size]).unwrap();
        }
        let chunks = add(&assets, &modules).unwrap();
        fs::remove_dir_all(root).unwrap();
        let [large, first, second] = chunks.as_slice() else {
            panic!("{} chunks", chunks.len());
        };
        assert_eq!(large.name, "split_a_1.wasm");
        assert!(matches!(&large.place, Place::File(file) if file.starts_with("a-")));
        assert!(matches!(
            first.place,
            Place::Part {
                start: 0,
                end: 3,
                ..
            }
        ));
        assert!(matches!(
            second.place,
            Place::Part {
                start: 3,
                end: 8,
                ..
            }
        ));
    }
}

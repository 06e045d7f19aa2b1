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

/// Files of small chunks grow up to this many bytes: a page that needs one part fetches the file.
const PACK: usize = 80 * 1024;

/// Where the loader finds a chunk.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of its own.
    File(String),
    /// So many bytes of a pack, after those of the chunk before.
    Part(usize),
}

/// A chunk by the generator's name, and its place in the site.
pub struct Chunk {
    /// As the generated loader names it.
    pub name: String,
    /// Where it is now.
    pub place: Place,
}

/// All chunks: small ones in the order of the loader, which so knows where each begins by the lengths
/// of those before.
#[derive(Default)]
pub struct Chunks {
    pub chunks: Vec<Chunk>,
    /// Files of small chunks and their sizes.
    pub packs: Vec<(String, usize)>,
}

/// Adds every chunk in the folder of the modules to the assets.
///
/// # Errors
/// When a file can't be read or written.
pub fn add(assets: &Assets, modules: &Path) -> Result<Chunks> {
    let loader = fs::read_to_string(modules.join(module::LOADER))?;
    let mut all = Chunks::default();
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
        all.chunks.push(Chunk {
            name: name.to_owned(),
            place: Place::File(file),
        });
    }
    small.sort_by_key(|(name, _)| loader.find(&format!("/{name}\"")));
    let mut pack = Vec::new();
    for (name, content) in small {
        pack.extend_from_slice(&content);
        let place = Place::Part(content.len());
        all.chunks.push(Chunk { name, place });
        if pack.len() > PACK {
            all.add_pack(assets, &std::mem::take(&mut pack))?;
        }
    }
    if !pack.is_empty() {
        all.add_pack(assets, &pack)?;
    }
    Ok(all)
}

impl Chunks {
    fn add_pack(&mut self, assets: &Assets, pack: &[u8]) -> Result<()> {
        let file = assets.add("shared", "bin", pack)?.name;
        self.packs.push((file, pack.len()));
        Ok(())
    }
}

/// A chunk's stem for people, from the generator's `split___{view}_view_{source hash}`.
pub fn stem(file: &str) -> String {
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
        let loader = r#"fetch("./chunk_2.wasm") fetch("./chunk_1.wasm") fetch("./split_a_1.wasm")"#;
        fs::write(modules.join(module::LOADER), loader).unwrap();
        let Chunks { chunks, packs } = add(&assets, &modules).unwrap();
        fs::remove_dir_all(root).unwrap();
        let [large, first, second] = chunks.as_slice() else {
            panic!("{} chunks", chunks.len());
        };
        assert_eq!(large.name, "split_a_1.wasm");
        assert!(matches!(&large.place, Place::File(file) if file.starts_with("a-")));
        assert_eq!(
            (first.name.as_str(), &first.place),
            ("chunk_2.wasm", &Place::Part(5))
        );
        assert_eq!(
            (second.name.as_str(), &second.place),
            ("chunk_1.wasm", &Place::Part(3))
        );
        assert!(matches!(packs.as_slice(), [(file, 8)] if file.starts_with("shared-")));
    }
}

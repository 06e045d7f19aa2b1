//! Brotli and gzip siblings of the site's files: the server only picks one, since the best
//! brotli takes seconds.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::cache::Cache;
use crate::{parallel, source};

/// What is worth compressing; images and fonts are compressed by their own formats.
const EXTENSIONS: [&str; 10] = [
    "bin",
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Writes `file.br` and `file.gz` beside every compressible file under `site`, where smaller.
///
/// # Errors
/// When a file can't be read or written.
pub fn compress(site: &Path, cache: &Cache) -> Result<()> {
    let mut files = source::files(site)?;
    files.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
    });
    // The biggest is taken first, so that no core ends up alone with it.
    files.sort_by_key(|path| fs::metadata(path).map_or(0, |data| data.len()));
    parallel::each(files, |path| siblings(&path, cache))
}

fn siblings(path: &Path, cache: &Cache) -> Result<()> {
    let content = fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
    let packed = [
        ("br", cache.get("brotli 11", &content, || brotli(&content))?),
        ("gz", cache.get("gzip 9", &content, || gzip(&content))?),
    ];
    for (extension, packed) in packed {
        if packed.len() < content.len() {
            let sibling = path.with_added_extension(extension);
            fs::write(&sibling, packed)
                .with_context(|| format!("can't write {}", sibling.display()))?;
        }
    }
    Ok(())
}

/// Quality 11 with the largest window every browser must accept (RFC 7932: 16 MiB).
fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_encodings_give_the_content_back() {
        let content = "Как восстановить пароль? ".repeat(200).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&content).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        let mut unpacked = Vec::new();
        let packed = gzip(&content).unwrap();
        let mut decoder = flate2::read::GzDecoder::new(&*packed);
        decoder.read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, content);
    }
}

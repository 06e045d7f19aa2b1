//! Results of slow pure steps, kept by the hash of what they were made from.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A folder of results. It only grows; `cargo clean` empties it.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens the cache, making its folder where absent.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn open(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// The result of `make` for this `input`. `recipe` names the step, its tool's version and
    /// its options: whatever changes the result besides the input.
    ///
    /// # Errors
    /// Those of `make`, and when the result can't be kept.
    pub fn get(
        &self,
        recipe: &str,
        input: &[u8],
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let mut key = Sha256::new();
        key.update(recipe);
        key.update([0]);
        key.update(input);
        let path = self.folder.join(hex(&key.finalize()));
        if let Ok(kept) = fs::read(&path) {
            return Ok(kept);
        }
        let made = make()?;
        // Written aside and renamed: a build that is stopped leaves no half result behind.
        let aside = path.with_extension(std::process::id().to_string());
        fs::write(&aside, &made)
            .and_then(|()| fs::rename(&aside, &path))
            .with_context(|| format!("can't keep a result in {}", self.folder.display()))?;
        Ok(made)
    }
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_input_is_made_once_and_another_recipe_anew() {
        let folder = std::env::temp_dir().join(format!("opora-cache-{}", std::process::id()));
        let cache = Cache::open(folder.clone()).unwrap();
        let first = cache.get("upper", b"a", || Ok(b"A".to_vec())).unwrap();
        let again = cache.get("upper", b"a", || panic!("made twice")).unwrap();
        let other = cache.get("double", b"a", || Ok(b"aa".to_vec())).unwrap();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!((first, other), (again, b"aa".to_vec()));
    }
}

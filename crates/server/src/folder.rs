//! The folders that the server keeps for itself.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Context;

use crate::clock::Moment;

/// How long an upload may take. What is older broke off.
const STAGED_HOURS: i64 = 24;
/// Stands in the name of a content that is still arriving, and in no other.
const STAGED: char = '#';

/// Makes a folder that nobody but its owner may look into. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn make_private(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .with_context(|| format!("making {}", path.display()))
}

/// Makes a file that nobody but its owner may read.
///
/// # Errors
/// When it cannot be made, or is there already.
pub fn create_private(path: &Path) -> anyhow::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path);
    file.with_context(|| format!("making {}", path.display()))
}

/// Writes a file that nobody but its owner may read: whole or not at all, in place of one that is there.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let staged = path.with_extension("part");
    // What broke off before; the error comes when there is something else.
    fs::remove_file(&staged).ok();
    let mut file = create_private(&staged)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&staged, path).with_context(|| format!("writing {}", path.display()))
}

/// Removes the contents that were still arriving when a server died. The object store writes them beside their place,
/// as `id#1`, and knows nothing of them afterwards. What cannot be removed is left for the next start.
pub fn clear_staged(folder: &Path, now: Moment) {
    let before = now.plus_hours(-STAGED_HOURS);
    for entry in fs::read_dir(folder).into_iter().flatten() {
        if let Err(error) = entry.and_then(|entry| clear(&entry, before)) {
            tracing::warn!(%error, "an upload that broke off stays");
        }
    }
}

fn clear(entry: &fs::DirEntry, before: Moment) -> io::Result<()> {
    let is_staged = entry.file_name().to_string_lossy().contains(STAGED);
    if is_staged && moment(entry.metadata()?.modified()?) < before {
        fs::remove_file(entry.path())?;
    }
    Ok(())
}

/// Times before 1970 count as 1970.
fn moment(time: SystemTime) -> Moment {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn private_file_takes_the_place_of_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.eml");
        fs::write(folder.path().join("a.part"), "broken off").unwrap();
        for text in ["once", "again"] {
            write_private(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(create_private(&path).is_err());
    }

    #[test]
    fn only_old_uploads_that_broke_off_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let now = Moment(1_795_165_200);
        // Cannot be removed as a file, and stops nothing.
        fs::create_dir(path("a#1")).unwrap();
        for name in ["b#1", "c#2", "d"] {
            fs::write(path(name), "content").unwrap();
        }
        for (name, hours_ago) in [("a#1", 25), ("b#1", 25), ("c#2", 23), ("d", 25)] {
            let seconds = u64::try_from(now.plus_hours(-hours_ago).0).unwrap();
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            let file = fs::File::open(path(name)).unwrap();
            file.set_modified(time).unwrap();
        }
        clear_staged(folder.path(), now);
        let left = ["a#1", "b#1", "c#2", "d"].map(|name| path(name).exists());
        assert_eq!(left, [true, false, true, true]);
    }
}

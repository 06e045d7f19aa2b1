//! The browser ranks as the server does: the same content gives what the native test recorded.

#[path = "../../crates/search/tests/golden/content.rs"]
#[expect(dead_code, reason = "what is right is judged natively")]
mod content;

use content::{File, Golden};
use include_dir::{Dir, include_dir};
use wasm_bindgen_test::wasm_bindgen_test;

static CONTENT: Dir = include_dir!("$CARGO_MANIFEST_DIR/content");
const RECORDED: &str = include_str!("../../crates/search/tests/golden/ranking.txt");

fn read(folder: &Dir, files: &mut Vec<File>) {
    for file in folder.files() {
        let path = file.path().to_str().unwrap().to_owned();
        files.extend(file.contents_utf8().map(|text| (path, text.to_owned())));
    }
    folder.dirs().for_each(|folder| read(folder, files));
}

#[wasm_bindgen_test]
fn golden_queries_find_what_they_find_natively() {
    let mut files = Vec::new();
    read(&CONTENT, &mut files);
    let mut golden = None;
    let (mut count, mut different) = (0, Vec::new());
    for line in RECORDED.lines() {
        if let Some(language) = line
            .strip_prefix("# ")
            .filter(|name| ["ru", "en"].contains(name))
        {
            golden = Some(Golden::new(language, &files));
        } else if let Some((query, ids)) = line.split_once('\t') {
            let found = golden.as_ref().unwrap().found(query).join(" ");
            count += 1;
            if found != ids {
                different.push(format!("{query}: natively {ids}, here {found}"));
            }
        }
    }
    assert!(count > 300, "the record was read");
    assert!(different.is_empty(), "{}", different.join("\n"));
}

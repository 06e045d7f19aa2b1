use std::collections::BTreeSet;

use opora::browser::random::uuid;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn names_are_random_uuids_of_version_4() {
    let names: BTreeSet<_> = (0..1_000).map(|_| uuid()).collect();
    assert_eq!(names.len(), 1_000);
    for name in names {
        let parts: Vec<_> = name.split('-').collect();
        let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{name}");
        assert!(
            parts
                .concat()
                .chars()
                .all(|digit| digit.is_ascii_hexdigit()),
            "{name}"
        );
        assert!(parts[2].starts_with('4'), "{name}");
        assert!(parts[3].starts_with(['8', '9', 'a', 'b']), "{name}");
    }
}

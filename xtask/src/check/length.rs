//! A file that fits in the head: 350 lines of Rust, 150 of CSS.

use anyhow::Result;

use super::{Finding, Source, Subject};

const RUST: usize = 350;
const CSS: usize = 150;

/// Length limits, tests excluded.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    Ok(subject.sources.iter().filter_map(too_long).collect())
}

fn too_long(source: &Source) -> Option<Finding> {
    let is_test = source.path.iter().any(|part| part == "tests");
    let (length, limit) = if source.has_extension("rs") && !is_test {
        (code_lines(&source.text), RUST)
    } else if source.has_extension("css") {
        (source.text.lines().count(), CSS)
    } else {
        return None;
    };
    (length > limit).then(|| {
        let message = format!("{length} lines, where {limit} is the most: split it by its nouns");
        Finding::new(&source.path, limit + 1, message)
    })
}

/// Lines before the test module, which stands last.
fn code_lines(text: &str) -> usize {
    let lines: Vec<_> = text.lines().collect();
    let is_tests = |pair: &[&str]| matches!(pair, [cfg, module] if *cfg == "#[cfg(test)]" && module.starts_with("mod "));
    lines.windows(2).position(is_tests).unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: String, expect: Option<usize>) {
        let path = path.into();
        let found = too_long(&Source { path, text });
        assert_eq!(found.map(|finding| finding.line), expect);
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        check("src/a.rs", "x\n".repeat(RUST), None);
        check("src/a.rs", "x\n".repeat(RUST + 1), Some(RUST + 1));
        check("style/a.css", "x\n".repeat(CSS + 1), Some(CSS + 1));
    }

    #[test]
    fn tests_do_not_count() {
        let tests = "#[cfg(test)]\nmod tests {\n";
        check("src/a.rs", tests.to_owned() + &"x\n".repeat(RUST), None);
        check("crates/a/tests/a.rs", "x\n".repeat(RUST + 1), None);
    }
}

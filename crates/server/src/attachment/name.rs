//! Names of files: people find their files by them, and whoever saves a file must not come to harm by its name.

use opora_contract::{rule, upload::FileType};

/// Longest name. File systems count bytes or letters and stop at 255; browsers add ` (1)`.
const CHARACTERS_MAX: usize = 150;
const BYTES_MAX: usize = 240;

/// What a file is called when nothing is left of what its sender said.
const NAMELESS: &str = "file";

/// What a file must not be called on Windows, whatever follows behind a dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
const PORTS: [&str; 2] = ["COM", "LPT"];

/// The name under which a file is kept and shown: the last part of a path, in visible characters, hidden from nobody,
/// of a length that fits, no device, ending as files of its type do. Keeping it again changes nothing.
#[must_use]
pub fn kept(said: &str, file_type: FileType) -> String {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = rule::normalise_line(last);
    let (stem, ending) = split(&line, file_type);
    let stem = visible(shortened(visible(stem), ending.len()));
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let guard = if is_device(stem) { "_" } else { "" };
    format!("{guard}{stem}{ending}")
}

/// The name under which a file is offered for saving: without what Windows has a meaning for.
#[must_use]
pub fn offered(name: &str, file_type: FileType) -> String {
    let plain = name.replace(['<', '>', ':', '"', '|', '?', '*'], "_");
    kept(&plain, file_type)
}

/// The name and its ending with the dot. One that another type has, or that is no ending at all, is part of the name.
fn split(line: &str, file_type: FileType) -> (&str, String) {
    let known: &[&str] = match file_type {
        FileType::Pdf => &["pdf"],
        FileType::Jpg => &["jpg", "jpeg", "jpe", "jfif"],
        FileType::Png => &["png"],
        FileType::Unknown => &[],
    };
    let is_known = |ending: &str| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    match line.rsplit_once('.') {
        Some((stem, ending)) if is_known(ending) => (stem, format!(".{ending}")),
        _ => (
            line,
            known
                .first()
                .map(|ending| format!(".{ending}"))
                .unwrap_or_default(),
        ),
    }
}

/// Without dots and spaces at the ends: in front they hide a file, at the end Windows drops them.
fn visible(stem: &str) -> &str {
    stem.trim_matches(['.', ' '])
}

/// Cut so that an ending of so many bytes, and the guard of a device, still fit.
fn shortened(stem: &str, ending: usize) -> &str {
    let taken = ending + 1;
    let cut = stem
        .char_indices()
        .enumerate()
        .find(|(count, (at, c))| {
            count + 1 + taken > CHARACTERS_MAX || at + c.len_utf8() + taken > BYTES_MAX
        })
        .map_or(stem.len(), |(_, (at, _))| at);
    stem.get(..cut).unwrap_or_default()
}

fn is_device(stem: &str) -> bool {
    let base = stem.split(['.', ':']).next().unwrap_or_default();
    let base = base.trim_end().to_ascii_uppercase();
    let is_port = |port: &&str| {
        let unit = base
            .strip_prefix(port)
            .map(|unit| unit.chars().collect::<Vec<_>>());
        matches!(unit.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&base.as_str()) || PORTS.iter().any(is_port)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_people_stay_as_they_are() {
        for name in [
            "снимок экрана 1.png",
            "IMG_2041.PNG",
            "скан (2), стр. 5.png",
            "a.b.c.png",
            "👩\u{200d}💻.png",
            "Zürich – Genève №3.png",
            "<b>скан.png",
        ] {
            assert_eq!(kept(name, FileType::Png), name);
        }
        assert_eq!(kept("паспорт.JPEG", FileType::Jpg), "паспорт.JPEG");
    }

    #[test]
    fn names_lose_what_would_harm_whoever_saves_them() {
        for (said, expected) in [
            ("", "file.png"),
            ("...", "file.png"),
            (".png", "file.png"),
            (".htaccess", "htaccess.png"),
            ("../../etc/passwd", "passwd.png"),
            ("..\\..\\boot.ini", "boot.ini.png"),
            ("C:\\CON", "_CON.png"),
            ("a/b", "b.png"),
            ("a/", "file.png"),
            ("con.png", "_con.png"),
            ("nul.tar.png", "_nul.tar.png"),
            ("COM1 .png", "_COM1.png"),
            ("lpt².png", "_lpt².png"),
            ("console.png", "console.png"),
            ("отчёт.exe", "отчёт.exe.png"),
            ("отчёт.png.exe", "отчёт.png.exe.png"),
            ("отчёт.png. . ", "отчёт.png.png"),
            ("gpj\u{202e}exe.png", "gpj exe.png"),
            ("a\u{61c}\u{2066}\u{200b}b.png", "a b.png"),
            ("a\0\r\n\u{1b}b.png", "a b.png"),
            ("12.05", "12.05.png"),
        ] {
            assert_eq!(kept(said, FileType::Png), expected, "{said:?}");
        }
        assert_eq!(kept("скан.png", FileType::Pdf), "скан.png.pdf");
    }

    #[test]
    fn names_are_offered_without_what_windows_has_a_meaning_for() {
        for (name, expected) in [
            (
                "<img src=x onerror=alert(1)>.pdf",
                "_img src=x onerror=alert(1)_.pdf",
            ),
            ("счёт.pdf:evil.exe", "счёт.pdf_evil.exe.pdf"),
            ("con:.pdf", "con_.pdf"),
            ("что?.pdf", "что_.pdf"),
        ] {
            assert_eq!(offered(name, FileType::Pdf), expected, "{name:?}");
        }
    }

    #[test]
    fn long_names_keep_their_beginning_and_their_ending() {
        let long = format!("{}.JPEG", "a".repeat(3_000));
        assert_eq!(
            kept(&long, FileType::Jpg),
            format!("{}.JPEG", "a".repeat(144))
        );
        let letters = kept(&"ы".repeat(3_000), FileType::Pdf);
        assert!(
            letters.len() <= BYTES_MAX && letters.ends_with("ыы.pdf"),
            "{letters}"
        );
        let tower = kept(&format!("з{}", "\u{336}".repeat(900)), FileType::Pdf);
        assert!(
            tower.len() <= BYTES_MAX && tower.ends_with(".pdf"),
            "{tower}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_name_becomes_harmless_for_good(
            said in prop_oneof![
                any::<String>(),
                "[./\\\\ :a]{0,12}",
                "(con|aux|COM|lpt)[0-9 .:]{0,3}",
                proptest::collection::vec(any::<char>(), 200..300).prop_map(String::from_iter),
            ],
            file_type in proptest::sample::select(vec![FileType::Pdf, FileType::Jpg, FileType::Png, FileType::Unknown]),
        ) {
            for name in [kept(&said, file_type), offered(&said, file_type)] {
                prop_assert_eq!(&kept(&name, file_type), &name);
                prop_assert!(!name.is_empty() && name.len() <= BYTES_MAX);
                prop_assert!(name.chars().count() <= CHARACTERS_MAX);
                prop_assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']));
                prop_assert!(!name.contains(['/', '\\']) && !name.contains(char::is_control));
                prop_assert!(!is_device(&name));
            }
            let name = offered(&said, file_type);
            prop_assert_eq!(&offered(&name, file_type), &name);
        }
    }
}

//! Mistakes in the file of portals: each with its line, and a server that does not start.

use std::{path::Path, process::Command};

use crate::fixture;

const PROGRAM: &str = env!("CARGO_BIN_EXE_opora-server");
const ED25519: &str = "-----BEGIN PUBLIC KEY-----\n\
    MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n\
    -----END PUBLIC KEY-----\n";
const SECRET: &str = "a secret of thirty-two characters";

/// A folder with content and keys.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&folder.path().join("content"), &fixture::files());
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("ed.pem", ED25519);
    write("private.pem", &ED25519.replace("PUBLIC", "PRIVATE"));
    write("broken.pem", &ED25519.replace("MCow", "MCox"));
    folder
}

/// What the check says about a file, without the path.
fn check(folder: &Path, text: &str) -> Vec<String> {
    std::fs::write(folder.join("portals.toml"), text).unwrap();
    let output = Command::new(PROGRAM)
        .args(["portals", "check", "portals.toml"])
        .current_dir(folder)
        .env("OPORA_TEST_PORTAL_KEY", SECRET)
        .env("OPORA_TEST_SHORT_KEY", "hunter2")
        .env_remove("OPORA_PUBLIC_URL")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.success(), said.is_empty(), "{said}");
    assert!(
        !said.contains("hunter2") && !said.contains(SECRET),
        "{said}"
    );
    said.lines()
        .map(|line| line.strip_prefix("portals.toml:").unwrap().to_owned())
        .collect()
}

/// A portal whose fifth line is told.
fn portal(line: &str) -> String {
    format!(
        "[[portal]]\nid = \"city\"\nname = {{ ru = \"Город\", en = \"City\" }}\n\
         origins = [\"https://city.example.ru\"]\n{line}\n"
    )
}

#[test]
fn full_file_is_sound() {
    let folder = folder();
    for text in [
        portal("forms = [\"feedback\"]\ncontext = [\"page\"]\nprefill = [\"name\", \"phone\"]"),
        portal("[portal.theme]\naccent = \"#8fb3ff\"\nsurface = \"#0b1420\"\nradius = 24"),
        format!(
            "audience = \"x\"\n{}",
            portal("[portal.identity]\nalgorithm = \"EdDSA\"\nkey_file = \"ed.pem\"")
        ),
        format!(
            "audience = \"x\"\n{}",
            portal("identity = { algorithm = \"HS256\", key_env = \"OPORA_TEST_PORTAL_KEY\" }")
        ),
    ] {
        assert_eq!(check(folder.path(), &text), Vec::<String>::new(), "{text}");
    }
}

/// A portal with one faulty line, the sixth, is told that this line has this fault and no other.
fn tells(folder: &Path, line: &str, fault: &str) {
    let text = format!("audience = \"x\"\n{}", portal(line));
    let said = check(folder, &text);
    assert_eq!(said.len(), 1, "{line}: {said:?}");
    let (at, message) = said[0].split_once(": ").unwrap();
    assert_eq!(at, "6", "{line}: {said:?}");
    assert!(message.contains(fault), "{line}: {said:?}");
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let folder = folder();
    for (line, fault) in [
        (r#"colour = "red""#, "unknown key `colour`"),
        (r#"forms = ["absent"]"#, "no form"),
        (r"forms = []", "`forms` has 0 entries"),
        (r#"context = ["cookies"]"#, "`context` knows no `cookies`"),
        (r#"prefill = ["unknown"]"#, "`prefill` knows no `unknown`"),
        (r#"theme = { accent = "red" }"#, "not a colour"),
        (r##"theme = { accent = "#ffff00" }"##, "hard to read"),
        (
            r##"theme = { text = "#999999", surface = "#ffffff" }"##,
            "hard to read",
        ),
        (r"theme = { radius = 25 }", "from 0 to 24"),
        (r#"theme = { font = "Arial" }"#, "unknown key `font`"),
    ] {
        tells(folder.path(), line, fault);
    }
}

#[test]
fn key_that_fits_its_algorithm_alone_is_taken() {
    let folder = folder();
    for (algorithm, key, fault) in [
        ("none", r#"key_file = "ed.pem""#, "`algorithm` is `none`"),
        ("hs256", r#"key_file = "ed.pem""#, "`algorithm` is `hs256`"),
        ("EdDSA", r#"key_file = "ed.pem", key_env = "X""#, "one key"),
        ("EdDSA", r#"key_file = "absent.pem""#, "cannot be read"),
        ("EdDSA", r#"key_file = "broken.pem""#, "no public key"),
        ("EdDSA", r#"key_file = "private.pem""#, "private key"),
        ("ES256", r#"key_file = "ed.pem""#, "no public key"),
        ("RS256", r#"key_file = "ed.pem""#, "no public key"),
        ("HS256", r#"key_file = "ed.pem""#, "key in PEM"),
        (
            "HS256",
            r#"key_env = "OPORA_TEST_SHORT_KEY""#,
            "fewer than 32",
        ),
        ("HS256", r#"key_env = "OPORA_TEST_NO_KEY""#, "not set"),
    ] {
        let line = format!("identity = {{ algorithm = \"{algorithm}\", {key} }}");
        tells(folder.path(), &line, fault);
    }
    tells(
        folder.path(),
        r#"identity = { algorithm = "EdDSA" }"#,
        "one key",
    );
}

#[test]
fn origins_and_names_belong_to_one_portal() {
    let folder = folder();
    let second = |id: &str, origin: &str| {
        portal(&format!(
            "[[portal]]\nid = \"{id}\"\nname = {{ ru = \"Б\", en = \"B\" }}\norigins = [\"{origin}\"]"
        ))
    };
    for (text, expected) in [
        (
            second("city", "https://b.example.ru"),
            vec!["6: `id` is `city`, as of another portal"],
        ),
        (
            second("b", "https://city.example.ru"),
            vec!["8: `origins` has `https://city.example.ru`, as another portal does"],
        ),
        (
            second("b", "https://b.example.ru/"),
            vec![
                "8: `origins` has `https://b.example.ru/`: browsers write this origin as `https://b.example.ru`",
            ],
        ),
        (
            second("b", "http://b.example.ru"),
            vec![
                "8: `origins` has `http://b.example.ru`: an origin is https://…; http only for this machine",
            ],
        ),
        (
            "audience = \"x\"\n".to_owned(),
            vec!["1: `portal` is missing"],
        ),
        (
            "[[portal]]\n".to_owned(),
            vec![
                "1: `id` is missing",
                "1: `name` is missing",
                "1: `origins` is missing",
            ],
        ),
        (
            portal("identity = { algorithm = \"EdDSA\", key_file = \"ed.pem\" }"),
            vec!["1: `audience` is missing: tokens are for somebody. It may also be --public-url"],
        ),
    ] {
        assert_eq!(check(folder.path(), &text), expected, "{text}");
    }
}

#[test]
fn example_of_the_docs_is_sound() {
    let folder = folder();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let docs = std::fs::read_to_string(root.join("docs/portals.md")).unwrap();
    let (_, rest) = docs.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    std::fs::write(folder.path().join("portals.toml"), example).unwrap();
    std::fs::write(folder.path().join("city.pem"), ED25519).unwrap();
    let output = Command::new(PROGRAM)
        .args(["portals", "check", "portals.toml", "--content"])
        .arg(root.join("content"))
        .current_dir(folder.path())
        .env("OPORA_SCHOOL_KEY", SECRET)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
}

#[test]
fn server_with_a_mistake_does_not_start() {
    let folder = folder();
    let write = |text: &str| std::fs::write(folder.path().join("portals.toml"), text).unwrap();
    let start = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments);
        let output = command.current_dir(folder.path()).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    write(&portal("colour = 1\nfont = 2"));
    let said = start(&["--portals", "portals.toml"]);
    assert!(
        said.contains("portals.toml:5: unknown key `colour`"),
        "{said}"
    );
    assert!(
        said.contains("portals.toml:6: unknown key `font`"),
        "{said}"
    );
    let said = start(&["--portals", "absent.toml"]);
    assert!(said.contains("absent.toml:1: cannot be read"), "{said}");
    let said = start(&["--demo-host", "http://127.0.0.1:4711"]);
    assert!(said.contains("--demo-host goes with --demo"), "{said}");
    let said = start(&["--demo", "--demo-host", "http://city.example.ru"]);
    assert!(said.contains("http only for this machine"), "{said}");
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

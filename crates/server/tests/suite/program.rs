//! The program itself: its command line, the line that scripts wait for, a stop that loses nothing.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Output, Stdio},
};

use crate::fixture;

const PROGRAM: &str = env!("CARGO_BIN_EXE_opora-server");

/// A server on its way up, over the data of a folder. Dropping it is SIGKILL.
pub struct Starting(pub Child);

/// A server that listens. Dropping it is SIGKILL.
pub struct Running {
    pub child: Starting,
    pub address: String,
    /// What was said before the address.
    said: Vec<String>,
}

impl Starting {
    pub fn launch(folder: &std::path::Path, arguments: &[&str]) -> Self {
        Self::launch_with(folder, arguments, &[])
    }

    /// With variables of the environment.
    fn launch_with(
        folder: &std::path::Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        fixture::write(&folder.join("content"), &fixture::files());
        let child = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--content", "content"])
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        Self(child.unwrap())
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Running {
    pub fn start(folder: &std::path::Path, arguments: &[&str]) -> Self {
        Self::start_with(folder, arguments, &[])
    }

    /// With variables of the environment.
    pub fn start_with(
        folder: &std::path::Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut child = Starting::launch_with(folder, arguments, variables);
        let mut said = Vec::new();
        for line in BufReader::new(child.0.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(address) = line.strip_prefix("listening on http://") {
                let address = address.to_owned();
                return Self {
                    child,
                    address,
                    said,
                };
            }
            said.push(line);
        }
        panic!("the server ended: {:?}", child.0.wait());
    }

    fn get(&self, path: &str) -> String {
        self.call(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// A call with its own first line and headers, and the answer.
    pub fn call(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{head}host: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }

    /// Asks the server to stop.
    pub fn ask_to_stop(&self) {
        let stop = Command::new("kill")
            .arg(self.child.0.id().to_string())
            .status();
        assert!(stop.unwrap().success());
    }
}

fn check(folder: &std::path::Path) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .args(["content", "check"])
        .arg(folder)
        .output()
        .unwrap()
}

#[test]
fn server_says_where_it_listens_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Running::start(folder.path(), &[]);
    assert!(server.address.starts_with("127.0.0.1:") && !server.address.ends_with(":0"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/api/v1/home").contains("\"situations\""));
    server.ask_to_stop();
    assert!(server.child.0.wait().unwrap().success());
    for made in ["data/opora.sqlite", "data/files", "data/secret"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
    #[cfg(unix)]
    for private in ["data", "data/files", "data/mail"] {
        use std::os::unix::fs::PermissionsExt;
        let made = std::fs::metadata(folder.path().join(private)).unwrap();
        assert_eq!(made.permissions().mode() & 0o777, 0o700, "{private}");
    }
}

#[test]
fn uploads_that_broke_off_are_gone_after_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("data/files");
    std::fs::create_dir_all(&files).unwrap();
    let broken = files.join("0123456789abcdef0123456789abcdef#1");
    let file = std::fs::File::create(&broken).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    let _server = Running::start(folder.path(), &[]);
    assert!(!broken.exists());
}

#[test]
fn demo_says_its_requests_before_it_listens() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path(), &["--demo"]);
    assert!(
        server.said[0].contains("staff token: demo"),
        "{:?}",
        server.said
    );
    assert_eq!(server.said.len(), 11, "{:?}", server.said);
}

#[test]
fn check_of_sound_content_succeeds_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(folder.path(), &fixture::files());
    let output = check(folder.path());
    assert!(output.status.success());
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn check_of_broken_content_fails_with_a_line_for_each_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = fixture::files();
    files.retain(|(path, _)| !path.ends_with("terms.toml"));
    files.push(("ru/faq/account/notes.txt".to_owned(), String::new()));
    fixture::write(folder.path(), &files);
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    let root = folder.path().display();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with(&format!("{root}/ru/faq/account/notes.txt:1: ")));
    assert!(lines[1].starts_with(&format!("{root}/terms.toml:1: ")));
}

#[test]
fn description_of_the_api_is_printed() {
    let output = Command::new(PROGRAM).arg("openapi").output().unwrap();
    let description: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
}

#[test]
fn wrong_settings_are_refused_without_their_secrets() {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&folder.path().join("content"), &fixture::files());
    for arguments in [
        ["--database-url", "mysql://user:hunter2@host/db"],
        ["--secret", "hunter2"],
        ["--staff-token", "hunter2"],
        ["--staff-token", "Мария:hunter2"],
        ["--staff-token", ":hunter2-hunter2-hunter2"],
        ["--frame-ancestors", "'self'; script-src *"],
        ["--smtp-url", "imap://user:hunter2@host"],
        ["--smtp-url", "smtps://user:hunter2@host"],
        ["--mail-from", "Центр помощи"],
        ["--public-url", "help.example.ru"],
        ["--keep-closed", "5"],
    ] {
        let output = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.is_empty());
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn search_index_is_written_under_the_names_of_its_contents() {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&folder.path().join("content"), &fixture::files());
    let write = || {
        let mut command = Command::new(PROGRAM);
        command.args(["search-index", "--out", "out"]);
        command.current_dir(folder.path()).output().unwrap()
    };
    let output = write();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().count(), 5, "{said}");
    for line in said.lines().skip(1) {
        let [plain, brotli, path] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let bytes = std::fs::read(folder.path().join(path)).unwrap();
        assert_eq!(plain.parse(), Ok(bytes.len()));
        assert!(brotli.parse::<usize>().unwrap() < bytes.len());
        if path.contains("root-") {
            let name = format!("root-{}.bin", opora_search::name(&bytes));
            assert!(path.ends_with(&name), "{path}");
            opora_search::Index::open(&bytes).unwrap();
        }
    }
    // The same content gives the same files.
    assert_eq!(write().stdout, said.into_bytes());
}

//! Streams over real connections to the program itself.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use opora_contract::{
    path::{self, PREFIX},
    request::Receipt,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

use crate::{
    app::{complaint, uuid},
    program::Running,
};

const TOKEN: &str = "token-of-the-staff";
const PATIENCE: Duration = Duration::from_secs(20);

fn start(folder: &std::path::Path, arguments: &[&str]) -> Running {
    let token = format!("Мария:{TOKEN}");
    let mut all = vec!["--rate-limit", "0", "--staff-token", &token];
    all.extend(arguments);
    Running::start(folder, &all)
}

fn post(server: &Running, path: &str, headers: &str, body: &Value) -> String {
    let head =
        format!("POST {PREFIX}{path} HTTP/1.1\r\ncontent-type: application/json\r\n{headers}");
    server.call(&head, &body.to_string())
}

fn send(server: &Running) -> Receipt {
    let key = format!("idempotency-key: {}\r\n", uuid());
    let reply = post(server, path::REQUESTS, &key, &complaint());
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or_else(|_| panic!("{reply}"))
}

fn take_up(server: &Running, receipt: &Receipt) {
    let path = path::fill(
        path::STAFF_TRANSITIONS,
        &[&receipt.request.number.compact()],
    );
    let token = format!("authorization: Bearer {TOKEN}\r\n");
    let body = json!({"to": "in_progress", "reason": "Так надо"});
    let reply = post(server, &path, &token, &body);
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

/// The call that opens a stream.
fn following(receipt: &Receipt) -> String {
    let path = path::fill(path::STREAM, &[&receipt.request.number.compact()]);
    let key = receipt.key.reveal();
    format!("GET {PREFIX}{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {key}\r\n\r\n")
}

#[test]
fn open_stream_does_not_keep_the_server_from_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = start(folder.path(), &[]);
    let receipt = send(&server);
    let mut page = TcpStream::connect(&server.address).unwrap();
    page.set_read_timeout(Some(PATIENCE)).unwrap();
    page.write_all(following(&receipt).as_bytes()).unwrap();
    let mut read = String::new();
    while !read.contains("id: 1\n") {
        let mut bytes = [0; 1_000];
        let count = page.read(&mut bytes).unwrap();
        read.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
    }
    let started = Instant::now();
    server.ask_to_stop();
    // The stream ends as it should, not by a broken connection.
    page.read_to_string(&mut read).unwrap();
    assert!(read.ends_with("0\r\n\r\n"), "{read}");
    assert!(server.child.0.wait().unwrap().success());
    // Calls under way have 20 s; nobody waits for this one.
    assert!(started.elapsed() < Duration::from_secs(10));
}

/// Pages that are open at the same time in the load figure.
#[cfg(target_os = "linux")]
const PAGES: usize = 2_000;

/// `cargo nextest run -p opora-server --run-ignored only socket --no-capture` says the figures; some thousand open files
/// must be allowed (`ulimit -n`).
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a load figure, for a machine with nothing else to do"]
async fn change_reaches_two_thousand_pages_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let limit = PAGES.to_string();
    let server = start(folder.path(), &["--stream-limit-by-request", &limit]);
    let receipt = send(&server);
    let before = resident_bytes(&server);
    let mut pages = Vec::new();
    for _ in 0..PAGES {
        pages.push(Page::open(&server.address, &receipt).await);
    }
    let bytes = resident_bytes(&server).saturating_sub(before) / PAGES;
    let waiting = pages.into_iter().map(|mut page| {
        tokio::spawn(async move {
            page.until("id: 2\n").await;
            Instant::now()
        })
    });
    let waiting: Vec<_> = waiting.collect();
    let started = Instant::now();
    tokio::task::block_in_place(|| take_up(&server, &receipt));
    let mut times = Vec::new();
    for page in waiting {
        times.push(page.await.unwrap() - started);
    }
    times.sort_unstable();
    let (half, last) = (times[PAGES / 2], times[PAGES - 1]);
    eprintln!("{PAGES} pages: half know after {half:?}, all after {last:?}; {bytes} bytes a page");
    assert!(last < Duration::from_secs(1));
    assert!(bytes < 64 * 1_024);
}

#[cfg(target_os = "linux")]
fn resident_bytes(server: &Running) -> usize {
    let status = format!("/proc/{}/status", server.child.0.id());
    let status = std::fs::read_to_string(status).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.unwrap().trim().trim_end_matches(" kB");
    kilobytes.parse::<usize>().unwrap() * 1_024
}

#[cfg(target_os = "linux")]
struct Page {
    stream: tokio::net::TcpStream,
    read: String,
}

#[cfg(target_os = "linux")]
impl Page {
    async fn open(address: &str, receipt: &Receipt) -> Self {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream
            .write_all(following(receipt).as_bytes())
            .await
            .unwrap();
        let read = String::new();
        let mut page = Self { stream, read };
        page.until("id: 1\n").await;
        page
    }

    async fn until(&mut self, text: &str) {
        let mut bytes = [0; 1_000];
        while !self.read.contains(text) {
            let read = timeout(PATIENCE, self.stream.read(&mut bytes)).await;
            let count = read.unwrap().unwrap();
            assert!(count > 0, "the server hung up: {}", self.read);
            self.read
                .push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        }
    }
}

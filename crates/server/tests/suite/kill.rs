//! The server dies at random moments, as by a power cut or for want of memory. What it has acknowledged is there
//! afterwards, and what was sent again and again is there once.

use std::{
    collections::HashMap,
    io::{self, Read, Write},
    net::TcpStream,
    sync::{
        Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use opora_contract::{
    path::{self, PREFIX},
    request::{Receipt, Request},
    staff::Queue,
    upload::Attachment,
};
use opora_server::{Clock, SystemClock};
use serde_json::{Value, json};

use crate::{
    app::{Settings, TestApp, complaint, uuid, values},
    chance::Chance,
    postgres::TestDatabase,
    program::{Running, Starting},
};

const SUBMISSIONS: usize = 100;
/// Senders at work at the same time.
const SENDERS: usize = 6;
/// Most acknowledgements of one life, before the moment of its end is drawn.
const LIFE: usize = 6;
/// How long a call, or a life without any success, may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
const TOKEN: &str = "token-of-the-staff";

/// Something that somebody sends until it is acknowledged.
struct Submission {
    key: String,
    /// Names the file once that is acknowledged.
    body: Value,
    file: Option<Vec<u8>>,
}

/// What a sender holds in the end.
struct Sent {
    submission: Submission,
    receipt: Receipt,
}

#[tokio::test]
async fn server_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create().await;
    let url = database.as_ref().map(TestDatabase::url);
    let mut arguments = vec!["--rate-limit", "0", "--staff-token"];
    let token = format!("Мария:{TOKEN}");
    arguments.push(&token);
    if let Some(url) = &url {
        arguments.extend(["--database-url", url.as_str()]);
    }
    let post = Post::new((0..SUBMISSIONS).map(|at| submission(at, &mut chance)));
    let kills = live_and_die(&post, &mut chance, folder.path(), &arguments);
    let broken = post.broken.load(Ordering::Relaxed);
    assert!(
        kills >= 8 && broken > 0,
        "{kills} kills broke {broken} calls"
    );

    let sent = post.sent.into_inner().unwrap();
    assert_eq!(sent.len(), SUBMISSIONS);
    let server = Running::start(folder.path(), &arguments);
    for one in &sent {
        is_kept(&server.address, one);
    }
    is_there_once(&server.address, &sent);
    drop(server);

    // A day later only the files of requests are left, whatever was broken off.
    let later = SystemClock.now().plus_hours(26);
    let app = TestApp::over(folder, database, later, Settings::default()).await;
    opora_server::sweep(&app.app).await.unwrap();
    let mut left = app.contents();
    left.sort();
    let files = sent.iter().flat_map(|one| &one.receipt.request.files);
    let mut claimed: Vec<_> = files.map(|file| file.id.clone()).collect();
    claimed.sort();
    assert_eq!(claimed.len(), SUBMISSIONS / 2);
    assert_eq!(left, claimed);
}

#[test]
fn server_that_was_killed_on_its_first_way_up_comes_up_the_next_time() {
    let mut chance = Chance::new();
    let whole = {
        let folder = tempfile::tempdir().unwrap();
        let start = Instant::now();
        Running::start(folder.path(), &[]);
        start.elapsed()
    };
    for _ in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let starting = Starting::launch(folder.path(), &[]);
        thread::sleep(chance.up_to(whole));
        drop(starting);
        Running::start(folder.path(), &[]);
    }
}

/// Every second one has a file.
fn submission(at: usize, chance: &mut Chance) -> Submission {
    let mut body = complaint();
    body["fields"]["subject"] = json!(format!("Обращение {at}"));
    body["fields"]["description"] = json!(format!("Пропадает при сбое питания, случай {at}."));
    let file = at.is_multiple_of(2).then(|| {
        let bytes = chance.number(100..400_000);
        chance.png(bytes)
    });
    Submission {
        key: uuid(),
        body,
        file,
    }
}

/// Starts the server and kills it, until everything is acknowledged. Returns how often it was killed.
fn live_and_die(
    post: &Post,
    chance: &mut Chance,
    folder: &std::path::Path,
    arguments: &[&str],
) -> usize {
    let mut kills = 0;
    thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(|| post.work())).collect();
        let mut way_up = Duration::ZERO;
        while senders.iter().any(|sender| !sender.is_finished()) {
            if chance.one_in(3) {
                let starting = Starting::launch(folder, arguments);
                thread::sleep(chance.up_to(way_up));
                drop(starting);
                kills += 1;
            }
            let start = Instant::now();
            let server = Running::start(folder, arguments);
            way_up = start.elapsed();
            let start = Instant::now();
            post.opens(&server.address);
            post.wait_for_more(chance.number(1..=LIFE));
            // As long again at most: how many are acknowledged meanwhile does not depend on the machine.
            thread::sleep(chance.up_to(start.elapsed()));
            drop(server);
            kills += 1;
        }
    });
    kills
}

/// What the senders share: the work, the address of the server, and what is acknowledged.
struct Post {
    open: Mutex<Vec<Submission>>,
    /// Of the latest life; its server may be dead already.
    address: Mutex<String>,
    moved: Condvar,
    sent: Mutex<Vec<Sent>>,
    acknowledged: Condvar,
    /// Calls without an answer.
    broken: AtomicUsize,
}

impl Post {
    fn new(submissions: impl Iterator<Item = Submission>) -> Self {
        Self {
            open: Mutex::new(submissions.collect()),
            address: Mutex::default(),
            moved: Condvar::new(),
            sent: Mutex::default(),
            acknowledged: Condvar::new(),
            broken: AtomicUsize::new(0),
        }
    }

    fn opens(&self, address: &str) {
        address.clone_into(&mut self.address.lock().unwrap());
        self.moved.notify_all();
    }

    /// Waits for acknowledgements, as many as there can be.
    fn wait_for_more(&self, count: usize) {
        let sent = self.sent.lock().unwrap();
        let wanted = (sent.len() + count).min(SUBMISSIONS);
        let waited = self
            .acknowledged
            .wait_timeout_while(sent, PATIENCE, |sent| sent.len() < wanted);
        let (sent, waited) = waited.unwrap();
        assert!(
            !waited.timed_out(),
            "{} are acknowledged, and no more come",
            sent.len()
        );
    }

    /// Sends one submission after the other.
    fn work(&self) {
        loop {
            let next = self.open.lock().unwrap().pop();
            let Some(mut submission) = next else { return };
            let receipt = self.deliver(&mut submission);
            self.sent.lock().unwrap().push(Sent {
                submission,
                receipt,
            });
            self.acknowledged.notify_all();
        }
    }

    /// The file first, then the request with it, each until it is acknowledged.
    fn deliver(&self, submission: &mut Submission) -> Receipt {
        if let Some(file) = &submission.file {
            let head = format!(
                "POST {PREFIX}{}?profile=screenshot HTTP/1.1\r\ncontent-disposition: attachment; filename=\"a.png\"",
                path::ATTACHMENTS
            );
            let stored: Attachment = self.insist(&head, file);
            submission.body["attachments"] = json!([{"id": stored.id, "key": stored.key}]);
        }
        let body = submission.body.to_string();
        self.insist(&sending(&submission.key), body.as_bytes())
    }

    /// Calls until there is an answer, in whichever life of the server.
    fn insist<T: serde::de::DeserializeOwned>(&self, head: &str, body: &[u8]) -> T {
        let mut address = self.address.lock().unwrap().clone();
        loop {
            match call(&address, head, body) {
                Ok(reply) => {
                    assert_eq!(reply.status, 201, "{}", reply.text());
                    return serde_json::from_slice(&reply.body).unwrap();
                }
                Err(_) => {
                    self.broken.fetch_add(1, Ordering::Relaxed);
                    let next = self.address.lock().unwrap();
                    let moved = self
                        .moved
                        .wait_timeout_while(next, PATIENCE, |next| *next == address);
                    let (next, waited) = moved.unwrap();
                    assert!(!waited.timed_out(), "the server does not come back");
                    address.clone_from(&next);
                }
            }
        }
    }
}

fn sending(key: &str) -> String {
    format!(
        "POST {PREFIX}{} HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}",
        path::REQUESTS
    )
}

struct Reply {
    status: u16,
    body: Vec<u8>,
}

impl Reply {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// An answer that has arrived as a whole.
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.trim().parse::<usize>().ok())?
        })?;
        let body = bytes[end + 4..].to_vec();
        (body.len() == length).then_some(Self { status, body })
    }
}

/// One call. Fails unless all of the answer arrives.
fn call(address: &str, head: &str, body: &[u8]) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "{head}\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
    )?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Reply::read(&answer).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

fn get(address: &str, path: &str, token: &str) -> Reply {
    let head = format!("GET {PREFIX}{path} HTTP/1.1\r\nauthorization: Bearer {token}");
    let reply = call(address, &head, b"").unwrap();
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply
}

/// The receipt opens the request, as it was sent and byte for byte; sending it once more changes nothing.
fn is_kept(address: &str, sent: &Sent) {
    let Sent {
        submission,
        receipt,
    } = sent;
    let number = receipt.request.number.compact();
    let key = receipt.key.reveal();
    let reply = get(address, &path::fill(path::REQUEST, &[&number]), key);
    let request: Request = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(request, receipt.request);
    assert_eq!(request.events.len(), 1, "{:?}", request.events);
    let values = values(&request);
    for name in ["subject", "description"] {
        assert_eq!(values[name], submission.body["fields"][name]);
    }
    let files = request.files.iter();
    let files: Vec<_> = files
        .map(|file| get(address, &path::fill(path::ATTACHMENT, &[&file.id]), key).body)
        .collect();
    assert!(
        files.iter().eq(submission.file.iter()),
        "{number} has other files"
    );
    let body = submission.body.to_string();
    let again = call(address, &sending(&submission.key), body.as_bytes()).unwrap();
    let again: Receipt = serde_json::from_slice(&again.body).unwrap();
    assert_eq!(&again, receipt);
}

/// As many requests as submissions, each with a number that somebody holds.
fn is_there_once(address: &str, sent: &[Sent]) {
    let mut subjects = HashMap::new();
    let mut cursor = String::new();
    loop {
        let path = format!("{}?{cursor}", path::STAFF_REQUESTS);
        let page: Queue = serde_json::from_slice(&get(address, &path, TOKEN).body).unwrap();
        for row in page.requests {
            let number = row.number;
            assert!(subjects.insert(number, row.subject).is_none());
        }
        match page.next {
            Some(next) => cursor = format!("cursor={next}"),
            None => break,
        }
    }
    assert_eq!(subjects.len(), SUBMISSIONS);
    for one in sent {
        let request = &one.receipt.request;
        assert_eq!(subjects.get(&request.number), Some(&request.subject));
    }
}

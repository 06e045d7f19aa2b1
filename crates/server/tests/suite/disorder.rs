//! A line that loses, repeats, delays, reorders and breaks off what it carries: still one request for one key.

use std::{collections::BTreeSet, io, time::Duration};

use axum::{body::Body, http::StatusCode};
use bytes::Bytes;
use futures_util::{future::join_all, stream};
use opora_contract::{path, problem::ProblemCode, request::Receipt, upload::Attachment};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    app::{Call, Reply, TestApp, complaint, uuid, values},
    chance::Chance,
};

const ROUNDS: usize = 8;
const DEVICES: usize = 8;
/// Most copies of a message that the line makes.
const COPIES: usize = 3;
/// Most messages that arrive at the same time.
const CROWD: usize = 6;
/// One step in so many takes longer than files wait for their request.
const LONG: usize = 25;
const DAY_AND_MORE: i64 = 26 * 60;
/// Longer than the server works for a call, mostly.
const WORK: Duration = Duration::from_millis(15);

/// Somebody's device, which does as the app does: files first, each until it is acknowledged, then the request, under
/// one key for ever.
struct Device {
    key: String,
    body: Value,
    files: Vec<Vec<u8>>,
    uploaded: Vec<Attachment>,
    receipt: Option<Receipt>,
}

/// What is on its way.
#[derive(Clone, PartialEq)]
enum Message {
    Upload { device: usize, at: usize },
    Send { device: usize, body: Value },
}

/// What becomes of a message.
#[derive(Clone, Copy)]
enum Fate {
    Arrives,
    AnswerLost,
    /// Half of the body, then nothing.
    BreaksOff,
    /// Whoever called is gone while the server works.
    HangsUp(Duration),
    Lost,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_the_line_does_each_key_makes_one_request_with_its_files() {
    let mut chance = Chance::new();
    for _ in 0..ROUNDS {
        let app = TestApp::new().await;
        let mut devices: Vec<_> = (0..DEVICES)
            .map(|at| Device::new(at, &mut chance))
            .collect();
        talk(&app, &mut devices, &mut chance).await;
        for device in &devices {
            is_kept(&app, device).await;
        }
        for table in ["request", "idempotency", "event"] {
            assert_eq!(count(&app, table).await, DEVICES, "{table}");
        }
        only_files_of_requests_outlive_a_day(&app, &devices).await;
    }
}

/// Until every device has its receipt and nothing is on its way any more.
async fn talk(app: &TestApp, devices: &mut [Device], chance: &mut Chance) {
    let mut line: Vec<Message> = Vec::new();
    loop {
        for (at, device) in devices.iter().enumerate() {
            let message = device.message(at);
            if let Some(message) = message.filter(|message| !line.contains(message)) {
                line.extend(vec![message; chance.number(1..=COPIES)]);
            }
        }
        if line.is_empty() {
            return;
        }
        if chance.one_in(LONG) {
            app.pass_minutes(DAY_AND_MORE);
            opora_server::sweep(&app.app).await.unwrap();
        }
        chance.shuffle(&mut line);
        let crowd = chance.number(1..=CROWD).min(line.len());
        let arriving = line.split_off(line.len() - crowd);
        let replies = arriving.iter().map(|message| {
            let (call, body) = message.call(app, devices);
            tokio::spawn(carry(call, body, Fate::draw(chance)))
        });
        for (message, reply) in arriving.iter().zip(join_all(replies).await) {
            if let Some(reply) = reply.unwrap() {
                devices[message.device()].hears(message, &reply);
            }
        }
    }
}

/// What comes back, if anything does.
async fn carry(call: Call, body: Vec<u8>, fate: Fate) -> Option<Reply> {
    match fate {
        Fate::Lost => None,
        Fate::Arrives => Some(call.bytes(body).send().await),
        Fate::AnswerLost => {
            call.bytes(body).send().await;
            None
        }
        Fate::BreaksOff => {
            let half = body.len() / 2;
            let half = Ok(Bytes::from(body).slice(..half));
            let end = Err(io::Error::from(io::ErrorKind::UnexpectedEof));
            let body = Body::from_stream(stream::iter([half, end]));
            let reply = call.body(body).send().await;
            reply.refused(400, ProblemCode::Malformed);
            None
        }
        Fate::HangsUp(after) => {
            let call = tokio::spawn(call.bytes(body).send());
            tokio::time::sleep(after).await;
            call.abort();
            None
        }
    }
}

impl Fate {
    fn draw(chance: &mut Chance) -> Self {
        match chance.number(..10) {
            0..5 => Self::Arrives,
            5 => Self::AnswerLost,
            6 => Self::BreaksOff,
            7 | 8 => Self::HangsUp(chance.up_to(WORK)),
            _ => Self::Lost,
        }
    }
}

impl Message {
    fn device(&self) -> usize {
        match self {
            Self::Upload { device, .. } | Self::Send { device, .. } => *device,
        }
    }

    /// The call that carries it, and its body.
    fn call(&self, app: &TestApp, devices: &[Device]) -> (Call, Vec<u8>) {
        let device = &devices[self.device()];
        match self {
            Self::Upload { at, .. } => {
                let call = app.upload("screenshot", "a.png", Vec::new());
                (call, device.files[*at].clone())
            }
            Self::Send { body, .. } => {
                let call = app.post(path::REQUESTS, body).idempotent(&device.key);
                (call, body.to_string().into_bytes())
            }
        }
    }
}

impl Device {
    fn new(at: usize, chance: &mut Chance) -> Self {
        let mut body = complaint();
        body["fields"]["subject"] = json!(format!("Обращение {at}"));
        let files = (0..chance.number(..3)).map(|_| {
            let bytes = chance.number(40..3_000);
            chance.png(bytes)
        });
        Self {
            key: uuid(),
            body,
            files: files.collect(),
            uploaded: Vec::new(),
            receipt: None,
        }
    }

    /// What it sends until it hears an answer; nothing once it has its receipt.
    fn message(&self, device: usize) -> Option<Message> {
        if self.receipt.is_some() {
            return None;
        }
        let at = self.uploaded.len();
        if at < self.files.len() {
            return Some(Message::Upload { device, at });
        }
        let mut body = self.body.clone();
        let claims = self.uploaded.iter();
        let claims = claims.map(|file| json!({"id": file.id, "key": file.key}));
        body["attachments"] = claims.collect();
        Some(Message::Send { device, body })
    }

    fn hears(&mut self, message: &Message, reply: &Reply) {
        let is_awaited = self.message(message.device()).as_ref() == Some(message);
        match message {
            Message::Upload { .. } => {
                assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
                if is_awaited {
                    self.uploaded.push(reply.json());
                }
            }
            Message::Send { .. } if reply.status == StatusCode::CREATED => {
                let receipt: Receipt = reply.json();
                let first = self.receipt.get_or_insert_with(|| receipt.clone());
                assert_eq!(*first, receipt, "one key, two receipts");
            }
            Message::Send { .. } => {
                let problem = reply.problem();
                let is_gone = problem.code == ProblemCode::Invalid
                    && problem.errors.iter().all(|error| error.code == "file_gone");
                // A copy from before the files were uploaded anew.
                let is_late = problem.code == ProblemCode::KeyReused && !is_awaited;
                assert!(is_gone || is_late, "{}", reply.text());
                if is_gone && is_awaited {
                    // The server has forgotten them; the device has them still.
                    self.uploaded.clear();
                }
            }
        }
    }
}

async fn is_kept(app: &TestApp, device: &Device) {
    let receipt = device.receipt.as_ref().unwrap();
    let request = app.read(receipt).await;
    assert_eq!(request, receipt.request);
    assert_eq!(
        values(&request)["subject"],
        device.body["fields"]["subject"]
    );
    assert_eq!(request.files.len(), device.files.len());
    for (file, content) in device.uploaded.iter().zip(&device.files) {
        let path = path::fill(path::ATTACHMENT, &[&file.id]);
        let reply = app.get(&path).key(&receipt.key).send().await;
        assert!(reply.body == *content, "{} holds something else", file.id);
    }
}

async fn count(app: &TestApp, table: &str) -> usize {
    let database = app.database().await;
    let count = format!("SELECT COUNT(*) FROM {table}");
    let count = Statement::from_string(database.get_database_backend(), count);
    let row = database.query_one_raw(count).await.unwrap().unwrap();
    usize::try_from(row.try_get_by_index::<i64>(0).unwrap()).unwrap()
}

async fn only_files_of_requests_outlive_a_day(app: &TestApp, devices: &[Device]) {
    app.pass_minutes(DAY_AND_MORE);
    opora_server::sweep(&app.app).await.unwrap();
    let receipts = devices.iter().filter_map(|device| device.receipt.as_ref());
    let files = receipts.flat_map(|receipt| &receipt.request.files);
    let claimed: BTreeSet<_> = files.map(|file| file.id.clone()).collect();
    let left: BTreeSet<_> = app.contents().into_iter().collect();
    assert_eq!(left, claimed);
}

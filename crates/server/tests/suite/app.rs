//! `TestApp`: the real router with a clock that tests turn, and calls that read like sentences.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use bytes::Bytes;
use http_body_util::BodyExt;
use opora_contract::{
    key::AccessKey,
    path::{self, PREFIX},
    problem::{Problem, ProblemCode},
    request::Receipt,
    status::Status,
    upload::Attachment,
};
use opora_server::{App, Clock, Config, Content, Moment, Publication, StaffToken};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{fixture, postgres::TestDatabase};

/// 2026-11-20T09:00:00Z, a Friday noon in Moscow.
pub const NOON: i64 = 1_795_165_200;
pub const STAFF: &str = "token-of-maria";
/// The token of Олег; [`STAFF`] is Мария's.
pub const OTHER: &str = "other";
/// Whose letters people get.
pub const SENDER: &str = "Центр помощи <help@opora.example>";

pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::Relaxed))
    }
}

pub struct TestApp {
    pub app: App,
    pub router: Router,
    clock: Arc<TestClock>,
    pub folder: TempDir,
    // After the application, whose connections end first.
    _database: Option<TestDatabase>,
}

#[derive(Default)]
pub struct Settings {
    /// Files of the built app.
    pub dist: Vec<(&'static str, Vec<u8>)>,
    /// The whole content, instead of the fixture.
    pub tree: Option<Vec<(String, String)>>,
    /// Files of content that are other than in the fixture.
    pub content: Vec<(String, String)>,
    pub frame_ancestors: Option<&'static str>,
    pub portals: Option<String>,
    /// Files beside that of the portals.
    pub beside: Vec<(&'static str, String)>,
    pub worker_off: bool,
    pub rate_limit: u32,
    /// Open streams at once, 5,000 by default.
    pub stream_limit: Option<usize>,
    pub trust_proxy: bool,
    pub demo: bool,
    /// Where the site is for the world.
    pub public_url: Option<&'static str>,
    /// Months that closed requests are kept, 36 by default.
    pub keep_closed: Option<u16>,
    /// The mail server; letters are files without one.
    pub smtp_url: Option<String>,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::create().await;
        Self::over(folder, database, Moment(NOON), settings).await
    }

    /// Goes on with what another server has left in a folder and a database.
    pub async fn over(
        folder: TempDir,
        database: Option<TestDatabase>,
        now: Moment,
        settings: Settings,
    ) -> Self {
        crate::log::start();
        let content = folder.path().join("content");
        fixture::write(&content, &settings.tree.unwrap_or_else(fixture::files));
        fixture::write(&content, &settings.content);
        for (path, bytes) in &settings.dist {
            let path = folder.path().join("dist").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        for (name, text) in &settings.beside {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let portals = settings.portals.map(|text| {
            let path = folder.path().join("portals.toml");
            std::fs::write(&path, text).unwrap();
            path
        });
        let config = Config {
            portals,
            demo_host: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            database_url: database.as_ref().map(TestDatabase::url),
            data: folder.path().join("data"),
            dist: folder.path().join("dist"),
            secret: Some("a secret of the tests".to_owned()),
            staff_tokens: vec![
                StaffToken::new("Мария", STAFF),
                StaffToken::new("Олег", OTHER),
            ],
            frame_ancestors: settings.frame_ancestors.unwrap_or("'none'").to_owned(),
            worker_off: settings.worker_off,
            trust_proxy: settings.trust_proxy,
            rate_limit: settings.rate_limit,
            stream_limit: settings.stream_limit.unwrap_or(5_000),
            stream_limit_by_request: 20,
            keep_closed: settings.keep_closed.unwrap_or(36),
            demo: settings.demo,
            public_url: settings.public_url.map(|url| url.parse().unwrap()),
            mail_from: Some(opora_server::mailbox(SENDER).unwrap()),
            smtp_url: settings.smtp_url,
            content,
        };
        let clock = Arc::new(TestClock(AtomicI64::new(now.0)));
        let app = open(config, clock.clone()).await;
        Self {
            router: opora_server::router(&app),
            app,
            clock,
            folder,
            _database: database,
        }
    }

    /// Another server over the same data; this one is as if it had been killed.
    pub async fn restart(&mut self) {
        self.app = open(self.app.config().clone(), self.clock.clone()).await;
        self.router = opora_server::router(&self.app);
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    /// A call of the API.
    pub fn call(&self, method: Method, path: &str) -> Call {
        self.call_site(method, &format!("{PREFIX}{path}"))
    }

    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub fn post<T: Serialize>(&self, path: &str, body: &T) -> Call {
        self.call(Method::POST, path).json(body)
    }

    /// A call of any path of the server.
    pub fn call_site(&self, method: Method, path: &str) -> Call {
        let request = Request::builder().method(method).uri(path);
        let mut request = request.body(Body::empty()).unwrap();
        let peer = ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000)));
        request.extensions_mut().insert(peer);
        Call {
            router: self.router.clone(),
            request,
        }
    }

    /// Sends a complaint of Anna with a new idempotency key.
    pub async fn send_complaint(&self) -> Receipt {
        self.send_form(&complaint()).await
    }

    pub async fn send_form(&self, body: &Value) -> Receipt {
        let reply = self
            .post(path::REQUESTS, body)
            .idempotent(&uuid())
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    /// Uploads a file under a profile.
    pub fn upload(&self, profile: &str, name: &str, bytes: Vec<u8>) -> Call {
        let path = format!("{}?profile={profile}", path::ATTACHMENTS);
        self.call(Method::POST, &path)
            .header(
                "content-disposition",
                &format!("attachment; filename=\"{name}\""),
            )
            .bytes(bytes)
    }

    pub async fn uploaded(&self, profile: &str, bytes: Vec<u8>) -> Attachment {
        let reply = self.upload(profile, "снимок.png", bytes).send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    /// Moves a request as an employee.
    pub fn transition(&self, receipt: &Receipt, body: &Value) -> Call {
        let number = receipt.request.number.compact();
        let path = path::fill(path::STAFF_TRANSITIONS, &[&number]);
        self.post(&path, body).token(STAFF)
    }

    /// Moves a request through statuses that must be legal.
    pub async fn advance(&self, receipt: &Receipt, statuses: &[Status]) {
        self.advance_as(STAFF, receipt, statuses).await;
    }

    /// The same by the employee of a token.
    pub async fn advance_as(&self, token: &str, receipt: &Receipt, statuses: &[Status]) {
        for to in statuses {
            let asks = *to == Status::WaitingDocuments;
            let actions = if asks {
                json!([{"text": "Пришлите скан"}])
            } else {
                json!([])
            };
            let body = json!({"to": to, "reason": "Так надо", "actions": actions});
            let reply = self.transition(receipt, &body).token(token).send().await;
            assert_eq!(reply.status, StatusCode::OK, "{to:?}: {}", reply.text());
        }
    }

    /// A call of one request's path with its key.
    pub fn of(&self, method: Method, pattern: &str, receipt: &Receipt) -> Call {
        let number = receipt.request.number.compact();
        self.call(method, &path::fill(pattern, &[&number]))
            .key(&receipt.key)
    }

    /// The request as its owner sees it now.
    pub async fn read(&self, receipt: &Receipt) -> opora_contract::request::Request {
        let reply = self.of(Method::GET, path::REQUEST, receipt).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let request: opora_contract::request::Request = reply.json();
        let last = request.events.last().expect("a journal is never empty");
        assert_eq!(
            last.status, request.status,
            "the status and its journal disagree"
        );
        request
    }

    /// A connection of the test's own, for what no call shows. It leaves no trace in the log.
    pub async fn database(&self) -> DatabaseConnection {
        let mut options = ConnectOptions::new(self.app.config().database_url());
        options.sqlx_logging(false);
        Database::connect(options).await.unwrap()
    }

    /// Names of stored file contents.
    pub fn contents(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join("data/files")).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }
}

async fn open(config: Config, clock: Arc<TestClock>) -> App {
    let content = Content::load(&config.content).expect("the content passes the check");
    let publication = Arc::new(Publication::new(content));
    App::open(config, publication, clock).await.unwrap()
}

/// A good body for `POST /requests`.
pub fn complaint() -> Value {
    json!({
        "form": "feedback",
        "fields": {
            "category": "complaint",
            "subject": "Не приходит код входа",
            "description": "Запросил код три раза, ни одного сообщения не пришло.",
            "phone": "8 (912) 345-67-89",
            "email": "Anna.P@Example.RU",
            "consent": "yes",
        },
    })
}

/// Another UUID at every call.
pub fn uuid() -> String {
    let mut random = [0; 16];
    getrandom::fill(&mut random).unwrap();
    let digits = format!("{:032x}", u128::from_be_bytes(random));
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &digits[range]);
    parts.join("-")
}

pub struct Call {
    router: Router,
    request: Request<Body>,
}

impl Call {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request
            .headers_mut()
            .insert(name, value.parse().unwrap());
        self
    }

    pub fn json<T: Serialize>(self, body: &T) -> Self {
        self.header("content-type", "application/json")
            .bytes(serde_json::to_vec(body).unwrap())
    }

    pub fn bytes(mut self, body: impl Into<Bytes>) -> Self {
        *self.request.body_mut() = Body::from(body.into());
        self
    }

    pub fn body(mut self, body: Body) -> Self {
        *self.request.body_mut() = body;
        self
    }

    pub fn token(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn key(self, key: &AccessKey) -> Self {
        self.token(key.reveal())
    }

    pub fn idempotent(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub fn peer(mut self, address: [u8; 4]) -> Self {
        let peer = ConnectInfo(SocketAddr::from((address, 4000)));
        self.request.extensions_mut().insert(peer);
        self
    }

    /// The answer as soon as it begins.
    pub async fn begin(self) -> axum::response::Response {
        self.router.oneshot(self.request).await.unwrap()
    }

    pub async fn send(self) -> Reply {
        let response = self.router.oneshot(self.request).await.unwrap();
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The problem, which must be one in every respect.
    pub fn problem(&self) -> Problem {
        assert_eq!(
            self.header(header::CONTENT_TYPE.as_str()),
            opora_contract::problem::MEDIA_TYPE,
            "{} {}",
            self.status,
            self.text()
        );
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        assert!(!problem.title.is_empty() && !problem.detail.is_empty());
        assert_eq!(problem.request_id, self.header("x-request-id"));
        problem
    }

    /// Asserts status and code, and gives the flaws as pointer and code.
    pub fn refused(&self, status: u16, code: ProblemCode) -> Vec<(String, String)> {
        let problem = self.problem();
        assert_eq!(
            (problem.status, problem.code),
            (status, code),
            "{}",
            self.text()
        );
        let errors = problem.errors.into_iter();
        errors.map(|error| (error.pointer, error.code)).collect()
    }
}

/// Values of a sent form by name.
pub fn values(request: &opora_contract::request::Request) -> BTreeMap<&str, &str> {
    let fields = request.fields.iter();
    fields
        .map(|field| (field.name.as_str(), field.value.as_str()))
        .collect()
}

/// Flaws as [`Reply::refused`] gives them.
pub fn flaws(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let flaws = expected.iter();
    flaws
        .map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned()))
        .collect()
}

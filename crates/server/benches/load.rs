//! Load on one machine, in one run: what the server does, beside the ceilings that no server of this kind can pass.
//!
//! `cargo bench -p opora-server --bench load`. Client and server share the processor, so compare ratios, not rates.
//! `OPORA_BENCH_SECONDS` sets the time of a case, 5 by default.

use std::{
    env,
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;
use axum::{Router, routing::get};
use opora_contract::language::Language;
use opora_server::{App, Config, Content, Publication, SystemClock};
use sea_orm::sqlx::{
    self, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const CONNECTIONS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(1);

/// Rates and latencies of one case.
struct Case {
    name: &'static str,
    per_second: f64,
    p50: Duration,
    p99: Duration,
}

impl Case {
    fn new(name: &'static str, mut latencies: Vec<Duration>, elapsed: Duration) -> Self {
        latencies.sort_unstable();
        let at = |share: usize| {
            let last = latencies.len().saturating_sub(1);
            latencies
                .get(last * share / 100)
                .copied()
                .unwrap_or_default()
        };
        Self {
            name,
            per_second: latencies.len() as f64 / elapsed.as_secs_f64(),
            p50: at(50),
            p99: at(99),
        }
    }
}

fn main() -> anyhow::Result<()> {
    let seconds = env::var("OPORA_BENCH_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Runtime::new()?;
    let cases = runtime.block_on(run(Duration::from_secs(seconds)))?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{:<34}{:>12}{:>12}{:>12}",
        "case", "per second", "p50, ms", "p99, ms"
    )?;
    for case in &cases {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
        let Case {
            name,
            per_second,
            p50,
            p99,
        } = case;
        let (p50, p99) = (milliseconds(*p50), milliseconds(*p99));
        writeln!(out, "{name:<34}{per_second:>12.0}{p50:>12.2}{p99:>12.2}")?;
    }
    let [empty, home, insert, create] = &cases;
    let home_ratio = home.per_second / empty.per_second;
    let create_ratio = create.per_second / insert.per_second;
    writeln!(out, "home / empty handler: {home_ratio:.2}")?;
    writeln!(out, "create / bare insert: {create_ratio:.2}")?;
    Ok(())
}

async fn run(time: Duration) -> anyhow::Result<[Case; 4]> {
    let folder = tempfile::tempdir()?;
    let ceiling = start(Router::new().route("/", get(async || ""))).await?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let content = Content::load(&root)
        .map_err(|mistakes| anyhow::anyhow!("the content has {} mistakes", mistakes.len()))?;
    let creation = body(agreed(&content)?);
    let app = open(folder.path(), root, content).await?;
    let server = start(opora_server::router(&app)).await?;
    let home = "GET /api/v1/home HTTP/1.1\r\nhost: x\r\naccept-encoding: br\r\n\r\n";
    Ok([
        load("empty axum handler", ceiling, time, |_| {
            "GET / HTTP/1.1\r\nhost: x\r\n\r\n".to_owned()
        })
        .await?,
        load("GET /home, brotli", server, time, move |_| home.to_owned()).await?,
        insert(&folder.path().join("bare.sqlite"), time).await?,
        load("POST /requests over SQLite", server, time, move |serial| {
            create(serial, creation)
        })
        .await?,
    ])
}

async fn open(folder: &Path, root: PathBuf, content: Content) -> anyhow::Result<App> {
    let config = Config {
        portals: None,
        demo_host: None,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        database_url: None,
        data: folder.join("data"),
        dist: folder.join("dist"),
        secret: None,
        staff_tokens: Vec::new(),
        frame_ancestors: "'none'".to_owned(),
        worker_off: false,
        public_url: None,
        smtp_url: None,
        mail_from: None,
        trust_proxy: false,
        rate_limit: 0,
        stream_limit: 0,
        stream_limit_by_request: 0,
        keep_closed: 36,
        demo: false,
        content: root,
    };
    App::open(
        config,
        Arc::new(Publication::new(content)),
        Arc::new(SystemClock),
    )
    .await
}

async fn start(router: Router) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(axum::serve(listener, service).into_future());
    Ok(address)
}

/// What a ticked consent of the form sends.
fn agreed(content: &Content) -> anyhow::Result<&str> {
    let form = content.form("feedback", Language::Ru);
    let consent = form.and_then(|form| form.field("consent"));
    Ok(consent.context("the form asks for no consent")?.agreed())
}

/// The body of a request. Lives as long as the program, as do the clients that send it.
fn body(agreed: &str) -> &'static str {
    let body = r#"{"form":"feedback","fields":{"category":"error","subject":"Не открывается форма заявления","description":"Нажимаю «Отправить», страница остаётся прежней, ничего не происходит.","phone":"+7 912 345-67-89","consent":"AGREED"}}"#;
    body.replace("AGREED", agreed).leak()
}

/// A call that makes a request, with an idempotency key that was not used before.
fn create(serial: u64, body: &str) -> String {
    format!(
        "POST /api/v1/requests HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         idempotency-key: {:08x}-0000-4000-8000-{:012x}\r\ncontent-length: {}\r\n\r\n{body}",
        std::process::id(),
        serial,
        body.len()
    )
}

/// Calls over kept connections, each waiting for its answer, for a time after a warm-up.
async fn load(
    name: &'static str,
    address: SocketAddr,
    time: Duration,
    call: impl Fn(u64) -> String + Copy + Send + 'static,
) -> anyhow::Result<Case> {
    let measured_from = Instant::now() + WARM_UP;
    let until = measured_from + time;
    let clients = (0..CONNECTIONS as u64).map(|client| {
        tokio::spawn(async move {
            let mut connection = Client::connect(address).await?;
            let mut latencies = Vec::new();
            let mut serial = client << 32;
            while Instant::now() < until {
                serial += 1;
                let request = call(serial);
                let started = Instant::now();
                connection.call(request.as_bytes()).await?;
                if started >= measured_from {
                    latencies.push(started.elapsed());
                }
            }
            anyhow::Ok(latencies)
        })
    });
    let clients: Vec<_> = clients.collect();
    let mut latencies = Vec::new();
    for client in clients {
        latencies.extend(client.await??);
    }
    Ok(Case::new(name, latencies, time))
}

/// As little of an HTTP client as it takes, so that the server is what is measured.
struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a call and reads its answer to the end; anything but success ends the bench.
    async fn call(&mut self, request: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            anyhow::ensure!(
                self.stream.read_buf(&mut self.buffer).await? > 0,
                "the server hung up"
            );
            let Some(end) = self
                .buffer
                .windows(4)
                .position(|bytes| bytes == b"\r\n\r\n")
            else {
                continue;
            };
            let (head, body) = self.buffer.split_at_checked(end + 4).context("a head")?;
            let head = std::str::from_utf8(head)?;
            anyhow::ensure!(
                head.starts_with("HTTP/1.1 20"),
                "{}",
                String::from_utf8_lossy(&self.buffer)
            );
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.context("no length")?.parse()?;
            if body.len() >= length {
                return Ok(());
            }
        }
    }
}

/// The ceiling of creation: one writer, one row a transaction, the same durability.
async fn insert(path: &Path, time: Duration) -> anyhow::Result<Case> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::query("CREATE TABLE request (id INTEGER PRIMARY KEY, number TEXT UNIQUE, fields TEXT)")
        .execute(&mut connection)
        .await?;
    let fields = "x".repeat(400);
    let measured_from = Instant::now() + WARM_UP;
    let until = measured_from + time;
    let mut latencies = Vec::new();
    let mut serial = 0_u64;
    while Instant::now() < until {
        serial += 1;
        let started = Instant::now();
        sqlx::query("INSERT INTO request (number, fields) VALUES (?, ?)")
            .bind(format!("{serial:08}"))
            .bind(&fields)
            .execute(&mut connection)
            .await?;
        if started >= measured_from {
            latencies.push(started.elapsed());
        }
    }
    Ok(Case::new("bare SQLite insert, one writer", latencies, time))
}

//! One log line a call: id, method, route pattern, status, time. Never a path, a query, a body or an address,
//! so nothing personal can reach the log.

use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use crate::{metric, secret, state::App};

const HEADER: &str = "x-request-id";
/// Stands in logs and metrics for whatever no route matched: pages and files of the app, and mistakes.
const SITE: &str = "site";
const ID_LENGTH_MAX: usize = 64;

/// The id of a call, in its answer, its log line and its problem.
#[derive(Clone, Debug)]
pub struct RequestId(String);

impl RequestId {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A proxy's id if the proxy is trusted, else a new one.
    fn of(request: &Request, trust_proxy: bool) -> Self {
        let given = request
            .headers()
            .get(HEADER)
            .and_then(|value| value.to_str().ok())
            .filter(|_| trust_proxy)
            .filter(|id| (1..=ID_LENGTH_MAX).contains(&id.len()))
            .filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        Self(given.map_or_else(|| format!("{:016x}", fresh()), str::to_owned))
    }
}

/// Ids that differ within a process for certain and between processes almost so. They are no secrets.
fn fresh() -> u64 {
    /// Odd, so that its multiples run through all 64 bits before one comes again.
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    static NEXT: LazyLock<AtomicU64> =
        LazyLock::new(|| AtomicU64::new(u64::from_le_bytes(secret::random().unwrap_or_default())));
    NEXT.fetch_add(STEP, Ordering::Relaxed)
}

/// The outermost layer: gives the call its id, then logs and counts it.
pub async fn record(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&request, app.config().trust_proxy);
    request.extensions_mut().insert(id.clone());
    let started = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or(SITE, MatchedPath::as_str);
    let mut response = next.run(request).await;
    let elapsed = started.elapsed();
    let status = response.status();
    metric::count_call(&method, route, status, elapsed);
    tracing::info!(
        request_id = id.as_str(),
        method = method.as_str(),
        route,
        status = status.as_u16(),
        latency_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        "call"
    );
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Logs to standard error as JSON lines. `RUST_LOG` filters; the default keeps libraries quiet.
pub fn start() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,opora_server=info"));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first subscriber.
    subscriber.try_init().ok();
}

//! Counters and latencies as Prometheus text.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock, PoisonError, RwLock},
    time::Duration,
};

use axum::http::{Method, StatusCode};
use metrics::{Counter, Histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use opora_contract::upload::FileType;

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

const CALLS: &str = "opora_http_requests_total";
const LATENCY: &str = "opora_http_request_duration_seconds";
const REQUESTS: &str = "opora_requests_created_total";
const UPLOADS: &str = "opora_uploads_total";
const LETTERS: &str = "opora_letters_total";
const STREAMS: &str = "opora_open_streams";
const STATEMENTS: &str = "opora_database_statements_total";

/// Starts counting; once a process, whoever asks first.
pub fn start() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let handle = HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).ok()?;
        let handle = builder.install_recorder().ok()?;
        metrics::describe_counter!(CALLS, "Calls by method, route pattern and status");
        metrics::describe_histogram!(
            LATENCY,
            metrics::Unit::Seconds,
            "Time to the answer by route pattern"
        );
        metrics::describe_counter!(
            REQUESTS,
            "Requests of citizens that were registered, by kind"
        );
        metrics::describe_counter!(UPLOADS, "Files that were stored, by type");
        metrics::describe_counter!(
            LETTERS,
            "Attempts to send letters to applicants, by what became of them"
        );
        metrics::describe_counter!(STATEMENTS, "Statements that the database was given");
        metrics::describe_gauge!(STREAMS, "Pages that follow a request now");
        Some(handle)
    });
    handle.as_ref()
}

/// Everything counted so far.
#[must_use]
pub fn render() -> String {
    start().map(PrometheusHandle::render).unwrap_or_default()
}

/// Moves recorded latencies into their buckets; called regularly, so that they do not pile up unread.
pub fn upkeep() {
    if let Some(handle) = start() {
        handle.run_upkeep();
    }
}

/// The counters of one kind of call, looked up once and kept: making their labels anew costs more than a call.
struct Counted {
    calls: Counter,
    latency: Histogram,
}

/// By route, then by method and status. Few of each: routes are patterns, methods are folded below.
type Known = HashMap<Box<str>, HashMap<(&'static str, StatusCode), Counted>>;

pub fn count_call(method: &Method, route: &str, status: StatusCode, elapsed: Duration) {
    static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);
    // Clients can invent methods; labels must stay few.
    let method = match *method {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    };
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(counted) = known
        .get(route)
        .and_then(|calls| calls.get(&(method, status)))
    {
        counted.count(elapsed);
        return;
    }
    drop(known);
    let counted = Counted::new(method, route, status);
    counted.count(elapsed);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    let calls = known.entry(route.into()).or_default();
    calls.insert((method, status), counted);
}

impl Counted {
    fn new(method: &'static str, route: &str, status: StatusCode) -> Self {
        // Before the recorder is there, handles count nothing, and these are kept.
        start();
        let labels = [
            ("method", method.to_owned()),
            ("route", route.to_owned()),
            ("status", status.as_str().to_owned()),
        ];
        Self {
            calls: metrics::counter!(CALLS, &labels),
            latency: metrics::histogram!(LATENCY, "route" => route.to_owned()),
        }
    }

    fn count(&self, elapsed: Duration) {
        self.calls.increment(1);
        self.latency.record(elapsed);
    }
}

pub fn count_request(kind: &str) {
    metrics::counter!(REQUESTS, "kind" => kind.to_owned()).increment(1);
}

pub fn count_upload(file_type: FileType) {
    metrics::counter!(UPLOADS, "type" => file_type.name()).increment(1);
}

pub fn count_statement() {
    metrics::counter!(STATEMENTS).increment(1);
}

pub fn set_streams(count: usize) {
    metrics::gauge!(STREAMS).set(count as f64);
}

/// What became of an attempt to send a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// A mail server has taken it.
    Sent,
    /// It will be tried again.
    Postponed,
    /// Given up: refused for good.
    Refused,
    /// Given up: tried in vain for too long.
    Expired,
    /// Given up: no letter can be made, for example of an address that no server takes.
    Unfit,
    /// Given up: its address has had too many.
    Withheld,
    /// Dropped: what it was to tell is so no more.
    Outdated,
}

impl Posted {
    const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Postponed => "postponed",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Unfit => "unfit",
            Self::Withheld => "withheld",
            Self::Outdated => "outdated",
        }
    }
}

pub fn count_letter(posted: Posted) {
    metrics::counter!(LETTERS, "outcome" => posted.word()).increment(1);
}

//! The employees' part of the JSON API: one function per endpoint, and the only HTTP of the page.

use gloo_net::http::{Request, RequestBuilder, Response};
use opora::{
    api::{ApiError, parse},
    browser::{deadline::Deadline, page},
};
use opora_contract::{
    language::Language,
    number::RequestNumber,
    path,
    request::NewMessage,
    staff::{Assignment, NewTransition, Queue, StaffRequest},
};
use serde::Serialize;

use crate::address::Filter;

/// How long a call may take, in milliseconds.
const PATIENCE: i32 = 20_000;
/// How long a file may take: its bytes come within the same deadline, and 5 MB over a slow line take minutes.
const FILE_PATIENCE: i32 = 300_000;

/// The way to the API with the token of an employee.
#[derive(Clone, Debug)]
pub struct Client {
    base: String,
    language: Language,
    token: String,
}

/// A request, and the entity tag of the version that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub staff: StaffRequest,
    pub tag: String,
}

impl Client {
    pub fn new(language: Language, token: String) -> Self {
        let configured = page::meta("opora-api").filter(|address| !address.is_empty());
        let base = configured.unwrap_or_else(|| path::PREFIX.to_owned());
        Self {
            base: base.trim_end_matches('/').to_owned(),
            language,
            token,
        }
    }

    /// A page of the queue.
    pub async fn queue(&self, filter: &Filter) -> Result<Queue, ApiError> {
        let call = Request::get(&self.url(&format!("{}{}", path::STAFF_REQUESTS, filter.query())));
        parse(&self.finish(call, None).await?.text().await?)
    }

    pub async fn request(&self, number: RequestNumber) -> Result<Opened, ApiError> {
        let call = Request::get(&self.of(path::STAFF_REQUEST, number));
        let answer = self.finish(call, None).await?;
        let tag = answer.response.headers().get("ETag").unwrap_or_default();
        let staff = parse(&answer.text().await?)?;
        Ok(Opened { staff, tag })
    }

    /// Takes a request, or gives it back.
    pub async fn assign(
        &self,
        number: RequestNumber,
        tag: &str,
        is_mine: bool,
    ) -> Result<(), ApiError> {
        let call = Request::post(&self.of(path::STAFF_ASSIGNMENT, number)).header("If-Match", tag);
        let body = json(&Assignment { is_mine })?;
        self.finish(call, Some(body)).await.map(drop)
    }

    /// Sends a reply. The same `key` with the same text never sends it twice.
    pub async fn reply(
        &self,
        number: RequestNumber,
        tag: &str,
        key: &str,
        message: &NewMessage,
    ) -> Result<(), ApiError> {
        let call = Request::post(&self.of(path::STAFF_MESSAGES, number))
            .header("If-Match", tag)
            .header(path::IDEMPOTENCY_KEY, key);
        self.finish(call, Some(json(message)?)).await.map(drop)
    }

    pub async fn transition(
        &self,
        number: RequestNumber,
        tag: &str,
        wanted: &NewTransition,
    ) -> Result<(), ApiError> {
        let call = Request::post(&self.of(path::STAFF_TRANSITIONS, number)).header("If-Match", tag);
        self.finish(call, Some(json(wanted)?)).await.map(drop)
    }

    /// The bytes of a file of the request.
    pub async fn file(&self, number: RequestNumber, id: &str) -> Result<Vec<u8>, ApiError> {
        let path = path::fill(path::STAFF_FILE, &[&number.compact(), id]);
        let call = Request::get(&self.url(&path));
        let answer = self.within(FILE_PATIENCE, call, None).await?;
        let bytes = answer.response.binary().await;
        bytes.map_err(|_| broken(&answer.deadline))
    }

    fn of(&self, pattern: &str, number: RequestNumber) -> String {
        self.url(&path::fill(pattern, &[&number.compact()]))
    }

    fn url(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{}{path}{joint}lang={}", self.base, self.language.tag())
    }

    /// Calls with the token; a refusal becomes an error with what the API said.
    async fn finish(&self, call: RequestBuilder, body: Option<String>) -> Result<Answer, ApiError> {
        self.within(PATIENCE, call, body).await
    }

    /// [`Self::finish`] with a patience of its own, in milliseconds.
    async fn within(
        &self,
        patience: i32,
        call: RequestBuilder,
        body: Option<String>,
    ) -> Result<Answer, ApiError> {
        let deadline = Deadline::after_millis(patience);
        let call = call
            .abort_signal(deadline.signal().as_ref())
            .header("Authorization", &format!("Bearer {}", self.token));
        let call = match body {
            Some(body) => call.header("Content-Type", "application/json").body(body),
            None => call.build(),
        };
        let call = call.map_err(|_| unsent())?;
        let response = call.send().await.map_err(|_| broken(&deadline))?;
        let answer = Answer { response, deadline };
        if answer.response.ok() {
            return Ok(answer);
        }
        let status = answer.response.status();
        let body = answer.text().await.unwrap_or_default();
        Err(ApiError::Refused { status, body })
    }
}

/// An answer whose body is still to come, in time.
struct Answer {
    response: Response,
    deadline: Deadline,
}

impl Answer {
    async fn text(self) -> Result<String, ApiError> {
        let text = self.response.text().await;
        text.map_err(|_| broken(&self.deadline))
    }
}

fn broken(deadline: &Deadline) -> ApiError {
    if deadline.is_over() {
        ApiError::Timeout
    } else {
        ApiError::Offline
    }
}

fn json(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| unsent())
}

fn unsent() -> ApiError {
    ApiError::Malformed("the call could not be made".to_owned())
}

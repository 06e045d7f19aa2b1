//! One way to call: a deadline, a bearer key, problems as errors. Not generic, so it exists once in the bundle.

use gloo_net::http::{Request, RequestBuilder, Response};
use opora_contract::{key::AccessKey, path::IDEMPOTENCY_KEY};
use serde::{Serialize, de::DeserializeOwned};

use super::ApiError;
use crate::browser::{deadline::Deadline, json, stream};

/// How long a call may take, in milliseconds: a slow 3G line needs seconds, more is a dead one.
const PATIENCE: i32 = 20_000;
/// How long a file may take: its bytes come within the same deadline, and 5 MB over a slow line take minutes.
const FILE_PATIENCE: i32 = 300_000;

/// The answer to a conditional read that knows the present version.
const NOT_MODIFIED: u16 = 304;

pub async fn get(url: &str, key: Option<&AccessKey>) -> Result<String, ApiError> {
    get_by(url, key.map(AccessKey::reveal)).await
}

/// [`get`] by any secret.
pub async fn get_by(url: &str, secret: Option<&str>) -> Result<String, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = opened(Request::get(url), &deadline, secret);
    finish(call.build(), &deadline).await
}

/// [`get`] with the server's `Date`; empty where the answer has none.
pub async fn get_dated(url: &str) -> Result<(String, String), ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = Request::get(url).abort_signal(deadline.signal().as_ref());
    let response = send(call.build(), &deadline).await?;
    let date = response.headers().get("Date").unwrap_or_default();
    Ok((read(response, &deadline).await?, date))
}

/// [`get`] with the entity tag of what was read.
pub async fn get_tagged(url: &str, key: &AccessKey) -> Result<(String, String), ApiError> {
    let news = get_news(url, key, "").await?;
    news.ok_or_else(unsent)
}

/// [`get_tagged`] of anything but the version with the tag `known`, which comes as `None`.
pub async fn get_news(
    url: &str,
    key: &AccessKey,
    known: &str,
) -> Result<Option<(String, String)>, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let mut call = opened(Request::get(url), &deadline, Some(key.reveal()));
    if !known.is_empty() {
        call = call.header("If-None-Match", known);
    }
    let response = send(call.build(), &deadline).await?;
    if response.status() == NOT_MODIFIED {
        return Ok(None);
    }
    let tag = response.headers().get("ETag").unwrap_or_default();
    Ok(Some((read(response, &deadline).await?, tag)))
}

/// Changes the version with this entity tag.
pub async fn patch(
    url: &str,
    body: &impl Serialize,
    key: &AccessKey,
    tag: &str,
) -> Result<String, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = opened(Request::patch(url), &deadline, Some(key.reveal())).header("If-Match", tag);
    finish(filled(call, written(body)?), &deadline).await
}

/// Puts something in place of what was there.
pub async fn put(url: &str, body: &impl Serialize, key: &AccessKey) -> Result<String, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = opened(Request::put(url), &deadline, Some(key.reveal()));
    finish(filled(call, written(body)?), &deadline).await
}

pub async fn delete(url: &str, secret: &str) -> Result<String, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = opened(Request::delete(url), &deadline, Some(secret));
    finish(call.build(), &deadline).await
}

/// Sends something that needs no key.
pub async fn post(
    url: &str,
    body: &impl Serialize,
    idempotency_key: Option<&str>,
) -> Result<String, ApiError> {
    submit(url, written(body)?, None, idempotency_key).await
}

/// [`post`] by somebody whom the secret of a session stands for, if there is one.
pub async fn post_by(
    url: &str,
    body: &impl Serialize,
    secret: Option<&str>,
    idempotency_key: Option<&str>,
) -> Result<String, ApiError> {
    submit(url, written(body)?, secret, idempotency_key).await
}

/// Acts on something that a key opens.
pub async fn act(
    url: &str,
    body: String,
    key: &AccessKey,
    idempotency_key: Option<&str>,
) -> Result<String, ApiError> {
    submit(url, body, Some(key.reveal()), idempotency_key).await
}

async fn submit(
    url: &str,
    body: String,
    secret: Option<&str>,
    idempotency_key: Option<&str>,
) -> Result<String, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let mut call = opened(Request::post(url), &deadline, secret);
    if let Some(again) = idempotency_key {
        call = call.header(IDEMPOTENCY_KEY, again);
    }
    finish(filled(call, body), &deadline).await
}

/// Hears the events of a stream, by name, until it ends or is aborted; those after the event `last`.
pub async fn follow(
    url: &str,
    key: &AccessKey,
    last: &str,
    line: Option<&web_sys::AbortSignal>,
    heard: impl Fn(&str),
) -> Result<(), ApiError> {
    let call = Request::get(url)
        .abort_signal(line)
        .header("Accept", "text/event-stream")
        .header("Last-Event-ID", last)
        .header("Authorization", &bearer(key.reveal()))
        .build()
        .map_err(|_| unsent())?;
    let response = call.send().await.map_err(|_| ApiError::Offline)?;
    match response.body() {
        Some(body) if response.ok() => stream::events(&body, heard)
            .await
            .map_err(|_| ApiError::Offline),
        _ => Err(ApiError::Refused {
            status: response.status(),
            body: String::new(),
        }),
    }
}

/// Reads a file that a key opens.
pub async fn file(url: &str, key: &AccessKey) -> Result<Vec<u8>, ApiError> {
    let deadline = Deadline::after_millis(FILE_PATIENCE);
    let call = opened(Request::get(url), &deadline, Some(key.reveal()));
    content(send(call.build(), &deadline).await?, &deadline).await
}

/// Reads what is no text.
pub async fn bytes(url: &str) -> Result<Vec<u8>, ApiError> {
    let deadline = Deadline::after_millis(PATIENCE);
    let call = opened(Request::get(url), &deadline, None);
    content(send(call.build(), &deadline).await?, &deadline).await
}

async fn content(response: Response, deadline: &Deadline) -> Result<Vec<u8>, ApiError> {
    if !response.ok() {
        return Err(ApiError::Refused {
            status: response.status(),
            body: String::new(),
        });
    }
    response.binary().await.map_err(|_| broken(deadline))
}

/// A call with its deadline and, where it needs one, the secret.
fn opened(call: RequestBuilder, deadline: &Deadline, secret: Option<&str>) -> RequestBuilder {
    let call = call.abort_signal(deadline.signal().as_ref());
    match secret {
        Some(secret) => call.header("Authorization", &bearer(secret)),
        None => call,
    }
}

fn filled(call: RequestBuilder, body: String) -> Result<Request, gloo_net::Error> {
    call.header("Content-Type", "application/json").body(body)
}

fn written(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| unsent())
}

fn bearer(secret: &str) -> String {
    format!("Bearer {secret}")
}

async fn finish(
    call: Result<Request, gloo_net::Error>,
    deadline: &Deadline,
) -> Result<String, ApiError> {
    read(send(call, deadline).await?, deadline).await
}

async fn send(
    call: Result<Request, gloo_net::Error>,
    deadline: &Deadline,
) -> Result<Response, ApiError> {
    let call = call.map_err(|_| unsent())?;
    call.send().await.map_err(|_| broken(deadline))
}

async fn read(response: Response, deadline: &Deadline) -> Result<String, ApiError> {
    let body = response.text().await.map_err(|_| broken(deadline))?;
    if response.ok() {
        Ok(body)
    } else {
        Err(ApiError::Refused {
            status: response.status(),
            body,
        })
    }
}

fn broken(deadline: &Deadline) -> ApiError {
    if deadline.is_over() {
        ApiError::Timeout
    } else {
        ApiError::Offline
    }
}

/// A call that cannot even be made. Not in the error's own words: to show them costs a kilobyte of the first load.
fn unsent() -> ApiError {
    ApiError::Malformed("the call could not be made".to_owned())
}

/// Reads a body of the contract.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    json::parse(text)
        .ok_or_else(|| ApiError::Malformed("the answer is not of the contract's shape".to_owned()))
}

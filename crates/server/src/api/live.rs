//! `GET /requests/{number}/stream`: a word at each change of a request, for as long as its page is open.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{Stream, stream};
use opora_contract::{number::RequestNumber, path};
use tokio::time::timeout;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound, Unauthorised};
use crate::{
    error,
    extract::{Bearer, Path},
    live::Seat,
    request,
    state::App,
};

/// Between two words that mean nothing but that somebody is there: proxies hang up on silence after 30 s and more.
const HEARTBEAT: Duration = Duration::from_secs(25);

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Asks nginx and its kin to pass on what they get at once.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes))
}

/// A server-sent event at each change of the request
///
/// Events are called `changed`; their id is the version, their data are empty. One comes at once unless `Last-Event-ID`
/// names the present version. The stream ends when its key is changed, or when a request has too many.
#[utoipa::path(
    get,
    path = path::STREAM,
    operation_id = "changes",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Last-Event-ID" = Option<String>, Header, description = "The version that was heard of last"),
        LanguageParameter
    ),
    security(("key" = [])),
    responses(
        (status = OK, description = "Server-sent events", body = String, content_type = "text/event-stream"),
        NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn changes(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    bearer: Bearer,
    headers: HeaderMap,
) -> error::Result<Response> {
    // Whoever has no key must not take the seat of somebody who has.
    request::open(&app, number, &bearer).await?;
    let seat = app.live().join(number)?;
    // Read once more: what was committed from here on, the seat hears of.
    let row = request::open(&app, number, &bearer).await?;
    let heard = headers.get(LAST_EVENT_ID);
    let heard = heard.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let missed = (heard != Some(row.version)).then_some(row.version);
    let follower = Follower {
        app,
        number,
        bearer,
        seat,
        known: row.version,
    };
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (BUFFERING, "no"),
    ];
    let body = Body::from_stream(frames(follower, missed, HEARTBEAT));
    Ok((headers, body).into_response())
}

/// Somebody with an open page.
struct Follower {
    app: App,
    number: RequestNumber,
    bearer: Bearer,
    seat: Seat,
    known: i32,
}

impl Follower {
    /// Waits for the next version; `None` once the key opens the request no more.
    async fn next(&mut self) -> Option<i32> {
        let changed = self.seat.next(self.known).await?;
        let key = self
            .app
            .secret()
            .request_key(self.number, changed.key_version);
        self.bearer.is(&key).then_some(changed.version)
    }
}

/// What was missed, then every change, and a comment whenever there was none for so long.
fn frames(
    follower: Follower,
    missed: Option<i32>,
    heartbeat: Duration,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::unfold(
        (follower, missed),
        move |(mut follower, missed)| async move {
            let version = match missed {
                Some(version) => version,
                None => match timeout(heartbeat, follower.next()).await {
                    Ok(version) => version?,
                    Err(_) => return Some((Ok(Bytes::from_static(b":\n\n")), (follower, None))),
                },
            };
            follower.known = version;
            // Without a line of data, browsers keep an event to themselves.
            let event = format!("event: changed\nid: {version}\ndata:\n\n");
            Some((Ok(Bytes::from(event)), (follower, None)))
        },
    )
}

#[cfg(test)]
mod tests {
    use std::{pin::pin, sync::Arc};

    use futures_util::StreamExt;

    use super::*;
    use crate::{fixture, live::Hub};

    #[tokio::test]
    async fn silence_is_broken_by_comments() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let receipt = fixture::send(&app, &[]).await;
        let number = receipt.request.number;
        let follower = Follower {
            seat: Arc::new(Hub::new(1, 1)).join(number).unwrap(),
            bearer: Bearer::new(receipt.key),
            known: 1,
            number,
            app,
        };
        let frames = frames(follower, Some(1), Duration::from_millis(1));
        let frames: Vec<_> = pin!(frames).take(3).collect().await;
        let frames: Vec<_> = frames.into_iter().map(Result::unwrap).collect();
        assert_eq!(
            frames,
            ["event: changed\nid: 1\ndata:\n\n", ":\n\n", ":\n\n"]
        );
    }
}

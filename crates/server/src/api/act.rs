//! What an applicant does with a request that was sent: writes, reminds, says whether it is solved, rates.

use axum::{extract::State, response::Response};
use opora_contract::{
    number::RequestNumber,
    path,
    request::{NewMessage, NewRating, NewReminder, Request, Resolution},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    openapi::{BodyProblems, LanguageParameter, NotAllowed, NotFound, Unauthorised},
    request::tagged,
};
use crate::{
    error::Result,
    extract::{Bearer, IdempotencyKey, Json, Path, Tongue},
    request::{self, Replayable},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(write))
        .routes(routes!(remind))
        .routes(routes!(resolve))
        .routes(routes!(rate))
}

/// Writes a message about an open request
///
/// Files that were uploaded before may come with it; from then on they are shown in the message. The same key with the
/// same body writes nothing twice, for a year.
#[utoipa::path(
    post,
    path = path::MESSAGES,
    operation_id = "write",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = String, Header, description = "A UUID, kept until the answer is known"),
        LanguageParameter
    ),
    request_body = NewMessage,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request with the message", body = Request),
        NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn write(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    key: IdempotencyKey,
    Json(sent): Json<NewMessage>,
) -> Result<Response> {
    let scope = format!("messages/{}", number.compact());
    let call = Replayable::new(scope, key, &sent);
    let written = request::write(&app, number, &bearer, &sent, &call, language, app.now());
    written.await.map(tagged)
}

/// A call under a key that the caller may leave out.
fn replayable<T: Serialize>(
    what: &str,
    number: RequestNumber,
    key: Option<IdempotencyKey>,
    sent: &T,
) -> Option<Replayable> {
    let scope = format!("{what}/{}", number.compact());
    key.map(|key| Replayable::new(scope, key, sent))
}

/// Takes a step of a long wait
///
/// One of `waiting` that is possible by now. `hasten` needs a few words and raises the priority; `head` takes the request
/// to the head of support, once. Too early, the answer says from when on it is possible. An `Idempotency-Key` is optional:
/// with it, a retry gets the request as it stands instead of a refusal.
#[utoipa::path(
    post,
    path = path::REMINDERS,
    operation_id = "remind",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID"),
        LanguageParameter
    ),
    request_body = NewReminder,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request after the step", body = Request),
        NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn remind(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    key: Option<IdempotencyKey>,
    Json(sent): Json<NewReminder>,
) -> Result<Response> {
    let call = replayable("reminders", number, key, &sent);
    let reminded = request::remind(
        &app,
        number,
        &bearer,
        &sent,
        call.as_ref(),
        language,
        app.now(),
    );
    reminded.await.map(tagged)
}

/// Says whether what was decided solves the problem
///
/// Yes closes the request. No takes it to the second level until `reopen_until`, with the text as the reason; for a
/// dispute that is the appeal. What the second level decides is final. An `Idempotency-Key` is optional: with it, a retry
/// gets the request as it stands instead of a refusal.
#[utoipa::path(
    post,
    path = path::RESOLUTION,
    operation_id = "resolve",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID"),
        LanguageParameter
    ),
    request_body = Resolution,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request, closed or considered anew", body = Request),
        NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn resolve(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    key: Option<IdempotencyKey>,
    Json(sent): Json<Resolution>,
) -> Result<Response> {
    let call = replayable("resolution", number, key, &sent);
    let resolved = request::resolve(
        &app,
        number,
        &bearer,
        &sent,
        call.as_ref(),
        language,
        app.now(),
    );
    resolved.await.map(tagged)
}

/// Rates a closed request, once
///
/// An `Idempotency-Key` is optional: with it, a retry gets the request as it stands instead of a refusal.
#[utoipa::path(
    post,
    path = path::RATING,
    operation_id = "rate",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID"),
        LanguageParameter
    ),
    request_body = NewRating,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request with the rating", body = Request),
        NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn rate(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    key: Option<IdempotencyKey>,
    Json(sent): Json<NewRating>,
) -> Result<Response> {
    let call = replayable("rating", number, key, &sent);
    let rated = request::rate(
        &app,
        number,
        &bearer,
        &sent,
        call.as_ref(),
        language,
        app.now(),
    );
    rated.await.map(tagged)
}

//! Requests of citizens: send, read, edit, answer, take back.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use opora_contract::{
    form::NewRequest,
    number::RequestNumber,
    path::{self, IDEMPOTENCY_KEY, PREFIX},
    request::{Edit, Events, NewDocuments, Receipt, Request},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{
    BodyProblems, ContentProblems, LanguageParameter, NotAllowed, PreconditionProblems,
    Unauthorised,
};
use crate::{
    error::{Error, Result},
    etag,
    extract::{Bearer, IdempotencyKey, Json, Path, Tongue},
    request::{self, Replayable, Shown},
    session::MaybePerson,
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(send))
        .routes(routes!(read, edit))
        .routes(routes!(events))
        .routes(routes!(answer))
        .routes(routes!(withdraw))
}

/// A request with the tag that an edit must name.
pub(super) fn tagged(shown: Shown) -> Response {
    let mut response = Answer(shown.request).into_response();
    if let Ok(tag) = HeaderValue::from_str(&shown.entity_tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Sends a request
///
/// The same key with the same body gives the same receipt again and makes nothing new, for a year. In a session of a
/// portal's visitor the request is theirs, as `linked` says; a session that has ended is no reason to refuse it, and the
/// same call in a new one makes it theirs.
#[utoipa::path(
    post,
    path = path::REQUESTS,
    operation_id = "send",
    tag = "requests",
    params(
        ("Idempotency-Key" = String, Header, description = "A UUID, kept until the answer is known"),
        LanguageParameter
    ),
    request_body = NewRequest,
    security((), ("session" = [])),
    responses(
        (status = CREATED, description = "Registered; the key opens it from now on", body = Receipt),
        (status = CONFLICT, description = "The key is taken, but what it stands for cannot be read yet: repeat the call",
            body = opora_contract::problem::Problem, content_type = "application/problem+json"),
        BodyProblems
    )
)]
async fn send(
    State(app): State<App>,
    Tongue(language): Tongue,
    MaybePerson(person): MaybePerson,
    key: IdempotencyKey,
    Json(sent): Json<NewRequest>,
) -> Result<Response> {
    let receipt = request::create(&app, &sent, key, person.as_ref(), language, app.now()).await?;
    let path = path::fill(path::REQUEST, &[&receipt.request.number.compact()]);
    let location = [(header::LOCATION, format!("{PREFIX}{path}"))];
    Ok((StatusCode::CREATED, location, Answer(receipt)).into_response())
}

/// The request as it stands, with its journal
#[utoipa::path(
    get,
    path = path::REQUEST,
    operation_id = "request",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The request; `ETag` names its version", body = Request),
        (status = NOT_MODIFIED, description = "The version that `If-None-Match` names"),
        super::openapi::NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn read(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    headers: HeaderMap,
) -> Result<Response> {
    let shown = request::read(&app, number, &bearer, language).await?;
    if etag::is_known(&headers, &shown.entity_tag) {
        let tag = [(header::ETAG, shown.entity_tag)];
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok(tagged(shown))
}

/// Edits a request within 30 minutes of sending
///
/// The body holds the values to replace; an empty one takes a value away. The rules of the form apply to what comes of
/// it. `If-Match` names the version that was read.
#[utoipa::path(
    patch,
    path = path::REQUEST,
    operation_id = "edit",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("If-Match" = String, Header, description = "`ETag` of the version that was read"),
        LanguageParameter
    ),
    request_body = Edit,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request after the edit", body = Request),
        super::openapi::NotFound,
        Unauthorised,
        NotAllowed,
        PreconditionProblems,
        BodyProblems
    )
)]
async fn edit(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    headers: HeaderMap,
    Json(sent): Json<Edit>,
) -> Result<Response> {
    let fits = |tag: &str| etag::precondition(&headers, tag);
    let edited = request::edit(&app, number, &bearer, fits, sent, language, app.now());
    edited.await.map(tagged)
}

/// The journal of a request, oldest first
#[utoipa::path(
    get,
    path = path::EVENTS,
    operation_id = "events",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The journal", body = Events),
        super::openapi::NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn events(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
) -> Result<Answer<Events>> {
    let shown = request::read(&app, number, &bearer, language).await?;
    Ok(Answer(Events {
        events: shown.request.events,
    }))
}

/// Adds files to a request that waits for documents, or that may still be edited
///
/// Documents that were asked for put the request back to work. While it may be edited it takes what its form takes.
/// An `Idempotency-Key` is optional here: with it, a retry gets the request as it stands instead of a refusal.
#[utoipa::path(
    post,
    path = path::DOCUMENTS,
    operation_id = "send_documents",
    tag = "requests",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID"),
        LanguageParameter
    ),
    request_body = NewDocuments,
    security(("key" = [])),
    responses(
        (status = OK, description = "The request with the files", body = Request),
        super::openapi::NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn answer(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
    headers: HeaderMap,
    Json(sent): Json<NewDocuments>,
) -> Result<Response> {
    let call = match headers.get(IDEMPOTENCY_KEY) {
        None => None,
        Some(value) => {
            let key = value.to_str().ok().and_then(IdempotencyKey::parse);
            let key = key.ok_or(Error::IdempotencyKeyMissing)?;
            let scope = format!("documents/{}", number.compact());
            Some(Replayable::new(scope, key, &sent))
        }
    };
    let answered = request::answer(&app, number, &bearer, &sent, call, language, app.now());
    answered.await.map(tagged)
}

/// Takes an open request back
#[utoipa::path(
    post,
    path = path::WITHDRAWAL,
    operation_id = "withdraw",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The closed request", body = Request),
        super::openapi::NotFound,
        Unauthorised,
        NotAllowed,
        ContentProblems
    )
)]
async fn withdraw(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
) -> Result<Response> {
    let withdrawn = request::withdraw(&app, number, &bearer, language, app.now());
    withdrawn.await.map(tagged)
}

//! Sessions of people whom a portal has signed in, and their requests.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use opora_contract::{
    path,
    session::{NewSession, OwnRequests, Session},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, ContentProblems, LanguageParameter, NotFound, Unauthorised};
use crate::{
    error::Result,
    extract::{self, Json, Tongue},
    limit::Visitor,
    request,
    session::{self, Person},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(open, close))
        .routes(routes!(requests))
}

/// Opens a session for somebody whom a portal has signed in
///
/// The token is a JWT of the portal whose page has the origin: `iss` is the id of the portal, `aud` is this server,
/// `exp` at most ten minutes after `iat`, `jti` new every time. It is good once.
#[utoipa::path(
    post,
    path = path::SESSIONS,
    operation_id = "open_session",
    tag = "portals",
    params(LanguageParameter),
    request_body = NewSession,
    responses(
        (status = CREATED, description = "A session of half an hour", body = Session),
        (status = UNAUTHORIZED, description = "The token is not taken, or its time is over",
            body = opora_contract::problem::Problem, content_type = "application/problem+json"),
        NotFound,
        BodyProblems
    )
)]
async fn open(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Json(sent): Json<NewSession>,
) -> Result<(StatusCode, Answer<Session>)> {
    app.limits().token(&visitor)?;
    let caller = headers.get(header::ORIGIN);
    let caller = caller.and_then(|caller| caller.to_str().ok());
    let opened = session::open(&app, &sent, caller, app.now()).await?;
    Ok((StatusCode::CREATED, Answer(opened)))
}

/// Ends a session
#[utoipa::path(
    delete,
    path = path::SESSIONS,
    operation_id = "close_session",
    tag = "portals",
    params(LanguageParameter),
    security(("session" = [])),
    responses(
        (status = NO_CONTENT, description = "It opens nothing any more"),
        Unauthorised,
        ContentProblems
    )
)]
async fn close(State(app): State<App>, headers: HeaderMap) -> Result<StatusCode> {
    session::close(&app, extract::token(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Requests of the person of a session, the latest first, with their keys
#[utoipa::path(
    get,
    path = path::SESSION_REQUESTS,
    operation_id = "own_requests",
    tag = "portals",
    params(LanguageParameter),
    security(("session" = [])),
    responses(
        (status = OK, description = "At most 50 of them", body = OwnRequests),
        Unauthorised,
        ContentProblems
    )
)]
async fn requests(
    State(app): State<App>,
    Tongue(language): Tongue,
    person: Person,
) -> Result<Answer<OwnRequests>> {
    request::own(&app, &person, language).await.map(Answer)
}

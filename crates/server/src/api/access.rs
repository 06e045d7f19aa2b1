//! How an applicant reaches a request: the latest letter once more, and a new access key.

use axum::{Json as Answer, extract::State, response::Response};
use opora_contract::{
    number::RequestNumber,
    path,
    request::{Access, Preferences, Request},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    openapi::{
        BodyProblems, ContentProblems, LanguageParameter, NotAllowed, TooSoon, Unauthorised,
    },
    request::tagged,
};
use crate::{
    error::Result,
    extract::{Bearer, Json, Path, Tongue},
    request,
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(notify_again))
        .routes(routes!(change_key))
        .routes(routes!(prefer))
}

/// Sends the latest letter about the request once more
///
/// It says how the request stands now. `notified` of the request says from when on this is possible.
#[utoipa::path(
    post,
    path = path::NOTIFICATION,
    operation_id = "notify_again",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The request; the letter is on its way", body = Request),
        super::openapi::NotFound,
        Unauthorised,
        NotAllowed,
        TooSoon,
        ContentProblems
    )
)]
async fn notify_again(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    bearer: Bearer,
) -> Result<Response> {
    let notified = request::notify_again(&app, number, &bearer, language, app.now());
    notified.await.map(tagged)
}

/// Puts a new access key in place of the present one
///
/// Older links and keys open nothing from then on. Should the answer be lost, the look-up gives the new key.
#[utoipa::path(
    post,
    path = path::KEY,
    operation_id = "change_key",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The new key", body = Access),
        super::openapi::NotFound,
        Unauthorised,
        TooSoon,
        ContentProblems
    )
)]
async fn change_key(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    bearer: Bearer,
) -> Result<Answer<Access>> {
    let access = request::change_key(&app, number, &bearer, app.now());
    access.await.map(Answer)
}

/// Says how the applicant wants to hear of the request
///
/// In place of what was said before. Letters of a kind that is not wanted are not sent, and in quiet hours they wait. The
/// letter that confirms the request, and one that was asked for, go in any case.
#[utoipa::path(
    put,
    path = path::PREFERENCES,
    operation_id = "prefer",
    tag = "requests",
    params(("number" = RequestNumber, Path), LanguageParameter),
    request_body = Preferences,
    security(("key" = [])),
    responses(
        (status = OK, description = "What is kept now", body = Preferences),
        super::openapi::NotFound,
        Unauthorised,
        BodyProblems
    )
)]
async fn prefer(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    bearer: Bearer,
    Json(wanted): Json<Preferences>,
) -> Result<Answer<Preferences>> {
    let kept = request::prefer(&app, number, &bearer, wanted).await;
    kept.map(Answer)
}

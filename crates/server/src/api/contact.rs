//! `GET /contacts`: every way to reach a person. `GET /callbacks/slots`: times to choose for a callback.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::Response,
};
use opora_contract::{
    contact::{Directory, Slots},
    path,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter};
use crate::{error::Result, extract::Tongue, request::callback, state::App};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(slots))
}

/// How to reach a person, and whether one answers now
#[utoipa::path(
    get,
    path = path::CONTACTS,
    operation_id = "contacts",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "Channels, schedule and waits, telephone lines, offices", body = Directory), ContentProblems)
)]
async fn show(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    let contacts = app.publication().contacts(language, app.now());
    contacts.answer(&headers)
}

/// Times that can be chosen for a callback, and what is promised without one
#[utoipa::path(
    get,
    path = path::CALL_SLOTS,
    operation_id = "call_slots",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "When times begin that somebody can still have", body = Slots), ContentProblems)
)]
async fn slots(
    State(app): State<App>,
    _language: Tongue,
) -> Result<([(HeaderName, &'static str); 1], Json<Slots>)> {
    // Whoever reads it again wants to know what others have taken meanwhile.
    let fresh = [(header::CACHE_CONTROL, "no-store")];
    Ok((fresh, Json(callback::slots(&app, app.now()).await?)))
}

//! `GET /contacts`: phone, hours, waits now.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{contact::Contacts, path};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter};
use crate::{extract::Tongue, state::App};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// How to reach a person, and whether one answers now
#[utoipa::path(
    get,
    path = path::CONTACTS,
    operation_id = "contacts",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "Phone, schedule and waits", body = Contacts), ContentProblems)
)]
async fn show(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    let contacts = app.publication().contacts(language, app.now());
    contacts.answer(&headers)
}

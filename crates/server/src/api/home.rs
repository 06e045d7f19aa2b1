//! `GET /home`: the first page in one response.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{home::Home, path};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter};
use crate::{extract::Tongue, state::App};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What the first page needs
#[utoipa::path(
    get,
    path = path::HOME,
    operation_id = "home",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "The first page", body = Home), ContentProblems)
)]
async fn show(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    let ranking = app.views().ranking();
    let home = app.publication().home(language, app.now(), ranking);
    home.answer(&headers)
}

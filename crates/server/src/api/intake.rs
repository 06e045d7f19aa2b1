//! `GET /intake`: what stands before the forms.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{intake::Intake, path};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter};
use crate::{extract::Tongue, state::App};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Ways to write, typical situations, what others solve, and what does not work now
#[utoipa::path(
    get,
    path = path::INTAKE,
    operation_id = "intake",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "What stands before the forms", body = Intake), ContentProblems)
)]
async fn show(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    let intake = app.publication().intake(language, app.now());
    intake.answer(&headers)
}

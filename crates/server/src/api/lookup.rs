//! `POST /requests/lookup`: an access key for those who know a number and its contact.

use axum::extract::State;
use opora_contract::{
    path,
    request::{Access, Lookup},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, LanguageParameter, NotFound};
use crate::{error::Result, extract::Json, request, state::App};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(look_up))
}

/// Finds a request by its number and the contact it was sent with
///
/// A wrong number and a wrong contact get the same answer.
#[utoipa::path(
    post,
    path = path::LOOKUP,
    operation_id = "look_up",
    tag = "requests",
    params(LanguageParameter),
    request_body = Lookup,
    responses((status = OK, description = "The key of the request", body = Access), NotFound, BodyProblems)
)]
async fn look_up(State(app): State<App>, Json(typed): Json<Lookup>) -> Result<axum::Json<Access>> {
    request::look_up(&app, &typed).await.map(axum::Json)
}

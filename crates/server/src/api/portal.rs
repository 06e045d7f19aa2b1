//! `GET /portal`: what the page around a frame may do.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{path, portal::Portal};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, MalformedQuery, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Query, Tongue},
    state::App,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// As browsers write it: `https://city.example.ru`
    origin: String,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The portal whose pages have an origin, and what it may do in the frame
#[utoipa::path(
    get,
    path = path::PORTAL,
    operation_id = "portal",
    tag = "portals",
    params(Parameters, LanguageParameter),
    responses(
        (status = OK, description = "The portal", body = Portal),
        MalformedQuery,
        NotFound,
        ContentProblems
    )
)]
async fn show(
    State(app): State<App>,
    Tongue(language): Tongue,
    Query(Parameters { origin }): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response> {
    let portal = app.portals().at(&origin).ok_or(Error::NotFound)?;
    Ok(portal.shown(language).answer(&headers))
}

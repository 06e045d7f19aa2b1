//! Step-by-step guides.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{
    guide::{Guide, Guides},
    path,
    slug::Slug,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Path, Tongue},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(guides))
        .routes(routes!(guide))
}

/// Every guide by topic, and the situations they are for
#[utoipa::path(
    get,
    path = path::GUIDES,
    operation_id = "guides",
    tag = "content",
    params(LanguageParameter),
    responses((status = OK, description = "The guides", body = Guides), ContentProblems)
)]
async fn guides(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    app.publication().guides(language).answer(&headers)
}

/// A guide with all its steps and their pictures
#[utoipa::path(
    get,
    path = path::GUIDE,
    operation_id = "guide",
    tag = "content",
    params(("guide" = Slug, Path, description = "Name of the guide"), LanguageParameter),
    responses((status = OK, description = "The guide", body = Guide), NotFound, ContentProblems)
)]
async fn guide(
    State(app): State<App>,
    Path(guide): Path<Slug>,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let guide = app.publication().guide(&guide, language);
    Ok(guide.ok_or(Error::NotFound)?.answer(&headers))
}

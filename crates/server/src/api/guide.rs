//! Step-by-step guides.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{
    guide::{Guide, Guides},
    page::Page,
    path,
    slug::Slug,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Path, Tongue},
    state::App,
    view::Reader,
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
///
/// Counted without the reader, for what is popular; a 304 is not.
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
    Path(name): Path<Slug>,
    Tongue(language): Tongue,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response> {
    let guide = app.publication().guide(&name, language);
    let answer = guide.ok_or(Error::NotFound)?.answer(&headers);
    reader.count(&app, &Page::Guide(name), &answer);
    Ok(answer)
}

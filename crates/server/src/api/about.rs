//! Statements of the portal about itself.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{about::Statement, path, slug::Slug};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Path, Tongue},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(about))
}

/// A statement: on personal data, or on accessibility
#[utoipa::path(
    get,
    path = path::ABOUT,
    operation_id = "about",
    tag = "content",
    params(
        ("page" = Slug, Path, description = "`privacy` or `accessibility`"),
        LanguageParameter
    ),
    responses(
        (status = OK, description = "The statement", body = Statement),
        NotFound,
        ContentProblems
    )
)]
async fn about(
    State(app): State<App>,
    Path(page): Path<Slug>,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let statement = app.publication().statement(&page, language);
    Ok(statement.ok_or(Error::NotFound)?.answer(&headers))
}

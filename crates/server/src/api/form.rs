//! `GET /forms/{form}`: a form as data.

use axum::{extract::State, http::HeaderMap, response::Response};
use opora_contract::{form::Form, path, slug::Slug};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Path, Tongue},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The definition of a form
#[utoipa::path(
    get,
    path = path::FORM,
    operation_id = "form",
    tag = "content",
    params(("form" = Slug, Path, description = "Name of the form"), LanguageParameter),
    responses((status = OK, description = "The form", body = Form), NotFound, ContentProblems)
)]
async fn show(
    State(app): State<App>,
    Path(form): Path<Slug>,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let form = app.publication().form(&form, language);
    Ok(form.ok_or(Error::NotFound)?.answer(&headers))
}

//! `GET /search?q=`: the same engine as in the browser, for programs and for pages that have no index yet.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use opora_contract::{path, rule, search::SearchResults};
use serde::Deserialize;
use tower_http::compression::CompressionLayer;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, MalformedQuery};
use crate::{
    extract::{Query, Tongue},
    prepared::REVALIDATE,
    state::App,
};

/// Longest query that is looked at, in characters; the rest is passed over.
const QUERY_MAX: usize = 200;

/// The compression adds its own word to this header.
const LANGUAGE: HeaderValue = HeaderValue::from_static("accept-language");

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// What to look for, in the words of the person. Characters beyond the 200th are passed over.
    #[serde(default)]
    #[param(required = false)]
    q: String,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(find))
        .layer(CompressionLayer::new())
}

/// Answers that match, best first
#[utoipa::path(
    get,
    path = path::SEARCH,
    operation_id = "search",
    tag = "content",
    params(Parameters, LanguageParameter),
    responses(
        (status = OK, description = "At most 20 answers; none for an empty query", body = SearchResults),
        MalformedQuery,
        ContentProblems
    )
)]
async fn find(
    State(app): State<App>,
    Query(parameters): Query<Parameters>,
    Tongue(language): Tongue,
) -> impl IntoResponse {
    let query = rule::normalise_line(&parameters.q);
    let query = query.chars().take(QUERY_MAX).collect();
    let results = app.publication().search(query, language);
    let headers = [
        (header::CACHE_CONTROL, REVALIDATE),
        (header::VARY, LANGUAGE),
    ];
    (headers, Json(results))
}

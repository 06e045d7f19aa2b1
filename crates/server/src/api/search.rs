//! Searching here or on the device: results, the index as files, and the words that found nothing.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use opora_contract::{
    path, rule,
    search::{Entries, Miss, SearchResults},
};
use serde::Deserialize;
use tower_http::compression::CompressionLayer;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, ContentProblems, LanguageParameter, MalformedQuery, NotFound};
use crate::{
    error::{Error, Result},
    extract::{Json, Path, Query, Tongue},
    limit::Visitor,
    miss,
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
        // Prepared in their encodings, or empty.
        .routes(routes!(index))
        .routes(routes!(shard))
        .routes(routes!(entries))
        .routes(routes!(count_miss))
}

/// What matches, best first
///
/// A query that finds nothing is counted without the person, see `POST /search/misses`.
#[utoipa::path(
    get,
    path = path::SEARCH,
    operation_id = "search",
    tag = "content",
    params(Parameters, LanguageParameter),
    responses(
        (status = OK, description = "At most 20 answers, forms and pages; none for an empty query", body = SearchResults),
        MalformedQuery,
        ContentProblems
    )
)]
async fn find(
    State(app): State<App>,
    Query(parameters): Query<Parameters>,
    Tongue(language): Tongue,
    visitor: Visitor,
) -> impl IntoResponse {
    let query = rule::normalise_line(&parameters.q);
    let query = query.chars().take(QUERY_MAX).collect();
    let results = app.publication().finder(language).search(query);
    if results.hits.is_empty() && app.limits().miss(&visitor).is_ok() {
        miss::count_aside(app, parameters.q, language);
    }
    let headers = [
        (header::CACHE_CONTROL, REVALIDATE),
        (header::VARY, LANGUAGE),
    ];
    (headers, Answer(results))
}

/// The index, for searching on the device
///
/// Bytes that `opora_search::Index::open` reads. They name the shards they need, if any.
#[utoipa::path(
    get,
    path = path::SEARCH_INDEX,
    operation_id = "search_index",
    tag = "content",
    params(LanguageParameter),
    responses(
        (status = OK, description = "The root of the index", body = inline(Vec<u8>), content_type = "application/octet-stream"),
        ContentProblems
    )
)]
async fn index(State(app): State<App>, Tongue(language): Tongue, headers: HeaderMap) -> Response {
    app.publication().finder(language).root().answer(&headers)
}

/// A part of a large index
///
/// The name is that of the content: what it names never changes, and is gone once the index has changed.
#[utoipa::path(
    get,
    path = path::SEARCH_SHARD,
    operation_id = "search_shard",
    tag = "content",
    params(
        ("shard" = String, Path, description = "The name that the index says, as 16 hexadecimal digits"),
        LanguageParameter
    ),
    responses(
        (status = OK, description = "The shard, to be kept for good", body = inline(Vec<u8>), content_type = "application/octet-stream"),
        NotFound,
        ContentProblems
    )
)]
async fn shard(
    State(app): State<App>,
    Path(shard): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let shard = app.publication().shard(&shard);
    Ok(shard.ok_or(Error::NotFound)?.answer(&headers))
}

/// What the documents of the index are: 256 entries a block, in the order of the index
///
/// `index` names the index they belong to. When that is not the one at hand, read both again.
#[utoipa::path(
    get,
    path = path::SEARCH_ENTRIES,
    operation_id = "search_entries",
    tag = "content",
    params(
        ("block" = usize, Path, description = "Number of the document divided by 256"),
        LanguageParameter
    ),
    responses((status = OK, description = "The entries", body = Entries), NotFound, ContentProblems)
)]
async fn entries(
    State(app): State<App>,
    Path(block): Path<usize>,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let entries = app.publication().finder(language).entries(block);
    Ok(entries.ok_or(Error::NotFound)?.answer(&headers))
}

/// Says that a search on the device found nothing
///
/// To be called once the person has paused, never for what is still being typed; and not for a query that
/// `GET /search` answered, which counts by itself. Words are kept, never the person: tokens with a digit or an `@` are
/// dropped, at most 8 words stay.
#[utoipa::path(
    post,
    path = path::SEARCH_MISSES,
    operation_id = "search_miss",
    tag = "content",
    params(LanguageParameter),
    request_body = Miss,
    responses((status = NO_CONTENT, description = "Counted, if anything was left to count"), BodyProblems)
)]
async fn count_miss(
    State(app): State<App>,
    Tongue(language): Tongue,
    Json(miss): Json<Miss>,
) -> Result<StatusCode> {
    miss::count(&app, &miss.query, language).await?;
    Ok(StatusCode::NO_CONTENT)
}

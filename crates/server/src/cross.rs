//! CORS: which pages of other origins may call the API. Those of portals, and of the API what is for citizens.

use std::{collections::HashSet, time::Duration};

use axum::http::{HeaderName, HeaderValue, Method, header, request::Parts};
use opora_contract::path::{IDEMPOTENCY_KEY, PREFIX};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::state::App;

/// What stands under it is for employees, who have a page of ours.
const STAFF: &str = "/staff";
/// How long a browser remembers what it may ask.
const MAX_AGE: Duration = Duration::from_secs(600);

/// The layer around the API. No cookie is ever involved, so credentials are not.
pub fn layer(app: &App) -> CorsLayer {
    let origins: HashSet<HeaderValue> = app
        .portals()
        .origins()
        .filter_map(|origin| HeaderValue::from_str(origin.as_str()).ok())
        .collect();
    let is_let_in =
        move |origin: &HeaderValue, call: &Parts| origins.contains(origin) && !is_staff(call);
    let key = HeaderName::try_from(IDEMPOTENCY_KEY).into_iter();
    let sent = [
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
        header::CONTENT_DISPOSITION,
        header::ACCEPT_LANGUAGE,
        header::IF_MATCH,
        header::IF_NONE_MATCH,
        HeaderName::from_static("last-event-id"),
    ];
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_let_in))
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers(sent.into_iter().chain(key).collect::<Vec<_>>())
        .expose_headers([
            header::CONTENT_DISPOSITION,
            header::DATE,
            header::ETAG,
            header::LOCATION,
            header::RETRY_AFTER,
            HeaderName::from_static("x-request-id"),
        ])
        .max_age(MAX_AGE)
        .vary([header::ORIGIN])
}

fn is_staff(call: &Parts) -> bool {
    let path = call.uri.path().strip_prefix(PREFIX);
    path.is_some_and(|path| path.starts_with(STAFF))
}

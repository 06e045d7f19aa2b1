//! All routes and the layers around them, outermost first: id and log, origins of portals, problems, time, panics, encoded bodies, then the
//! handlers.

use std::time::Duration;

use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    response::{IntoResponse, Response},
    routing::any,
};
use opora_contract::path::PREFIX;
use tower_http::{
    catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, timeout::TimeoutLayer,
};

use crate::{api, cross, error::Error, extract::refuse_encoded, log, problem, site, state::App};

/// Longest time to an answer. Uploads of 5 MB fit at 43 KB/s.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The whole server as a service.
pub fn router(app: &App) -> Router {
    let nosniff = SetResponseHeaderLayer::overriding(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // Whatever stands under /api answers in problems, known or not.
    let api = Router::new()
        .nest(PREFIX, api::router(app).fallback(unknown))
        .route("/api", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .layer(middleware::from_fn(refuse_encoded))
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(TimeoutLayer::with_status_code(problem::TIMEOUT, TIMEOUT))
        .layer(middleware::from_fn(problem::render));
    let api = match app.portals().is_empty() {
        true => api,
        false => api.layer(cross::layer(app)),
    };
    Router::new()
        .merge(api)
        .merge(api::monitor::router())
        .fallback(site::serve)
        .layer(nosniff)
        .layer(middleware::from_fn_with_state(app.clone(), log::record))
        .with_state(app.clone())
}

async fn unknown() -> Response {
    Error::NotFound.into_response()
}

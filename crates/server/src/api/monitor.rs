//! For operators of the server: is it alive, is it ready, what has it done. Outside the API; a proxy keeps them private.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};

use crate::{metric, state::App};

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

pub fn router() -> Router<App> {
    Router::new()
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Ready when the database answers. Content is there, or the server would not have started.
async fn ready(State(app): State<App>) -> impl IntoResponse {
    match app.store().read().ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

async fn metrics() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, TEXT)], metric::render())
}

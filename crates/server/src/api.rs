//! The endpoints: a router for each resource, each endpoint described where it is written.

mod about;
mod access;
mod act;
mod attachment;
mod contact;
mod export;
mod faq;
mod form;
mod guide;
mod home;
mod intake;
mod live;
mod lookup;
pub mod monitor;
mod openapi;
mod portal;
mod quality;
mod request;
mod search;
mod session;
mod staff;
mod vote;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::{self, Next},
    response::Response,
};
use opora_contract::path::PREFIX;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{limit, state::App};

/// Everything under [`PREFIX`], with the limits on what creates and looks up.
pub fn router(app: &App) -> axum::Router<App> {
    let creating = middleware::from_fn_with_state(app.clone(), limit::creating);
    let lookup = middleware::from_fn_with_state(app.clone(), limit::lookup);
    let wake = middleware::from_fn_with_state(app.clone(), wake_post);
    content()
        .merge(
            personal()
                .merge(staff::router().layer(wake))
                .layer(middleware::from_fn(keep_private)),
        )
        .layer(creating)
        .merge(
            lookup::router()
                .layer(lookup)
                .layer(middleware::from_fn(keep_private)),
        )
        .into()
}

/// The `OpenAPI` 3.1 description of the whole API.
#[must_use]
pub fn description() -> OpenApi {
    let all = content()
        .merge(personal())
        .merge(staff::router())
        .merge(lookup::router());
    openapi::describe(OpenApiRouter::new().nest(PREFIX, all).into_openapi())
}

/// What is public and the same for everybody.
fn content() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(home::router())
        .merge(faq::router())
        .merge(guide::router())
        .merge(search::router())
        .merge(contact::router())
        .merge(form::router())
        .merge(intake::router())
        .merge(vote::router())
        .merge(about::router())
        .merge(portal::router())
        .merge(openapi::router())
}

/// What belongs to one person.
fn personal() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(attachment::router())
        .merge(request::router())
        .merge(live::router())
        .merge(act::router())
        .merge(access::router())
        .merge(session::router())
        .merge(export::router())
        .merge(quality::router())
}

/// Personal answers are nobody's to keep: not the browser's on a shared computer, not a proxy's.
async fn keep_private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What an employee did may have queued a letter, which leaves at once.
async fn wake_post(State(app): State<App>, request: Request, next: Next) -> Response {
    let changes = request.method() == Method::POST;
    let response = next.run(request).await;
    if changes && response.status().is_success() {
        app.post().wake_for(1);
    }
    response
}

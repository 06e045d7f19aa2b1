//! `GET /requests/{number}/export`: the request as a file.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use opora_contract::{number::RequestNumber, path};
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{ContentProblems, LanguageParameter, MalformedQuery, NotFound, Unauthorised};
use crate::{
    error::Result,
    export::{self, Format},
    extract::{Bearer, Path, Query, Tongue},
    request,
    state::App,
};

/// Files that are written at once: the other threads are for the other calls.
static WRITERS: Semaphore = Semaphore::const_new(2);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// A PDF, plain text, or the body of `GET /requests/{number}`.
    #[param(inline)]
    format: Format,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export))
}

/// The request as a file: what was sent, the correspondence and the journal
#[utoipa::path(
    get,
    path = path::EXPORT,
    operation_id = "export",
    tag = "requests",
    params(("number" = RequestNumber, Path), Parameters, LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The file, to be saved", content(
            (Vec<u8> = "application/pdf"),
            (String = "text/plain"),
            (opora_contract::request::Request = "application/json")
        )),
        MalformedQuery,
        NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn export(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    Tongue(language): Tongue,
    Query(Parameters { format }): Query<Parameters>,
    bearer: Bearer,
) -> Result<Response> {
    let turn = WRITERS.acquire().await.map_err(anyhow::Error::from)?;
    let shown = request::read(&app, number, &bearer, language).await?;
    let now = app.now();
    let written = move || {
        let file = export::write(&shown.request, format, language, now);
        // Not before: the file is written to its end though the caller hang up.
        drop(turn);
        file
    };
    let file = tokio::task::spawn_blocking(written).await;
    let file = file.map_err(anyhow::Error::from)??;
    // Made of the number alone: nothing that somebody typed.
    let name = format!("{}.{}", number.compact(), format.extension());
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, file).into_response())
}

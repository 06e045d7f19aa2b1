//! What employees do: see the queue, move requests on, read what was searched for in vain. Every call carries a staff token.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use opora_contract::{
    number::RequestNumber,
    path,
    search::Misses,
    slug::Slug,
    staff::{NewTransition, Queue, QueueRow},
    status::Status,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{
    BodyProblems, ContentProblems, LanguageParameter, MalformedQuery, NotAllowed, NotFound,
    StaleProblem, Unauthorised,
};
use crate::{
    error::{Error, Result},
    etag,
    extract::{Json, Path, Query, Staff},
    miss,
    request::{self, Cursor, Wanted},
    state::App,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// Only requests that stand here.
    status: Option<Status>,
    /// Only requests of this department, by its id.
    #[param(value_type = Option<String>)]
    department: Option<Slug>,
    /// `next` of the page before.
    cursor: Option<String>,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(queue))
        .routes(routes!(transition))
        .routes(routes!(misses))
}

/// Requests, the most urgent first, then the oldest
#[utoipa::path(
    get,
    path = path::STAFF_REQUESTS,
    operation_id = "queue",
    tag = "staff",
    params(Parameters, LanguageParameter),
    security(("staff" = [])),
    responses(
        (status = OK, description = "A page of at most 50", body = Queue),
        MalformedQuery,
        Unauthorised,
        ContentProblems
    )
)]
async fn queue(
    State(app): State<App>,
    _: Staff,
    Query(parameters): Query<Parameters>,
) -> Result<Answer<Queue>> {
    let malformed = || Error::Malformed(Vec::new());
    if parameters.status == Some(Status::Unknown) {
        return Err(malformed());
    }
    let cursor = match parameters.cursor {
        None => None,
        Some(text) => Some(Cursor::parse(&text).ok_or_else(malformed)?),
    };
    let wanted = Wanted {
        status: parameters.status,
        department: parameters.department,
    };
    let page = request::queue(&app, &wanted, cursor).await?;
    Ok(Answer(page))
}

/// Moves a request to its next status
#[utoipa::path(
    post,
    path = path::STAFF_TRANSITIONS,
    operation_id = "transition",
    tag = "staff",
    params(
        ("number" = RequestNumber, Path),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the version that was read"),
        LanguageParameter
    ),
    request_body = NewTransition,
    security(("staff" = [])),
    responses(
        (status = OK, description = "The request after the step", body = QueueRow),
        NotFound,
        Unauthorised,
        NotAllowed,
        StaleProblem,
        BodyProblems
    )
)]
async fn transition(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    staff: Staff,
    headers: HeaderMap,
    Json(wanted): Json<NewTransition>,
) -> Result<Response> {
    let fits = |tag: &str| etag::precondition(&headers, tag);
    let row = request::transition(&app, number, &staff, &wanted, fits, app.now()).await?;
    let mut response = Answer(request::queue_row(&row)?).into_response();
    if let Ok(tag) = HeaderValue::from_str(&request::entity_tag(&row)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Words that people searched for in vain, the most frequent first
#[utoipa::path(
    get,
    path = path::STAFF_MISSES,
    operation_id = "search_misses",
    tag = "staff",
    params(LanguageParameter),
    security(("staff" = [])),
    responses(
        (status = OK, description = "At most 200, of every language", body = Misses),
        Unauthorised,
        ContentProblems
    )
)]
async fn misses(State(app): State<App>, _: Staff) -> Result<Answer<Misses>> {
    miss::list(&app).await.map(Answer)
}

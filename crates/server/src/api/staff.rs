//! What employees do: see the queue, move requests on, read what was searched for in vain. Every call carries a staff token.

mod request;

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
    extract::{Json, Path, Query, Staff, Tongue},
    miss,
    request::{Assignee, Cursor, Wanted, entity_tag, queue_row},
    state::App,
};

/// Whose requests a queue shows.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Whose {
    Me,
    None,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// Only requests that stand here.
    status: Option<Status>,
    /// Only requests of this department, by its id.
    #[param(value_type = Option<String>)]
    department: Option<Slug>,
    /// `me`: only what the employee has taken; `none`: only what nobody has.
    #[param(value_type = Option<String>)]
    assignee: Option<Whose>,
    /// Only open requests whose term is over.
    #[serde(default)]
    overdue: bool,
    /// `next` of the page before.
    cursor: Option<String>,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(queue))
        .routes(routes!(transition))
        .routes(routes!(misses))
        .merge(request::router())
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
    staff: Staff,
    Query(parameters): Query<Parameters>,
    Tongue(language): Tongue,
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
        assignee: parameters.assignee.map(|whose| match whose {
            Whose::Me => Assignee::Employee(staff.name),
            Whose::None => Assignee::Nobody,
        }),
        overdue_at: parameters.overdue.then(|| app.now()),
    };
    let page = crate::request::queue(&app, &wanted, cursor, language).await?;
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
    let row = crate::request::transition(&app, number, &staff, &wanted, fits, app.now()).await?;
    let mut response = Answer(queue_row(&row)?).into_response();
    if let Ok(tag) = HeaderValue::from_str(&entity_tag(&row)) {
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

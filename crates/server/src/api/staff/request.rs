//! One request in an employee's hands: read it, take it, write to the applicant, open its files.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use opora_contract::{
    number::RequestNumber,
    path,
    request::NewMessage,
    staff::{Assignment, StaffRequest},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    api::{
        attachment::as_download,
        openapi::{
            BodyProblems, ContentProblems, LanguageParameter, NotAllowed, NotFound, StaleProblem,
            Unauthorised,
        },
    },
    error::Result,
    etag,
    extract::{IdempotencyKey, Json, Path, Staff, Tongue},
    request::{self, Replayable, Seen},
    state::App,
};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(assign))
        .routes(routes!(write))
        .routes(routes!(download))
}

fn tagged(seen: Seen) -> Response {
    let mut response = Answer(seen.request).into_response();
    if let Ok(tag) = HeaderValue::from_str(&seen.entity_tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A request as employees see it
///
/// With the contacts of the applicant and the moves that an employee may make now. Answers that are numbers of personal
/// documents are left out.
#[utoipa::path(
    get,
    path = path::STAFF_REQUEST,
    operation_id = "staff_request",
    tag = "staff",
    params(("number" = RequestNumber, Path), LanguageParameter),
    security(("staff" = [])),
    responses(
        (status = OK, description = "The request; `ETag` names its version", body = StaffRequest),
        (status = NOT_MODIFIED, description = "The version that `If-None-Match` names"),
        NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn read(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    staff: Staff,
    Tongue(language): Tongue,
    headers: HeaderMap,
) -> Result<Response> {
    let seen = request::read_as_staff(&app, number, &staff, language).await?;
    if etag::is_known(&headers, &seen.entity_tag) {
        let tag = [(header::ETAG, seen.entity_tag)];
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok(tagged(seen))
}

/// Takes a request, or gives it back to everybody
///
/// What another employee has taken is theirs until they give it back. The status stays.
#[utoipa::path(
    post,
    path = path::STAFF_ASSIGNMENT,
    operation_id = "assign",
    tag = "staff",
    params(
        ("number" = RequestNumber, Path),
        ("If-Match" = Option<String>, Header, description = "`ETag` of the version that was read"),
        LanguageParameter
    ),
    request_body = Assignment,
    security(("staff" = [])),
    responses(
        (status = OK, description = "The request as it is now", body = StaffRequest),
        NotFound,
        Unauthorised,
        NotAllowed,
        StaleProblem,
        BodyProblems
    )
)]
async fn assign(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    staff: Staff,
    Tongue(language): Tongue,
    headers: HeaderMap,
    Json(wanted): Json<Assignment>,
) -> Result<Response> {
    let fits = |tag: &str| etag::precondition(&headers, tag);
    let row = request::assign(&app, number, &staff, &wanted, fits, app.now()).await?;
    request::see(&app, row, &staff, language).await.map(tagged)
}

/// Writes to the applicant, until the request is closed
///
/// Files are uploaded before, as applicants do. An `Idempotency-Key` is optional: with it, a retry writes nothing twice.
#[utoipa::path(
    post,
    path = path::STAFF_MESSAGES,
    operation_id = "staff_write",
    tag = "staff",
    params(
        ("number" = RequestNumber, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID"),
        LanguageParameter
    ),
    request_body = NewMessage,
    security(("staff" = [])),
    responses(
        (status = OK, description = "The request with the message", body = StaffRequest),
        NotFound,
        Unauthorised,
        NotAllowed,
        BodyProblems
    )
)]
async fn write(
    State(app): State<App>,
    Path(number): Path<RequestNumber>,
    staff: Staff,
    Tongue(language): Tongue,
    key: Option<IdempotencyKey>,
    Json(sent): Json<NewMessage>,
) -> Result<Response> {
    let scope = format!("staff-messages/{}", number.compact());
    let call = key.map(|key| Replayable::new(scope, key, &sent));
    let row = request::write_as_staff(&app, number, &staff, &sent, call, app.now()).await?;
    request::see(&app, row, &staff, language).await.map(tagged)
}

/// Downloads a file of a request
///
/// As it was sent, to be saved and not to be shown: whoever opens it cannot know what else it is.
#[utoipa::path(
    get,
    path = path::STAFF_FILE,
    operation_id = "staff_download",
    tag = "staff",
    params(
        ("number" = RequestNumber, Path),
        ("attachment" = String, Path, description = "Id of the file"),
        LanguageParameter
    ),
    security(("staff" = [])),
    responses(
        (status = OK, description = "The file", content(
            (inline(Vec<u8>) = "application/pdf"),
            (inline(Vec<u8>) = "image/jpeg"),
            (inline(Vec<u8>) = "image/png")
        )),
        NotFound,
        Unauthorised,
        ContentProblems
    )
)]
async fn download(
    State(app): State<App>,
    Path((number, id)): Path<(RequestNumber, String)>,
    _: Staff,
) -> Result<Response> {
    let opened = request::open_file_as_staff(&app, number, &id).await?;
    Ok(as_download(opened))
}

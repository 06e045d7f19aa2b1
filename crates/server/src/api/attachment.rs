//! Files: uploaded first, then named by a request.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use opora_contract::{
    path,
    slug::Slug,
    upload::{Attachment, FileType},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::openapi::{BodyProblems, ContentProblems, LanguageParameter, NotAllowed, Unauthorised};
use crate::{
    attachment::{self, Opened},
    error::{Error, Result},
    extract::{Bearer, Path, Query, announced, disposition, file_name},
    state::App,
};

/// A file is shown by no browser under our origin, whatever it holds.
const SANDBOX: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");
/// Nor is it a script or a picture of anybody else's page.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// Name of the upload profile of the form's field.
    profile: Slug,
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(download, remove))
}

/// Uploads a file for a request that is still being filled in
///
/// The body is the file itself, in no content coding. Its type, its size and the pixels of a picture (100 million at
/// most) are judged by its content while it arrives. Its name is made harmless and ends as its type does. A file that no
/// request names within 24 hours is deleted.
#[utoipa::path(
    post,
    path = path::ATTACHMENTS,
    operation_id = "upload",
    tag = "attachments",
    params(
        Parameters,
        LanguageParameter,
        ("Content-Disposition" = Option<String>, Header, description = "`attachment; filename*=UTF-8''name`")
    ),
    request_body(content = inline(Vec<u8>), content_type = "application/octet-stream"),
    responses((status = CREATED, description = "Stored; the key opens it", body = Attachment), BodyProblems)
)]
async fn add(
    State(app): State<App>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let profile = app.content().profile(parameters.profile.as_str());
    let profile = profile.ok_or(Error::Malformed(Vec::new()))?;
    if let Some(bytes) = announced(&headers) {
        attachment::check_size(profile, bytes)?;
    }
    let name = file_name(&headers);
    let stored = attachment::upload(&app, profile, name.as_deref(), body, app.now()).await?;
    Ok((StatusCode::CREATED, axum::Json(stored)).into_response())
}

/// Downloads a file
///
/// As it was sent, under the type that its content proves, to be saved and not to be shown: whoever opens it cannot know
/// what else it is. With the key of the file until a request names it, then with the key of the request.
#[utoipa::path(
    get,
    path = path::ATTACHMENT,
    operation_id = "download",
    tag = "attachments",
    params(("attachment" = String, Path, description = "Id of the file"), LanguageParameter),
    security(("key" = [])),
    responses(
        (status = OK, description = "The file", content(
            (inline(Vec<u8>) = "application/pdf"),
            (inline(Vec<u8>) = "image/jpeg"),
            (inline(Vec<u8>) = "image/png")
        )),
        Unauthorised,
        ContentProblems
    )
)]
async fn download(
    State(app): State<App>,
    Path(id): Path<String>,
    bearer: Bearer,
) -> Result<Response> {
    let opened = attachment::open(&app, &id, &bearer, app.now()).await?;
    Ok(as_download(opened))
}

/// A file under the type that its content proves, to be saved and never to be shown.
pub fn as_download(opened: Opened) -> Response {
    let media_type = FileType::media_type(opened.file_type());
    let disposition = disposition(&opened.name());
    let length = opened.content.meta.size;
    let mut response = Body::from_stream(opened.content.into_stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    response
}

/// Deletes a file
///
/// One that a request holds, only for as long as the request may be edited.
#[utoipa::path(
    delete,
    path = path::ATTACHMENT,
    operation_id = "remove_file",
    tag = "attachments",
    params(("attachment" = String, Path, description = "Id of the file"), LanguageParameter),
    security(("key" = [])),
    responses((status = NO_CONTENT, description = "Deleted"), Unauthorised, NotAllowed, ContentProblems)
)]
async fn remove(
    State(app): State<App>,
    Path(id): Path<String>,
    bearer: Bearer,
) -> Result<StatusCode> {
    attachment::delete(&app, &id, &bearer, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

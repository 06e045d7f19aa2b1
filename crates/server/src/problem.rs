//! Turns errors into RFC 9457 problems: in the language of the call, with the id that the log knows.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use opora_contract::{
    language::Language,
    problem::{FieldProblem, MEDIA_TYPE, Problem},
};

use crate::{error::Error, extract::Tongue, log::RequestId, text};

/// The layer around the whole API. Whatever answers 400 and above inside, leaves as a problem.
pub async fn render(request: Request, next: Next) -> Response {
    let language = Tongue::of(request.uri(), request.headers()).0;
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let error = parts
        .extensions
        .remove::<Error>()
        .unwrap_or_else(|| Error::of_status(status));
    if let Error::Internal(cause) = &error {
        let id = id.as_ref().map_or("", RequestId::as_str);
        tracing::error!(
            request_id = id,
            cause = format!("{cause:#}"),
            "internal error"
        );
    }
    let problem = problem(&error, language, id.as_ref());
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    parts.status = error.kind().0;
    parts.headers.remove(header::CONTENT_LENGTH);
    let headers = &mut parts.headers;
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    Response::from_parts(parts, Body::from(body))
}

fn problem(error: &Error, language: Language, id: Option<&RequestId>) -> Problem {
    let (title, detail) = text::of(error, language);
    let (status, code) = error.kind();
    let errors = error.flaws().iter();
    Problem {
        status: status.as_u16(),
        code,
        title: title.to_owned(),
        detail: detail.into_owned(),
        errors: errors
            .map(|flaw| FieldProblem::new(flaw.pointer.clone(), &flaw.violation, language))
            .collect(),
        request_id: id.map(|id| id.as_str().to_owned()).unwrap_or_default(),
    }
}

/// What `CatchPanicLayer` answers: the panic's own words stay in the log.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over by value"
)]
pub fn of_panic(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    Error::from(anyhow::anyhow!("a panic: {words}")).into_response()
}

/// What the timeout layer answers.
pub const TIMEOUT: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

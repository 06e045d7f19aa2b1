//! The description of the API: what endpoints share, and `GET /openapi.json`.

use std::sync::OnceLock;

use axum::{http::HeaderMap, response::Response};
use opora_contract::{path, problem::Problem};
use utoipa::{
    IntoParams, IntoResponses,
    openapi::{
        InfoBuilder, LicenseBuilder, OpenApi,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{prepared::Prepared, state::App};

/// `?lang=`, which every endpoint takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct LanguageParameter {
    /// `ru` or `en`; without it, `Accept-Language` decides, else Russian
    #[param(inline)]
    lang: Option<opora_contract::language::Language>,
}

/// What any call may come to.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive alone")]
pub enum ContentProblems {
    /// An error on our side
    #[response(status = INTERNAL_SERVER_ERROR, content_type = "application/problem+json")]
    Internal(Problem),
    /// The service is briefly unavailable
    #[response(status = SERVICE_UNAVAILABLE, content_type = "application/problem+json")]
    Unavailable(Problem),
}

#[derive(IntoResponses)]
#[response(status = NOT_FOUND, description = "There is no such thing", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct NotFound(Problem);

#[derive(IntoResponses)]
#[response(status = BAD_REQUEST, description = "A parameter makes no sense", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct MalformedQuery(Problem);

#[derive(IntoResponses)]
#[response(status = UNAUTHORIZED, description = "The key is absent, wrong or not for this thing", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct Unauthorised(Problem);

#[derive(IntoResponses)]
#[response(status = CONFLICT, description = "The status or the time does not allow it", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct NotAllowed(Problem);

#[derive(IntoResponses)]
#[response(status = PRECONDITION_FAILED, description = "Somebody changed it since it was read", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct StaleProblem(Problem);

#[derive(IntoResponses)]
#[response(status = TOO_MANY_REQUESTS, description = "Wait for as long as `Retry-After` says", content_type = "application/problem+json")]
#[expect(dead_code, reason = "read by the derive alone")]
pub struct TooSoon(Problem);

/// What a call that must name a version may come to.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive alone")]
pub enum PreconditionProblems {
    /// Somebody changed it since it was read
    #[response(status = PRECONDITION_FAILED, content_type = "application/problem+json")]
    Stale(Problem),
    /// `If-Match` is absent
    #[response(status = PRECONDITION_REQUIRED, content_type = "application/problem+json")]
    Missing(Problem),
}

/// What a call with a body may come to.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive alone")]
pub enum BodyProblems {
    /// Not JSON, not of the documented shape, or without a header it needs
    #[response(status = BAD_REQUEST, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Over 256 KB of JSON, a file over its limit, or a picture of too many pixels
    #[response(status = PAYLOAD_TOO_LARGE, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Not `application/json`, in a content coding, or a file of a type that is not taken
    #[response(status = UNSUPPORTED_MEDIA_TYPE, content_type = "application/problem+json")]
    UnsupportedType(Problem),
    /// Fields break rules, see `errors`; or the idempotency key came with another body before
    #[response(status = UNPROCESSABLE_ENTITY, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Wait for as long as `Retry-After` says
    #[response(status = TOO_MANY_REQUESTS, content_type = "application/problem+json")]
    TooManyRequests(Problem),
    /// An error on our side
    #[response(status = INTERNAL_SERVER_ERROR, content_type = "application/problem+json")]
    Internal(Problem),
    /// The service is briefly unavailable
    #[response(status = SERVICE_UNAVAILABLE, content_type = "application/problem+json")]
    Unavailable(Problem),
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// This description
#[utoipa::path(
    get,
    path = path::OPENAPI,
    operation_id = "openapi",
    tag = "content",
    responses((status = OK, description = "OpenAPI 3.1", body = serde_json::Value))
)]
async fn show(headers: HeaderMap) -> Response {
    static DESCRIPTION: OnceLock<Prepared> = OnceLock::new();
    let description = DESCRIPTION.get_or_init(|| Prepared::json(&super::description()));
    description.answer(&headers)
}

/// Adds what the endpoints do not say themselves.
pub fn describe(mut api: OpenApi) -> OpenApi {
    api.info = InfoBuilder::new()
        .title("Opora")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The help centre of a public-services portal. Errors are RFC 9457 problems. Times are UTC.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").build()))
        .build();
    let bearer = |description: &str| {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(description));
        SecurityScheme::Http(scheme.build())
    };
    let components = api.components.get_or_insert_default();
    components.add_security_scheme(
        "key",
        bearer("The access key of a request, or of an attachment that no request holds"),
    );
    components.add_security_scheme(
        "session",
        bearer("The session of somebody whom a portal has signed in"),
    );
    components.add_security_scheme("staff", bearer("The token of an employee"));
    api
}

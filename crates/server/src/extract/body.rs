//! JSON bodies: read to a limit, told apart by what is wrong, with a pointer to the place.

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use opora_contract::violation::Violation;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use crate::error::{Error, Flaw};

/// Largest JSON body. The longest form is some tens of kilobytes.
pub const JSON_MAX: usize = 256 * 1024;

/// A body of the documented shape.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        if !is_json(request.headers()) {
            return Err(Error::UnsupportedType(Vec::new()));
        }
        if announced(request.headers()).is_some_and(|length| length > JSON_MAX as u64) {
            return Err(Error::TooLarge(Vec::new()));
        }
        let body = to_bytes(request.into_body(), JSON_MAX).await;
        let body = body.map_err(|error| {
            let cause = std::error::Error::source(&error);
            match cause.is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>)
            {
                true => Error::TooLarge(Vec::new()),
                false => Error::Malformed(Vec::new()),
            }
        })?;
        read(&body).map(Self)
    }
}

/// Whether the body says that it is JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let media_type = value
        .and_then(|value| value.to_str().ok()?.split(';').next())
        .unwrap_or_default()
        .trim();
    media_type.eq_ignore_ascii_case("application/json")
}

/// The layer that refuses bodies in a content coding (RFC 9110, 8.4): nothing is unpacked here, so nothing can swell.
pub async fn refuse_encoded(request: Request, next: Next) -> Response {
    let mut codings = request.headers().get_all(header::CONTENT_ENCODING).iter();
    if codings.all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return next.run(request).await;
    }
    let mut response = Error::UnsupportedType(Vec::new()).into_response();
    let accepted = HeaderValue::from_static("identity");
    response
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, accepted);
    response
}

/// The length that the client announced, if it did.
pub fn announced(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    // Serde would read a list as a structure; every body of the API is an object.
    if let b'[' | b'"' | b'-' | b'0'..=b'9' | b'f' | b'n' | b't' =
        body.trim_ascii_start().first().unwrap_or(&b'{')
    {
        return Err(Error::Malformed(vec![Flaw::new("", Violation::Shape)]));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| match error
        .inner()
        .classify()
    {
        serde_json::error::Category::Data => {
            Error::Malformed(vec![Flaw::new(pointer(error.path()), Violation::Shape)])
        }
        _ => Error::Malformed(Vec::new()),
    })?;
    // Nothing may follow the value.
    let end = deserializer.end();
    end.map(|()| value)
        .map_err(|_| Error::Malformed(Vec::new()))
}

/// An RFC 6901 pointer to where reading stopped.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use opora_contract::form::NewRequest;

    use super::*;

    fn flaw(body: &str) -> Option<String> {
        match read::<NewRequest>(body.as_bytes()) {
            Err(Error::Malformed(flaws)) => Some(
                flaws
                    .first()
                    .map_or("-".to_owned(), |flaw| flaw.pointer.clone()),
            ),
            _ => None,
        }
    }

    #[test]
    fn pointer_leads_to_the_place_that_is_wrong() {
        for (body, pointer) in [
            ("{", "-"),
            ("[]", ""),
            (r#"["a",{},[]]"#, ""),
            (r#"{"form":"a","fields":{}} x"#, "-"),
            (r#"{"form":7,"fields":{}}"#, "/form"),
            (r#"{"form":"a","fields":{"a/b~":1}}"#, "/fields/a~1b~0"),
            (
                r#"{"form":"a","fields":{},"attachments":[{"id":1}]}"#,
                "/attachments/0/id",
            ),
            (r#"{"form":"a","fields":{},"admin":true}"#, "/admin"),
        ] {
            assert_eq!(flaw(body).as_deref(), Some(pointer), "{body}");
        }
        assert_eq!(flaw(r#"{"form":"a","fields":{}}"#), None);
    }
}

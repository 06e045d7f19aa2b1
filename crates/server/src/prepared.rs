//! Answers that are the same for everybody: bytes, tag and encodings made once, not at every call.

use std::sync::OnceLock;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{encoding::Encoding, etag};

/// A JSON answer with its entity tag. The tag is weak: it names the content, whatever its encoding.
#[derive(Debug)]
pub struct Prepared {
    plain: Bytes,
    etag: HeaderValue,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// Kept by browsers and proxies, but asked about every time: a mended answer shows at once (spec A07).
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// A weak entity tag of some content. Weak, because the content has one tag in all its encodings.
#[must_use]
pub fn tag(content: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(content);
    let name = URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default());
    HeaderValue::try_from(format!("W/\"{name}\"")).unwrap_or(UNTAGGED)
}

/// A tag that nothing has; base 64 always fits a header, so it is never needed.
const UNTAGGED: HeaderValue = HeaderValue::from_static("W/\"\"");

impl Prepared {
    /// Serialises once. The types of the contract always serialise.
    pub fn json<T: Serialize>(value: &T) -> Self {
        let plain = Bytes::from(serde_json::to_vec(value).unwrap_or_default());
        Self {
            etag: tag(&plain),
            plain,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Encoded at the first call that wants it.
    fn encoded(&self, encoding: Encoding) -> Bytes {
        let made = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
        };
        made.get_or_init(|| encoding.encode(&self.plain)).clone()
    }

    /// The answer to a call with these headers: 304 if the client has it, else the best encoding it takes.
    #[must_use]
    pub fn answer(&self, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, REVALIDATE);
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language"),
        );
        headers.insert(header::ETAG, self.etag.clone());
        if etag::is_known(request, &self.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        let encoding = Encoding::ALL
            .into_iter()
            .find(|encoding| encoding.is_accepted(request));
        if let Some(encoding) = encoding {
            let token = HeaderValue::from_static(encoding.token());
            headers.insert(header::CONTENT_ENCODING, token);
        }
        *response.body_mut() = Body::from(match encoding {
            Some(encoding) => self.encoded(encoding),
            None => self.plain.clone(),
        });
        response
    }
}

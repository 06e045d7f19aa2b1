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

/// An answer with its entity tag. The tag is weak: it names the content, whatever its encoding.
#[derive(Debug)]
pub struct Prepared {
    plain: Bytes,
    media_type: HeaderValue,
    cache: HeaderValue,
    vary: HeaderValue,
    etag: HeaderValue,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// Kept by browsers and proxies, but asked about every time: a mended answer shows at once (spec A07).
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// Kept and never asked about again: the address names the content.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

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
        let plain = serde_json::to_vec(value).unwrap_or_default();
        Self::new(plain, "application/json")
    }

    /// Bytes that say themselves what they are.
    #[must_use]
    pub fn binary(plain: Vec<u8>) -> Self {
        Self::new(plain, "application/octet-stream")
    }

    fn new(plain: Vec<u8>, media_type: &'static str) -> Self {
        Self {
            etag: tag(&plain),
            plain: Bytes::from(plain),
            media_type: HeaderValue::from_static(media_type),
            cache: REVALIDATE,
            vary: HeaderValue::from_static("accept-encoding, accept-language"),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// The same under an address that names the content, whatever the language of the call.
    #[must_use]
    pub fn immutable(self) -> Self {
        Self {
            cache: IMMUTABLE,
            vary: HeaderValue::from_static("accept-encoding"),
            ..self
        }
    }

    /// A name by the content, for a file.
    #[must_use]
    pub fn name(&self) -> String {
        let digest = Sha256::digest(&self.plain);
        digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    #[must_use]
    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// Encoded at the first call that wants it.
    pub fn encoded(&self, encoding: Encoding) -> Bytes {
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
        headers.insert(header::CACHE_CONTROL, self.cache.clone());
        headers.insert(header::VARY, self.vary.clone());
        headers.insert(header::ETAG, self.etag.clone());
        if etag::is_known(request, &self.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, self.media_type.clone());
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

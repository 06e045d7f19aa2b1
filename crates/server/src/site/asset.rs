//! One file of the app, with its prepared encodings.

use std::{collections::HashMap, fs, io, path::Path};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;

use crate::{
    encoding::Encoding,
    etag,
    prepared::{IMMUTABLE, REVALIDATE, tag},
};

/// Files under this folder, and those whose path begins so, carry a hash of their content in their name.
const HASHED: [&str; 2] = ["assets/", "embed/embed-"];
/// What portals load by a name that stays: theirs to ask about again after minutes, however many visitors they have.
const SHARED: &str = "embed/";
const BRIEF: HeaderValue = HeaderValue::from_static("public, max-age=300");

pub struct Asset {
    media_type: HeaderValue,
    cache: HeaderValue,
    etag: HeaderValue,
    plain: Bytes,
    encoded: Vec<(Encoding, Bytes)>,
}

/// Reads a folder and all below it into `assets`, by path from the root.
pub fn read(folder: &Path, prefix: &str, assets: &mut HashMap<String, Asset>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), assets)?;
        } else if !Encoding::ALL
            .iter()
            .any(|encoding| name.ends_with(encoding.extension()))
        {
            assets.insert(path.clone(), Asset::read(&path, &entry.path())?);
        }
    }
    Ok(())
}

impl Asset {
    fn read(path: &str, file: &Path) -> io::Result<Self> {
        let plain = Bytes::from(fs::read(file)?);
        let mut encoded = Vec::new();
        for encoding in Encoding::ALL {
            let mut sibling = file.as_os_str().to_owned();
            sibling.push(encoding.extension());
            if let Ok(content) = fs::read(sibling) {
                encoded.push((encoding, Bytes::from(content)));
            }
        }
        Ok(Self {
            media_type: HeaderValue::from_static(media_type(path)),
            cache: cache(path),
            etag: tag(&plain),
            plain,
            encoded,
        })
    }

    /// A page made here, encoded at once.
    pub fn page(html: String) -> Self {
        let plain = Bytes::from(html);
        Self {
            media_type: HeaderValue::from_static(media_type(".html")),
            cache: REVALIDATE,
            etag: tag(&plain),
            encoded: Encoding::ALL
                .map(|encoding| (encoding, encoding.encode(&plain)))
                .to_vec(),
            plain,
        }
    }

    /// The file as text; `None` when it is none.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.plain).ok()
    }

    pub fn is_page(&self) -> bool {
        self.media_type.as_bytes().starts_with(b"text/html")
    }

    /// The file in the best encoding the client takes, or 304 if it has it already.
    pub fn answer(&self, status: StatusCode, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, self.cache.clone());
        headers.insert(header::ETAG, self.etag.clone());
        if !self.encoded.is_empty() {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if status == StatusCode::OK && etag::is_known(request, &self.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, self.media_type.clone());
        let encoded = self
            .encoded
            .iter()
            .find(|(encoding, _)| encoding.is_accepted(request));
        let body = match encoded {
            Some((encoding, body)) => {
                let token = HeaderValue::from_static(encoding.token());
                headers.insert(header::CONTENT_ENCODING, token);
                body
            }
            None => &self.plain,
        };
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        *response.body_mut() = Body::from(body.clone());
        response
    }
}

/// How long browsers keep a file.
fn cache(path: &str) -> HeaderValue {
    if HASHED.iter().any(|hashed| path.starts_with(hashed)) {
        IMMUTABLE
    } else if path.starts_with(SHARED) {
        BRIEF
    } else {
        REVALIDATE
    }
}

/// The media types of what a build makes; an unknown ending is only bytes.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

//! Headers with a meaning of their own: the idempotency key and the name of an uploaded file.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use opora_contract::path::IDEMPOTENCY_KEY;

use crate::{error::Error, secret};

/// The UUID that makes a retry harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A new key, for calls that the server makes itself.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        let digits = format!("{:032x}", u128::from_be_bytes(secret::random()?));
        let uuid = [0..8, 8..12, 12..16, 16..20, 20..32]
            .map(|range| digits.get(range).unwrap_or_default());
        Ok(Self(uuid.join("-")))
    }

    /// Reads a UUID of any version, in lower or upper case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const SHAPE: [usize; 5] = [8, 4, 4, 4, 12];
        let parts: Vec<&str> = text.trim().split('-').collect();
        let shaped = parts.len() == SHAPE.len()
            && parts.iter().zip(SHAPE).all(|(part, length)| {
                part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit())
            });
        shaped.then(|| Self(text.trim().to_ascii_lowercase()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let value = parts.headers.get(IDEMPOTENCY_KEY);
        let value = value.ok_or(Error::IdempotencyKeyMissing)?;
        let key = value.to_str().ok().and_then(Self::parse);
        key.ok_or(Error::IdempotencyKeyMissing)
    }
}

/// Where a call may do without: absent it is `None`, one that is no UUID is refused all the same.
impl<S: Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Error> {
        match parts.headers.contains_key(IDEMPOTENCY_KEY) {
            true => <Self as FromRequestParts<S>>::from_request_parts(parts, state)
                .await
                .map(Some),
            false => Ok(None),
        }
    }
}

/// The file name of `Content-Disposition`, as RFC 6266 reads it: `filename*` in UTF-8 wins over `filename`. It is what
/// the sender said and nothing better: a path, a device, anything.
#[must_use]
pub fn file_name(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_DISPOSITION)?;
    // Plain UTF-8 is not what the standard says, but what many programs send.
    let value = std::str::from_utf8(value.as_bytes()).ok()?;
    let mut plain = None;
    let mut extended = None;
    let (_, mut rest) = value.split_once(';')?;
    while let Some((before, behind)) = rest.split_once('=') {
        let behind = behind.trim_start();
        let (text, behind) = match behind.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let (text, behind) = behind.split_once(';').unwrap_or((behind, ""));
                (text.trim().to_owned(), behind)
            }
        };
        // Whatever stands alone between two `;` is no parameter.
        let name = before.rsplit(';').next().unwrap_or_default().trim();
        if name.eq_ignore_ascii_case("filename*") {
            let encoded = text.split_once("''").map(|(_, encoded)| encoded);
            extended = encoded.and_then(percent_decode);
        } else if name.eq_ignore_ascii_case("filename") {
            plain = Some(text);
        }
        rest = behind;
    }
    extended.or(plain)
}

/// What stands before the closing quote, and what behind it. Only `\"` and `\\` are escapes: programs of old send paths
/// with plain backslashes.
fn unquote(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = quoted;
    while let Some(end) = rest.find(['"', '\\']) {
        let (before, behind) = rest.split_at(end);
        text.push_str(before);
        let escaped = ["\\\"", "\\\\"]
            .iter()
            .find(|pair| behind.starts_with(**pair));
        if escaped.is_none() && behind.starts_with('"') {
            return (text, behind.get(1..).unwrap_or_default());
        }
        let (taken, behind) = behind.split_at(escaped.map_or(1, |pair| pair.len()));
        text.extend(taken.chars().next_back());
        rest = behind;
    }
    text.push_str(rest);
    (text, "")
}

/// `None` for what is no UTF-8, overlong forms included, or has half an escape.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            let digits = std::str::from_utf8(digits).ok()?;
            // Numbers may have a sign, escapes may not.
            let digits = Some(digits).filter(|digits| !digits.starts_with('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Offers a file for saving under a name, whatever letters it has.
#[must_use]
pub fn disposition(name: &str) -> HeaderValue {
    let mut value = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    // All of it is ASCII; without a name it would still not be shown.
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_uuids_are_idempotency_keys() {
        let uuid = "0191D5A0-7B7C-7000-8000-0123456789AB";
        let key = IdempotencyKey::parse(uuid).unwrap();
        assert_eq!(key.as_str(), uuid.to_ascii_lowercase());
        for bad in [
            "",
            "1",
            "0191d5a0-7b7c-7000-8000-0123456789ag",
            "0191d5a07b7c700080000123456789ab",
        ] {
            assert_eq!(IdempotencyKey::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn file_names_are_read_as_they_are_sent() {
        let name = |value: &[u8]| {
            let value = HeaderValue::from_bytes(value).unwrap();
            let headers = HeaderMap::from_iter([(header::CONTENT_DISPOSITION, value)]);
            file_name(&headers)
        };
        let said = disposition("снимок; экрана=\"1\".png");
        assert_eq!(
            name(said.as_bytes()).as_deref(),
            Some("снимок; экрана=\"1\".png")
        );
        for (value, expected) in [
            ("attachment; filename=a.pdf", Some("a.pdf")),
            (
                "attachment;FileName = \"a; b=c.pdf\" ; size=7",
                Some("a; b=c.pdf"),
            ),
            (
                r#"attachment; filename="say \"a\".pdf""#,
                Some("say \"a\".pdf"),
            ),
            (
                r#"attachment; filename="C:\temp\a.pdf""#,
                Some(r"C:\temp\a.pdf"),
            ),
            (
                r#"attachment; filename="C:\\temp\\a.pdf""#,
                Some(r"C:\temp\a.pdf"),
            ),
            ("attachment; filename=\"отчёт.pdf", Some("отчёт.pdf")),
            ("attachment; what; filename=\"a.pdf\"", Some("a.pdf")),
            (
                "attachment; filename=\"a.pdf\"; filename*=UTF-8''%D0%B1.pdf",
                Some("б.pdf"),
            ),
            (
                "attachment; filename*=UTF-8''%D0%B1.pdf; filename=a.pdf",
                Some("б.pdf"),
            ),
            (
                "attachment; filename*=UTF-8''%FF%; filename=a.pdf",
                Some("a.pdf"),
            ),
            // An overlong slash, half an escape, a number with a sign.
            ("attachment; filename*=UTF-8''..%C0%AFetc", None),
            ("attachment; filename*=UTF-8''a%2", None),
            ("attachment; filename*=UTF-8''a%+1", None),
            ("attachment; filename*=a.pdf", None),
            ("attachment; filename", None),
            ("attachment", None),
            ("", None),
        ] {
            assert_eq!(name(value.as_bytes()).as_deref(), expected, "{value}");
        }
        assert_eq!(name(b"attachment; filename=\xff.pdf"), None);
    }

    #[test]
    fn offered_names_end_no_header() {
        let value = disposition("a\r\nSet-Cookie: x\"; filename=b.exe");
        assert_eq!(
            value,
            "attachment; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%22%3B%20filename%3Db.exe"
        );
    }
}

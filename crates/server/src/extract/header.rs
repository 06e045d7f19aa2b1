//! Headers with a meaning of their own: the idempotency key and the name of an uploaded file.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use opora_contract::{path::IDEMPOTENCY_KEY, rule};

use crate::{error::Error, secret};

/// Longest file name kept, in characters.
const FILE_NAME_MAX: usize = 150;

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

/// The file name of `Content-Disposition`, as RFC 6266 reads it: `filename*` in UTF-8 wins over `filename`.
/// Only the last part of a path is kept, and nothing that a file system or a terminal would act on.
#[must_use]
pub fn file_name(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_DISPOSITION)?;
    // Plain UTF-8 is not what the standard says, but what many programs send.
    let value = std::str::from_utf8(value.as_bytes()).ok()?;
    let mut plain = None;
    let mut extended = None;
    for parameter in value.split(';').skip(1) {
        let (name, text) = parameter.split_once('=')?;
        match name.trim() {
            "filename*" => {
                let encoded = text.trim().split_once("''").map(|(_, encoded)| encoded);
                extended = encoded.and_then(percent_decode);
            }
            "filename" => plain = Some(text.trim().trim_matches('"').to_owned()),
            _ => {}
        }
    }
    let name = extended.or(plain)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = rule::normalise_line(name)
        .chars()
        .take(FILE_NAME_MAX)
        .collect();
    (!name.is_empty()).then_some(name)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Says a file name in `Content-Disposition`, whatever letters it has.
#[must_use]
pub fn disposition(name: &str) -> String {
    let mut value = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    value
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
    fn file_names_survive_and_lose_what_is_dangerous() {
        let name = |value: &str| {
            let value = value.parse().unwrap();
            file_name(&HeaderMap::from_iter([(
                header::CONTENT_DISPOSITION,
                value,
            )]))
        };
        let said = disposition("снимок экрана.png");
        assert_eq!(name(&said).as_deref(), Some("снимок экрана.png"));
        assert_eq!(
            name("attachment; filename=\"a.pdf\"; filename*=UTF-8''%D0%B1.pdf").as_deref(),
            Some("б.pdf")
        );
        assert_eq!(
            name("attachment; filename=\"../../etc/passwd\"").as_deref(),
            Some("passwd")
        );
        assert_eq!(
            name("attachment; filename*=UTF-8''a%00%0D%0Ab.pdf").as_deref(),
            Some("a b.pdf")
        );
        assert_eq!(name("attachment; filename*=UTF-8''%FF%").as_deref(), None);
        assert_eq!(name("attachment").as_deref(), None);
    }
}

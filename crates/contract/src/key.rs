//! Secrets that open one thing without an account.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A bearer secret of 128 bits: opens one request (or one attachment that no request holds yet).
///
/// Travels only in bodies and in `Authorization: Bearer`; in a URL only behind the `#` of a link in a letter, which no
/// server sees. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^[a-z2-7]{26}$"))]
#[serde(transparent)]
pub struct AccessKey(String);

impl AccessKey {
    /// Length in characters: 128 bits in base 32.
    pub const LENGTH: usize = 26;
    const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

    /// Encodes 128 bits, lowest first.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let mut bits = u128::from_le_bytes(bytes);
        let mut text = String::with_capacity(Self::LENGTH);
        for _ in 0..Self::LENGTH {
            // The mask keeps the index within 32 symbols.
            let symbol = Self::SYMBOLS
                .get((bits & 31) as usize)
                .copied()
                .unwrap_or(b'a');
            text.push(char::from(symbol));
            bits >>= 5;
        }
        Self(text)
    }

    /// Accepts text in the shape of a key, after trimming spaces that copying adds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let shaped = text.len() == Self::LENGTH && text.bytes().all(|b| Self::SYMBOLS.contains(&b));
        shaped.then(|| Self(text.to_owned()))
    }

    /// The secret itself, for a header or a comparison in constant time.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(hidden)")
    }
}

impl<'de> Deserialize<'de> for AccessKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not an access key"))
    }
}

#[cfg(test)]
mod tests {
    use super::AccessKey;

    #[test]
    fn key_is_read_back_and_never_printed() {
        let key = AccessKey::from_bytes([0xA5; 16]);
        assert_eq!(
            AccessKey::parse(&format!(" {}\n", key.reveal())),
            Some(key.clone())
        );
        assert!(!format!("{key:?}").contains(key.reveal()));
        assert!(AccessKey::parse("short").is_none());
    }
}

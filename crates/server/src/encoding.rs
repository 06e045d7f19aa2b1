//! Content encodings that were prepared ahead: which one a client takes, and how to make them.

use std::io::Write;

use axum::http::{HeaderMap, header};
use bytes::Bytes;

/// A prepared encoding, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
}

/// Brotli 9 takes a few milliseconds for an API answer and is within some per cent of 11.
const BROTLI_QUALITY: u32 = 9;
const BROTLI_WINDOW: u32 = 22;

impl Encoding {
    /// Best first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The token of `Accept-Encoding` and `Content-Encoding`.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The ending of a prepared file.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Whether the client takes this encoding. `*` counts for all; `q=0` refuses.
    #[must_use]
    pub fn is_accepted(self, headers: &HeaderMap) -> bool {
        let values = headers.get_all(header::ACCEPT_ENCODING).into_iter();
        let mut wildcard = false;
        for entry in values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
        {
            let (token, weight) = entry.split_once(';').unwrap_or((entry, ""));
            let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
            let wanted = weight.parse::<f32>().unwrap_or(1.0) > 0.0;
            if token.trim().eq_ignore_ascii_case(self.token()) {
                return wanted;
            }
            wildcard |= token.trim() == "*" && wanted;
        }
        wildcard
    }

    /// Compresses; an empty answer when the encoder fails, which memory writers do not.
    #[must_use]
    pub fn encode(self, plain: &[u8]) -> Bytes {
        let encoded = match self {
            Self::Brotli => brotli_encode(plain),
            Self::Gzip => gzip_encode(plain),
        };
        Bytes::from(encoded.unwrap_or_default())
    }
}

fn brotli_encode(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder =
        brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    encoder.write_all(plain)?;
    encoder.flush()?;
    Ok(encoder.into_inner())
}

fn gzip_encode(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn client_says_what_it_takes() {
        let accepts = |value: &str, encoding: Encoding| {
            let value = value.parse().unwrap();
            encoding.is_accepted(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]))
        };
        assert!(accepts("gzip, deflate, br", Encoding::Brotli));
        assert!(accepts("GZIP;q=0.5", Encoding::Gzip));
        assert!(accepts("*", Encoding::Brotli));
        assert!(!accepts("br;q=0, *", Encoding::Brotli));
        assert!(!accepts("gzip", Encoding::Brotli));
        assert!(!Encoding::Gzip.is_accepted(&HeaderMap::new()));
    }
}

//! The key that a portal's tokens are judged by. Algorithm and key belong together: what a token says about its algorithm
//! chooses nothing.

use jsonwebtoken::{Algorithm, DecodingKey};

/// Fewest bytes of a shared secret: as many as its code has.
const SECRET_MIN: usize = 32;
const ED25519_BYTES: usize = 32;
/// A public key of RSA in DER: of 2048 to 4096 bits.
const RSA_BYTES: std::ops::RangeInclusive<usize> = 260..=540;

/// Prints nothing of itself.
pub struct Key {
    pub algorithm: Algorithm,
    pub decoding: DecodingKey,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({:?}, hidden)", self.algorithm)
    }
}

/// The algorithms that a portal may sign with, by the names that tokens give them.
#[must_use]
pub fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "EdDSA" => Algorithm::EdDSA,
        "ES256" => Algorithm::ES256,
        "RS256" => Algorithm::RS256,
        "HS256" => Algorithm::HS256,
        _ => return None,
    })
}

impl Key {
    /// Reads a secret, or a public key in PEM.
    ///
    /// # Errors
    /// What is wrong with it, without a word of it.
    pub fn read(algorithm: Algorithm, text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let decoding = match algorithm {
            Algorithm::HS256 => secret(text)?,
            _ if text.contains("PRIVATE KEY") => {
                return Err(
                    "is a private key: that one stays with the portal, here goes the public one",
                );
            }
            Algorithm::EdDSA => of_bytes(
                DecodingKey::from_ed_pem(text.as_bytes()),
                &(ED25519_BYTES..=ED25519_BYTES),
            )?,
            Algorithm::RS256 => of_bytes(DecodingKey::from_rsa_pem(text.as_bytes()), &RSA_BYTES)?,
            _ => of_bytes(DecodingKey::from_ec_pem(text.as_bytes()), &(0..=usize::MAX))?,
        };
        // A point that is not on the curve shows only now.
        match jsonwebtoken::crypto::verify("", b"", &decoding, algorithm) {
            Ok(_) => Ok(Self {
                algorithm,
                decoding,
            }),
            Err(_) => Err(UNFIT),
        }
    }
}

const UNFIT: &str = "is no public key in PEM (`-----BEGIN PUBLIC KEY-----`) for this algorithm";

fn secret(text: &str) -> Result<DecodingKey, &'static str> {
    if text.contains("-----BEGIN") {
        // Whoever knows a public key could sign with it.
        return Err("is a key in PEM: HS256 takes a secret that nobody else knows");
    }
    if text.len() < SECRET_MIN {
        return Err("has fewer than 32 characters");
    }
    Ok(DecodingKey::from_secret(text.as_bytes()))
}

fn of_bytes(
    read: jsonwebtoken::errors::Result<DecodingKey>,
    lengths: &std::ops::RangeInclusive<usize>,
) -> Result<DecodingKey, &'static str> {
    let key = read.map_err(|_| UNFIT)?;
    let length = key.try_get_as_bytes().map_or(0, <[u8]>::len);
    match lengths.contains(&length) {
        true => Ok(key),
        false => Err("has a length that this algorithm does not take: RSA needs 2048 to 4096 bits"),
    }
}

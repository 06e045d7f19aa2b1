//! Texts that only this server can read: AES-256-GCM under a key that follows from the secret (spec D18, J08).
//!
//! Each request has a key of its own, so a sealed text is of no use in another row, and a nonce meets few others.

use aes_gcm::{
    Aes256Gcm, Key, KeyInit,
    aead::{Aead, Nonce},
};
use anyhow::anyhow;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use opora_contract::number::RequestNumber;

use super::{Secret, random};

/// Bytes of a nonce.
const NONCE: usize = 12;

impl Secret {
    /// Seals a text of a request: nonce, cipher text and tag in base 64.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, number: RequestNumber, plain: &str) -> anyhow::Result<String> {
        let nonce = random::<NONCE>()?;
        let sealed = self
            .cipher(number)
            .encrypt(&Nonce::<Aes256Gcm>::from(nonce), plain.as_bytes())
            .map_err(|_| anyhow!("a text of {} bytes cannot be sealed", plain.len()))?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The text that was sealed for this request.
    ///
    /// # Errors
    /// When it was sealed for another one, under another secret, or has changed since.
    pub fn unseal(&self, number: RequestNumber, sealed: &str) -> anyhow::Result<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed)?;
        let (nonce, sealed) = bytes
            .split_first_chunk::<NONCE>()
            .ok_or_else(|| anyhow!("a sealed text of {} bytes", bytes.len()))?;
        let plain = self
            .cipher(number)
            .decrypt(&Nonce::<Aes256Gcm>::from(*nonce), sealed)
            .map_err(|_| anyhow!("a sealed text does not open: is the secret another one now?"))?;
        Ok(String::from_utf8(plain)?)
    }

    fn cipher(&self, number: RequestNumber) -> Aes256Gcm {
        let key = self.mac(&["sealed", &number.compact()]);
        Aes256Gcm::new(&Key::<Aes256Gcm>::from(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(seed: u8) -> RequestNumber {
        RequestNumber::from_random([seed; 7])
    }

    #[test]
    fn sealed_text_opens_for_its_request_and_secret_alone() {
        let secret = Secret::new("0123456789abcdef").unwrap();
        let sealed = secret.seal(number(1), "4509 123456").unwrap();
        assert!(!sealed.contains("4509"));
        assert_eq!(secret.unseal(number(1), &sealed).unwrap(), "4509 123456");
        assert!(secret.unseal(number(2), &sealed).is_err());
        let other = Secret::new("0123456789abcdeg").unwrap();
        assert!(other.unseal(number(1), &sealed).is_err());
    }

    #[test]
    fn sealed_text_that_was_changed_does_not_open() {
        let secret = Secret::new("0123456789abcdef").unwrap();
        let sealed = secret.seal(number(1), "500100732259").unwrap();
        let again = secret.seal(number(1), "500100732259").unwrap();
        assert_ne!(sealed, again, "equal texts do not show");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(secret.unseal(number(1), &changed).is_err(), "{place}");
        }
        for broken in ["", "AAAA", "ы", &sealed[..20]] {
            assert!(secret.unseal(number(1), broken).is_err(), "{broken}");
        }
    }
}

//! The server's secret, the access keys that follow from it, and what is sealed with it.
//!
//! A key is an HMAC of what it opens: nothing secret is stored beside the data, so a stolen database opens nothing, and
//! a repeated call can be given the same key again. A higher version of a request's key revokes the older ones.

mod seal;

use std::{fs, io::Write, path::Path};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use opora_contract::{key::AccessKey, number::RequestNumber, session::OwnerCode};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::folder;

/// Fewest bytes of a secret given by configuration.
pub const LENGTH_MIN: usize = 16;

pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes a secret from configuration.
    ///
    /// # Errors
    /// When it is too short to resist guessing.
    pub fn new(text: &str) -> anyhow::Result<Self> {
        anyhow::ensure!(
            text.len() >= LENGTH_MIN,
            "the secret has fewer than {LENGTH_MIN} characters"
        );
        Ok(Self(text.as_bytes().to_vec()))
    }

    /// Reads the secret from a file, or makes one there that only the owner may read.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn load_or_create(path: &Path) -> anyhow::Result<Self> {
        if let Ok(text) = fs::read_to_string(path) {
            return Self::new(text.trim()).with_context(|| path.display().to_string());
        }
        let text = URL_SAFE_NO_PAD.encode(random::<32>()?);
        create(path, &text).with_context(|| format!("making {}", path.display()))?;
        Self::new(&text)
    }

    /// The key of a request.
    #[must_use]
    pub fn request_key(&self, number: RequestNumber, version: i32) -> AccessKey {
        self.key(&["request", &number.compact(), &version.to_string()])
    }

    /// The key of an attachment that no request holds yet.
    #[must_use]
    pub fn attachment_key(&self, id: &str) -> AccessKey {
        self.key(&["attachment", id])
    }

    /// What is kept of the ballot of a vote: tells neither the ballot nor the device, and nothing of two votes of one
    /// device about two things, though it gave them the same one.
    #[must_use]
    pub fn ballot_code(&self, ballot: &str, about: [&str; 3]) -> String {
        let [guide, topic, question] = about;
        let code = self.key(&["ballot", ballot, guide, topic, question]);
        code.reveal().to_owned()
    }

    /// What is kept of a person whom a portal has signed in: tells neither the portal nor its name for the person.
    #[must_use]
    pub fn owner_code(&self, portal: &str, subject: &str) -> String {
        self.key(&["owner", portal, subject]).reveal().to_owned()
    }

    /// What the browser is told of a person: tells one from another and, unlike the code that is kept, is in no row.
    #[must_use]
    pub fn told_owner(&self, portal: &str, subject: &str) -> OwnerCode {
        let code = self.key(&["told-owner", portal, subject]);
        OwnerCode::new(code.reveal().to_owned())
    }

    /// What is kept of a token that was used, so that it is not used again.
    #[must_use]
    pub fn token_code(&self, portal: &str, token: &str) -> String {
        self.key(&["token", portal, token]).reveal().to_owned()
    }

    /// The first 128 bits of the parts' code.
    fn key(&self, parts: &[&str]) -> AccessKey {
        let mut bytes = [0; 16];
        for (byte, code) in bytes.iter_mut().zip(self.mac(parts)) {
            *byte = code;
        }
        AccessKey::from_bytes(bytes)
    }

    /// HMAC-SHA256 over the parts; no part holds the separator.
    fn mac(&self, parts: &[&str]) -> [u8; 32] {
        let mut bytes = [0; 32];
        // HMAC takes a key of any length, so this cannot fail.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) {
            for part in parts {
                mac.update(part.as_bytes());
                mac.update(b"\n");
            }
            bytes = mac.finalize().into_bytes().into();
        }
        bytes
    }
}

/// Makes a file for its owner alone, whole or not at all: a server that dies meanwhile can start again. Fails when there
/// is one.
fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    let name = u64::from_be_bytes(random()?);
    let staged = path.with_extension(format!("{name:016x}"));
    let mut file = folder::create_private(&staged)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // Unlike a renaming, this never takes the place of a secret that is in use.
    fs::hard_link(&staged, path)?;
    fs::remove_file(&staged)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Compares in a time that tells nothing about where two secrets differ.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    // Digests have one length, so not even the length shows.
    Sha256::digest(a).ct_eq(&Sha256::digest(b)).into()
}

/// Random bytes of the operating system.
///
/// # Errors
/// When the system has none, which it never recovers from.
pub fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_differ_by_what_they_open_and_by_version() {
        let secret = Secret::new("0123456789abcdef").unwrap();
        let number = RequestNumber::from_random([1, 2, 3, 4, 5, 6, 7]);
        let other = RequestNumber::from_random([1, 2, 3, 4, 5, 6, 8]);
        let key = secret.request_key(number, 1);
        assert_eq!(key, secret.request_key(number, 1));
        assert_ne!(key, secret.request_key(number, 2));
        assert_ne!(key, secret.request_key(other, 1));
        assert_ne!(key, secret.attachment_key(&number.compact()));
        assert_ne!(
            key,
            Secret::new("0123456789abcdeg")
                .unwrap()
                .request_key(number, 1)
        );
    }

    #[test]
    fn code_of_a_person_that_is_told_is_of_this_secret_and_not_the_kept_one() {
        let secret = Secret::new("0123456789abcdef").unwrap();
        let told = secret.told_owner("city", "anna");
        assert_eq!(told, secret.told_owner("city", "anna"));
        assert_ne!(told, secret.told_owner("city", "ivan"));
        assert_ne!(told, secret.told_owner("school", "anna"));
        assert_ne!(told.as_str(), secret.owner_code("city", "anna"));
        let other = Secret::new("0123456789abcdeg").unwrap();
        assert_ne!(told, other.told_owner("city", "anna"));
    }

    #[test]
    fn secret_file_is_made_once_and_only_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let made = Secret::load_or_create(&path).unwrap();
        let read = Secret::load_or_create(&path).unwrap();
        assert_eq!(made.0, read.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let made = fs::read_dir(folder.path()).unwrap();
        assert_eq!(made.count(), 1);
    }

    #[test]
    fn secret_in_use_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let made = Secret::load_or_create(&path).unwrap();
        create(&path, "another secret").unwrap_err();
        assert_eq!(made.0, Secret::load_or_create(&path).unwrap().0);
    }

    #[test]
    fn short_secrets_are_refused() {
        assert!(Secret::new("secret").is_err());
    }
}

//! Signing what is sent (`docs/protocols/weclubs.md`, The signature).

use super::data::Data;
use md5::Md5;
use muster_domain::connection::{SignatureScheme, WeclubsSettings};
use sha1::{Digest, Sha1};
use std::fmt::{self, Write as _};
use zeroize::Zeroizing;

/// The MD5 of `pukongjie`, as in the documents.
const DOCUMENTED_SECRET: &str = "8924d49e61e1dc9e1618d3bae21ea493";

/// Signs for one connection. Prints nothing of the secret.
pub(super) struct Signer {
    secret: Zeroizing<String>,
    scheme: SignatureScheme,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}

impl Signer {
    pub(super) fn new(settings: &WeclubsSettings) -> Self {
        let secret = settings.secret().unwrap_or(DOCUMENTED_SECRET);
        Self {
            secret: Zeroizing::new(secret.to_owned()),
            scheme: settings.signature,
        }
    }

    /// The `sign` of a request with this `data`. The signed text is never put
    /// together: it holds the token.
    pub(super) fn sign(&self, data: &Data) -> String {
        let mut hasher = Sha1::new();
        hasher.update(self.secret.as_bytes());
        for (name, value) in data.sorted() {
            hasher.update(name);
            value.spell(&mut |piece| hasher.update(piece));
        }
        hasher.update(self.secret.as_bytes());
        let digits = lower_hex(&hasher.finalize());
        match self.scheme {
            SignatureScheme::Sha1 => digits,
            SignatureScheme::Md5OfSha1 => md5_hex(&digits.to_ascii_uppercase()),
        }
    }
}

/// The MD5 of a text in lower-case hexadecimal digits: how a password is sent.
pub(super) fn md5_hex(text: &str) -> String {
    lower_hex(&Md5::digest(text))
}

fn lower_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests;

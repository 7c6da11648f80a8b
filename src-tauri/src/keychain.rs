//! The key of the databases in the system's own store of secrets: Secret
//! Service, macOS Keychain, Windows Credential Manager.

use keyring::{Entry, Error};
use muster_client::host::{Key, Keychain, KeychainError};
use zeroize::Zeroizing;

const SERVICE: &str = "muster";
const ACCOUNT: &str = "database key";

/// The system's store of secrets. Its calls may block on a prompt of the
/// system's; the core makes them on threads of their own.
#[derive(Debug)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn load(&self) -> Result<Option<Key>, KeychainError> {
        let secret = match entry()?.get_secret() {
            Ok(secret) => Zeroizing::new(secret),
            Err(Error::NoEntry) => return Ok(None),
            Err(error) => return Err(refused(&error)),
        };
        match <[u8; 32]>::try_from(secret.as_slice()) {
            Ok(key) => Ok(Some(Key(key))),
            Err(_) => {
                tracing::error!(bytes = secret.len(), "the stored key has a wrong length");
                Err(KeychainError::Failed)
            }
        }
    }

    fn store(&self, key: &Key) -> Result<(), KeychainError> {
        entry()?.set_secret(&key.0).map_err(|error| refused(&error))
    }
}

fn entry() -> Result<Entry, KeychainError> {
    if let Err(error) = Entry::store_status() {
        return Err(refused(error));
    }
    Entry::new(SERVICE, ACCOUNT).map_err(|error| refused(&error))
}

/// What a refusal means to the user. On Linux there is no session bus or no
/// service on it (a platform failure), or the service has a locked collection
/// or none yet (no access).
fn refused(error: &Error) -> KeychainError {
    let (kind, meaning) = match error {
        Error::NoStorageAccess(_) => ("no access", KeychainError::Locked),
        Error::PlatformFailure(_) => ("platform failure", KeychainError::NoService),
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => {
            ("no store", KeychainError::NoService)
        }
        _ => ("other", KeychainError::Failed),
    };
    tracing::warn!(kind, "the store of secrets refused");
    meaning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_of_the_system_has_its_meaning() {
        let cause = || Box::new(std::io::Error::other("cause"));
        assert_eq!(
            refused(&Error::NoStorageAccess(cause())),
            KeychainError::Locked
        );
        assert_eq!(
            refused(&Error::PlatformFailure(cause())),
            KeychainError::NoService
        );
        assert_eq!(refused(&Error::NoDefaultStore), KeychainError::NoService);
        assert_eq!(
            refused(&Error::Invalid("a".into(), "b".into())),
            KeychainError::Failed
        );
    }
}

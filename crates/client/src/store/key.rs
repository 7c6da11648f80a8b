//! Where the key of the databases comes from: the system's store of secrets,
//! or a passphrase where there is none. It is never written in the clear.

use super::opening::{disk, exist};
use super::{OpenError, opens_any};
use crate::host::{Key, Keychain, KeychainError, Random};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::{fs, io, io::Write as _, path::Path};

/// How the passphrase becomes the key; stands beside the databases.
const RECIPE: &str = "key.json";

/// What asking for the key answered.
#[derive(Debug)]
pub(crate) enum Asked {
    Key(Key),
    /// Just made: no database that is there can be opened with it.
    NewKey(Key, Option<Recipe>),
    /// No store of secrets, and no passphrase chosen yet.
    ChoosePassphrase,
    EnterPassphrase,
    KeychainLocked,
}

/// Asks for the key. May block on the store's own prompt.
pub(crate) fn ask(dir: &Path, keychain: &dyn Keychain, random: &Random) -> Asked {
    if dir.join(RECIPE).exists() {
        return Asked::EnterPassphrase;
    }
    let answer = keychain.load().and_then(|found| match found {
        Some(key) => Ok(Asked::Key(key)),
        None => {
            let key = make(random);
            keychain.store(&key)?;
            Ok(Asked::NewKey(key, None))
        }
    });
    match answer {
        Ok(asked) => asked,
        Err(KeychainError::Locked) => Asked::KeychainLocked,
        Err(KeychainError::NoService) => Asked::ChoosePassphrase,
        // It worked once: databases are there. Perhaps it will again.
        Err(KeychainError::Failed) if exist(dir) => Asked::KeychainLocked,
        Err(KeychainError::Failed) => Asked::ChoosePassphrase,
    }
}

fn make(random: &Random) -> Key {
    let mut key = Key([0; 32]);
    key.0[..16].copy_from_slice(&random().to_le_bytes());
    key.0[16..].copy_from_slice(&random().to_le_bytes());
    key
}

/// The parameters of Argon2id and the salt. Not a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Recipe {
    algorithm: String,
    /// KiB
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: Vec<u8>,
}

impl Recipe {
    fn new(random: &Random) -> Self {
        Self {
            algorithm: "argon2id-v19".to_owned(),
            memory: 64 * 1024,
            passes: 3,
            lanes: 1,
            salt: random().to_le_bytes().to_vec(),
        }
    }

    /// Writes it down: from now on the passphrase is asked for.
    pub(super) fn keep(&self, dir: &Path) -> io::Result<()> {
        write_whole(&dir.join(RECIPE), &serde_json::to_vec(self)?)
    }

    fn derive(&self, passphrase: &str) -> Result<Key, argon2::Error> {
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32))?;
        let mut key = Key([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
            passphrase.as_bytes(),
            &self.salt,
            &mut key.0,
        )?;
        Ok(key)
    }
}

/// Why a passphrase did not give the key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PassphraseError {
    #[error("open a database with this passphrase")]
    Wrong,
    #[error("work out the key: {0}")]
    Derivation(String),
    #[error(transparent)]
    Store(#[from] OpenError),
}

/// The key that the passphrase chosen now gives, and how. Blocks for about a
/// tenth of a second.
pub(crate) fn choose(passphrase: &str, random: &Random) -> Result<Asked, PassphraseError> {
    if passphrase.is_empty() {
        return Err(PassphraseError::Wrong);
    }
    let recipe = Recipe::new(random);
    let key = recipe.derive(passphrase).map_err(derivation)?;
    Ok(Asked::NewKey(key, Some(recipe)))
}

/// The key that this passphrase gives, if it opens a database that is there.
/// Blocks for about a tenth of a second.
pub(crate) fn enter(dir: &Path, passphrase: &str) -> Result<Asked, PassphraseError> {
    let text = fs::read(dir.join(RECIPE)).map_err(disk)?;
    let recipe: Recipe = serde_json::from_slice(&text).map_err(derivation)?;
    let key = recipe.derive(passphrase).map_err(derivation)?;
    if opens_any(dir, &key)? {
        Ok(Asked::Key(key))
    } else {
        Err(PassphraseError::Wrong)
    }
}

/// Whether the key comes from a passphrase, not from the system's store of
/// secrets. Blocks.
pub(crate) fn by_passphrase(dir: &Path) -> bool {
    dir.join(RECIPE).exists()
}

/// Whether the passphrase gives this key. Blocks for about a tenth of a second.
pub(crate) fn gives(dir: &Path, passphrase: &str, key: &Key) -> bool {
    let recipe = fs::read(dir.join(RECIPE))
        .ok()
        .and_then(|text| serde_json::from_slice::<Recipe>(&text).ok());
    recipe
        .and_then(|recipe| recipe.derive(passphrase).ok())
        .is_some_and(|given| given == *key)
}

fn derivation(error: impl std::fmt::Display) -> PassphraseError {
    PassphraseError::Derivation(error.to_string())
}

/// Writes a file so that it is there as a whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_extension("new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_recipe_keeps_its_form() {
        let recipe = Recipe::new(&(std::sync::Arc::new(|| 7_u128) as Random));
        let json = serde_json::to_string(&recipe).unwrap();
        insta::assert_snapshot!(json, @r#"{"algorithm":"argon2id-v19","memory":65536,"passes":3,"lanes":1,"salt":[7,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}"#);
        assert_eq!(serde_json::from_str::<Recipe>(&json).unwrap(), recipe);
    }
}

//! Where a connection leads: judged before it is kept.

use crate::client::Client;
use muster_connectors::{Error, Session};
use muster_domain::{connection::ConnectionConfig, error::AppError};

/// Without blanks and trailing slashes; `bad_address` unless each address is
/// one, `not_accepted` for a setting that cannot be one.
pub(super) fn normalised(
    client: &Client,
    mut config: ConnectionConfig,
) -> Result<ConnectionConfig, AppError> {
    let trimmed = |text: &str| text.trim().trim_end_matches('/').to_owned();
    config.name = config.name.trim().to_owned();
    config.base_url = trimmed(&config.base_url);
    for module in [
        &mut config.modules.task,
        &mut config.modules.sign_in,
        &mut config.modules.location,
    ] {
        *module = module
            .as_deref()
            .map(trimmed)
            .filter(|address| !address.is_empty());
    }
    if let Some(soptask) = &mut config.soptask {
        soptask.uniacid = soptask.uniacid.trim().to_owned();
    }
    match client.connect(&config, Session(String::new())) {
        Ok(_) => Ok(config),
        Err(Error::NotAccepted(setting)) => Err(AppError::NotAccepted { setting }),
        Err(_) => Err(AppError::BadAddress),
    }
}

/// Whether the addresses changed in nothing but `https` in place of `http`.
pub(super) fn only_encrypted(old: &ConnectionConfig, new: &ConnectionConfig) -> bool {
    let same = |old: Option<&str>, new: Option<&str>| match (old, new) {
        (Some(old), Some(new)) => {
            old == new
                || old
                    .strip_prefix("http://")
                    .is_some_and(|old| new.strip_prefix("https://").is_some_and(|new| new == old))
        }
        (old, new) => old == new,
    };
    let addresses = |config: &ConnectionConfig| {
        let modules = config.modules.clone();
        [
            Some(config.base_url.clone()),
            modules.task,
            modules.sign_in,
            modules.location,
        ]
    };
    old.kind == new.kind
        && old.soptask == new.soptask
        && addresses(old) != addresses(new)
        && addresses(old)
            .iter()
            .zip(&addresses(new))
            .all(|(old, new)| same(old.as_deref(), new.as_deref()))
}

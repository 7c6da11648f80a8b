//! `settings.json`: readable before the stores are open, holds nothing
//! personal.

use crate::{client::Client, fault, store::key::write_whole};
use muster_domain::{error::AppError, event::Tag, settings::Settings};
use std::path::{Path, PathBuf};

const FILE: &str = "settings.json";

/// Per cent.
const ZOOM: std::ops::RangeInclusive<u32> = 80..=200;

/// Reads the settings; what is missing or makes no sense has its default.
pub(crate) fn load(dir: &Path) -> Settings {
    let text = std::fs::read(dir.join(FILE)).unwrap_or_default();
    lenient(&text)
}

/// Every field by itself: one unknown word must not take the others along.
fn lenient(text: &[u8]) -> Settings {
    let Ok(serde_json::Value::Object(fields)) = serde_json::from_slice(text) else {
        return Settings::default();
    };
    let mut known = serde_json::Map::new();
    for (name, value) in fields {
        known.insert(name.clone(), value);
        let whole = serde_json::Value::Object(known.clone());
        if serde_json::from_value::<Settings>(whole).is_err() {
            known.remove(&name);
        }
    }
    serde_json::from_value(serde_json::Value::Object(known))
        .map(within_range)
        .unwrap_or_default()
}

fn within_range(mut settings: Settings) -> Settings {
    settings.zoom = settings.zoom.clamp(*ZOOM.start(), *ZOOM.end());
    settings
}

/// Writes the settings and makes them the ones in force.
pub(crate) async fn save(client: &Client, settings: Settings) -> Result<Settings, AppError> {
    let settings = within_range(settings);
    let path: PathBuf = client.data_dir().join(FILE);
    let text =
        serde_json::to_vec_pretty(&settings).map_err(|error| fault::internal("settings", error))?;
    tokio::task::spawn_blocking(move || write_whole(&path, &text))
        .await
        .map_err(|_| fault::internal("settings", "the writing was ended"))?
        .map_err(|_| AppError::Storage)?;
    client.replace_settings(settings.clone());
    client.emit([Tag::Settings]);
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::settings::{Density, Language};

    #[test]
    fn a_broken_field_takes_no_other_along() {
        let settings =
            lenient(br#"{"language":"en","theme":"sepia","density":"dense","zoom":900,"new":1}"#);
        assert_eq!(settings.language, Language::En);
        assert_eq!(settings.density, Density::Dense);
        assert_eq!(settings.theme, Settings::default().theme);
        assert_eq!(settings.zoom, 200);
        assert_eq!(lenient(b"<html>"), Settings::default());
    }
}

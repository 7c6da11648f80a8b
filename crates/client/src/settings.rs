//! `settings.json`: readable before the stores are open, holds nothing
//! personal.

use crate::{client::Client, fault, store::key::write_whole};
use muster_domain::{error::AppError, event::Tag, settings::Settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use ts_rs::TS;

const FILE: &str = "settings.json";

/// Per cent.
const ZOOM: std::ops::RangeInclusive<u32> = 80..=200;

/// Some of the settings, each with its new value. Two that change different
/// settings at the same time do not undo each other.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[ts(type = "Partial<Settings>")]
pub(crate) struct SettingsChange(Map<String, Value>);

impl SettingsChange {
    fn applied_to(self, settings: &Settings) -> serde_json::Result<Settings> {
        let mut fields = serde_json::to_value(settings)?;
        if let Value::Object(fields) = &mut fields {
            fields.extend(self.0);
        }
        serde_json::from_value(fields).map(within_range)
    }
}

/// Reads the settings; what is missing or makes no sense has its default.
pub(crate) fn load(dir: &Path) -> Settings {
    let text = std::fs::read(dir.join(FILE)).unwrap_or_default();
    lenient(&text)
}

/// Every field by itself: one unknown word must not take the others along.
fn lenient(text: &[u8]) -> Settings {
    let Ok(Value::Object(fields)) = serde_json::from_slice(text) else {
        return Settings::default();
    };
    let mut known = Map::new();
    for (name, value) in fields {
        known.insert(name.clone(), value);
        let whole = Value::Object(known.clone());
        if serde_json::from_value::<Settings>(whole).is_err() {
            known.remove(&name);
        }
    }
    serde_json::from_value(Value::Object(known))
        .map(within_range)
        .unwrap_or_default()
}

fn within_range(mut settings: Settings) -> Settings {
    settings.zoom = settings.zoom.clamp(*ZOOM.start(), *ZOOM.end());
    settings.notify = settings.notify.within_range();
    settings
}

/// Writes the settings with this change and makes them the ones in force.
pub(crate) async fn change(client: &Client, change: SettingsChange) -> Result<Settings, AppError> {
    let _turn = client.inner().settings_turn.lock().await;
    let settings = change
        .applied_to(&client.settings())
        .map_err(|error| fault::internal("settings", error))?;
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
    use muster_domain::settings::{Density, Language, LockAfter, TableName};
    use serde_json::json;

    #[test]
    fn the_stored_settings_keep_their_form() {
        let json = serde_json::to_string(&Settings::default()).unwrap();
        insta::assert_snapshot!(json, @r#"{"language":"zh-CN","theme":"system","density":"comfortable","zoom":100,"privacy":false,"lock_after":"never","columns":{},"board":"cards","notify":{"responses":true,"headcount":true,"warnings":true,"sending":true,"quests":true,"quiet":false,"quiet_from":1320,"quiet_to":420,"urgent_through":true}}"#);
        let locks = lenient(br#"{"privacy":true,"lock_after":"15"}"#);
        assert!(locks.privacy);
        assert_eq!(locks.lock_after, LockAfter::Fifteen);
        // An earlier version wrote less, a broken word is none.
        assert_eq!(lenient(br#"{"lock_after":"7"}"#), Settings::default());
    }

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

    #[test]
    fn the_columns_of_a_table_are_kept() {
        let settings = lenient(br#"{"zoom":120,"columns":{"check_ins":["name","phone"]}}"#);
        assert_eq!(
            settings.columns[&TableName::CheckIns],
            ["name".to_owned(), "phone".to_owned()]
        );
        // A table of a later version takes no other setting along.
        let later = lenient(br#"{"zoom":120,"columns":{"orchards":["name"]}}"#);
        assert_eq!((later.zoom, later.columns.len()), (120, 0));
    }

    #[test]
    fn a_change_leaves_the_other_settings_as_they_are() {
        let change = |json: Value| serde_json::from_value::<SettingsChange>(json).unwrap();
        let before = Settings {
            language: Language::En,
            ..Settings::default()
        };
        let after = change(json!({ "density": "dense", "zoom": 900 }))
            .applied_to(&before)
            .unwrap();
        let wanted = Settings {
            density: Density::Dense,
            zoom: 200,
            ..before.clone()
        };
        assert_eq!(after, wanted);
        assert!(
            change(json!({ "density": "airy" }))
                .applied_to(&before)
                .is_err()
        );
    }
}

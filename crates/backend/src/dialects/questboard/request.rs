//! What requests carry (document 003), and its reading: GET in the query, POST
//! as JSON.

use axum::body::Bytes;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::wire;
use crate::dialects::read;
use crate::service::quests::{self, Fault, QuestEdit};
use crate::store::{PageAt, QuestFilter, Reset, Reward};

const PAGE_SIZE: i64 = 20;

#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    pub username: String,
    #[serde(default)]
    pub password: String,
}

#[derive(Deserialize)]
pub struct One {
    pub task_id: i64,
}

#[derive(Deserialize)]
pub struct Several {
    pub task_ids: Vec<i64>,
}

#[derive(Deserialize)]
pub struct Delete {
    pub id: i64,
}

pub fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| Fault::Body(error.to_string()))
}

/// The parameters of a GET. One that is empty was not sent.
#[derive(Debug)]
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn read(query: Option<&str>) -> Result<Self, Fault> {
        serde_urlencoded::from_str(query.unwrap_or_default())
            .map(Self)
            .map_err(|error| Fault::Body(error.to_string()))
    }

    fn text(&self, key: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(name, _)| name == key);
        values
            .next()
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    fn number(&self, key: &'static str) -> Result<Option<i64>, Fault> {
        self.text(key)
            .map(|text| text.parse().map_err(|_| Fault::Wrong(key)))
            .transpose()
    }

    pub fn task_id(&self) -> Result<i64, Fault> {
        self.number("task_id")?.ok_or(Fault::Missing("task_id"))
    }

    pub fn page(&self) -> Result<PageAt, Fault> {
        let number = self.number("page")?.unwrap_or(1);
        quests::page(self.number("page_size")?.unwrap_or(PAGE_SIZE), number)
    }

    pub fn filter(&self) -> Result<QuestFilter, Fault> {
        let kind = self
            .text("type")
            .map(|text| wire::read_kind(text).ok_or(Fault::Wrong("type")));
        let state = self
            .number("status")?
            .map(|status| wire::read_status(status).ok_or(Fault::Wrong("status")));
        Ok(QuestFilter {
            kind: kind.transpose()?,
            state: state.transpose()?,
            category_id: self.number("category_id")?,
            with_inactive: false,
        })
    }
}

/// 5.1 and 5.2. What may be unlimited says so with null.
#[derive(Deserialize)]
pub struct Edit {
    id: Option<i64>,
    name: Option<String>,
    description: Option<String>,
    category_id: Option<i64>,
    #[serde(rename = "type")]
    kind: Option<String>,
    target_type: Option<String>,
    target_params: Option<Map<String, Value>>,
    target_count: Option<i64>,
    rewards: Option<Vec<RewardRow>>,
    prerequisite_tasks: Option<Vec<i64>>,
    level_required: Option<i64>,
    #[serde(default, deserialize_with = "sent")]
    time_limit: Option<Option<i64>>,
    reset_type: Option<String>,
    max_completions: Option<i64>,
    is_active: Option<bool>,
    #[serde(default, deserialize_with = "sent")]
    start_time: Option<Option<String>>,
    #[serde(default, deserialize_with = "sent")]
    end_time: Option<Option<String>>,
}

#[derive(Deserialize)]
struct RewardRow {
    item_id: i64,
    item_name: String,
    quantity: i64,
    icon: Option<String>,
}

/// Tells null, which was sent, from what was not.
fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

impl Edit {
    /// A whole quest.
    pub fn create(self) -> Result<QuestEdit, Fault> {
        for (key, is_missing) in [
            ("name", self.name.is_none()),
            ("category_id", self.category_id.is_none()),
            ("type", self.kind.is_none()),
            ("target_type", self.target_type.is_none()),
            ("target_count", self.target_count.is_none()),
            ("rewards", self.rewards.is_none()),
        ] {
            if is_missing {
                return Err(Fault::Missing(key));
            }
        }
        self.edit()
    }

    /// The id, and what is to be changed.
    pub fn update(self) -> Result<(i64, QuestEdit), Fault> {
        Ok((self.id.ok_or(Fault::Missing("id"))?, self.edit()?))
    }

    fn edit(self) -> Result<QuestEdit, Fault> {
        let kind = |text: &str| wire::read_kind(text).ok_or(Fault::Wrong("type"));
        let rewards = |rows: Vec<RewardRow>| rows.into_iter().map(Reward::from).collect();
        Ok(QuestEdit {
            name: self.name,
            description: self.description,
            category_id: self.category_id,
            kind: self.kind.as_deref().map(kind).transpose()?,
            target_type: self.target_type,
            target_params: self.target_params,
            target_count: self.target_count,
            rewards: self.rewards.map(rewards),
            needs: self.prerequisite_tasks,
            level_required: self.level_required,
            time_limit_s: self.time_limit,
            reset: self.reset_type.as_deref().map(reset).transpose()?,
            max_completions: self.max_completions,
            is_active: self.is_active,
            starts: time("start_time", self.start_time)?,
            ends: time("end_time", self.end_time)?,
        })
    }
}

impl From<RewardRow> for Reward {
    fn from(row: RewardRow) -> Self {
        Self {
            item_id: row.item_id,
            item_name: row.item_name.trim().to_owned(),
            quantity: row.quantity,
            icon: row.icon.filter(|icon| !icon.is_empty()),
        }
    }
}

fn reset(text: &str) -> Result<Reset, Fault> {
    wire::read_reset(text).ok_or(Fault::Wrong("reset_type"))
}

fn time(
    key: &'static str,
    sent: Option<Option<String>>,
) -> Result<Option<Option<Timestamp>>, Fault> {
    sent.map(|text| {
        text.filter(|text| !text.is_empty())
            .map(|text| read::beijing(&text).ok_or(Fault::Wrong(key)))
            .transpose()
    })
    .transpose()
}

/// 5.4
#[derive(Deserialize)]
pub struct ResetSome {
    reset_type: String,
    #[serde(default)]
    task_ids: Option<Vec<i64>>,
}

impl ResetSome {
    /// What is to be reset; no ids are all.
    pub fn read(self) -> Result<(Reset, Vec<i64>), Fault> {
        let reset = match reset(&self.reset_type)? {
            Reset::Never => return Err(Fault::Wrong("reset_type")),
            reset => reset,
        };
        Ok((reset, self.task_ids.unwrap_or_default()))
    }
}

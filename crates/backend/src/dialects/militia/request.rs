//! What requests carry (document 001), and its reading.

use axum::body::Bytes;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::dialects::read;
use crate::service::Fault;
use crate::service::publish::{Draft, DraftPlace};
use crate::store::Recipients;

/// `place_id` of a place that is to be made.
const NEW_PLACE: i64 = -1;

#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    pub username: String,
    #[serde(default)]
    pub password: String,
}

#[derive(Deserialize)]
pub struct Finish {
    pub task_id: i64,
}

/// Page size and page number, from 1.
#[derive(Deserialize)]
pub struct Page {
    pub pc: i64,
    pub pn: i64,
}

#[derive(Deserialize)]
pub struct Positions {
    pub task_id: i64,
    pub pc: i64,
    pub pn: i64,
}

/// The body of `POST /task`. What the document lets be left out may also be
/// null, and `detail` may be missing because it may be empty.
#[derive(Deserialize)]
pub struct Publish {
    #[serde(default)]
    title: String,
    #[serde(default)]
    mem_count: i64,
    launch_datetime: Option<String>,
    gather_datetime: String,
    detail: Option<String>,
    place_id: i64,
    place_name: Option<String>,
    place_lat: Option<f64>,
    place_lng: Option<f64>,
    finish_datetime: String,
    accept_org_ids: Option<Vec<i64>>,
    accept_office_ids: Option<Vec<i64>>,
    accept_soldr_ids: Option<Vec<i64>>,
}

impl Publish {
    pub fn into_draft(self) -> Result<Draft, Fault> {
        let launched = match self.launch_datetime.as_deref() {
            None | Some("") => None,
            Some(text) => Some(time("launch_datetime", text)?),
        };
        let place = if self.place_id == NEW_PLACE {
            DraftPlace::New {
                name: self.place_name.unwrap_or_default(),
                lat: self.place_lat,
                lng: self.place_lng,
            }
        } else {
            DraftPlace::Saved(self.place_id)
        };
        Ok(Draft {
            title: self.title,
            detail: self.detail.unwrap_or_default(),
            mem_count: self.mem_count,
            launched,
            gather: time("gather_datetime", &self.gather_datetime)?,
            finish: time("finish_datetime", &self.finish_datetime)?,
            place,
            recipients: Recipients {
                offices: self.accept_office_ids.unwrap_or_default(),
                orgs: self.accept_org_ids.unwrap_or_default(),
                soldiers: self.accept_soldr_ids.unwrap_or_default(),
            },
        })
    }
}

fn time(field: &'static str, text: &str) -> Result<Timestamp, Fault> {
    read::beijing(text).ok_or(Fault::Time(field))
}

pub fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| Fault::Body(error.to_string()))
}

/// JSON, or the form values that real sign-in and location servers take too.
/// The first byte tells, because many programs send JSON as a form by name.
pub fn json_or_form<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    if body.trim_ascii_start().starts_with(b"{") {
        json(body)
    } else {
        serde_urlencoded::from_bytes(body).map_err(|error| Fault::Body(error.to_string()))
    }
}

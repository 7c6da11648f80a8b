//! What the calls carry.

use muster_domain::time::Day;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub(crate) struct SignIn<'a> {
    pub(crate) mobile: &'a str,
    pub(crate) password: &'a str,
}

#[derive(Serialize)]
pub(crate) struct Page {
    pub(crate) page: u32,
}

#[derive(Serialize)]
pub(crate) struct One {
    pub(crate) id: Value,
}

#[derive(Serialize)]
pub(crate) struct Jobs {
    pub(crate) task_id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) search: Option<OfDay>,
    pub(crate) page: u32,
}

#[derive(Serialize)]
pub(crate) struct OfDay {
    pub(crate) date: Day,
}

#[derive(Serialize)]
pub(crate) struct People<'a> {
    pub(crate) job_id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) search: Option<Among<'a>>,
    pub(crate) page: u32,
}

#[derive(Serialize)]
pub(crate) struct Among<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) keyword: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u8>,
}

/// An id as the document has it, a number; one that is none goes back as the
/// text that it came as.
pub(crate) fn id(id: &str) -> Value {
    match id.parse::<i64>() {
        Ok(number) if number.to_string() == id => number.into(),
        _ => id.into(),
    }
}

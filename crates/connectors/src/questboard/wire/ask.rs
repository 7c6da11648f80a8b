//! What is asked: queries of the calls that read, bodies of those that change
//! something.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// An id as the document writes it: a number, where it is one.
pub(crate) struct Id<'a>(pub(crate) &'a str);

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<u64>() {
            Ok(number) if number.to_string() == self.0 => serializer.serialize_u64(number),
            _ => serializer.serialize_str(self.0),
        }
    }
}

/// Query parameters by name.
pub(crate) type Query = Vec<(&'static str, String)>;

/// 获取任务列表 (2.1).
pub(crate) fn list(
    kind: Option<&str>,
    status: Option<&str>,
    category: Option<&str>,
    per_page: u32,
    number: u32,
) -> Query {
    let filters = [
        ("type", kind),
        ("status", status),
        ("category_id", category),
    ];
    let filters = filters
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?.to_owned())));
    filters.chain(page(per_page, number)).collect()
}

pub(crate) fn page(per_page: u32, page: u32) -> Query {
    vec![
        ("page", page.to_string()),
        ("page_size", per_page.to_string()),
    ]
}

/// 2.2 and 2.7.
pub(crate) fn task_query(task: &str) -> Query {
    vec![("task_id", task.to_owned())]
}

/// `POST /api/auth/login`.
#[derive(Serialize)]
pub(crate) struct SignIn<'a> {
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
}

/// `POST /api/auth/logout`.
#[derive(Serialize)]
pub(crate) struct Nothing {}

/// 2.3 to 2.6.
#[derive(Serialize)]
pub(crate) struct Task<'a> {
    pub(crate) task_id: Id<'a>,
}

/// 4.1 and 4.2.
#[derive(Serialize)]
pub(crate) struct Tasks<'a> {
    pub(crate) task_ids: Vec<Id<'a>>,
}

/// 奖励内容 of 5.1 and 5.2.
#[derive(Serialize)]
pub(crate) struct Reward<'a> {
    pub(crate) item_id: Id<'a>,
    pub(crate) item_name: &'a str,
    pub(crate) quantity: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon: Option<&'a str>,
}

/// 创建任务 (5.1) and 更新任务 (5.2). What is `None` is not sent; what is
/// `Some(None)` is sent as `null`.
#[derive(Default, Serialize)]
pub(crate) struct Fields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) category_id: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_params: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rewards: Option<Vec<Reward<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prerequisite_tasks: Option<Vec<Id<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) level_required: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time_limit: Option<Option<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reset_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max_completions: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<Option<String>>,
}

/// 删除任务 (5.3).
#[derive(Serialize)]
pub(crate) struct Delete<'a> {
    pub(crate) id: Id<'a>,
}

/// 手动重置任务 (5.4). No ids are all quests of the type.
#[derive(Serialize)]
pub(crate) struct Reset<'a> {
    pub(crate) reset_type: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) task_ids: Vec<Id<'a>>,
}

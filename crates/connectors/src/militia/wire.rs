//! Document 001 (任务管理) as types. What is zero or empty may be missing
//! anywhere; the words of the document stand here and nowhere else.

pub(super) mod path;

use crate::json::{Count, Flag, Id, List, Moment, Number, Strict, Text};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// 人员征集中, 集合中, 任务执行中: `status` of a task.
pub(super) const RECRUITING: &str = "zj";
pub(super) const GATHERING: &str = "jh";
pub(super) const EXECUTING: &str = "zx";

/// 街道, 区, 市: `office_level` and `org_level`.
pub(super) const STREET: &str = "S";
pub(super) const DISTRICT: &str = "D";
pub(super) const CITY: &str = "C";

/// 未读, 拒绝, 接受: `status` of a response.
pub(super) const UNREAD: &str = "UR";
pub(super) const REFUSED: &str = "RF";
pub(super) const ACCEPTED: &str = "AC";

/// 未签到, 已签到: `status` of a check-in.
pub(super) const ABSENT: &str = "UN";
pub(super) const CHECKED_IN: &str = "CH";

/// Fields by name, for saying where an answer is broken.
pub(super) const CODE: &str = "code";
pub(super) const CNMSG: &str = "cnmsg";
pub(super) const DATA: &str = "data";
pub(super) const TASK_ID: &str = "task_id";
pub(super) const ORG_TREE: &str = "detail";
pub(super) const OFFICE_TREE: &str = "office_detail";

/// `place_id` of a place that the publication creates.
pub(super) const NEW_PLACE: i64 = -1;

/// 发布任务 `POST /task`. `launch_datetime` is left to the server.
#[derive(Debug, Serialize)]
pub(super) struct Publish {
    pub(super) title: String,
    pub(super) mem_count: u32,
    pub(super) gather_datetime: String,
    pub(super) detail: String,
    pub(super) place_id: SentId,
    pub(super) place_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place_lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place_lng: Option<f64>,
    pub(super) finish_datetime: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accept_org_ids: Vec<SentId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accept_office_ids: Vec<SentId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accept_soldr_ids: Vec<SentId>,
}

/// An id as the document writes it, a number; one that is none goes back as
/// the text that it came as.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum SentId {
    Number(i64),
    Text(String),
}

impl From<&str> for SentId {
    fn from(id: &str) -> Self {
        id.parse()
            .map_or_else(|_| Self::Text(id.to_owned()), Self::Number)
    }
}

/// 结束任务 `PUT /task/finish`.
#[derive(Debug, Serialize)]
pub(super) struct Finish {
    pub(super) task_id: SentId,
}

/// The body of `/task/response` and `/task/gather`.
#[derive(Debug, Serialize)]
pub(super) struct PageWanted {
    /// 每页显示人数
    pub(super) pc: u32,
    /// 当前页, from 1
    pub(super) pn: u32,
}

/// 获取基本信息 `GET /task/info`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Info {
    pub(super) is_office: Flag,
    pub(super) places: List<Strict<Place>>,
}

/// 常用集合地点.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    pub(super) place_id: Id,
    pub(super) place_name: Text,
    pub(super) place_lat: Number,
    pub(super) place_lng: Number,
}

/// 所有下属组织及人员 `GET /task/orgs`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Orgs {
    pub(super) total_mems: Count,
    pub(super) detail: Option<Strict<OrgsOfOffice>>,
}

/// `detail` of [`Orgs`], nested.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OrgsOfOffice {
    pub(super) office_name: Text,
    pub(super) orgs: List<Strict<Org>>,
    pub(super) lower_offices: List<Strict<OrgsOfOffice>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Org {
    pub(super) org_id: Id,
    pub(super) name: Text,
    pub(super) members: List<Strict<Member>>,
    pub(super) lower_org_ids: List<Id>,
}

/// Somebody in a tree, or among the participants.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Member {
    pub(super) soldier_id: Id,
    pub(super) name: Text,
    pub(super) is_admin: Flag,
    /// Of participants only.
    pub(super) im_user_id: Id,
    /// Of those who were chosen individually only.
    pub(super) serve_office: Text,
}

/// 所有下属单位及人员 `GET /task/offices`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Offices {
    pub(super) total_mems: Count,
    pub(super) office_detail: Option<Strict<Office>>,
}

/// `office_detail`, nested.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Office {
    pub(super) office_id: Id,
    pub(super) name: Text,
    pub(super) members: List<Strict<Member>>,
    pub(super) lower_offices: List<Strict<Office>>,
}

/// `GET /task/working/{per_page}/{page}` and `GET /task/done/...`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tasks {
    pub(super) total_pages: Count,
    pub(super) total_tasks: Count,
    pub(super) data: List<Strict<Task>>,
}

/// A row of the lists, and 任务详情 `GET /task/detail/{task_id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Task {
    pub(super) task_id: Id,
    pub(super) title: Text,
    pub(super) launch_admin: Text,
    pub(super) launch_datetime: Moment,
    pub(super) gather_datetime: Moment,
    pub(super) finish_datetime: Moment,
    pub(super) gather_place: Text,
    pub(super) place_lat: Number,
    pub(super) place_lng: Number,
    pub(super) mem_count: Count,
    /// Missing once the task is over.
    pub(super) status: Text,
    /// Missing while executing and once the task is over.
    pub(super) detail: Number,
    pub(super) is_launcher: Flag,
    /// These three of the done list only.
    pub(super) response_count: Count,
    pub(super) accept_count: Count,
    pub(super) check_count: Count,
}

/// 参与任务的人员 `GET /task/detail/mem/{task_id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Participants {
    pub(super) offices: List<Strict<Group>>,
    pub(super) orgs: List<Strict<Group>>,
    pub(super) indiv: List<Strict<Member>>,
}

/// An office or an organisation that was called.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Group {
    pub(super) name: Text,
    pub(super) office_level: Text,
    pub(super) org_level: Text,
    pub(super) members: List<Strict<Member>>,
}

/// 任务响应情况 `GET /task/response/{task_id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Responses {
    pub(super) mem_count: Count,
    pub(super) notify_count: Count,
    pub(super) response_count: Count,
    pub(super) accept_count: Count,
    /// `HH:MM:SS`
    pub(super) avg_resp_time: Text,
    pub(super) total_pages: Count,
    pub(super) total_mem: Count,
    pub(super) mem_list: List<Strict<Answering>>,
}

/// 任务集合情况 `GET /task/gather/{task_id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckIns {
    pub(super) check_count: Count,
    pub(super) total_pages: Count,
    pub(super) total_mem: Count,
    pub(super) mem_list: List<Strict<Answering>>,
}

/// A row of the responses or of the check-ins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answering {
    pub(super) soldier_id: Id,
    pub(super) name: Text,
    pub(super) im_user_id: Id,
    pub(super) phone: Text,
    pub(super) serve_office: Text,
    pub(super) status: Text,
    /// Of responses only; missing while unread.
    pub(super) resp_time: Moment,
}

/// What 人员位置 is asked for, `POST /loc/getAllLocs` of the location module
/// (`docs/protocols/militia.md`, Positions).
#[derive(Debug, Serialize)]
pub(super) struct PositionsWanted {
    pub(super) task_id: SentId,
    /// 每页显示人数
    pub(super) pc: u32,
    /// 当前页, from 1
    pub(super) pn: u32,
}

impl PositionsWanted {
    /// The same as form values.
    pub(super) fn to_form(&self) -> String {
        let task_id = match &self.task_id {
            SentId::Number(id) => id.to_string(),
            SentId::Text(id) => id.clone(),
        };
        form_urlencoded::Serializer::new(String::new())
            .append_pair("task_id", &task_id)
            .append_pair("pc", &self.pc.to_string())
            .append_pair("pn", &self.pn.to_string())
            .finish()
    }
}

/// 人员位置. This module has its own words for a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Positions {
    pub(super) count_page: Count,
    pub(super) count_data: Count,
    pub(super) data: List<Strict<Located>>,
}

/// Where somebody's telephone was last.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Located {
    pub(super) soldier_id: Id,
    pub(super) name: Text,
    pub(super) phone: Text,
    pub(super) serve_office: Text,
    pub(super) longitude: Number,
    pub(super) latitude: Number,
}

/// `POST /signin` of the sign-in module (`docs/protocols/militia.md`, Sign-in).
#[derive(Serialize)]
pub(super) struct SignIn<'a> {
    pub(super) username: &'a str,
    pub(super) password: &'a str,
}

/// What stands around an answer's `data` in the enveloped dialect, and around
/// refusals in both.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    /// Only the enveloped dialect has it.
    pub(super) code: Option<Count>,
    pub(super) cnmsg: Text,
}

/// An enveloped answer's content.
#[derive(Debug, Deserialize)]
pub(super) struct Enveloped<T> {
    pub(super) data: Option<Strict<T>>,
}

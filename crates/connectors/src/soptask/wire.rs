//! Document 002 and the calls around it, as types. The words of the server
//! stand here and nowhere else.

pub(super) mod ask;
pub(super) mod path;
pub(super) mod rows;

use crate::json::{Count, Flag, Id, List, Moment, Strict, Text};
use rows::{OrEmpty, Rows};
use serde::Deserialize;

/// Fields by name, for saying where an answer is broken.
pub(super) const RESULT: &str = "result";
pub(super) const DATA: &str = "data";
pub(super) const RECORD_LIST: &str = "record_list";
pub(super) const LIST: &str = "list";
pub(super) const ID: &str = "id";
pub(super) const USER_ID: &str = "user_id";

/// `login_status` of a refusal: sign in, choose an enterprise.
pub(super) const SIGN_IN: u32 = 1;
pub(super) const CHOOSE_ENTERPRISE: u32 = 2;

/// What a refused sign-in speaks of where the name or the password is wrong.
pub(super) const PASSWORD: &str = "密码";

/// `msgtype` of an attachment.
pub(super) const IMAGE: &str = "image";
pub(super) const VIDEO: &str = "video";
pub(super) const LINK: &str = "link";
pub(super) const MINI_PROGRAM: &str = "miniprogram";
pub(super) const FILE: &str = "file";

/// 未发表, 已发表: `status` of somebody.
pub(super) const WAITING: &str = "0";
pub(super) const POSTED: &str = "1";

/// What stands around every answer's `data`: `result` with `msg`, or `errcode`
/// with `errmsg`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) result: Option<Flag>,
    pub(super) msg: Text,
    pub(super) errcode: Option<Text>,
    pub(super) errmsg: Text,
}

/// An answer's content.
#[derive(Debug, Deserialize)]
pub(super) struct Enveloped<T> {
    pub(super) data: Option<T>,
}

/// What a refusal may say of the session.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    pub(super) login_status: Count,
}

/// `businessList`, `getTaskList`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    pub(super) id: Id,
    pub(super) name: Text,
}

/// `getFriendsJobList`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Jobs {
    pub(super) record_list: Option<Rows<Job>>,
    pub(super) wait_count: Option<Count>,
    pub(super) finish_count: Option<Count>,
    pub(super) job_total: Option<Count>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Job {
    pub(super) id: Id,
    pub(super) moment_total: Option<Count>,
    pub(super) moment_finish_count: Option<Count>,
    pub(super) moment_wait_count: Option<Count>,
    pub(super) created_at: Moment,
    pub(super) content: OrEmpty<Content>,
}

/// A moment as WeCom has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    pub(super) text: OrEmpty<ContentText>,
    pub(super) attachments: List<Strict<Attachment>>,
    pub(super) visible_range: OrEmpty<Range>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ContentText {
    pub(super) content: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Attachment {
    pub(super) msgtype: Text,
    pub(super) link: OrEmpty<Link>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Link {
    pub(super) title: Text,
    pub(super) url: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Range {
    pub(super) sender_list: OrEmpty<Senders>,
    pub(super) external_contact_list: OrEmpty<Customers>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Senders {
    pub(super) user_list: List<Text>,
    pub(super) department_list: List<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Customers {
    pub(super) tag_list: List<Text>,
}

/// A row of `getFriendsJobDetailsList`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    pub(super) user_id: Id,
    pub(super) status: Text,
    pub(super) status_name: Text,
    pub(super) staff: OrEmpty<Staff>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Staff {
    pub(super) user_id: Id,
    pub(super) name: Text,
    /// The account on WeCom.
    pub(super) userid: Text,
}

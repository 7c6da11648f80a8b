//! Documents 000 and 004, and the calls around them, as types. The words of the
//! server stand here and nowhere else.

pub(super) mod ask;
pub(super) mod code;
pub(super) mod path;

use crate::json::{Count, Flag, Id, List, Moment, Strict, Text};
use serde::{Deserialize, Serialize};

use super::data::Data;

/// The kind of client that the documents' examples pass for, and the version
/// that they show.
pub(super) const CALLER: &str = "chrome_test";
pub(super) const VERSION: &str = "v2.1";
pub(super) const ENCRYPT: &str = "md5";

/// Fields by name, for saying where an answer is broken.
pub(super) const RESULT_CODE: &str = "result_code";
pub(super) const DATA: &str = "data";
pub(super) const USER_ID: &str = "user_id";
pub(super) const TOKEN: &str = "token";
pub(super) const MISSION_ID: &str = "mission_id";
pub(super) const MEETING_ID: &str = "meeting_id";
pub(super) const NOTIFY_ID: &str = "notify_id";

/// 已撤销, 进行中, 已过期: `status` of a mission.
pub(super) const REVOKED: &str = "0";
pub(super) const ACTIVE: &str = "1";
pub(super) const EXPIRED: &str = "2";

/// 不需要签到, 二维码签到: `sign_type`.
pub(super) const NO_SIGN: &str = "0";
pub(super) const QR_SIGN: &str = "1";

/// 还未到点签到, 可以签到, 停止签到: `time_to_sign`.
pub(super) const NOT_YET: &str = "0";
pub(super) const OPEN: &str = "1";
pub(super) const CLOSED: &str = "2";

/// `is_sign` of who came late, on some servers.
pub(super) const SIGNED_LATE: u32 = 2;

/// 未确认, 已确认, 请假: `confirm_join`.
pub(super) const JOIN_UNANSWERED: &str = "0";
pub(super) const JOIN_CONFIRMED: &str = "1";
pub(super) const JOIN_LEAVE: &str = "2";

/// 校级组织, 院系组织, 兴趣社团, 班级组织, 私下组织: `level`.
pub(super) const LEVEL_SCHOOL: &str = "0";
pub(super) const LEVEL_FACULTY: &str = "1";
pub(super) const LEVEL_INTEREST: &str = "2";
pub(super) const LEVEL_CLASS: &str = "3";
pub(super) const LEVEL_PRIVATE: &str = "4";

/// 女生, 男生: `gender`.
pub(super) const FEMALE: &str = "0";
pub(super) const MALE: &str = "1";

/// `dynamic_type`.
pub(super) const MISSION: &str = "mission";
pub(super) const MEETING: &str = "meeting";
pub(super) const NOTIFY: &str = "notify";

/// `status` of an answer to a 动态.
pub(super) const CONFIRM: &str = "confirm";
pub(super) const LEAVE: &str = "leave";
pub(super) const FINISH: &str = "finish";

/// What stands around the `data` of every call.
#[derive(Serialize)]
pub(super) struct Asked<'a> {
    pub(super) id: String,
    pub(super) client: Client<'a>,
    pub(super) encrypt: &'static str,
    pub(super) sign: String,
    pub(super) data: &'a Data,
}

#[derive(Serialize)]
pub(super) struct Client<'a> {
    pub(super) caller: &'a str,
    pub(super) version: &'static str,
    /// Unix milliseconds, as text.
    pub(super) date: String,
    pub(super) ex: Extra,
}

/// Describes a telephone: screen, device, its number, channel, system.
#[derive(Serialize)]
pub(super) struct Extra {
    pub(super) sc: &'static str,
    pub(super) dv: &'static str,
    pub(super) uid: &'static str,
    pub(super) sf: &'static str,
    pub(super) os: &'static str,
}

/// What stands around every answer's `data`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) result_code: Option<Count>,
    pub(super) result_msg: Text,
    pub(super) sys_time: Moment,
}

/// An answer's content.
#[derive(Debug, Deserialize)]
pub(super) struct Enveloped<T> {
    pub(super) data: Option<Strict<T>>,
}

/// `POST /user/login`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignedIn {
    pub(super) user_id: Id,
    pub(super) token: Text,
}

/// 获取我发布的任务列表 (11.1).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Missions {
    pub(super) mission: List<Strict<Mission>>,
    pub(super) has_more: Flag,
}

/// A row of 11.1, and 任务详情 (11.3).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Mission {
    pub(super) mission_id: Id,
    pub(super) content: Text,
    pub(super) create_date: Moment,
    pub(super) deadline: Moment,
    pub(super) club_id: Id,
    pub(super) club_name: Text,
    pub(super) club_avatar: Text,
    /// Of newer servers.
    pub(super) status: Text,
    /// These of the list only.
    pub(super) unconfirm_count: Option<Count>,
    pub(super) already_confirm_count: Option<Count>,
    pub(super) unfinish_count: Option<Count>,
    pub(super) already_finish_count: Option<Count>,
    pub(super) child_count: Count,
    /// 1 where there are 子任务, whatever the table of 11.1 says.
    pub(super) has_child: Count,
    /// These of the detail only: the example says one, the table the other.
    pub(super) participant: List<Strict<MissionPerson>>,
    pub(super) participation: List<Strict<MissionPerson>>,
    /// Of newer servers.
    pub(super) child: List<Strict<Child>>,
}

/// 子任务.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Child {
    pub(super) mission_id: Id,
    pub(super) content: Text,
    pub(super) participant: List<Strict<MissionPerson>>,
    pub(super) participation: List<Strict<MissionPerson>>,
}

/// 任务参与人员.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MissionPerson {
    pub(super) student_id: Id,
    pub(super) student_name: Text,
    /// The example says one, the table the other.
    pub(super) student_avatar: Text,
    pub(super) avatar_url: Text,
    pub(super) is_confirm: Flag,
    pub(super) is_finish: Flag,
    pub(super) has_child: Count,
}

/// 会议参与情况列表 (4.1).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Participation {
    pub(super) total_count: Option<Count>,
    pub(super) unsign_count: Option<Count>,
    pub(super) already_sign_count: Option<Count>,
    pub(super) unconfirm_count: Option<Count>,
    pub(super) already_confirm_count: Option<Count>,
    pub(super) participation: List<Strict<Attendee>>,
}

/// 参与者 of 4.1.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Attendee {
    pub(super) student_id: Id,
    pub(super) name: Text,
    pub(super) avatar_url: Text,
    pub(super) department_name: Text,
    pub(super) job_name: Text,
    pub(super) is_confirm: Flag,
    pub(super) is_leave: Flag,
    /// 0, 1, and on some servers 2 for late.
    pub(super) is_sign: Count,
    pub(super) is_late: Option<Flag>,
    pub(super) dynamic_date: Moment,
    pub(super) sign_date: Moment,
    /// Of newer servers.
    pub(super) comment: Text,
}

/// 获取我发布的会议列表.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Meetings {
    pub(super) meeting: List<Strict<Meeting>>,
    pub(super) has_more: Flag,
}

/// A row of the list, and 会议详情.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Meeting {
    pub(super) meeting_id: Id,
    pub(super) content: Text,
    pub(super) address: Text,
    pub(super) create_date: Moment,
    pub(super) deadline: Moment,
    pub(super) club_id: Id,
    pub(super) club_name: Text,
    pub(super) club_avatar: Text,
    pub(super) sign_type: Text,
    pub(super) time_to_sign: Text,
    pub(super) unconfirm_count: Option<Count>,
    pub(super) total_count: Option<Count>,
    pub(super) already_sign_count: Option<Count>,
    pub(super) already_confirm_count: Option<Count>,
    pub(super) unsign_count: Option<Count>,
    /// Of the detail only.
    pub(super) leaders: List<Strict<Leader>>,
}

/// 签到负责人.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Leader {
    pub(super) student_id: Id,
    pub(super) student_name: Text,
    pub(super) avatar_url: Text,
    pub(super) mobile: Text,
    pub(super) job_name: Text,
    pub(super) department_name: Text,
}

/// 我管理的社团, 我参加的社团.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Clubs {
    pub(super) club: List<Strict<Club>>,
    pub(super) has_more: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Club {
    pub(super) club_id: Id,
    pub(super) club_name: Text,
    pub(super) avatar_url: Text,
    /// One call says one, the other the other.
    pub(super) level: Text,
    pub(super) club_level: Text,
    pub(super) member_count: Option<Count>,
}

/// 社团的当前届成员.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Students {
    pub(super) groups: List<Strict<Group>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Group {
    pub(super) students: List<Strict<Student>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Student {
    pub(super) student_id: Id,
    pub(super) name: Text,
    pub(super) avatar_url: Text,
    pub(super) mobile: Text,
    pub(super) department: Text,
    pub(super) job: Text,
    /// A number, 0, or a text like `2012级`.
    pub(super) graduate_year: Text,
    pub(super) major: Text,
    pub(super) gender: Text,
}

/// 获取动态列表; the rows stand under the name of their type.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Received {
    pub(super) mission: List<Strict<Dynamic>>,
    pub(super) meeting: List<Strict<Dynamic>>,
    pub(super) notify: List<Strict<Dynamic>>,
    pub(super) has_more: Flag,
}

/// A 动态 of any type, and its detail.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Dynamic {
    pub(super) content: Text,
    pub(super) create_date: Moment,
    pub(super) sponsor: Option<Strict<Sponsor>>,
    /// Of a mission or a meeting.
    pub(super) deadline: Moment,
    /// Of a mission or a notice.
    pub(super) confirm_receive: Flag,
    pub(super) mission_id: Id,
    pub(super) finish: Flag,
    pub(super) participant: List<Strict<Companion>>,
    pub(super) child: List<Strict<ReceivedChild>>,
    pub(super) meeting_id: Id,
    pub(super) address: Text,
    pub(super) confirm_join: Text,
    pub(super) has_sign: Count,
    pub(super) leader: List<Strict<Leader>>,
    pub(super) notify_id: Id,
}

/// 发布者.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sponsor {
    pub(super) sponsor_id: Id,
    pub(super) sponsor_name: Text,
    pub(super) sponsor_avatar: Text,
}

/// A 子任务 of mine.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReceivedChild {
    pub(super) mission_id: Id,
    pub(super) content: Text,
    pub(super) finish: Flag,
    pub(super) has_child: Count,
    pub(super) participant: List<Strict<Companion>>,
}

/// Somebody with the same mission.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Companion {
    pub(super) student_id: Id,
    pub(super) student_name: Text,
    pub(super) avatar_url: Text,
}

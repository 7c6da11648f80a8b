//! Ids. A server's ids are numbers in one protocol and text in another; here
//! and in the UI they are opaque text.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as the server wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}

ids! {
    /// A connection of this installation; made here.
    ConnectionId,
    /// A draft of this installation; made here.
    DraftId,
    /// An entry of the outbox; made here.
    OutboxId,
    /// A base map of this installation; made here.
    MapSourceId,
    /// A saved group or template of this installation; made here.
    SavedId,
    /// A line of the inbox; made here.
    InboxId,
    /// 任务 of a militia server.
    TaskId,
    /// 单位 (office).
    OfficeId,
    /// 组织 (organisation).
    OrgId,
    /// 民兵 (soldier).
    SoldierId,
    /// 常用集合地点 (saved gather place).
    PlaceId,
    /// 社团 of a WeClubs server.
    ClubId,
    /// 学生, and every user of a WeClubs server: they are one number there.
    StudentId,
    /// 社团任务, and each of its 子任务.
    MissionId,
    /// 会议.
    MeetingId,
    /// 通知.
    NoticeId,
    /// 任务 of a questboard server.
    QuestId,
    /// 任务分类.
    CategoryId,
    /// What a quest rewards with.
    ItemId,
    /// A user of a questboard server.
    QuestUserId,
    /// A line of a questboard server's audit log.
    AuditId,
    /// SOP 任务 of a SopTask server.
    SopTaskId,
    /// 朋友圈任务: what a task had staff post on one occasion.
    MomentJobId,
    /// 员工 of an enterprise.
    StaffId,
    /// 企业.
    EnterpriseId,
}

//! The paths of the calls, segment by segment.

pub(crate) type Path = &'static [&'static str];

pub(crate) const SIGN_IN: Path = &["user", "login"];

/// 11.1 to 11.6.
pub(crate) const MY_MISSIONS: Path = &["manage", "club_mission", "get_my_mission"];
pub(crate) const PUBLISH_MISSION: Path = &["manage", "club_mission", "public_mission"];
pub(crate) const MY_MISSION: Path = &["manage", "club_mission", "get_my_mission_detail"];
pub(crate) const REMIND_CONFIRM: Path = &["manage", "club_mission", "remind_confirm_mission"];
pub(crate) const REMIND_FINISH: Path = &["manage", "club_mission", "remind_finish_mission"];
pub(crate) const REVERT_MISSION: Path = &["manage", "club_mission", "revert_mission"];

/// 4.1 to 4.3.
pub(crate) const PARTICIPATION: Path = &["meeting", "get_meeting_participation"];
pub(crate) const END_MEETING: Path = &["meeting", "end_meeting"];
pub(crate) const SIGN_MEETING: Path = &["meeting", "sign_meeting"];

/// 社团会议管理.
pub(crate) const MY_MEETINGS: Path = &["manage", "club_meeting", "get_my_meeting"];
pub(crate) const MY_MEETING: Path = &["manage", "club_meeting", "get_my_meeting_detail"];
pub(crate) const PUBLISH_MEETING: Path = &["manage", "club_meeting", "public_meeting"];
pub(crate) const EDIT_MEETING: Path = &["manage", "club_meeting", "edit_meeting"];
pub(crate) const REMIND_MEETING: Path = &["manage", "club_meeting", "remind_confirm_meeting"];
pub(crate) const REVERT_MEETING: Path = &["manage", "club_meeting", "revert_meeting"];

/// 社团.
pub(crate) const ADMINISTERED: Path = &["manage", "club", "get_my_club"];
pub(crate) const JOINED: Path = &["club", "get_my_clubs"];
pub(crate) const STUDENTS: Path = &["club", "get_club_students"];

/// 个人动态.
pub(crate) const RECEIVED: Path = &["dynamic", "get_dynamic_list"];
pub(crate) const RECEIVED_DETAIL: Path = &["dynamic", "get_dynamic_detail"];
pub(crate) const REPLY: Path = &["dynamic", "set_dynamic_status"];

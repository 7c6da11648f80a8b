//! What the connectors of clubs do: documents 000 and 004, and the calls around
//! them (`docs/protocols/weclubs.md`).

use super::Answer;
use crate::error::Result;
use async_trait::async_trait;
use muster_domain::{
    club::{Club, ClubRoster},
    id::{ClubId, MeetingId, MissionId, NoticeId, StudentId},
    meeting::{MeetingDetail, MeetingEdit, MeetingSummary, NewMeeting, Participation},
    mission::{MissionDetail, MissionSummary, NewMission, Reminded, Reminder},
    read::Slice,
    received::{
        ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission, ReceivedMissionDetail,
        ReceivedNotice, Reply,
    },
    sign_in_code::SignInCode,
};

/// 社团 and their people. Every list may repeat a row across pages; the caller
/// removes repetitions by id.
#[async_trait]
pub trait Clubs: Send + Sync {
    /// Who is signed in: the number under which clubs, missions and meetings
    /// know the account.
    fn me(&self) -> Option<StudentId>;

    /// `/manage/club/get_my_club`: the clubs that the account administers.
    async fn administered(&self) -> Result<Answer<Vec<Club>>>;

    /// `/club/get_my_clubs`, pages from 1: the clubs that the account is in.
    async fn joined(&self, per_page: u32, page: u32) -> Result<Answer<Slice<Club>>>;

    /// `/club/get_club_students`
    async fn roster(&self, club: &ClubId) -> Result<Answer<ClubRoster>>;
}

/// 社团任务 that the account publishes, document 000.
#[async_trait]
pub trait Missions: Send + Sync {
    /// 11.1, pages from 1.
    async fn list(&self, per_page: u32, page: u32) -> Result<Answer<Slice<MissionSummary>>>;

    /// 11.3
    async fn detail(&self, mission: &MissionId) -> Result<Answer<MissionDetail>>;

    /// 11.2. Not idempotent; the answer carries no id.
    async fn publish(&self, mission: &NewMission) -> Result<Answer<()>>;

    /// 11.4 and 11.5. Each call reminds again.
    async fn remind(&self, mission: &MissionId, of: Reminder) -> Result<Answer<Reminded>>;

    /// 11.6, for the sponsor only.
    async fn revert(&self, mission: &MissionId) -> Result<Answer<()>>;
}

/// 会议, document 004.
#[async_trait]
pub trait Meetings: Send + Sync {
    /// `/manage/club_meeting/get_my_meeting`, pages from 1: those that the
    /// account published.
    async fn list(&self, per_page: u32, page: u32) -> Result<Answer<Slice<MeetingSummary>>>;

    /// `/manage/club_meeting/get_my_meeting_detail`
    async fn detail(&self, meeting: &MeetingId) -> Result<Answer<MeetingDetail>>;

    /// 4.1
    async fn participation(&self, meeting: &MeetingId) -> Result<Answer<Participation>>;

    /// `/manage/club_meeting/public_meeting`. Not idempotent; the answer
    /// carries no id.
    async fn publish(&self, meeting: &NewMeeting) -> Result<Answer<()>>;

    /// `/manage/club_meeting/edit_meeting`
    async fn edit(&self, meeting: &MeetingId, edit: &MeetingEdit) -> Result<Answer<()>>;

    /// `/manage/club_meeting/remind_confirm_meeting`. Each call reminds again.
    async fn remind(&self, meeting: &MeetingId) -> Result<Answer<Reminded>>;

    /// `/manage/club_meeting/revert_meeting`
    async fn revert(&self, meeting: &MeetingId) -> Result<Answer<()>>;

    /// 4.2, for the sponsor and the leaders.
    async fn end(&self, meeting: &MeetingId) -> Result<Answer<()>>;

    /// 4.3: signs the account in to the meeting that the code is of.
    async fn sign_in(&self, code: &SignInCode) -> Result<Answer<()>>;
}

/// 个人动态: what the account was sent as a member of a club, and its answers.
/// Pages from 1.
#[async_trait]
pub trait Membership: Send + Sync {
    /// `/dynamic/get_dynamic_list` of missions.
    async fn missions(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedMission>>>;

    /// `/dynamic/get_dynamic_list` of meetings.
    async fn meetings(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedMeeting>>>;

    /// `/dynamic/get_dynamic_list` of notices.
    async fn notices(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedNotice>>>;

    /// `/dynamic/get_dynamic_detail` of a mission.
    async fn mission(&self, mission: &MissionId) -> Result<Answer<ReceivedMissionDetail>>;

    /// `/dynamic/get_dynamic_detail` of a meeting.
    async fn meeting(&self, meeting: &MeetingId) -> Result<Answer<ReceivedMeetingDetail>>;

    /// `/dynamic/get_dynamic_detail` of a notice.
    async fn notice(&self, notice: &NoticeId) -> Result<Answer<ReceivedNotice>>;

    /// `/dynamic/set_dynamic_status`. `comment` says why; it may be empty.
    async fn reply(&self, reply: &Reply, comment: &str) -> Result<Answer<()>>;
}

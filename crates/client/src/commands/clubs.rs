//! Clubs: their people, missions and meetings.

pub(crate) mod received;

use super::{
    connections,
    drafts::OneDraft,
    outbox::{OutboxView, view},
};
use crate::{
    client::Client,
    clubs::{self, MeetingAct},
};
use muster_domain::{
    club::{ClubFields, ClubName, ClubProblem, ClubStudent, GroupBy, MyClubs},
    error::AppError,
    id::{ClubId, ConnectionId, DraftId, MeetingId, MissionId, StudentId},
    meeting::{
        Attendance, AttendanceBoard, Attendee, CodeWindow, MeetingDetail, MeetingFields,
        MeetingSummary,
    },
    mission::{MissionBoard, MissionPerson, MissionStatus, MissionSummary, Reminder},
    outbox::OutboxEntry,
    read::{Read, Rows},
    sign_in_code::CodeRefusal,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
}

/// Some of a club's people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Students {
    pub connection: ConnectionId,
    pub club: ClubId,
    /// `null` for everybody.
    pub group: Option<OneGroup>,
    /// Matches name, department, job, mobile: Chinese, pinyin or initials.
    pub filter: String,
    /// These alone, as far as they are in the club.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub among: Option<Vec<StudentId>>,
}

/// Those of a club with something in common.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneGroup {
    pub by: GroupBy,
    /// Empty for those of whom it is not known.
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListClubGroups {
    pub connection: ConnectionId,
    pub club: ClubId,
    pub by: GroupBy,
    pub offset: u32,
    pub limit: u32,
}

/// People of a club with something in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StudentGroup {
    /// Empty for those of whom it is not known.
    pub name: String,
    pub people: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListStudents {
    pub of: Students,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAffairs {
    pub connection: ConnectionId,
    /// Matches text, club and place: Chinese, pinyin or initials.
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

/// A mission without its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MissionView {
    pub id: MissionId,
    pub content: String,
    pub club: ClubName,
    pub published_at: Option<Time>,
    pub deadline: Option<Time>,
    pub status: Option<MissionStatus>,
    pub board: MissionBoard,
    /// In the server's order; none where everybody was given the whole.
    pub parts: Vec<PartView>,
    /// How many a reminder to confirm would reach.
    pub to_confirm: u32,
    /// How many a reminder to finish would reach.
    pub to_finish: u32,
    /// When they were last reminded from here.
    pub confirm_reminded_at: Option<Time>,
    pub finish_reminded_at: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeetingView {
    pub detail: MeetingDetail,
    /// When people were last reminded from here.
    pub reminded_at: Option<Time>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemindMission {
    pub connection: ConnectionId,
    pub mission: MissionId,
    pub of: Reminder,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditMeeting {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    /// The form as it is now. What differs from the meeting is sent.
    pub fields: MeetingFields,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignInText {
    pub connection: ConnectionId,
    /// Of a code, as it was read or pasted.
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewClubDraft {
    pub connection: ConnectionId,
    pub fields: ClubFields,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveClubDraft {
    pub draft: DraftId,
    pub fields: ClubFields,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClubDraftSummary {
    pub id: DraftId,
    /// Else a mission.
    pub is_meeting: bool,
    /// As typed; may be empty.
    pub content: String,
    pub changed_at: Time,
}

/// A draft with what is in the way of sending it, as far as the cache can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClubDraftView {
    pub id: DraftId,
    pub connection: ConnectionId,
    pub changed_at: Time,
    pub fields: ClubFields,
    /// Distinct people whom it reaches, once nothing is in the way.
    pub people: Option<u32>,
    pub problems: Vec<ClubProblem>,
}

/// Whether something went into the outbox, and if not, why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubSent {
    Queued {
        entry: Box<OutboxView>,
    },
    /// Nothing differs from what is there.
    Unchanged,
    Invalid {
        problems: Vec<ClubProblem>,
    },
    /// The text is no sign-in code of this server.
    NoCode {
        refusal: CodeRefusal,
    },
}

async fn sent(client: &Client, entry: OutboxEntry) -> Result<ClubSent, AppError> {
    let entry = Box::new(view(client, entry).await?);
    Ok(ClubSent::Queued { entry })
}

/// 子任务, without its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PartView {
    pub id: MissionId,
    pub content: String,
    pub people: u32,
    pub confirmed: u32,
    pub finished: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListMissionPeople {
    pub connection: ConnectionId,
    pub mission: MissionId,
    /// One of its parts; `null` for everybody, each once.
    pub part: Option<MissionId>,
    /// Only those whom this reminder would reach.
    pub waited_for: Option<Reminder>,
    pub filter: String,
    pub offset: u32,
    pub limit: u32,
}

/// Somebody who was invited, and what became of that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AttendeeRow {
    pub attendee: Attendee,
    pub attendance: Attendance,
    /// Signed in while no code was on this machine's screen, though some were
    /// before or after.
    pub outside: bool,
    /// Signed in with many others within a second.
    pub in_burst: bool,
}

/// A code to be shown for ten seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MintedCode {
    pub text: String,
    /// By this machine's clock.
    pub minted_at: Time,
    /// Modules a side; around it belong four modules of white.
    pub side: u16,
    /// The dark modules as the `d` of an SVG path, one unit a module.
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodePicture {
    pub connection: ConnectionId,
    /// Base64 of the file.
    pub picture: String,
}

/// What a picture says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PictureRead {
    /// One sign-in code of this server.
    Code {
        text: String,
    },
    /// Several of them: nobody can say which is meant.
    Several {
        count: u32,
    },
    /// Codes, of something else.
    Other {
        refusal: CodeRefusal,
    },
    /// No code that can be read.
    Nothing,
    NotAPicture,
    TooLarge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttendeeSort {
    Name,
    Department,
    Attendance,
    /// The latest arrivals first where descending.
    SignedAt,
}

/// A figure of the participation board, as a choice of the people behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttendanceFigure {
    Unanswered,
    Confirmed,
    OnLeave,
    Signed,
    Late,
    Awaited,
    Absent,
    /// [`AttendeeRow::outside`].
    Outside,
    /// [`AttendeeRow::in_burst`].
    InBurst,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAttendees {
    pub connection: ConnectionId,
    pub meeting: MeetingId,
    /// `null` for everybody who was invited.
    pub figure: Option<AttendanceFigure>,
    /// Of this department only.
    pub department: Option<String>,
    pub filter: String,
    pub sort: AttendeeSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

pub(super) async fn list(
    client: &Client,
    args: connections::One,
) -> Result<Read<MyClubs>, AppError> {
    clubs::mine(client, args.connection).await
}

pub(super) async fn groups(
    client: &Client,
    args: ListClubGroups,
) -> Result<Read<Rows<StudentGroup>>, AppError> {
    clubs::groups(client, args).await
}

pub(super) async fn students(
    client: &Client,
    args: ListStudents,
) -> Result<Read<Rows<ClubStudent>>, AppError> {
    clubs::students(client, args).await
}

pub(super) async fn student_ids(
    client: &Client,
    args: Students,
) -> Result<Read<Vec<StudentId>>, AppError> {
    clubs::student_ids(client, args).await
}

pub(super) async fn missions(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MissionSummary>>, AppError> {
    clubs::missions(client, args).await
}

pub(super) async fn mission(
    client: &Client,
    args: OneMission,
) -> Result<Read<MissionView>, AppError> {
    clubs::mission(client, args).await
}

pub(super) async fn mission_people(
    client: &Client,
    args: ListMissionPeople,
) -> Result<Read<Rows<MissionPerson>>, AppError> {
    clubs::mission_people(client, args).await
}

pub(super) async fn meetings(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MeetingSummary>>, AppError> {
    clubs::meetings(client, args).await
}

pub(super) async fn meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<MeetingView>, AppError> {
    clubs::meeting(client, args).await
}

pub(super) async fn remind_mission(
    client: &Client,
    args: RemindMission,
) -> Result<OutboxView, AppError> {
    let entry = clubs::remind_mission(client, args.connection, args.mission, args.of).await?;
    view(client, entry).await
}

pub(super) async fn revert_mission(
    client: &Client,
    args: OneMission,
) -> Result<OutboxView, AppError> {
    let entry = clubs::revert_mission(client, args.connection, args.mission).await?;
    view(client, entry).await
}

async fn act(client: &Client, args: OneMeeting, act: MeetingAct) -> Result<OutboxView, AppError> {
    let entry = clubs::act_on_meeting(client, args.connection, args.meeting, act).await?;
    view(client, entry).await
}

pub(super) async fn remind_meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::Remind).await
}

pub(super) async fn revert_meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::Revert).await
}

pub(super) async fn end_meeting(client: &Client, args: OneMeeting) -> Result<OutboxView, AppError> {
    act(client, args, MeetingAct::End).await
}

pub(super) async fn edit_meeting(client: &Client, args: EditMeeting) -> Result<ClubSent, AppError> {
    let EditMeeting {
        connection,
        meeting,
        fields,
    } = args;
    match clubs::edit_meeting(client, connection, meeting, &fields).await? {
        Ok(Some(entry)) => sent(client, entry).await,
        Ok(None) => Ok(ClubSent::Unchanged),
        Err(problems) => Ok(ClubSent::Invalid { problems }),
    }
}

pub(super) async fn mint(client: &Client, args: OneMeeting) -> Result<MintedCode, AppError> {
    clubs::mint(client, args).await
}

pub(super) async fn open_projector(client: &Client, args: OneMeeting) -> Result<(), AppError> {
    clubs::open_projector(client, args).await
}

pub(super) async fn code_windows(
    client: &Client,
    args: OneMeeting,
) -> Result<Vec<CodeWindow>, AppError> {
    clubs::windows(client, &args.connection, &args.meeting).await
}

pub(super) async fn read_picture(
    client: &Client,
    args: CodePicture,
) -> Result<PictureRead, AppError> {
    clubs::read_picture(client, &args.connection, args.picture).await
}

pub(super) async fn sign_in(client: &Client, args: SignInText) -> Result<ClubSent, AppError> {
    match clubs::sign_in(client, args.connection, &args.text).await? {
        Ok(entry) => sent(client, entry).await,
        Err(refusal) => Ok(ClubSent::NoCode { refusal }),
    }
}

pub(super) async fn list_drafts(
    client: &Client,
    args: connections::One,
) -> Result<Vec<ClubDraftSummary>, AppError> {
    clubs::drafts::list(client, args.connection).await
}

pub(super) async fn new_draft(
    client: &Client,
    args: NewClubDraft,
) -> Result<ClubDraftView, AppError> {
    clubs::drafts::new(client, args.connection, args.fields).await
}

pub(super) async fn get_draft(client: &Client, args: OneDraft) -> Result<ClubDraftView, AppError> {
    clubs::drafts::get(client, &args.draft).await
}

pub(super) async fn save_draft(
    client: &Client,
    args: SaveClubDraft,
) -> Result<ClubDraftView, AppError> {
    clubs::drafts::save(client, &args.draft, args.fields).await
}

pub(super) async fn delete_draft(client: &Client, args: OneDraft) -> Result<(), AppError> {
    clubs::drafts::delete(client, &args.draft).await
}

pub(super) async fn publish(client: &Client, args: OneDraft) -> Result<ClubSent, AppError> {
    match clubs::drafts::publish(client, &args.draft).await? {
        Ok(entry) => sent(client, entry).await,
        Err(problems) => Ok(ClubSent::Invalid { problems }),
    }
}

pub(super) async fn attendance_board(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<AttendanceBoard>, AppError> {
    clubs::attendance_board(client, args).await
}

pub(super) async fn attendees(
    client: &Client,
    args: ListAttendees,
) -> Result<Read<Rows<AttendeeRow>>, AppError> {
    clubs::attendees(client, args).await
}

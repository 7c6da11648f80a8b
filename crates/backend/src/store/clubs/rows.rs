//! What is taken and given about clubs. Times are instants; no type here
//! knows a wire name.

use std::collections::HashSet;

use jiff::Timestamp;

/// A student, who is also the user of an account when there is a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Student {
    pub student_id: i64,
    pub name: String,
    /// Eleven digits.
    pub mobile: i64,
    pub gender: Gender,
    pub graduate_year: i64,
    pub school: String,
    /// 院系
    pub major: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
}

/// A student with the Argon2id hash, in PHC form, of what they sign in with.
#[derive(Debug, Clone)]
pub struct StudentCredentials {
    pub student: Student,
    pub password_hash: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClubLevel {
    School,
    Faculty,
    Interest,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Club {
    pub club_id: i64,
    pub name: String,
    pub level: ClubLevel,
}

/// A club that somebody is in.
#[derive(Debug, Clone)]
pub struct MyClub {
    pub club: Club,
    pub members: i64,
    /// Missions and meetings that they have not confirmed.
    pub unanswered: i64,
}

/// 部门
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    pub department_id: i64,
    pub club_id: i64,
    pub name: String,
}

/// 职位
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub job_id: i64,
    pub club_id: i64,
    pub name: String,
    /// Whoever holds it may publish in the club's name.
    pub administers: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClubMember {
    pub club_id: i64,
    pub student_id: i64,
    pub department_id: Option<i64>,
    pub job_id: Option<i64>,
}

/// What somebody is in a club. Administrators are members too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClubRole {
    Administrator,
    Member,
}

/// A student with their place in a club.
#[derive(Debug, Clone)]
pub struct ClubStudent {
    pub student: Student,
    /// With the id, by which departments are ordered.
    pub department: Option<(i64, String)>,
    pub job: Option<(i64, String)>,
}

/// A mission that has passed every rule and can be stored.
#[derive(Debug, Clone)]
pub struct NewMission {
    pub club_id: i64,
    pub sponsor_id: i64,
    pub content: String,
    pub created: Timestamp,
    pub deadline: Timestamp,
    pub work: Work,
}

/// Who is given what. Repetitions in a list mean nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    Whole(Vec<i64>),
    Parts(Vec<NewPart>),
}

/// 子任务
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPart {
    pub content: String,
    pub people: Vec<i64>,
}

/// A stored mission with its counts. The parts of one are no missions.
#[derive(Debug, Clone)]
pub struct Mission {
    pub mission_id: i64,
    pub club_id: i64,
    pub club_name: String,
    pub sponsor_id: i64,
    pub sponsor_name: String,
    pub content: String,
    pub created: Timestamp,
    pub deadline: Timestamp,
    pub reverted: Option<Timestamp>,
    /// How many parts it has; 0 when everybody was given the whole.
    pub parts: i64,
    pub counts: MissionCounts,
}

/// Counted from what people were given: who has two parts counts twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MissionCounts {
    pub shares: i64,
    pub confirmed: i64,
    /// Of those confirmed.
    pub finished: i64,
}

/// A part of a mission, or the whole of one that has none.
#[derive(Debug, Clone)]
pub struct Part {
    pub part_id: i64,
    pub content: String,
    pub shares: Vec<Share>,
}

/// What somebody was given.
#[derive(Debug, Clone)]
pub struct Share {
    pub student_id: i64,
    pub name: String,
    pub confirmed: Option<Timestamp>,
    pub finished: Option<Timestamp>,
}

/// A mission as one of its people meets it.
#[derive(Debug, Clone)]
pub struct ReceivedMission {
    pub mission: Mission,
    /// Everything that they were given is confirmed.
    pub confirmed: bool,
    /// Everything that they were given is finished.
    pub finished: bool,
}

/// What somebody does about what they were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Confirm,
    /// Confirms too, where that was not done.
    Finish,
}

/// A meeting that has passed every rule and can be stored.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    pub club_id: i64,
    pub sponsor_id: i64,
    pub created: Timestamp,
    pub plan: MeetingPlan,
    /// Repetitions mean nothing.
    pub people: Vec<i64>,
}

/// What can be edited of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPlan {
    pub content: String,
    pub address: String,
    /// When it begins.
    pub deadline: Timestamp,
    pub need_sign: bool,
    /// 签到负责人, who mint the codes.
    pub leaders: Vec<i64>,
}

/// A stored meeting with its counts.
#[derive(Debug, Clone)]
pub struct Meeting {
    pub meeting_id: i64,
    pub club_id: i64,
    pub club_name: String,
    pub sponsor_id: i64,
    pub sponsor_name: String,
    pub created: Timestamp,
    pub plan: MeetingPlan,
    pub ended: Option<Timestamp>,
    pub reverted: Option<Timestamp>,
    pub counts: MeetingCounts,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingCounts {
    pub invited: i64,
    /// Who answered in any way: confirmed or asked for leave.
    pub answered: i64,
    pub on_leave: i64,
    pub signed: i64,
}

/// What somebody answered to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Nothing,
    Confirmed,
    /// 请假
    Leave,
}

/// Somebody who was invited.
#[derive(Debug, Clone)]
pub struct Attendee {
    pub student_id: i64,
    pub name: String,
    pub department: Option<String>,
    pub job: Option<String>,
    pub reply: Reply,
    pub replied: Option<Timestamp>,
    /// What they wrote with their reply; may be empty.
    pub comment: String,
    pub signed: Option<Timestamp>,
}

/// A meeting as somebody meets it who was invited or leads it.
#[derive(Debug, Clone)]
pub struct ReceivedMeeting {
    pub meeting: Meeting,
    /// Their invitation; a leader may have none.
    pub invitation: Option<Invitation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    pub reply: Reply,
    pub signed: Option<Timestamp>,
}

/// Why a message was pushed to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Published,
    /// Reminded to confirm.
    Confirm,
    /// Reminded to finish.
    Finish,
}

/// Where the simulated unit looks: a part of a mission, the whole of one
/// without parts, or a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Affair {
    Mission(i64),
    Meeting(i64),
}

/// A running affair as the simulated unit sees it.
#[derive(Debug, Clone)]
pub struct DrillAffair {
    pub affair: Affair,
    pub published: Timestamp,
    pub deadline: Timestamp,
    /// Whether people sign in; never to a mission.
    pub need_sign: bool,
    /// Drill time lived so far, in milliseconds since publishing.
    pub lived_ms: i64,
}

/// What somebody does in the drill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Confirm,
    Finish,
    Leave,
    Sign,
}

/// What happened to somebody in the drill.
#[derive(Debug, Clone)]
pub struct ClubStep {
    pub student_id: i64,
    pub acts: Vec<(Act, Timestamp)>,
    /// The next moment of interest in drill milliseconds.
    pub due_ms: Option<i64>,
}

/// A mission's figures counted from its rows, for whoever checks the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissionRecount {
    /// As on the wire.
    pub mission_id: i64,
    /// As on the wire.
    pub content: String,
    /// 子任务
    pub parts: i64,
    /// Counted from what people were given.
    pub counts: MissionCounts,
    /// Taken back by its sponsor.
    pub reverted: bool,
    /// Messages that would have been pushed.
    pub notices: Notices,
}

/// A meeting's figures counted from its rows, for whoever checks the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecount {
    /// As on the wire.
    pub meeting_id: i64,
    /// As on the wire.
    pub content: String,
    /// Counted from the invitations.
    pub counts: MeetingCounts,
    /// Of those who signed in, who did after the meeting had begun.
    pub late: i64,
    /// Ended by hand.
    pub ended: bool,
    /// Taken back by its sponsor.
    pub reverted: bool,
    /// Messages that would have been pushed.
    pub notices: Notices,
}

/// Messages that would have been pushed about a mission or a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    /// At publishing.
    pub published: i64,
    /// Distinct people at publishing; fewer than `published` means that
    /// somebody was notified twice.
    pub people: i64,
    /// Reminders to confirm, one a person and time.
    pub confirm: i64,
    /// Reminders to finish, one a person and time.
    pub finish: i64,
}

/// The ids of a club's members.
pub type Members = HashSet<i64>;

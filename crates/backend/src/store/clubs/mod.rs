//! What the rules about clubs need to have kept.

mod rows;

use jiff::Timestamp;

pub use rows::*;

use super::{PageAt, Result, TokenHash};
use crate::sample::ClubSample;

/// Everything about clubs that is kept. Methods block: call them off the
/// async threads.
///
/// Lists of missions and meetings come newest first, with how many there are
/// on all pages.
pub trait ClubStore {
    /// Adds the clubs of a sample, in one transaction. Missions and meetings
    /// are not part of it: they come in by being published.
    fn fill_clubs(&self, sample: &ClubSample) -> Result<()>;
    fn has_clubs(&self) -> Result<bool>;

    /// Of those students only who have a password.
    fn student_credentials(&self, mobile: i64) -> Result<Option<StudentCredentials>>;
    /// Gives the student a token for this caller. The one before ends.
    fn issue_token(
        &self,
        student_id: i64,
        caller: &str,
        token: &TokenHash,
        expires: Timestamp,
    ) -> Result<()>;
    /// Whether this is the student's token for this caller, and not expired
    /// at `now`.
    fn token_holds(
        &self,
        student_id: i64,
        caller: &str,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<bool>;

    /// `None`: not in the club.
    fn club_role(&self, club_id: i64, student_id: i64) -> Result<Option<ClubRole>>;
    fn clubs_administered(&self, student_id: i64) -> Result<Vec<Club>>;
    fn clubs_of(&self, student_id: i64, page: PageAt) -> Result<(Vec<MyClub>, i64)>;
    fn club_students(&self, club_id: i64) -> Result<Vec<ClubStudent>>;
    fn club_members(&self, club_id: i64) -> Result<Members>;

    /// Stores the mission, its parts, what everybody is given, and one notice
    /// a person however many parts they have: all or nothing.
    fn publish_mission(&self, mission: &NewMission) -> Result<i64>;
    /// A mission, reverted ones too; never a part of one.
    fn mission(&self, mission_id: i64) -> Result<Option<Mission>>;
    fn missions_by(&self, sponsor_id: i64, page: PageAt) -> Result<(Vec<Mission>, i64)>;
    /// The parts with their people; of a mission without parts one, which is
    /// the mission.
    fn parts(&self, mission_id: i64) -> Result<Vec<Part>>;
    /// Takes a mission back. One that was taken back keeps its time.
    fn revert_mission(&self, mission_id: i64, now: Timestamp) -> Result<()>;
    /// Notes a reminder for everybody who is waited for, each once, and
    /// answers how many they are.
    fn remind_mission(&self, mission_id: i64, of: Progress, now: Timestamp) -> Result<i64>;
    /// A page of the club's missions that the student was given and that were
    /// not reverted.
    fn missions_of(
        &self,
        student_id: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<(Vec<ReceivedMission>, i64)>;
    /// The mission that this is the id of, or that it is a part of, if it was
    /// given to the student in whole or in part. Reverted ones too.
    fn mission_given(&self, student_id: i64, id: i64) -> Result<Option<Mission>>;
    /// Moves on what the student was given under this id: one part, or every
    /// part of a mission. What was done before keeps its time, and nothing
    /// moves after reverting. False: nothing there was given to them.
    fn progress(&self, student_id: i64, id: i64, to: Progress, now: Timestamp) -> Result<bool>;

    /// Stores the meeting, its leaders, and an invitation and a notice a
    /// person: all or nothing.
    fn publish_meeting(&self, meeting: &NewMeeting) -> Result<i64>;
    /// A meeting, reverted and ended ones too.
    fn meeting(&self, meeting_id: i64) -> Result<Option<Meeting>>;
    /// A page of the meetings that the student published and did not revert.
    fn meetings_by(&self, sponsor_id: i64, page: PageAt) -> Result<(Vec<Meeting>, i64)>;
    /// The leaders with their place in the meeting's club.
    fn leaders(&self, meeting_id: i64) -> Result<Vec<ClubStudent>>;
    fn attendees(&self, meeting_id: i64) -> Result<Vec<Attendee>>;
    /// Changes a meeting and its leaders. False, and nothing happens, where it
    /// is not as `before` any more, has ended or was reverted.
    fn edit_meeting(
        &self,
        meeting_id: i64,
        before: &MeetingPlan,
        plan: &MeetingPlan,
    ) -> Result<bool>;
    /// Ends a meeting. One that was ended before keeps its time.
    fn end_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<()>;
    /// Takes a meeting back. One that was taken back keeps its time.
    fn revert_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<()>;
    /// Notes a reminder for everybody who has not answered, and answers how
    /// many they are.
    fn remind_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<i64>;
    /// A page of the club's meetings that the student is invited to or leads
    /// and that were not reverted.
    fn meetings_of(
        &self,
        student_id: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<(Vec<ReceivedMeeting>, i64)>;
    /// `None`: not invited.
    fn invitation(&self, student_id: i64, meeting_id: i64) -> Result<Option<Invitation>>;
    /// Answers an invitation. Whoever has signed in stays confirmed, and
    /// nothing changes once a meeting has ended or was reverted. Says whether
    /// the answer stands.
    fn reply(
        &self,
        student_id: i64,
        meeting_id: i64,
        reply: Reply,
        comment: &str,
        now: Timestamp,
    ) -> Result<bool>;
    /// Signs somebody in who was invited, which confirms too. False, and
    /// nothing happens: signed in before, not invited, ended or reverted.
    fn sign_in(&self, student_id: i64, meeting_id: i64, now: Timestamp) -> Result<bool>;

    /// Lets everybody who waits for a meeting look at it again at once: how
    /// long a wait on the wall is in drill time is not known after a pause.
    fn drill_wake(&self) -> Result<()>;
    /// What the simulated unit lives through: what was not reverted or ended
    /// and whose deadline is not before `since`.
    fn drill_affairs(&self, since: Timestamp) -> Result<Vec<DrillAffair>>;
    /// At most `limit` students whose next moment is at or before `until_ms`
    /// of the affair's drill time. Nobody who has a password is among them.
    fn drill_affair_due(&self, affair: Affair, until_ms: i64, limit: i64) -> Result<Vec<i64>>;
    /// Writes steps in one transaction. What was done before stays as it is.
    fn drill_affair_write(&self, affair: Affair, lived_ms: i64, steps: &[ClubStep]) -> Result<()>;

    /// Every mission's figures, counted from its rows.
    fn recount_missions(&self) -> Result<Vec<MissionRecount>>;
    /// Every meeting's figures, counted from its rows.
    fn recount_meetings(&self) -> Result<Vec<MeetingRecount>>;
}

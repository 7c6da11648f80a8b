//! Clubs in SQLite.

mod drill;
mod fill;
mod meetings;
mod missions;
mod people;
mod recount;

use jiff::Timestamp;

use super::Sqlite;
use crate::sample::ClubSample;
use crate::store::{
    Affair, Attendee, Club, ClubRole, ClubStep, ClubStore, ClubStudent, DrillAffair, Invitation,
    Meeting, MeetingPlan, MeetingRecount, Members, Mission, MissionRecount, MyClub, NewMeeting,
    NewMission, PageAt, Part, Progress, ReceivedMeeting, ReceivedMission, Reply, Result,
    StudentCredentials, TokenHash,
};

impl ClubStore for Sqlite {
    fn fill_clubs(&self, sample: &ClubSample) -> Result<()> {
        self.write(|db| fill::fill(db, sample))
    }

    fn has_clubs(&self) -> Result<bool> {
        self.read(fill::has_clubs)
    }

    fn student_credentials(&self, mobile: i64) -> Result<Option<StudentCredentials>> {
        self.read(|db| people::credentials(db, mobile))
    }

    fn issue_token(
        &self,
        student_id: i64,
        caller: &str,
        token: &TokenHash,
        expires: Timestamp,
    ) -> Result<()> {
        self.write(|db| people::issue_token(db, student_id, caller, token, expires))
    }

    fn token_holds(
        &self,
        student_id: i64,
        caller: &str,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<bool> {
        self.read(|db| people::token_holds(db, student_id, caller, token, now))
    }

    fn club_role(&self, club_id: i64, student_id: i64) -> Result<Option<ClubRole>> {
        self.read(|db| people::role(db, club_id, student_id))
    }

    fn clubs_administered(&self, student_id: i64) -> Result<Vec<Club>> {
        self.read(|db| people::administered(db, student_id))
    }

    fn clubs_of(&self, student_id: i64, page: PageAt) -> Result<(Vec<MyClub>, i64)> {
        self.read(|db| people::clubs_of(db, student_id, page))
    }

    fn club_students(&self, club_id: i64) -> Result<Vec<ClubStudent>> {
        self.read(|db| people::club_students(db, club_id))
    }

    fn club_members(&self, club_id: i64) -> Result<Members> {
        self.read(|db| people::club_members(db, club_id))
    }

    fn publish_mission(&self, mission: &NewMission) -> Result<i64> {
        self.write(|db| missions::publish(db, mission))
    }

    fn mission(&self, mission_id: i64) -> Result<Option<Mission>> {
        self.read(|db| missions::mission(db, mission_id))
    }

    fn missions_by(&self, sponsor_id: i64, page: PageAt) -> Result<(Vec<Mission>, i64)> {
        self.read(|db| missions::by_sponsor(db, sponsor_id, page))
    }

    fn parts(&self, mission_id: i64) -> Result<Vec<Part>> {
        self.read(|db| missions::parts(db, mission_id))
    }

    fn revert_mission(&self, mission_id: i64, now: Timestamp) -> Result<()> {
        self.write(|db| missions::revert(db, mission_id, now))
    }

    fn remind_mission(&self, mission_id: i64, of: Progress, now: Timestamp) -> Result<i64> {
        self.write(|db| missions::remind(db, mission_id, of, now))
    }

    fn missions_of(
        &self,
        student_id: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<(Vec<ReceivedMission>, i64)> {
        self.read(|db| missions::received(db, student_id, club_id, page))
    }

    fn mission_given(&self, student_id: i64, id: i64) -> Result<Option<Mission>> {
        self.read(|db| missions::given(db, student_id, id))
    }

    fn progress(&self, student_id: i64, id: i64, to: Progress, now: Timestamp) -> Result<bool> {
        self.write(|db| missions::progress(db, student_id, id, to, now))
    }

    fn publish_meeting(&self, meeting: &NewMeeting) -> Result<i64> {
        self.write(|db| meetings::publish(db, meeting))
    }

    fn meeting(&self, meeting_id: i64) -> Result<Option<Meeting>> {
        self.read(|db| meetings::meeting(db, meeting_id))
    }

    fn meetings_by(&self, sponsor_id: i64, page: PageAt) -> Result<(Vec<Meeting>, i64)> {
        self.read(|db| meetings::by_sponsor(db, sponsor_id, page))
    }

    fn leaders(&self, meeting_id: i64) -> Result<Vec<ClubStudent>> {
        self.read(|db| people::leaders(db, meeting_id))
    }

    fn attendees(&self, meeting_id: i64) -> Result<Vec<Attendee>> {
        self.read(|db| meetings::attendees(db, meeting_id))
    }

    fn edit_meeting(
        &self,
        meeting_id: i64,
        before: &MeetingPlan,
        plan: &MeetingPlan,
    ) -> Result<bool> {
        self.write(|db| meetings::edit(db, meeting_id, before, plan))
    }

    fn end_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<()> {
        self.write(|db| meetings::end(db, meeting_id, now))
    }

    fn revert_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<()> {
        self.write(|db| meetings::revert(db, meeting_id, now))
    }

    fn remind_meeting(&self, meeting_id: i64, now: Timestamp) -> Result<i64> {
        self.write(|db| meetings::remind(db, meeting_id, now))
    }

    fn meetings_of(
        &self,
        student_id: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<(Vec<ReceivedMeeting>, i64)> {
        self.read(|db| meetings::received(db, student_id, club_id, page))
    }

    fn invitation(&self, student_id: i64, meeting_id: i64) -> Result<Option<Invitation>> {
        self.read(|db| meetings::invitation(db, student_id, meeting_id))
    }

    fn reply(
        &self,
        student_id: i64,
        meeting_id: i64,
        reply: Reply,
        comment: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|db| meetings::reply(db, student_id, meeting_id, reply, comment, now))
    }

    fn sign_in(&self, student_id: i64, meeting_id: i64, now: Timestamp) -> Result<bool> {
        self.write(|db| meetings::sign_in(db, student_id, meeting_id, now))
    }

    fn drill_wake(&self) -> Result<()> {
        self.write(drill::wake)
    }

    fn drill_affairs(&self, since: Timestamp) -> Result<Vec<DrillAffair>> {
        self.read(|db| drill::affairs(db, since))
    }

    fn drill_affair_due(&self, affair: Affair, until_ms: i64, limit: i64) -> Result<Vec<i64>> {
        self.read(|db| drill::due(db, affair, until_ms, limit))
    }

    fn drill_affair_write(&self, affair: Affair, lived_ms: i64, steps: &[ClubStep]) -> Result<()> {
        self.write(|db| drill::write(db, affair, lived_ms, steps))
    }

    fn recount_missions(&self) -> Result<Vec<MissionRecount>> {
        self.read(recount::missions)
    }

    fn recount_meetings(&self) -> Result<Vec<MeetingRecount>> {
        self.read(recount::meetings)
    }
}

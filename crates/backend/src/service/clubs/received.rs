//! The members' side: what somebody was given or invited to, and what they
//! say to it.

use super::{Clubs, Fault, Listed, Refusal, Result};
use crate::store::{
    ClubStudent, Mission, PageAt, Part, Progress, ReceivedMeeting, ReceivedMission, Reply,
};

/// Characters in what somebody writes with a reply.
pub const COMMENT_MAX: usize = 224;

/// A mission with what of it was given to somebody.
#[derive(Debug)]
pub struct ReceivedMissionDetail {
    pub mission: Mission,
    /// The parts that were given to them; the mission itself where it has no
    /// parts.
    pub parts: Vec<Part>,
}

/// A meeting with its leaders.
#[derive(Debug)]
pub struct ReceivedMeetingDetail {
    pub received: ReceivedMeeting,
    pub leaders: Vec<ClubStudent>,
}

impl Clubs {
    pub fn received_missions(
        &self,
        me: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<Listed<ReceivedMission>> {
        self.require_member(me, club_id)?;
        let listed = self.store.missions_of(me, club_id, page)?;
        Ok(Listed::new(listed, page))
    }

    pub fn received_meetings(
        &self,
        me: i64,
        club_id: i64,
        page: PageAt,
    ) -> Result<Listed<ReceivedMeeting>> {
        self.require_member(me, club_id)?;
        let listed = self.store.meetings_of(me, club_id, page)?;
        Ok(Listed::new(listed, page))
    }

    /// `id` is the mission's or that of a part.
    pub fn received_mission(&self, me: i64, id: i64) -> Result<ReceivedMissionDetail> {
        let mission = self.given_mission(me, id)?;
        let mut parts = self.store.parts(mission.mission_id)?;
        parts.retain(|part| part.shares.iter().any(|share| share.student_id == me));
        Ok(ReceivedMissionDetail { mission, parts })
    }

    pub fn received_meeting(&self, me: i64, meeting_id: i64) -> Result<ReceivedMeetingDetail> {
        let meeting = self
            .store
            .meeting(meeting_id)?
            .ok_or(Refusal::NoSuchMeeting)?;
        let invitation = self.store.invitation(me, meeting_id)?;
        if invitation.is_none() && !meeting.plan.leaders.contains(&me) {
            return Err(Refusal::NoSuchMeeting);
        }
        if meeting.reverted.is_some() {
            return Err(Refusal::MeetingReverted);
        }
        Ok(ReceivedMeetingDetail {
            leaders: self.store.leaders(meeting_id)?,
            received: ReceivedMeeting {
                meeting,
                invitation,
            },
        })
    }

    /// Confirms or finishes what was given to `me` under this id: one part,
    /// or everything of a mission. Again is no error; neither is late.
    pub fn progress(&self, me: i64, id: i64, to: Progress) -> Result<()> {
        self.given_mission(me, id)?;
        if self.store.progress(me, id, to, self.now())? {
            return Ok(());
        }
        // It was reverted since.
        Err(Refusal::MissionReverted)
    }

    /// Confirms an invitation or asks for leave; one may change one's mind
    /// until the meeting is over or one has signed in.
    pub fn reply(&self, me: i64, meeting_id: i64, reply: Reply, comment: &str) -> Result<()> {
        if comment.chars().count() > COMMENT_MAX {
            return Err(Fault::CommentTooLong.into());
        }
        let meeting = self
            .store
            .meeting(meeting_id)?
            .ok_or(Refusal::NoSuchMeeting)?;
        let invitation = self
            .store
            .invitation(me, meeting_id)?
            .ok_or(Refusal::NoSuchMeeting)?;
        if meeting.reverted.is_some() {
            return Err(Refusal::MeetingReverted);
        }
        if meeting.is_over(self.now()) {
            return Err(Refusal::MeetingOver);
        }
        if invitation.signed.is_some() && reply == Reply::Leave {
            return Err(Refusal::SignedIn);
        }
        if self
            .store
            .reply(me, meeting_id, reply, comment, self.now())?
        {
            return Ok(());
        }
        // Signed in, ended or reverted since.
        Err(Refusal::MeetingOver)
    }

    fn given_mission(&self, me: i64, id: i64) -> Result<Mission> {
        let mission = self
            .store
            .mission_given(me, id)?
            .ok_or(Refusal::NoSuchMission)?;
        if mission.reverted.is_some() {
            return Err(Refusal::MissionReverted);
        }
        Ok(mission)
    }
}

//! Meetings: a sponsor's list, one of them, who takes part, editing, ending,
//! reminding, taking back.

use jiff::{SignedDuration, Timestamp};

use super::publish::{check_deadline, check_plan};
use super::{Clubs, Listed, Refusal, Result};
use crate::store::{Attendee, ClubStudent, Meeting, MeetingPlan, PageAt};

/// Sign-in opens this long before a meeting begins. Nobody signs in without a
/// code that a leader shows at that moment, so this is only the frame.
const OPENS_BEFORE: SignedDuration = SignedDuration::from_hours(24);
/// A meeting that nobody ended is over this long after it began.
const OVER_AFTER: SignedDuration = SignedDuration::from_hours(12);

/// Whether people can sign in to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// It opens in so much time; never where nobody signs in.
    NotYet(Option<SignedDuration>),
    Open,
    Closed,
}

/// A meeting with its leaders.
#[derive(Debug)]
pub struct MeetingDetail {
    pub meeting: Meeting,
    pub leaders: Vec<ClubStudent>,
}

/// What is to be changed of a meeting; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct MeetingEdit {
    pub content: Option<String>,
    pub address: Option<String>,
    pub need_sign: Option<bool>,
    pub leaders: Option<Vec<i64>>,
    pub deadline: Option<Timestamp>,
}

impl MeetingEdit {
    fn over(self, plan: MeetingPlan) -> MeetingPlan {
        MeetingPlan {
            content: self.content.unwrap_or(plan.content),
            address: self.address.unwrap_or(plan.address),
            deadline: self.deadline.unwrap_or(plan.deadline),
            need_sign: self.need_sign.unwrap_or(plan.need_sign),
            leaders: self.leaders.unwrap_or(plan.leaders),
        }
    }
}

impl Meeting {
    /// Ended by hand, or begun so long ago that it must be over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ended.is_some() || now >= self.plan.deadline + OVER_AFTER
    }

    pub fn window(&self, now: Timestamp) -> Window {
        let opens_in = (self.plan.deadline - OPENS_BEFORE).duration_since(now);
        if self.is_over(now) {
            Window::Closed
        } else if !self.plan.need_sign {
            Window::NotYet(None)
        } else if opens_in > SignedDuration::ZERO {
            Window::NotYet(Some(opens_in))
        } else {
            Window::Open
        }
    }
}

impl Clubs {
    /// What `me` published, without what was taken back.
    pub fn my_meetings(&self, me: i64, page: PageAt) -> Result<Listed<Meeting>> {
        Ok(Listed::new(self.store.meetings_by(me, page)?, page))
    }

    pub fn meeting_detail(&self, me: i64, meeting_id: i64) -> Result<MeetingDetail> {
        let meeting = self.seen_meeting(me, meeting_id)?;
        Ok(MeetingDetail {
            leaders: self.store.leaders(meeting_id)?,
            meeting,
        })
    }

    /// Everybody who was invited, with when the meeting begins.
    pub fn participation(&self, me: i64, meeting_id: i64) -> Result<(Timestamp, Vec<Attendee>)> {
        let meeting = self.seen_meeting(me, meeting_id)?;
        Ok((meeting.plan.deadline, self.store.attendees(meeting_id)?))
    }

    /// Changes a meeting that is not over. Whom it invites stays. Another
    /// time has to be one that is to come; a meeting that has begun may still
    /// be moved to another room.
    pub fn edit_meeting(&self, me: i64, meeting_id: i64, edit: &MeetingEdit) -> Result<()> {
        loop {
            let meeting = self.own_meeting(me, meeting_id)?;
            let now = self.now();
            if meeting.is_over(now) {
                return Err(Refusal::MeetingOver);
            }
            let before = meeting.plan;
            let plan = edit.clone().over(before.clone());
            if plan.deadline != before.deadline {
                check_deadline(plan.deadline, now)?;
            }
            let members = self.store.club_members(meeting.club_id)?;
            let plan = check_plan(plan, &members)?;
            if self.store.edit_meeting(meeting_id, &before, &plan)? {
                tracing::info!(meeting_id, "meeting edited");
                return Ok(());
            }
            // Somebody was quicker: another edit, or whoever ended it.
        }
    }

    /// Ends a meeting, for its sponsor and its leaders. Ending it again
    /// changes nothing and is no error.
    pub fn end_meeting(&self, me: i64, meeting_id: i64) -> Result<()> {
        let meeting = self.seen_meeting(me, meeting_id)?;
        if meeting.sponsor_id != me && !meeting.plan.leaders.contains(&me) {
            return Err(Refusal::NotSponsor);
        }
        self.store.end_meeting(meeting_id, self.now())?;
        tracing::info!(meeting_id, "meeting ended");
        Ok(())
    }

    /// Reminds those who have not replied, and answers how many they are.
    pub fn remind_meeting(&self, me: i64, meeting_id: i64) -> Result<i64> {
        let meeting = self.own_meeting(me, meeting_id)?;
        if meeting.is_over(self.now()) {
            return Err(Refusal::MeetingOver);
        }
        let reminded = self.store.remind_meeting(meeting_id, self.now())?;
        if reminded == 0 {
            return Err(Refusal::NobodyLeft);
        }
        tracing::info!(meeting_id, reminded, "people reminded");
        Ok(reminded)
    }

    /// Takes a meeting back. Doing so again changes nothing and is no error.
    pub fn revert_meeting(&self, me: i64, meeting_id: i64) -> Result<()> {
        if self.known_meeting(me, meeting_id)?.sponsor_id != me {
            return Err(Refusal::NotSponsor);
        }
        self.store.revert_meeting(meeting_id, self.now())?;
        tracing::info!(meeting_id, "meeting reverted");
        Ok(())
    }

    /// A meeting that `me` may know of, reverted or not. Whether another
    /// exists is not told.
    fn known_meeting(&self, me: i64, meeting_id: i64) -> Result<Meeting> {
        let meeting = self
            .store
            .meeting(meeting_id)?
            .ok_or(Refusal::NoSuchMeeting)?;
        let known = meeting.sponsor_id == me
            || meeting.plan.leaders.contains(&me)
            || self.administers(me, meeting.club_id)?;
        if known {
            Ok(meeting)
        } else {
            Err(Refusal::NoSuchMeeting)
        }
    }

    fn seen_meeting(&self, me: i64, meeting_id: i64) -> Result<Meeting> {
        let meeting = self.known_meeting(me, meeting_id)?;
        if meeting.reverted.is_some() {
            return Err(Refusal::MeetingReverted);
        }
        Ok(meeting)
    }

    fn own_meeting(&self, me: i64, meeting_id: i64) -> Result<Meeting> {
        let meeting = self.seen_meeting(me, meeting_id)?;
        if meeting.sponsor_id != me {
            return Err(Refusal::NotSponsor);
        }
        Ok(meeting)
    }
}

//! Publishing a mission or a meeting: one transaction, or nothing.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Clubs, Fault, Refusal, Result};
use crate::store::{MeetingPlan, Members, NewMeeting, NewMission, Work};

/// Characters in the text of a mission, a part of one, or a meeting.
pub const CONTENT_MAX: usize = 224;
/// Characters in an address.
pub const ADDRESS_MAX: usize = 224;
/// Parts that a mission may have.
pub const PARTS_MAX: usize = 50;
/// Leaders that a meeting may have.
pub const LEADERS_MAX: usize = 4;

/// A mission as its sponsor writes it.
#[derive(Debug, Clone)]
pub struct MissionDraft {
    pub club_id: i64,
    pub content: String,
    pub deadline: Timestamp,
    pub work: Work,
}

/// A meeting as its sponsor writes it.
#[derive(Debug, Clone)]
pub struct MeetingDraft {
    pub club_id: i64,
    pub plan: MeetingPlan,
    pub people: Vec<i64>,
}

impl Clubs {
    /// Publishes a mission and tells each of its people once. Not idempotent:
    /// the same draft again is another mission.
    pub fn publish_mission(&self, me: i64, draft: MissionDraft) -> Result<i64> {
        let members = self.publishable(me, draft.club_id)?;
        let now = self.now();
        check_content(&draft.content)?;
        check_deadline(draft.deadline, now)?;
        match &draft.work {
            Work::Whole(people) => check_people(people, &members)?,
            Work::Parts(parts) => {
                if parts.len() > PARTS_MAX {
                    return Err(Fault::TooManyParts.into());
                }
                for part in parts {
                    check_content(&part.content)?;
                    check_people(&part.people, &members)?;
                }
            }
        }
        let mission_id = self.store.publish_mission(&NewMission {
            club_id: draft.club_id,
            sponsor_id: me,
            content: draft.content,
            created: now,
            deadline: draft.deadline,
            work: draft.work,
        })?;
        tracing::info!(mission_id, "mission published");
        Ok(mission_id)
    }

    /// Publishes a meeting and invites everybody once. Not idempotent: the
    /// same draft again is another meeting.
    pub fn publish_meeting(&self, me: i64, draft: MeetingDraft) -> Result<i64> {
        let members = self.publishable(me, draft.club_id)?;
        let now = self.now();
        check_deadline(draft.plan.deadline, now)?;
        let plan = check_plan(draft.plan, &members)?;
        check_people(&draft.people, &members)?;
        let meeting_id = self.store.publish_meeting(&NewMeeting {
            club_id: draft.club_id,
            sponsor_id: me,
            created: now,
            plan,
            people: draft.people,
        })?;
        tracing::info!(meeting_id, "meeting published");
        Ok(meeting_id)
    }

    /// Those whom `me` may choose when publishing in the club's name.
    fn publishable(&self, me: i64, club_id: i64) -> Result<Members> {
        self.require_member(me, club_id)?;
        if !self.administers(me, club_id)? {
            return Err(Refusal::NotAdministrator);
        }
        Ok(self.store.club_members(club_id)?)
    }
}

/// A meeting's plan without what it does not need: leaders are for the
/// sign-in only.
pub(super) fn check_plan(plan: MeetingPlan, members: &Members) -> Result<MeetingPlan> {
    check_content(&plan.content)?;
    if plan.address.trim().is_empty() {
        return Err(Fault::AddressMissing.into());
    }
    if plan.address.chars().count() > ADDRESS_MAX {
        return Err(Fault::AddressTooLong.into());
    }
    if !plan.need_sign {
        return Ok(MeetingPlan {
            leaders: Vec::new(),
            ..plan
        });
    }
    let leaders: BTreeSet<i64> = plan.leaders.into_iter().collect();
    if leaders.is_empty() {
        return Err(Fault::LeaderMissing.into());
    }
    if leaders.len() > LEADERS_MAX {
        return Err(Fault::TooManyLeaders.into());
    }
    let leaders: Vec<i64> = leaders.into_iter().collect();
    check_members(&leaders, members)?;
    Ok(MeetingPlan { leaders, ..plan })
}

pub(super) fn check_deadline(deadline: Timestamp, now: Timestamp) -> Result<(), Fault> {
    if deadline <= now {
        return Err(Fault::DeadlinePast);
    }
    Ok(())
}

fn check_content(content: &str) -> Result<(), Fault> {
    if content.trim().is_empty() {
        return Err(Fault::ContentMissing);
    }
    if content.chars().count() > CONTENT_MAX {
        return Err(Fault::ContentTooLong);
    }
    Ok(())
}

fn check_people(people: &[i64], members: &Members) -> Result<(), Fault> {
    if people.is_empty() {
        return Err(Fault::NobodyChosen);
    }
    check_members(people, members)
}

fn check_members(ids: &[i64], members: &Members) -> Result<(), Fault> {
    let stranger = ids.iter().find(|id| !members.contains(id));
    stranger.map_or(Ok(()), |id| Err(Fault::NotAMember(*id)))
}

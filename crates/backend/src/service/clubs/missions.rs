//! A sponsor's missions: the list, one of them, reminding, taking back.

use super::{Clubs, Listed, Refusal, Result};
use crate::store::{Mission, PageAt, Part, Progress};

/// A mission with everybody who was given something of it.
#[derive(Debug)]
pub struct MissionDetail {
    pub mission: Mission,
    /// One, which is the mission itself, where it has no parts.
    pub parts: Vec<Part>,
}

impl Clubs {
    /// What `me` published, reverted ones too.
    pub fn my_missions(&self, me: i64, page: PageAt) -> Result<Listed<Mission>> {
        Ok(Listed::new(self.store.missions_by(me, page)?, page))
    }

    pub fn mission_detail(&self, me: i64, mission_id: i64) -> Result<MissionDetail> {
        let mission = self.seen_mission(me, mission_id)?;
        Ok(MissionDetail {
            parts: self.store.parts(mission_id)?,
            mission,
        })
    }

    /// Reminds those who are waited for, and answers how many they are.
    pub fn remind_mission(&self, me: i64, mission_id: i64, of: Progress) -> Result<i64> {
        let mission = self.own_mission(me, mission_id)?;
        if mission.reverted.is_some() {
            return Err(Refusal::MissionReverted);
        }
        let reminded = self.store.remind_mission(mission_id, of, self.now())?;
        if reminded == 0 {
            return Err(Refusal::NobodyLeft);
        }
        tracing::info!(mission_id, reminded, "people reminded");
        Ok(reminded)
    }

    /// Takes a mission back. Doing so again changes nothing and is no error,
    /// so that a sponsor who lost the answer may ask twice.
    pub fn revert_mission(&self, me: i64, mission_id: i64) -> Result<()> {
        self.own_mission(me, mission_id)?;
        self.store.revert_mission(mission_id, self.now())?;
        tracing::info!(mission_id, "mission reverted");
        Ok(())
    }

    /// A mission that `me` may look at. Whether another exists is not told.
    fn seen_mission(&self, me: i64, mission_id: i64) -> Result<Mission> {
        let mission = self
            .store
            .mission(mission_id)?
            .ok_or(Refusal::NoSuchMission)?;
        if mission.sponsor_id == me || self.administers(me, mission.club_id)? {
            Ok(mission)
        } else {
            Err(Refusal::NoSuchMission)
        }
    }

    fn own_mission(&self, me: i64, mission_id: i64) -> Result<Mission> {
        let mission = self.seen_mission(me, mission_id)?;
        if mission.sponsor_id == me {
            Ok(mission)
        } else {
            Err(Refusal::NotSponsor)
        }
    }
}

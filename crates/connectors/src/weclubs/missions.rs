//! The six calls of document 000, chapter 11.

use super::{
    Weclubs, convert,
    wire::{self, ask, path},
};
use crate::{
    connector::{Answer, Missions},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    id::{MissionId, StudentId},
    mission::{MissionDetail, MissionSummary, NewMission, Reminded, Reminder},
    read::Slice,
};

#[async_trait]
impl Missions for Weclubs {
    async fn list(&self, per_page: u32, page: u32) -> Result<Answer<Slice<MissionSummary>>> {
        let sponsor = self.signed_in()?.user;
        let data = ask::published(&sponsor, per_page, page);
        let convert = |wire: wire::Missions| Ok(convert::missions(wire, page));
        self.read(path::MY_MISSIONS, data, convert).await
    }

    async fn detail(&self, mission: &MissionId) -> Result<Answer<MissionDetail>> {
        let data = ask::mission(mission.as_str());
        let convert = |wire: wire::Mission| convert::mission(wire, mission);
        self.read(path::MY_MISSION, data, convert).await
    }

    async fn publish(&self, mission: &NewMission) -> Result<Answer<()>> {
        let sponsor = StudentId(self.signed_in()?.user);
        let data = convert::publish_mission(mission, &sponsor);
        self.write(path::PUBLISH_MISSION, data).await
    }

    async fn remind(&self, mission: &MissionId, of: Reminder) -> Result<Answer<Reminded>> {
        let path = match of {
            Reminder::Confirm => path::REMIND_CONFIRM,
            Reminder::Finish => path::REMIND_FINISH,
        };
        self.remind_of(path, ask::mission(mission.as_str())).await
    }

    async fn revert(&self, mission: &MissionId) -> Result<Answer<()>> {
        let data = ask::mission(mission.as_str());
        self.write(path::REVERT_MISSION, data).await
    }
}

//! What the account receives as a member, and its answers.

use super::{
    Weclubs, convert,
    wire::{self, ask, path},
};
use crate::{
    connector::{Answer, Membership},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    id::{ClubId, MeetingId, MissionId, NoticeId},
    read::Slice,
    received::{
        ReceivedMeeting, ReceivedMeetingDetail, ReceivedMission, ReceivedMissionDetail,
        ReceivedNotice, Reply,
    },
};

impl Weclubs {
    /// A page of one type.
    async fn received<T>(
        &self,
        kind: &str,
        club: &ClubId,
        per_page: u32,
        page: u32,
        convert: fn(wire::Received, u32) -> Slice<T>,
    ) -> Result<Answer<Slice<T>>> {
        let data = ask::received(club.as_str(), kind, per_page, page);
        let convert = |wire| Ok(convert(wire, page));
        self.read(path::RECEIVED, data, convert).await
    }
}

#[async_trait]
impl Membership for Weclubs {
    async fn missions(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedMission>>> {
        let convert = convert::received_missions;
        self.received(wire::MISSION, club, per_page, page, convert)
            .await
    }

    async fn meetings(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedMeeting>>> {
        let convert = convert::received_meetings;
        self.received(wire::MEETING, club, per_page, page, convert)
            .await
    }

    async fn notices(
        &self,
        club: &ClubId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Slice<ReceivedNotice>>> {
        let convert = convert::received_notices;
        self.received(wire::NOTIFY, club, per_page, page, convert)
            .await
    }

    async fn mission(&self, mission: &MissionId) -> Result<Answer<ReceivedMissionDetail>> {
        let data = ask::received_detail(mission.as_str(), wire::MISSION);
        let convert = |wire| convert::received_mission(wire, mission);
        self.read(path::RECEIVED_DETAIL, data, convert).await
    }

    async fn meeting(&self, meeting: &MeetingId) -> Result<Answer<ReceivedMeetingDetail>> {
        let data = ask::received_detail(meeting.as_str(), wire::MEETING);
        let convert = |wire| convert::received_meeting(wire, meeting);
        self.read(path::RECEIVED_DETAIL, data, convert).await
    }

    async fn notice(&self, notice: &NoticeId) -> Result<Answer<ReceivedNotice>> {
        let data = ask::received_detail(notice.as_str(), wire::NOTIFY);
        let convert = |wire| convert::received_notice(wire, notice);
        self.read(path::RECEIVED_DETAIL, data, convert).await
    }

    async fn reply(&self, reply: &Reply, comment: &str) -> Result<Answer<()>> {
        self.write(path::REPLY, convert::reply(reply, comment))
            .await
    }
}

//! The three calls of document 004, chapter 4, and those that publish meetings.

use super::{
    Weclubs, convert,
    wire::{self, ask, path},
};
use crate::{
    connector::{Answer, Meetings},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    id::MeetingId,
    meeting::{MeetingDetail, MeetingEdit, MeetingSummary, NewMeeting, Participation},
    mission::Reminded,
    read::Slice,
    sign_in_code::SignInCode,
};

#[async_trait]
impl Meetings for Weclubs {
    async fn list(&self, per_page: u32, page: u32) -> Result<Answer<Slice<MeetingSummary>>> {
        let sponsor = self.signed_in()?.user;
        let data = ask::published(&sponsor, per_page, page);
        let convert = |wire: wire::Meetings| Ok(convert::meetings(wire, page));
        self.read(path::MY_MEETINGS, data, convert).await
    }

    async fn detail(&self, meeting: &MeetingId) -> Result<Answer<MeetingDetail>> {
        let data = ask::meeting(meeting.as_str());
        let convert = |wire: wire::Meeting| convert::meeting(wire, meeting);
        self.read(path::MY_MEETING, data, convert).await
    }

    async fn participation(&self, meeting: &MeetingId) -> Result<Answer<Participation>> {
        let data = ask::meeting(meeting.as_str());
        let convert = |wire: wire::Participation| Ok(convert::participation(wire));
        self.read(path::PARTICIPATION, data, convert).await
    }

    async fn publish(&self, meeting: &NewMeeting) -> Result<Answer<()>> {
        let data = convert::publish_meeting(meeting);
        self.write(path::PUBLISH_MEETING, data).await
    }

    async fn edit(&self, meeting: &MeetingId, edit: &MeetingEdit) -> Result<Answer<()>> {
        let data = convert::edit_meeting(meeting, edit);
        self.write(path::EDIT_MEETING, data).await
    }

    async fn remind(&self, meeting: &MeetingId) -> Result<Answer<Reminded>> {
        let data = ask::meeting(meeting.as_str());
        self.remind_of(path::REMIND_MEETING, data).await
    }

    async fn revert(&self, meeting: &MeetingId) -> Result<Answer<()>> {
        let data = ask::meeting(meeting.as_str());
        self.write(path::REVERT_MEETING, data).await
    }

    async fn end(&self, meeting: &MeetingId) -> Result<Answer<()>> {
        let data = ask::meeting(meeting.as_str());
        self.write(path::END_MEETING, data).await
    }

    async fn sign_in(&self, code: &SignInCode) -> Result<Answer<()>> {
        let data = ask::sign_meeting(
            code.meeting().as_str(),
            code.leader().as_str(),
            code.minted_at(),
        );
        self.write(path::SIGN_MEETING, data).await
    }
}

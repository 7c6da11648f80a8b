//! Values of the domain in words.

use super::Words;
use muster_domain::{
    board::{CallOutcome, CheckInStatus, ResponseStatus},
    outbox::{ActivityKind, OutboxState, WriteKind},
    packet::Milestone,
    task::{CalledThrough, Level, Phase},
};

impl Words {
    /// A server's own word stays as it is.
    pub(crate) fn phase<'a>(&'a self, phase: &'a Phase) -> &'a str {
        match phase {
            Phase::Recruiting => self.recruiting,
            Phase::Gathering => self.gathering,
            Phase::Executing => self.executing,
            Phase::Done => self.finished,
            Phase::Other(word) => word,
        }
    }

    pub(crate) fn response<'a>(&'a self, status: &'a ResponseStatus) -> &'a str {
        match status {
            ResponseStatus::Unread => self.unread,
            ResponseStatus::Refused => self.has_refused,
            ResponseStatus::Accepted => self.has_accepted,
            ResponseStatus::Other(word) => word,
        }
    }

    pub(crate) fn check_in<'a>(&'a self, status: &'a CheckInStatus) -> &'a str {
        match status {
            CheckInStatus::Absent => self.absent,
            CheckInStatus::CheckedIn => self.arrived,
            CheckInStatus::Other(word) => word,
        }
    }

    pub(crate) fn call_outcome(&self, outcome: CallOutcome) -> &'static str {
        match outcome {
            CallOutcome::WillCome => self.will_come,
            CallOutcome::Reached => self.reached,
            CallOutcome::NoAnswer => self.no_answer,
        }
    }

    pub(crate) fn way(&self, through: CalledThrough) -> &'static str {
        match through {
            CalledThrough::Office => self.by_office,
            CalledThrough::Org => self.by_org,
            CalledThrough::Individually => self.individually,
        }
    }

    pub(crate) fn level_of<'a>(&'a self, level: &'a Level) -> &'a str {
        match level {
            Level::Street => self.street,
            Level::District => self.district,
            Level::City => self.city,
            Level::Other(word) => word,
        }
    }

    pub(crate) fn outbox_state(&self, state: OutboxState) -> &'static str {
        match state {
            OutboxState::Queued => self.queued,
            OutboxState::Sending => self.sending,
            OutboxState::Confirmed => self.confirmed,
            OutboxState::Rejected => self.rejected,
            OutboxState::Unknown => self.unknown,
            OutboxState::TakenBack => self.taken_back,
        }
    }

    pub(crate) fn milestone(&self, milestone: Milestone) -> &'static str {
        match milestone {
            Milestone::Published => self.packet.published,
            Milestone::FirstResponse => self.packet.first_response,
            Milestone::HeadcountReached => self.packet.headcount_reached,
            Milestone::Gather => self.packet.gather,
            Milestone::Finish => self.packet.finish,
        }
    }

    pub(crate) fn yes_no(&self, yes: bool) -> &'static str {
        if yes { self.yes } else { self.no }
    }

    pub(crate) fn write(&self, kind: WriteKind) -> &'static str {
        match kind {
            WriteKind::PublishTask => self.publish_task,
            WriteKind::FinishTask => self.finish_task,
            WriteKind::PublishMission => self.clubs.publish_mission,
            WriteKind::PublishMeeting => self.clubs.publish_meeting,
            WriteKind::RemindMission => self.clubs.remind_mission,
            WriteKind::RevertMission => self.clubs.revert_mission,
            WriteKind::EditMeeting => self.clubs.edit_meeting,
            WriteKind::RemindMeeting => self.clubs.remind_meeting,
            WriteKind::RevertMeeting => self.clubs.revert_meeting,
            WriteKind::EndMeeting => self.clubs.end_meeting,
            WriteKind::SignInToMeeting => self.clubs.sign_in,
            WriteKind::ConfirmMission => self.clubs.confirm_mission,
            WriteKind::FinishMission => self.clubs.finish_mission,
            WriteKind::ConfirmMeeting => self.clubs.confirm_meeting,
            WriteKind::LeaveMeeting => self.clubs.leave_meeting,
            WriteKind::AcceptQuest => self.quests.accept,
            WriteKind::AbandonQuest => self.quests.abandon,
            WriteKind::CompleteQuest => self.quests.complete,
            WriteKind::ClaimQuest => self.quests.claim,
            WriteKind::AcceptQuests => self.quests.accept_many,
            WriteKind::ClaimQuests => self.quests.claim_many,
            WriteKind::CreateQuest => self.quests.create,
            WriteKind::UpdateQuest => self.quests.update,
            WriteKind::DeleteQuest => self.quests.delete,
            WriteKind::ResetQuests => self.quests.reset,
        }
    }

    pub(crate) fn activity(&self, kind: ActivityKind) -> &'static str {
        let words = &self.activities;
        match kind {
            ActivityKind::ConnectionAdded => words.connection_added,
            ActivityKind::ConnectionRemoved => words.connection_removed,
            ActivityKind::SignedIn => words.signed_in,
            ActivityKind::SignedOut => words.signed_out,
            ActivityKind::SessionEnded => words.session_ended,
            ActivityKind::PublishQueued => words.publish_queued,
            ActivityKind::PublishTakenBack => words.publish_taken_back,
            ActivityKind::PublishSent => words.publish_sent,
            ActivityKind::PublishConfirmed => words.publish_confirmed,
            ActivityKind::PublishRejected => words.publish_rejected,
            ActivityKind::PublishUnknown => words.publish_unknown,
            ActivityKind::PublishNotSent => words.publish_not_sent,
            ActivityKind::PublishGivenUp => words.publish_given_up,
            ActivityKind::FinishSent => words.finish_sent,
            ActivityKind::FinishConfirmed => words.finish_confirmed,
            ActivityKind::FinishRejected => words.finish_rejected,
            ActivityKind::FinishUnknown => words.finish_unknown,
            ActivityKind::FinishNotSent => words.finish_not_sent,
            ActivityKind::FinishNotDone => words.finish_not_done,
            ActivityKind::FinishGivenUp => words.finish_given_up,
            ActivityKind::ActSent => self.clubs.sent,
            ActivityKind::ActConfirmed => self.clubs.confirmed,
            ActivityKind::ActRejected => self.clubs.rejected,
            ActivityKind::ActUnknown => self.clubs.unknown,
            ActivityKind::ActNotSent => self.clubs.not_sent,
            ActivityKind::ActNotDone => self.clubs.not_done,
            ActivityKind::ActGivenUp => self.clubs.given_up,
            ActivityKind::Exported => words.exported,
        }
    }
}

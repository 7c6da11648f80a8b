//! Signing in to a meeting with the code that a leader shows.
//!
//! A code carries its meeting, its leader and when it was minted, by the
//! leader's own clock. Nothing in it is secret, so its age is what keeps a
//! photograph from working.

use jiff::{SignedDuration, Timestamp};

use super::{Clubs, Refusal, Result, SignInFault, Window};
use crate::store::Meeting;

/// How far a leader's clock may be ahead.
const AHEAD: SignedDuration = SignedDuration::from_secs(5);

/// What was read from a leader's screen.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    pub meeting_id: i64,
    pub leader_id: i64,
    pub minted: Timestamp,
}

impl Clubs {
    /// Signs `me` in. Whether a meeting exists is told to those invited only.
    pub fn sign_in(&self, me: i64, code: Code) -> Result<()> {
        let meeting = self.store.meeting(code.meeting_id)?;
        let invitation = self.store.invitation(me, code.meeting_id)?;
        let (Some(meeting), Some(invitation)) = (meeting, invitation) else {
            return Err(SignInFault::NotInvited.into());
        };
        let now = self.now();
        check_meeting(&meeting, now)?;
        // Before the code is looked at: who scans twice is told that once was
        // enough.
        if invitation.signed.is_some() {
            return Err(SignInFault::AlreadySigned.into());
        }
        self.check_code(&meeting, &code, now)?;
        if self.store.sign_in(me, code.meeting_id, now)? {
            tracing::info!(meeting_id = code.meeting_id, "somebody signed in");
            return Ok(());
        }
        // Somebody was quicker: another request of this student, or whoever
        // ended the meeting.
        let signed = self
            .store
            .invitation(me, code.meeting_id)?
            .and_then(|invitation| invitation.signed);
        Err(match signed {
            Some(_) => SignInFault::AlreadySigned.into(),
            None => SignInFault::Closed.into(),
        })
    }

    fn check_code(
        &self,
        meeting: &Meeting,
        code: &Code,
        now: Timestamp,
    ) -> Result<(), SignInFault> {
        if !meeting.plan.leaders.contains(&code.leader_id) {
            return Err(SignInFault::NotOfALeader);
        }
        let age = now.duration_since(code.minted);
        if age > self.code_age {
            return Err(SignInFault::TooOld {
                age,
                most: self.code_age,
            });
        }
        if age < -AHEAD {
            return Err(SignInFault::FromTheFuture(-age));
        }
        Ok(())
    }
}

fn check_meeting(meeting: &Meeting, now: Timestamp) -> Result<()> {
    if meeting.reverted.is_some() {
        return Err(Refusal::MeetingReverted);
    }
    if !meeting.plan.need_sign {
        return Err(SignInFault::NotNeeded.into());
    }
    match meeting.window(now) {
        Window::Open => Ok(()),
        Window::NotYet(opens_in) => {
            Err(SignInFault::NotOpenYet(opens_in.unwrap_or_default()).into())
        }
        Window::Closed => Err(SignInFault::Closed.into()),
    }
}

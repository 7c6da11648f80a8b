//! The rules for clubs: missions, meetings, and signing in to them. No wire
//! name and no SQL here.
//!
//! The sponsor acts on what they published. Whoever administers the club may
//! look at it, and so may a meeting's leaders, who may end it too. Everybody
//! else meets only what they were given or invited to.

mod meetings;
mod missions;
mod publish;
mod received;
pub mod refusal;
mod sign_in;
#[cfg(test)]
mod tests;
mod tokens;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::service::{self, PAGE_SIZE_MAX};
use crate::store::{Club, ClubRole, ClubStudent, MyClub, PageAt, Store};
pub use meetings::{MeetingDetail, MeetingEdit, Window};
pub use missions::MissionDetail;
pub use publish::{ADDRESS_MAX, CONTENT_MAX, LEADERS_MAX, MeetingDraft, MissionDraft, PARTS_MAX};
pub use received::{COMMENT_MAX, ReceivedMeetingDetail, ReceivedMissionDetail};
pub use refusal::{Fault, Refusal, SignInFault};
pub use sign_in::Code;
pub use tokens::TokenDesk;

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// How old a code may be unless the owner says otherwise.
pub const CODE_AGE: SignedDuration = SignedDuration::from_secs(15);

/// The rules over a store. Methods block. `me` is the student who asks.
#[derive(Debug, Clone)]
pub struct Clubs {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    code_age: SignedDuration,
}

/// One page of a list.
#[derive(Debug)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    pub has_more: bool,
}

impl<T> Listed<T> {
    fn new((rows, total): (Vec<T>, i64), page: PageAt) -> Self {
        Self {
            rows,
            has_more: page.number < page.pages(total),
        }
    }
}

impl Clubs {
    /// `code_age` is how old a sign-in code may be.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, code_age: SignedDuration) -> Self {
        Self {
            store,
            clock,
            code_age,
        }
    }

    /// The time by which everything here is judged.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clubs in whose name `me` may publish.
    pub fn administered(&self, me: i64) -> Result<Vec<Club>> {
        Ok(self.store.clubs_administered(me)?)
    }

    /// The clubs that `me` is in.
    pub fn clubs_of(&self, me: i64, page: PageAt) -> Result<Listed<MyClub>> {
        Ok(Listed::new(self.store.clubs_of(me, page)?, page))
    }

    /// Everybody in a club, for those who are in it.
    pub fn roster(&self, me: i64, club_id: i64) -> Result<Vec<ClubStudent>> {
        self.require_member(me, club_id)?;
        Ok(self.store.club_students(club_id)?)
    }

    /// That `me` is in the club.
    pub fn require_member(&self, me: i64, club_id: i64) -> Result<()> {
        self.store
            .club_role(club_id, me)?
            .map(|_| ())
            .ok_or(Refusal::NotInClub)
    }

    fn administers(&self, me: i64, club_id: i64) -> Result<bool> {
        Ok(self.store.club_role(club_id, me)? == Some(ClubRole::Administrator))
    }
}

/// A page as asked for; a size of 0 is everything, as the documents say.
pub fn page(size: i64, number: i64) -> service::Result<PageAt> {
    let size = if size == 0 { PAGE_SIZE_MAX } else { size };
    service::page(size, number)
}

//! The account, its clubs and their people.

use super::{
    Weclubs, convert,
    data::Data,
    wire::{self, ask, path},
};
use crate::{
    connector::{Answer, Clubs},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    club::{Club, ClubRoster},
    id::{ClubId, StudentId},
    read::Slice,
};

#[async_trait]
impl Clubs for Weclubs {
    fn me(&self) -> Option<StudentId> {
        let account = self.account();
        account.as_ref().map(|account| account.user.as_str().into())
    }

    async fn administered(&self) -> Result<Answer<Vec<Club>>> {
        let convert = |wire: wire::Clubs| Ok(convert::administered(wire));
        let answer = self.read(path::ADMINISTERED, Data::new(), convert).await?;
        if let Some(account) = self.account().as_mut() {
            account.administers = Some(!answer.value.is_empty());
        }
        Ok(answer)
    }

    async fn joined(&self, per_page: u32, page: u32) -> Result<Answer<Slice<Club>>> {
        let convert = |wire: wire::Clubs| Ok(convert::joined(wire, page));
        self.read(path::JOINED, ask::page(per_page, page), convert)
            .await
    }

    async fn roster(&self, club: &ClubId) -> Result<Answer<ClubRoster>> {
        let convert = |wire: wire::Students| Ok(convert::roster(wire, club));
        self.read(path::STUDENTS, ask::students(club.as_str()), convert)
            .await
    }
}

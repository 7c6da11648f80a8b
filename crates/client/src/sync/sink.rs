//! Where a fetch puts what it gets.

use super::{era::Era, tell_ages, watched::Watched as _};
use crate::{
    client::Client,
    commands::Target,
    store::{self, Age, ages},
};
use muster_connectors::{Answer, Error};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, QuestId},
    time::Time,
};
use rusqlite::Connection;
use serde::Serialize;

/// Why a fetch failed.
pub(super) enum Failure {
    Server(Error),
    App(AppError),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Server(error)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

/// Where a fetch puts what it gets.
pub(super) struct Sink<'a> {
    pub(super) client: &'a Client,
    pub(super) target: &'a Target,
    pub(super) era: &'a Era,
}

impl Sink<'_> {
    /// Keeps an answer of a server of clubs, of quests or of moments.
    pub(super) async fn keep_whole<T: Serialize + Send + 'static>(
        &self,
        value: T,
        server_time: Option<Time>,
        complete: bool,
    ) -> Result<(), Failure> {
        let (age, key) = (self.age(server_time, complete), self.key());
        self.keep_board(age, move |db, id| {
            store::club_answers::put(db, id, &key, &value)
        })
        .await
    }

    /// The same of a list as far as it was read; `error` says why it goes on.
    pub(super) async fn keep_read<T: Serialize + Send + 'static>(
        &self,
        value: T,
        server_time: Option<Time>,
        error: Option<Error>,
    ) -> Result<(), Failure> {
        self.keep_whole(value, server_time, error.is_none()).await?;
        error.map_or(Ok(()), |error| Err(error.into()))
    }

    /// What the target is kept under.
    pub(super) fn key(&self) -> String {
        self.target.age_key()
    }

    /// How often the server told of a quest, or of any, by itself.
    pub(super) fn heard(&self, quest: Option<&QuestId>) -> u64 {
        let quests = &self.client.inner().quests;
        quests.heard(self.target.connection(), quest)
    }

    pub(super) fn age(&self, server_time: Option<Time>, complete: bool) -> Age {
        Age {
            fetched_at: self.client.now(),
            server_time,
            complete,
        }
    }

    pub(super) async fn keep<T: Send + 'static>(
        &self,
        key: String,
        answer: Answer<T>,
        put: impl FnOnce(&Connection, &ConnectionId, &T) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let age = self.age(answer.server_time, true);
        self.store(key, age, move |db, id| put(db, id, &answer.value))
            .await
    }

    /// A reading that stopped in the middle never replaces a whole one.
    pub(super) async fn keep_board(
        &self,
        age: Age,
        put: impl FnOnce(&Connection, &ConnectionId) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let key = self.target.age_key();
        if !age.complete {
            let (id, old) = (self.target.connection().clone(), key.clone());
            let cache = self.client.stores()?.cache;
            let whole = cache.read(move |db| ages::find(db, &id, &old)).await?;
            if whole.is_some_and(|old| old.complete) {
                return Ok(());
            }
        }
        self.store(key, age, put).await
    }

    pub(super) async fn store(
        &self,
        key: String,
        age: Age,
        put: impl FnOnce(&Connection, &ConnectionId) -> rusqlite::Result<bool> + Send + 'static,
    ) -> Result<(), Failure> {
        let id = self.target.connection().clone();
        let era = self.era.clone();
        let work = move |db: &mut Connection| {
            // The cache was wiped meanwhile: this belongs to nobody.
            if era.is_over() {
                return Ok(None);
            }
            let transaction = db.transaction()?;
            let before = ages::find(&transaction, &id, &key)?;
            let changed = put(&transaction, &id)?;
            ages::put(&transaction, &id, &key, &age)?;
            transaction.commit()?;
            Ok(Some(
                changed || before.is_none_or(|before| before.complete != age.complete),
            ))
        };
        match self.client.stores()?.cache.with(work).await? {
            Some(true) => self.client.emit(self.target.tags()),
            Some(false) => tell_ages(self.client, self.target.tags()),
            None => {}
        }
        Ok(())
    }
}

//! What every protocol client does, and what the ones with tasks do.

mod clubs;
mod moments;
mod quests;

pub use clubs::{Clubs, Meetings, Membership, Missions};
pub use moments::Moments;
pub use quests::{QuestNotices, Quests};

use crate::error::Result;
use async_trait::async_trait;
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    connection::{Capability, ConnectionTest},
    id::TaskId,
    position::Whereabouts,
    read::Page,
    roster::{OfficeRoster, OrgRoster},
    task::{NewTask, Participant, PublishInfo, TaskDetail, TaskList, TaskSummary},
    time::Time,
};
use std::{fmt, sync::Arc};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Tells the time; injected, so that tests choose it.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

/// Tells a random number; injected for the same reason.
pub type Random = Arc<dyn Fn() -> u128 + Send + Sync>;

/// How requests leave this machine.
#[derive(Clone)]
pub struct Network {
    pub clock: Clock,
    pub random: Random,
    /// Deadlines per phase, milliseconds.
    pub connect_ms: u64,
    /// From the last byte of the request to the head of the answer.
    pub first_byte_ms: u64,
    /// For the whole body.
    pub body_ms: u64,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("connect_ms", &self.connect_ms)
            .finish_non_exhaustive()
    }
}

/// A name and its password, wiped when dropped; prints nothing of the password.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Credentials {
    pub username: String,
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials { .. }")
    }
}

/// What a connector must remember between two starts: cookies or tokens, and
/// the dialect it found. Opaque text for the encrypted store; prints nothing.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Session(pub String);

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session { .. }")
    }
}

/// A server's answer with what it told of its clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    pub value: T,
    /// From the body where the protocol has it, else the `Date` header.
    pub server_time: Option<Time>,
}

impl<T> Answer<T> {
    /// The same answer about another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            value: change(self.value),
            server_time: self.server_time,
        }
    }
}

/// One account on one server.
#[async_trait]
pub trait Connector: Send + Sync + fmt::Debug {
    /// What this account can do, as far as is known by now.
    fn capabilities(&self) -> Vec<Capability>;

    /// The dialect that was found, in the words of
    /// `docs/protocols`.
    fn dialect(&self) -> Option<String>;

    /// Whether a session is held. It may have ended on the server.
    fn is_signed_in(&self) -> bool;

    /// The server's clock minus ours, milliseconds, as the last answers tell;
    /// `None` before one did.
    fn clock_skew_ms(&self) -> Option<i64>;

    /// What to keep for the next start. Changes with signing in and out, and
    /// whenever a server renews its cookie: compare and store it after calls.
    fn session(&self) -> Session;

    /// Asks the server something harmless. Sends no password.
    async fn test(&self) -> Result<ConnectionTest>;

    /// Signs in, finds out the dialect and the capabilities. A refused sign-in
    /// leaves an earlier session as it was.
    ///
    /// # Errors
    /// `WrongPassword`; `NotSignedIn` where the password was taken and the
    /// session is not known all the same; `BrokenAnswer` or `WrongServer` where
    /// no dialect fits.
    async fn sign_in(&self, credentials: &Credentials) -> Result<()>;

    /// Ends the session here and, if it can be reached, on the server. A server
    /// that cannot be told is no error.
    async fn sign_out(&self) -> Result<()>;

    /// The tasks of document 001, where the server has them.
    fn tasks(&self) -> Option<&dyn Tasks> {
        None
    }

    /// The clubs and their people, where the server has them.
    fn clubs(&self) -> Option<&dyn Clubs> {
        None
    }

    /// The missions of document 000, where the server has them.
    fn missions(&self) -> Option<&dyn Missions> {
        None
    }

    /// The meetings of document 004, where the server has them.
    fn meetings(&self) -> Option<&dyn Meetings> {
        None
    }

    /// What a club's member receives, where the server has it.
    fn membership(&self) -> Option<&dyn Membership> {
        None
    }

    /// The quests of document 003, where the server has them.
    fn quests(&self) -> Option<&dyn Quests> {
        None
    }

    /// The moments of document 002, where the server has them.
    fn moments(&self) -> Option<&dyn Moments> {
        None
    }
}

/// 任务管理, document 001. Every list may repeat a row across pages; the caller
/// removes repetitions by id.
#[async_trait]
pub trait Tasks: Send + Sync {
    /// `/task/working` and `/task/done`, pages from 1.
    async fn list(
        &self,
        list: TaskList,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Page<TaskSummary>>>;

    /// `/task/detail/{task_id}`
    async fn detail(&self, task: &TaskId) -> Result<Answer<TaskDetail>>;

    /// `/task/detail/mem/{task_id}`
    async fn people(&self, task: &TaskId) -> Result<Answer<Vec<Participant>>>;

    /// `/task/response/{task_id}`, pages from 1. `total` of the page is what
    /// the server says and may be too small: page on until `notified`
    /// rows are there or nothing new comes.
    async fn responses(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(ResponseFigures, Page<ResponseRow>)>>;

    /// `/task/gather/{task_id}`, pages from 1.
    async fn check_ins(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(CheckInFigures, Page<CheckInRow>)>>;

    /// `/loc/getAllLocs` of the location module, pages from 1. `None` where
    /// the server has no such module.
    async fn whereabouts(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Option<Page<Whereabouts>>>>;

    /// `/task/info`
    async fn publish_info(&self) -> Result<Answer<PublishInfo>>;

    /// `/task/orgs`
    async fn orgs(&self) -> Result<Answer<OrgRoster>>;

    /// `/task/offices`
    async fn offices(&self) -> Result<Answer<OfficeRoster>>;

    /// `POST /task`. Not idempotent; the answer carries no id.
    async fn publish(&self, task: &NewTask) -> Result<Answer<()>>;

    /// `PUT /task/finish`
    async fn finish(&self, task: &TaskId) -> Result<Answer<()>>;
}

//! What the store takes and gives. Times are instants, coordinates are GCJ-02
//! degrees; no type here knows a wire name.

use std::collections::HashSet;

use jiff::Timestamp;

/// Who an account speaks for, and who launches a task: an office (单位) or an
/// organisation (组织).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Office(i64),
    Org(i64),
}

impl Unit {
    /// The two columns that store a unit, of which one is null.
    pub fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Office(id) => (Some(id), None),
            Self::Org(id) => (None, Some(id)),
        }
    }

    pub fn is_office(self) -> bool {
        matches!(self, Self::Office(_))
    }
}

/// The level of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Street,
    District,
    City,
}

/// What a person has answered to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Unread,
    Refused,
    Accepted,
}

/// One page of a list: `size` rows, pages counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAt {
    pub size: i64,
    pub number: i64,
}

impl PageAt {
    /// Rows before this page.
    pub fn offset(self) -> i64 {
        (self.number - 1).saturating_mul(self.size)
    }

    /// How many pages `rows` rows fill.
    pub fn pages(self, rows: i64) -> i64 {
        rows.div_euclid(self.size) + i64::from(rows.rem_euclid(self.size) > 0)
    }
}

/// The part of a session token that is stored.
pub type TokenHash = [u8; 32];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub account_id: i64,
    pub unit: Unit,
}

/// An account with its Argon2id hash in PHC form.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub account: Account,
    pub password_hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub office_id: i64,
    pub name: String,
    pub level: Level,
    pub upper_office_id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Org {
    pub org_id: i64,
    pub name: String,
    pub office_id: i64,
    pub upper_org_id: Option<i64>,
}

/// A person as a member of an office or an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The office or organisation that the row is about.
    pub unit_id: i64,
    pub soldier_id: i64,
    pub name: String,
    /// Leads the organisation; never set for members of an office.
    pub is_admin: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub soldier_id: i64,
    pub im_user_id: i64,
    pub name: String,
    /// Eleven digits.
    pub phone: i64,
    pub office_id: i64,
    pub home: Point,
}

/// A point in GCJ-02 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub lat: f64,
    pub lng: f64,
}

impl Point {
    /// To six decimals, about 0.1 m, as devices report them.
    pub fn rounded(self) -> Self {
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        Self {
            lat: round(self.lat),
            lng: round(self.lng),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub place_id: i64,
    pub name: String,
    pub at: Point,
}

/// Where a new task gathers.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub name: String,
    pub at: Point,
    /// Keep it among the launcher's common places.
    pub remember: bool,
}

/// The ids that an account may choose as recipients.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    pub offices: HashSet<i64>,
    pub orgs: HashSet<i64>,
    pub soldiers: HashSet<i64>,
}

/// The recipients of a task, as chosen; overlaps are allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients {
    pub offices: Vec<i64>,
    pub orgs: Vec<i64>,
    pub soldiers: Vec<i64>,
}

/// A task that has passed every rule and can be stored.
#[derive(Debug, Clone)]
pub struct NewTask {
    pub launcher: Unit,
    pub title: String,
    pub detail: String,
    pub mem_count: i64,
    /// When the launcher says it was launched.
    pub launched: Timestamp,
    /// When this server took it.
    pub published: Timestamp,
    pub gather: Timestamp,
    pub finish: Timestamp,
    pub site: Site,
    pub recipients: Recipients,
}

/// A stored task with its counts.
#[derive(Debug, Clone)]
pub struct Task {
    pub task_id: i64,
    pub launcher: Unit,
    pub launcher_name: String,
    pub title: String,
    pub mem_count: i64,
    pub launched: Timestamp,
    pub gather: Timestamp,
    pub finish: Timestamp,
    /// When the launcher ended it, if it was ended by hand.
    pub finished: Option<Timestamp>,
    pub place_name: String,
    pub place: Point,
    pub counts: Counts,
}

/// People of one task by what they have done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everybody the task was sent to, each once.
    pub notified: i64,
    /// Of these, who answered no.
    pub refused: i64,
    /// Of these, who answered yes.
    pub accepted: i64,
    /// Of those who accepted, who have checked in.
    pub checked: i64,
}

/// A person of a task, as the boards show them.
#[derive(Debug, Clone)]
pub struct Row {
    pub soldier_id: i64,
    pub im_user_id: i64,
    pub name: String,
    pub phone: i64,
    pub office_name: String,
    pub answer: Answer,
    pub responded: Option<Timestamp>,
    pub checked: Option<Timestamp>,
}

/// A page of everybody notified.
#[derive(Debug, Clone)]
pub struct Responses {
    pub mem_count: i64,
    pub counts: Counts,
    /// Mean time between launch and response; `None` before the first one.
    pub mean_ms: Option<i64>,
    pub rows: Vec<Row>,
}

/// A page of everybody who accepted.
#[derive(Debug, Clone)]
pub struct CheckIns {
    pub counts: Counts,
    pub rows: Vec<Row>,
}

/// Somebody's last reported position.
#[derive(Debug, Clone)]
pub struct Position {
    pub soldier_id: i64,
    pub name: String,
    pub phone: i64,
    pub office_name: String,
    pub at: Point,
}

/// The people of a task under the office or organisation that was chosen.
#[derive(Debug, Clone)]
pub struct ChosenUnit {
    pub name: String,
    /// The office's level; of an organisation, its office's level.
    pub level: Level,
    pub members: Vec<Participant>,
}

#[derive(Debug, Clone)]
pub struct Participant {
    pub soldier_id: i64,
    pub im_user_id: i64,
    pub name: String,
    pub office_name: String,
    pub is_admin: bool,
}

/// The people of a task by how they were chosen. Somebody chosen in two ways
/// is listed in both.
#[derive(Debug, Clone, Default)]
pub struct Participants {
    pub offices: Vec<ChosenUnit>,
    pub orgs: Vec<ChosenUnit>,
    pub soldiers: Vec<Participant>,
}

/// A running task as the simulated unit sees it.
#[derive(Debug, Clone)]
pub struct DrillTask {
    pub task_id: i64,
    pub published: Timestamp,
    pub gather: Timestamp,
    pub place: Point,
    /// Drill time lived so far, in milliseconds since publishing.
    pub lived_ms: i64,
}

/// Somebody to whom something happens now.
#[derive(Debug, Clone)]
pub struct DuePerson {
    pub soldier_id: i64,
    pub home: Point,
    pub answer: Answer,
    pub checked: bool,
}

/// What happened to somebody in the drill. `None` leaves as it was.
#[derive(Debug, Clone)]
pub struct DrillStep {
    pub soldier_id: i64,
    pub answered: Option<(Answer, Timestamp)>,
    pub position: Option<(Point, Timestamp)>,
    pub checked: Option<Timestamp>,
    /// The next moment of interest in drill milliseconds.
    pub due_ms: Option<i64>,
}

/// A task's figures counted from its rows, for whoever checks the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// As on the wire.
    pub task_id: i64,
    /// As on the wire.
    pub title: String,
    /// Counted from the people of the task.
    pub counts: Counts,
    /// SMS that would have been sent.
    pub notices: i64,
    /// People who would have been sent one; fewer than `notices` means that
    /// somebody was notified twice.
    pub people_noticed: i64,
}

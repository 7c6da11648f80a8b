//! What is taken and given about moments jobs. Times are instants; no type
//! here knows a wire name.

use jiff::Timestamp;

/// Who manages enterprises of one platform (公众号) and may sign in to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    pub manager_id: i64,
    /// Of the platform.
    pub uniacid: i64,
    /// Eleven digits, unique within the platform.
    pub mobile: i64,
}

/// A manager with the Argon2id hash, in PHC form, of the password.
#[derive(Debug, Clone)]
pub struct ManagerCredentials {
    pub manager: Manager,
    pub password_hash: String,
}

/// Who is signed in, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagerSession {
    pub manager: Manager,
    /// `None` until one is chosen.
    pub enterprise_id: Option<i64>,
}

/// 企业
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enterprise {
    pub enterprise_id: i64,
    pub uniacid: i64,
    pub name: String,
}

/// A department of an enterprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffDepartment {
    pub department_id: i64,
    pub enterprise_id: i64,
    pub name: String,
}

/// 员工: somebody who posts moments for an enterprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub staff_id: i64,
    pub enterprise_id: i64,
    pub department_id: i64,
    pub name: String,
    /// What WeCom calls them, unique within the enterprise.
    pub userid: String,
}

/// Everybody whom a job of an enterprise may be sent to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Crew {
    pub departments: Vec<i64>,
    pub staff: Vec<i64>,
}

/// 任务: a series of jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentTask {
    pub task_id: i64,
    pub enterprise_id: i64,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentKind {
    Image,
    Video,
    Link,
    /// None that the document knows.
    MiniProgram,
}

/// What hangs on a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub kind: AttachmentKind,
    /// What WeCom knows it by; of a mini program, the program.
    pub media_id: String,
    /// Of links; empty on the others.
    pub title: String,
    /// Of links; empty on the others.
    pub url: String,
}

/// A job that can be stored.
#[derive(Debug, Clone)]
pub struct NewMomentJob {
    pub task_id: i64,
    pub sent: Timestamp,
    /// Empty where pictures speak for themselves.
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// Who posts it: people and departments, whoever is in both once.
    pub senders: Crew,
    /// Customers with one of these tags may see it; everybody without any.
    pub tags: Vec<String>,
}

/// 朋友圈任务: one moment that people are to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentJob {
    pub job_id: i64,
    pub sent: Timestamp,
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// `userid` of those who were named one by one.
    pub sender_users: Vec<String>,
    /// Names of the departments.
    pub sender_departments: Vec<String>,
    pub tags: Vec<String>,
    pub counts: MomentCounts,
}

/// Counted from the people of one job or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MomentCounts {
    pub total: i64,
    /// Of those.
    pub posted: i64,
}

impl MomentCounts {
    /// Who still has to post.
    pub fn waiting(self) -> i64 {
        self.total - self.posted
    }
}

/// A page of jobs with what all pages hold.
#[derive(Debug, Clone)]
pub struct MomentJobs {
    pub rows: Vec<MomentJob>,
    pub total: i64,
    pub counts: MomentCounts,
}

/// One of those who are to post a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    pub staff: Staff,
    pub posted: Option<Timestamp>,
}

/// Whose posts are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostFilter {
    /// In the name or the `userid`; empty is everybody.
    pub keyword: String,
    pub posted: Option<bool>,
}

/// A series in which the simulated unit publishes.
#[derive(Debug, Clone)]
pub struct DrillSeries {
    pub task: MomentTask,
    /// How many jobs it has.
    pub jobs: i64,
    pub last_sent: Option<Timestamp>,
    /// Drill time that it has been lived through.
    pub lived_ms: i64,
    /// When the next job is published, in drill time.
    pub due_ms: i64,
}

/// A job of which somebody may still be going to post.
#[derive(Debug, Clone, Copy)]
pub struct DrillJob {
    pub job_id: i64,
    pub sent: Timestamp,
    /// Drill time since `sent` that it has been lived through.
    pub lived_ms: i64,
}

/// What happens to one person about a job.
#[derive(Debug, Clone, Copy)]
pub struct PostStep {
    pub staff_id: i64,
    pub posted: Option<Timestamp>,
    /// When they look again, in drill time; `None`: never.
    pub due_ms: Option<i64>,
}

/// A job's figures, counted from its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentRecount {
    /// The job.
    pub job_id: i64,
    /// The task that it is of.
    pub task_id: i64,
    /// When people were told of it.
    pub sent: Timestamp,
    /// Who is to post it, and who has.
    pub counts: MomentCounts,
}

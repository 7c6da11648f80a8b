//! The answers as types (document 002). Times are Beijing's, without a zone.

use serde::Serialize;

use super::paginator::Paginator;
use crate::dialects::read::in_beijing;
use crate::service::moments::JobSheet;
use crate::store::{self, AttachmentKind, Enterprise, Manager, MomentJob, MomentTask};

/// `data` of a sign-in.
#[derive(Serialize)]
pub struct SignedIn {
    mobile: String,
    member_id: i64,
}

impl From<Manager> for SignedIn {
    fn from(manager: Manager) -> Self {
        Self {
            mobile: manager.mobile.to_string(),
            member_id: manager.manager_id,
        }
    }
}

/// An enterprise, or a task.
#[derive(Serialize)]
pub struct Named {
    id: i64,
    name: String,
}

impl From<Enterprise> for Named {
    fn from(enterprise: Enterprise) -> Self {
        Self {
            id: enterprise.enterprise_id,
            name: enterprise.name,
        }
    }
}

impl From<MomentTask> for Named {
    fn from(task: MomentTask) -> Self {
        Self {
            id: task.task_id,
            name: task.name,
        }
    }
}

/// `data` of `getFriendsJobList`.
#[derive(Serialize)]
pub struct Jobs {
    record_list: Paginator<Moment>,
    wait_count: i64,
    finish_count: i64,
    job_total: i64,
}

impl Jobs {
    pub fn new(sheet: JobSheet, address: &str) -> Self {
        Self {
            record_list: Paginator::new(sheet.jobs, address, Moment::from),
            wait_count: sheet.counts.waiting(),
            finish_count: sheet.counts.posted,
            job_total: sheet.counts.total,
        }
    }
}

#[derive(Serialize)]
struct Moment {
    moment_total: i64,
    moment_finish_count: i64,
    moment_wait_count: i64,
    created_at: String,
    content: Content,
    id: i64,
}

/// WeCom's moment. What it has none of is left out.
#[derive(Serialize)]
struct Content {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment>,
    visible_range: VisibleRange,
}

#[derive(Serialize)]
struct Text {
    content: String,
}

#[derive(Serialize, Default)]
struct Attachment {
    msgtype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    video: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link>,
    #[serde(skip_serializing_if = "Option::is_none")]
    miniprogram: Option<MiniProgram>,
}

#[derive(Serialize)]
struct Media {
    media_id: String,
}

#[derive(Serialize)]
struct Link {
    title: String,
    url: String,
    media_id: String,
}

#[derive(Serialize)]
struct MiniProgram {
    appid: String,
}

#[derive(Serialize)]
struct VisibleRange {
    sender_list: SenderList,
    external_contact_list: ExternalContactList,
}

#[derive(Serialize)]
struct SenderList {
    user_list: Vec<String>,
    department_list: Vec<String>,
}

#[derive(Serialize)]
struct ExternalContactList {
    tag_list: Vec<String>,
}

impl From<MomentJob> for Moment {
    fn from(job: MomentJob) -> Self {
        Self {
            moment_total: job.counts.total,
            moment_finish_count: job.counts.posted,
            moment_wait_count: job.counts.waiting(),
            created_at: in_beijing(job.sent),
            content: Content {
                text: (!job.text.is_empty()).then_some(Text { content: job.text }),
                attachments: job.attachments.into_iter().map(Attachment::from).collect(),
                visible_range: VisibleRange {
                    sender_list: SenderList {
                        user_list: job.sender_users,
                        department_list: job.sender_departments,
                    },
                    external_contact_list: ExternalContactList { tag_list: job.tags },
                },
            },
            id: job.job_id,
        }
    }
}

impl From<store::Attachment> for Attachment {
    fn from(attachment: store::Attachment) -> Self {
        let store::Attachment {
            kind,
            media_id,
            title,
            url,
        } = attachment;
        match kind {
            AttachmentKind::Image => Self {
                msgtype: "image",
                image: Some(Media { media_id }),
                ..Self::default()
            },
            AttachmentKind::Video => Self {
                msgtype: "video",
                video: Some(Media { media_id }),
                ..Self::default()
            },
            AttachmentKind::Link => Self {
                msgtype: "link",
                link: Some(Link {
                    title,
                    url,
                    media_id,
                }),
                ..Self::default()
            },
            AttachmentKind::MiniProgram => Self {
                msgtype: "miniprogram",
                miniprogram: Some(MiniProgram { appid: media_id }),
                ..Self::default()
            },
        }
    }
}

/// A row of `getFriendsJobDetailsList`.
#[derive(Serialize)]
pub struct Post {
    user_id: i64,
    /// 1: posted.
    status: u8,
    status_name: &'static str,
    staff: Staff,
}

#[derive(Serialize)]
struct Staff {
    user_id: i64,
    name: String,
    /// Nobody here has a picture.
    avatar: Option<&'static str>,
    userid: String,
}

impl From<store::Post> for Post {
    fn from(post: store::Post) -> Self {
        let posted = post.posted.is_some();
        Self {
            user_id: post.staff.staff_id,
            status: posted.into(),
            status_name: if posted { "已发表" } else { "未发表" },
            staff: Staff {
                user_id: post.staff.staff_id,
                name: post.staff.name,
                avatar: None,
                userid: post.staff.userid,
            },
        }
    }
}

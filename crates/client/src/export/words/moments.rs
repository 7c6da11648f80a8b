//! The words of what staff are to post.

use muster_domain::moment::{AttachmentKind, PostStatus};

#[derive(Debug)]
pub(crate) struct MomentWords {
    pub jobs: &'static str,
    pub people: &'static str,

    // Columns, and what there is to say about a list.
    pub day: &'static str,
    pub created_at: &'static str,
    pub text: &'static str,
    pub attachments: &'static str,
    pub users: &'static str,
    pub departments: &'static str,
    pub tags: &'static str,
    pub done: &'static str,
    pub waiting: &'static str,
    pub total: &'static str,
    pub told_total: &'static str,
    pub account: &'static str,
    /// Between the entries of a list.
    pub comma: &'static str,

    // Values.
    pub still_waiting: &'static str,
    pub image: &'static str,
    pub video: &'static str,
    pub link: &'static str,
    pub mini_program: &'static str,
    pub file: &'static str,
    /// Of a kind that only the server has a word for.
    pub other_kind: fn(&str) -> String,
}

pub(super) const ZH: MomentWords = MomentWords {
    jobs: "朋友圈任务",
    people: "发表名单",
    day: "日期",
    created_at: "推送时间",
    text: "内容",
    attachments: "附件",
    users: "发表成员",
    departments: "发表部门",
    tags: "可见客户标签",
    done: "已发表",
    waiting: "未发表",
    total: "应发表",
    told_total: "应发表（服务器）",
    account: "账号",
    comma: "、",
    still_waiting: "还有人没发",
    image: "图片",
    video: "视频",
    link: "链接",
    mini_program: "小程序",
    file: "文件",
    other_kind: |word| match word {
        "" => "其他附件".to_owned(),
        word => format!("其他附件（{word}）"),
    },
};

pub(super) const EN: MomentWords = MomentWords {
    jobs: "Moments jobs",
    people: "Who posts",
    day: "Day",
    created_at: "Pushed",
    text: "Text",
    attachments: "Attachments",
    users: "Staff",
    departments: "Departments",
    tags: "Customer tags",
    done: "Posted",
    waiting: "Still to post",
    total: "To post in all",
    told_total: "To post in all (server)",
    account: "Account",
    comma: ", ",
    still_waiting: "someone still to post",
    image: "Picture",
    video: "Video",
    link: "Link",
    mini_program: "Mini program",
    file: "File",
    other_kind: |word| match word {
        "" => "Another attachment".to_owned(),
        word => format!("Another attachment ({word})"),
    },
};

impl MomentWords {
    /// A server's word stays as it is.
    pub(crate) fn status<'a>(&self, status: &'a PostStatus) -> &'a str {
        match status {
            PostStatus::Waiting => self.waiting,
            PostStatus::Posted => self.done,
            PostStatus::Other(word) => word,
        }
    }

    pub(crate) fn kind(&self, kind: &AttachmentKind) -> String {
        let known = match kind {
            AttachmentKind::Image => self.image,
            AttachmentKind::Video => self.video,
            AttachmentKind::Link => self.link,
            AttachmentKind::MiniProgram => self.mini_program,
            AttachmentKind::File => self.file,
            AttachmentKind::Other(word) => return (self.other_kind)(word.trim()),
        };
        known.to_owned()
    }
}

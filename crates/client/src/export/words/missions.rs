//! The words of who was given a mission.

use muster_domain::mission::Reminder;

#[derive(Debug)]
pub(crate) struct MissionWords {
    pub name: &'static str,
    /// The sheet with a row for each part.
    pub by_part: &'static str,

    // About the mission.
    pub published: &'static str,
    pub deadline: &'static str,

    // Columns.
    pub parts: &'static str,
    pub confirm: &'static str,
    pub finish: &'static str,

    // Values.
    confirmed: &'static str,
    unconfirmed: &'static str,
    finished: &'static str,
    unfinished: &'static str,
}

pub(super) const ZH: MissionWords = MissionWords {
    name: "成员名单",
    by_part: "按子任务",
    published: "发布（北京时间）",
    deadline: "截止（北京时间）",
    parts: "子任务",
    confirm: "确认",
    finish: "完成",
    confirmed: "已确认",
    unconfirmed: "未确认",
    finished: "已完成",
    unfinished: "未完成",
};

pub(super) const EN: MissionWords = MissionWords {
    name: "People of the mission",
    by_part: "By part",
    published: "Published (Beijing time)",
    deadline: "Due (Beijing time)",
    parts: "Parts",
    confirm: "Confirmed",
    finish: "Finished",
    confirmed: "Confirmed",
    unconfirmed: "Not confirmed",
    finished: "Finished",
    unfinished: "Not finished",
};

impl MissionWords {
    pub(crate) fn confirmation(&self, confirmed: bool) -> &'static str {
        if confirmed {
            self.confirmed
        } else {
            self.unconfirmed
        }
    }

    pub(crate) fn completion(&self, finished: bool) -> &'static str {
        if finished {
            self.finished
        } else {
            self.unfinished
        }
    }

    /// What those who are waited for have not done.
    pub(crate) fn waited_for(&self, of: Reminder) -> &'static str {
        match of {
            Reminder::Confirm => self.unconfirmed,
            Reminder::Finish => self.unfinished,
        }
    }
}

//! What is done on a server of clubs, in words.

/// Writes and what became of them.
#[derive(Debug)]
pub(crate) struct ClubWords {
    pub publish_mission: &'static str,
    pub publish_meeting: &'static str,
    pub remind_mission: &'static str,
    pub revert_mission: &'static str,
    pub edit_meeting: &'static str,
    pub remind_meeting: &'static str,
    pub revert_meeting: &'static str,
    pub end_meeting: &'static str,
    pub sign_in: &'static str,
    pub sent: &'static str,
    pub confirmed: &'static str,
    pub rejected: &'static str,
    pub unknown: &'static str,
    pub not_sent: &'static str,
    pub not_done: &'static str,
    pub given_up: &'static str,
}

pub(super) const ZH: ClubWords = ClubWords {
    publish_mission: "发布社团任务",
    publish_meeting: "发布会议",
    remind_mission: "提醒任务成员",
    revert_mission: "撤销社团任务",
    edit_meeting: "修改会议",
    remind_meeting: "提醒参会人员",
    revert_meeting: "撤销会议",
    end_meeting: "结束会议",
    sign_in: "会议签到",
    sent: "发出操作",
    confirmed: "操作已确认",
    rejected: "操作被拒绝",
    unknown: "操作结果不明",
    not_sent: "操作没有发出",
    not_done: "读回核对，操作没有生效",
    given_up: "认定操作没有到达",
};

pub(super) const EN: ClubWords = ClubWords {
    publish_mission: "Publish mission",
    publish_meeting: "Publish meeting",
    remind_mission: "Remind people of mission",
    revert_mission: "Revert mission",
    edit_meeting: "Edit meeting",
    remind_meeting: "Remind people of meeting",
    revert_meeting: "Revert meeting",
    end_meeting: "End meeting",
    sign_in: "Sign in to meeting",
    sent: "Action sent",
    confirmed: "Action confirmed",
    rejected: "Action refused",
    unknown: "Outcome of action unknown",
    not_sent: "Action not sent",
    not_done: "Read back: action not done",
    given_up: "Action taken as not arrived",
};

//! The words of an attendance sheet.

use crate::commands::clubs::meetings::AttendanceFigure;
use muster_domain::meeting::{Attendance, Attendee};

#[derive(Debug)]
pub(crate) struct MeetingWords {
    pub name: &'static str,
    pub totals: &'static str,
    pub total: &'static str,

    // About the meeting.
    pub club: &'static str,
    pub begins: &'static str,
    pub place: &'static str,
    pub leaders: &'static str,
    /// Between the names of several.
    pub comma: &'static str,

    // Columns.
    pub department_head: &'static str,
    pub job: &'static str,
    pub answer: &'static str,
    pub signed_at: &'static str,
    pub leader: &'static str,
    pub remarks: &'static str,
    pub invited: &'static str,

    // Values.
    pub nameless: &'static str,
    pub unanswered: &'static str,
    pub confirmed: &'static str,
    pub on_leave: &'static str,
    pub will_come: &'static str,
    pub signed: &'static str,
    pub late: &'static str,
    pub awaited: &'static str,
    pub absent: &'static str,
    pub outside: &'static str,
    pub in_burst: &'static str,
}

pub(super) const ZH: MeetingWords = MeetingWords {
    name: "签到表",
    totals: "各部门",
    total: "合计",
    club: "社团",
    begins: "开始（北京时间）",
    place: "地点",
    leaders: "签到负责人",
    comma: "、",
    department_head: "部门",
    job: "职位",
    answer: "答复",
    signed_at: "签到时间",
    leader: "签到负责人",
    remarks: "备注",
    invited: "邀请",
    nameless: "（未注明部门）",
    unanswered: "未确认",
    confirmed: "确认参加",
    on_leave: "请假",
    will_come: "会来",
    signed: "已签到",
    late: "迟到",
    awaited: "还没到",
    absent: "缺席",
    outside: "没有投影时签到",
    in_burst: "同一秒签到",
};

pub(super) const EN: MeetingWords = MeetingWords {
    name: "Attendance",
    totals: "Departments",
    total: "Total",
    club: "Club",
    begins: "Begins (Beijing time)",
    place: "Place",
    leaders: "Sign-in leaders",
    comma: ", ",
    department_head: "Department",
    job: "Position",
    answer: "Answer",
    signed_at: "Signed in at",
    leader: "Leads sign-in",
    remarks: "Remarks",
    invited: "Invited",
    nameless: "(no department)",
    unanswered: "No answer",
    confirmed: "Confirmed",
    on_leave: "On leave",
    will_come: "Will come",
    signed: "Signed in",
    late: "Late",
    awaited: "Not here yet",
    absent: "Absent",
    outside: "Signed in with no code on screen",
    in_burst: "Signed in within one second",
};

impl MeetingWords {
    /// As the server spells it, or what stands for none.
    pub(crate) fn department<'a>(&'a self, name: &'a str) -> &'a str {
        if name.trim().is_empty() {
            self.nameless
        } else {
            name
        }
    }

    /// What they said, whatever became of it.
    pub(crate) fn answer(&self, of: &Attendee) -> &'static str {
        match (of.on_leave, of.confirmed) {
            (true, _) => self.on_leave,
            (false, true) => self.confirmed,
            (false, false) => self.unanswered,
        }
    }

    pub(crate) fn attendance(&self, attendance: Attendance) -> &'static str {
        match attendance {
            Attendance::Unanswered => self.unanswered,
            Attendance::Confirmed => self.will_come,
            Attendance::OnLeave => self.on_leave,
            Attendance::Signed => self.signed,
            Attendance::Late => self.late,
            Attendance::Absent => self.absent,
        }
    }

    pub(crate) fn figure(&self, figure: AttendanceFigure) -> &'static str {
        match figure {
            AttendanceFigure::Unanswered => self.unanswered,
            AttendanceFigure::Confirmed => self.confirmed,
            AttendanceFigure::OnLeave => self.on_leave,
            AttendanceFigure::Signed => self.signed,
            AttendanceFigure::Late => self.late,
            AttendanceFigure::Awaited => self.awaited,
            AttendanceFigure::Absent => self.absent,
            AttendanceFigure::Outside => self.outside,
            AttendanceFigure::InBurst => self.in_burst,
        }
    }
}

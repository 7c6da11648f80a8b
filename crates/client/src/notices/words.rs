//! The words of a popup, in both languages. The inbox has its own, in the UI:
//! a popup stands alone and is read at a glance.

use muster_domain::{
    notice::{Ending, Matter, Tally},
    outbox::WriteKind,
    settings::Language,
    time::{Time, beijing},
};

/// One language's words.
#[derive(Debug)]
pub(crate) struct Words {
    /// The one that shows how they look: title and text.
    pub sample: (&'static str, &'static str),
    answers: &'static str,
    reached: &'static str,
    short: &'static str,
    deadline: &'static str,
    session: &'static str,
    write: fn(WriteKind, Ending) -> &'static str,
    new_answers: fn(Tally) -> String,
    of_wanted: fn(u32, u32) -> String,
    missing: fn(u32, i64) -> String,
    completed: &'static str,
    expiring: &'static str,
    to_claim: fn(&str) -> String,
    expires_at: fn(&str) -> String,
    ends_at: fn(&str) -> String,
    sign_in: &'static str,
}

pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::ZhCn => &ZH,
        Language::En => &EN,
    }
}

impl Words {
    /// What kind of matter it is, and nothing else.
    pub(crate) fn kind(&self, matter: &Matter) -> &'static str {
        match matter {
            Matter::Responses { .. } => self.answers,
            Matter::HeadcountReached { .. } => self.reached,
            Matter::Shortfall { .. } => self.short,
            Matter::DeadlineNear { .. } => self.deadline,
            Matter::SessionEnded => self.session,
            Matter::Write { what, ending, .. } => (self.write)(*what, *ending),
            Matter::QuestCompleted { .. } => self.completed,
            Matter::QuestExpiring { .. } => self.expiring,
        }
    }

    /// A title and a text. `connection` is what the user calls it.
    pub(crate) fn tell(&self, matter: &Matter, connection: &str, now: Time) -> (String, String) {
        let kind = self.kind(matter);
        match matter {
            Matter::Responses {
                title,
                before,
                now: tally,
                ..
            } => (title.clone(), (self.new_answers)(tally.since(*before))),
            Matter::HeadcountReached {
                title,
                accepted,
                wanted,
                ..
            } => {
                let figures = (self.of_wanted)(*accepted, *wanted);
                (title.clone(), format!("{kind} · {figures}"))
            }
            Matter::Shortfall {
                title,
                gather_at,
                accepted,
                wanted,
                ..
            } => {
                let missing = wanted.saturating_sub(*accepted);
                (
                    title.clone(),
                    (self.missing)(missing, minutes(*gather_at, now)),
                )
            }
            Matter::DeadlineNear {
                title, finish_at, ..
            } => (title.clone(), (self.ends_at)(&clock(*finish_at))),
            Matter::SessionEnded => (connection.to_owned(), self.sign_in.to_owned()),
            Matter::Write { title, .. } => (title.clone(), kind.to_owned()),
            Matter::QuestCompleted { title, rewards, .. } => {
                let rewards = rewards.iter().take(REWARDS);
                let told: Vec<String> = rewards
                    .map(|reward| format!("{} ×{}", reward.name, reward.quantity))
                    .collect();
                (title.clone(), (self.to_claim)(&told.join("、")))
            }
            Matter::QuestExpiring {
                title, expires_at, ..
            } => {
                let text = expires_at.map(|end| (self.expires_at)(&clock(end)));
                (title.clone(), text.unwrap_or_else(|| kind.to_owned()))
            }
        }
    }
}

/// Rewards that a popup has room for.
const REWARDS: usize = 3;

/// Whole minutes until then, at least one.
fn minutes(at: Time, now: Time) -> i64 {
    (at.ms_since(now) + 30_000).div_euclid(60_000).max(1)
}

/// `14:00`, in Beijing.
fn clock(at: Time) -> String {
    let text = at.to_civil(&beijing()).unwrap_or_default();
    text.get(11..16).unwrap_or_default().to_owned()
}

static ZH: Words = Words {
    sample: ("点将台", "通知会这样显示。"),
    answers: "有新的应答",
    reached: "人数已够",
    short: "人数不足",
    deadline: "任务快要结束",
    session: "登录已失效",
    write: |what, ending| match (what, ending) {
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Rejected,
        ) => "发布被拒绝，草稿还在",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Unknown,
        ) => "发布结果不明，请到发件箱核对",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::NotSent | Ending::NotDone,
        ) => "发布没有发出，草稿还在",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Found,
        ) => "发布已确认到达",
        (WriteKind::FinishTask, Ending::Rejected) => "结束任务被拒绝",
        (WriteKind::FinishTask, Ending::Unknown) => "结束任务结果不明，请到发件箱核对",
        (WriteKind::FinishTask, Ending::NotSent | Ending::NotDone) => "任务没有结束，仍在进行",
        (WriteKind::FinishTask, Ending::Found) => "任务已确认结束",
        (_, Ending::Rejected) => "操作被拒绝",
        (_, Ending::Unknown) => "操作结果不明，请到发件箱核对",
        (_, Ending::NotSent | Ending::NotDone) => "操作没有生效",
        (_, Ending::Found) => "操作已确认生效",
    },
    new_answers: |new| {
        let parts = [
            (new.accepted, "人接受"),
            (new.refused, "人拒绝"),
            (new.other, "人另有应答"),
        ];
        listed(&parts, "，", |count, what| format!("{count} {what}"))
    },
    of_wanted: |accepted, wanted| format!("{accepted} 人接受，需要 {wanted} 人"),
    missing: |missing, minutes| format!("还差 {missing} 人，{minutes} 分钟后集合"),
    completed: "任务已完成",
    expiring: "任务快要过期",
    to_claim: |rewards| match rewards {
        "" => "任务已完成".to_owned(),
        rewards => format!("可以领取：{rewards}"),
    },
    expires_at: |clock| format!("{clock} 过期，还没有完成"),
    ends_at: |clock| format!("{clock} 结束，还没有人结束它"),
    sign_in: "登录已失效，请重新登录",
};

static EN: Words = Words {
    sample: ("Muster", "This is how notices are shown."),
    answers: "New answers",
    reached: "Headcount reached",
    short: "Too few people",
    deadline: "A task ends soon",
    session: "Session ended",
    write: |what, ending| match (what, ending) {
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Rejected,
        ) => "Publishing was refused; the draft is kept",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Unknown,
        ) => "It is unknown whether it was published; see the outbox",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::NotSent | Ending::NotDone,
        ) => "It was not published; the draft is kept",
        (
            WriteKind::PublishTask | WriteKind::PublishMission | WriteKind::PublishMeeting,
            Ending::Found,
        ) => "Published after all",
        (WriteKind::FinishTask, Ending::Rejected) => "Finishing the task was refused",
        (WriteKind::FinishTask, Ending::Unknown) => {
            "It is unknown whether it was finished; see the outbox"
        }
        (WriteKind::FinishTask, Ending::NotSent | Ending::NotDone) => {
            "The task was not finished and goes on"
        }
        (WriteKind::FinishTask, Ending::Found) => "Finished after all",
        (_, Ending::Rejected) => "An action was refused",
        (_, Ending::Unknown) => "It is unknown what became of an action; see the outbox",
        (_, Ending::NotSent | Ending::NotDone) => "An action was not done",
        (_, Ending::Found) => "An action was done after all",
    },
    new_answers: |new| {
        let parts = [
            (new.accepted, "accepted"),
            (new.refused, "refused"),
            (new.other, "answered otherwise"),
        ];
        listed(&parts, ", ", |count, what| format!("{count} {what}"))
    },
    of_wanted: |accepted, wanted| format!("{accepted} accepted of {wanted} wanted"),
    missing: |missing, minutes| format!("{missing} more needed, gathering in {minutes} min"),
    completed: "A quest is completed",
    expiring: "A quest expires soon",
    to_claim: |rewards| match rewards {
        "" => "Completed".to_owned(),
        rewards => format!("To claim: {rewards}"),
    },
    expires_at: |clock| format!("Expires at {clock}, and is not completed"),
    ends_at: |clock| format!("Ends at {clock}, and nobody has finished it"),
    sign_in: "The session has ended. Sign in again",
};

/// The parts that are not nothing.
fn listed(parts: &[(u32, &str)], between: &str, part: impl Fn(u32, &str) -> String) -> String {
    let told: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| part(*count, what))
        .collect();
    told.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::{notice::Expected, quest::Reward};

    #[test]
    fn a_popup_says_what_and_how_many_in_both_languages() {
        let (task, title) = ("7".into(), "珠江防汛".to_owned());
        let tally = |accepted, refused| Tally {
            notified: 20,
            accepted,
            refused,
            other: 0,
        };
        let gather_at = Time(1_525_593_600_000);
        let mut matters = vec![
            Matter::Responses {
                task,
                title: title.clone(),
                before: tally(1, 0),
                now: tally(10, 3),
            },
            Matter::HeadcountReached {
                task: "7".into(),
                title: title.clone(),
                accepted: 30,
                wanted: 30,
            },
            Matter::Shortfall {
                task: "7".into(),
                title: title.clone(),
                minutes: 15,
                gather_at,
                accepted: 18,
                wanted: 30,
                as_of: Time(0),
                expected: Some(Expected { low: 20, high: 26 }),
            },
            Matter::DeadlineNear {
                task: "7".into(),
                title: title.clone(),
                finish_at: gather_at,
            },
            Matter::SessionEnded,
            Matter::QuestCompleted {
                quest: "1".into(),
                title: "每日登录".into(),
                rewards: vec![Reward {
                    item: "1001".into(),
                    name: "金币".into(),
                    quantity: 100,
                    icon: None,
                }],
            },
            Matter::QuestCompleted {
                quest: "1".into(),
                title: "每日登录".into(),
                rewards: Vec::new(),
            },
            Matter::QuestExpiring {
                quest: "1".into(),
                title: "每日登录".into(),
                expires_at: Some(gather_at),
            },
            Matter::QuestExpiring {
                quest: "1".into(),
                title: "每日登录".into(),
                expires_at: None,
            },
        ];
        for what in [
            WriteKind::PublishTask,
            WriteKind::FinishTask,
            WriteKind::RemindMission,
        ] {
            for ending in [
                Ending::Rejected,
                Ending::Unknown,
                Ending::NotSent,
                Ending::NotDone,
                Ending::Found,
            ] {
                matters.push(Matter::Write {
                    entry: "e".into(),
                    title: title.clone(),
                    what,
                    ending,
                });
            }
        }
        let now = gather_at.plus_ms(-12 * 60_000 - 10_000);
        let mut lines = Vec::new();
        for language in [Language::ZhCn, Language::En] {
            for matter in &matters {
                let (title, text) = of(language).tell(matter, "海珠人武部", now);
                let hidden = of(language).kind(matter);
                assert!(!hidden.contains("珠江"), "{hidden}");
                lines.push(format!("{title} | {text} | {hidden}"));
            }
        }
        insta::assert_snapshot!(lines.join("\n"));
    }
}

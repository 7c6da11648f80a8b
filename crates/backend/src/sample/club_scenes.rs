//! Past and running missions and meetings, so that lists and boards are not
//! empty at the first start. Students live through them by the same plan as
//! in a drill, in real time up to now.

use std::sync::Arc;

use jiff::Timestamp;

use super::ClubSample;
use super::accounts::CLUB_ACCOUNTS;
use super::scenes::{minutes, on_the_clock};
use crate::drill::{AFTER_DEADLINE, Lived, live_affair};
use crate::store::{MeetingPlan, NewMeeting, NewMission, NewPart, Progress, Result, Store, Work};

/// A mission told in minutes from now.
struct MissionScene {
    /// Whose it is; everybody chosen is in the same club.
    role: &'static str,
    content: &'static str,
    created_min: i64,
    deadline_min: i64,
    reverted: bool,
    /// Texts of the parts, with how many members are given each, after how
    /// many. One part without a text is the whole.
    work: &'static [(&'static str, usize, usize)],
}

/// A meeting told in minutes from now.
struct MeetingScene {
    role: &'static str,
    content: &'static str,
    address: &'static str,
    created_min: i64,
    deadline_min: i64,
    leaders: &'static [&'static str],
    /// How many members are invited, after how many.
    people: (usize, usize),
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// A meeting of the past was ended after so many minutes.
const LASTED_MIN: i64 = 70;

const MISSIONS: [MissionScene; 7] = [
    MissionScene {
        role: "sponsor",
        content: "迎新志愿服务 | 分组与值班",
        created_min: -13 * DAY,
        deadline_min: -10 * DAY,
        reverted: false,
        work: &[
            ("火车站接站", 0, 14),
            ("宿舍引导", 14, 16),
            ("咨询台值班", 30, 8),
        ],
    },
    MissionScene {
        role: "sponsor",
        content: "操场义务清扫，因雨改期",
        created_min: -8 * DAY,
        deadline_min: -7 * DAY,
        reverted: true,
        work: &[("", 0, 20)],
    },
    MissionScene {
        role: "sponsor",
        content: "图书馆三楼书架整理，周五闭馆前完成",
        created_min: -5 * DAY,
        deadline_min: -3 * DAY,
        reverted: false,
        work: &[("", 0, 18)],
    },
    MissionScene {
        role: "outsider",
        content: "秋季影展作品征集，每人至少三张",
        created_min: -2 * DAY,
        deadline_min: 3 * DAY,
        reverted: false,
        work: &[("", 0, 30)],
    },
    MissionScene {
        role: "sponsor",
        content: "敬老院探访物资采购",
        created_min: -DAY,
        deadline_min: 5 * HOUR,
        reverted: false,
        work: &[("", 1, 9)],
    },
    MissionScene {
        role: "sponsor",
        content: "校园开放日 | 内部任务分配",
        created_min: -3 * HOUR,
        deadline_min: 2 * DAY,
        reverted: false,
        work: &[
            ("场内秩序维持和后勤工作", 0, 20),
            ("摄像负责", 1, 6),
            ("签到台与物资发放", 2, 10),
        ],
    },
    MissionScene {
        role: "sponsor",
        content: "核对本学期志愿服务时长，有误请在表中注明",
        created_min: -7,
        deadline_min: 20 * HOUR,
        reverted: false,
        work: &[("", 0, 60)],
    },
];

const MEETINGS: [MeetingScene; 5] = [
    MeetingScene {
        role: "sponsor",
        content: "本月例会：总结迎新工作",
        address: "教学楼 E202",
        created_min: -7 * DAY,
        deadline_min: -6 * DAY,
        leaders: &["leader"],
        people: (0, 50),
    },
    MeetingScene {
        role: "sponsor",
        content: "部长碰头会",
        address: "学生活动中心 305",
        created_min: -DAY,
        deadline_min: DAY,
        leaders: &[],
        people: (0, 12),
    },
    MeetingScene {
        role: "outsider",
        content: "外拍行前会，请带好器材",
        address: "艺术楼 108",
        created_min: -4 * HOUR,
        deadline_min: 2 * HOUR,
        leaders: &["outsider"],
        people: (0, 25),
    },
    MeetingScene {
        role: "sponsor",
        content: "全体大会：校园开放日动员，请准时到场",
        address: "D101 报告厅",
        created_min: -5 * HOUR,
        deadline_min: 10,
        leaders: &["leader", "sponsor"],
        people: (0, 64),
    },
    MeetingScene {
        role: "sponsor",
        content: "敬老院探访志愿者培训",
        address: "教学楼 B305",
        created_min: -35,
        deadline_min: 2 * DAY,
        leaders: &["leader"],
        people: (1, 20),
    },
];

/// Publishes the scenes into a filled store and lives through each up to
/// `now`.
pub fn play_clubs(sample: &ClubSample, store: &Arc<dyn Store>, now: Timestamp) -> Result<()> {
    let mut missions = Vec::new();
    for scene in &MISSIONS {
        if let Some(mission) = scene.mission(sample, now) {
            let mission_id = store.publish_mission(&mission)?;
            missions.push((scene, mission_id, mission));
        }
    }
    let mut meetings = Vec::new();
    for scene in &MEETINGS {
        if let Some(meeting) = scene.meeting(sample, now) {
            let meeting_id = store.publish_meeting(&meeting)?;
            meetings.push((meeting_id, meeting));
        }
    }
    for affair in store.drill_affairs(Timestamp::MIN)? {
        let lived = Lived::since(affair.published, now.min(affair.deadline + AFTER_DEADLINE));
        live_affair(store.as_ref(), sample.seed, &affair, &lived)?;
    }
    // The simulated unit leaves those with an account alone: what is past
    // they did too.
    for (scene, mission_id, mission) in &missions {
        if mission.deadline < now {
            for student_id in accounts(sample) {
                let at = mission.created + minutes(40);
                store.progress(student_id, *mission_id, Progress::Finish, at)?;
            }
        }
        if scene.reverted {
            store.revert_mission(*mission_id, mission.created + minutes(3 * HOUR))?;
        }
    }
    for (meeting_id, meeting) in &meetings {
        let ended = meeting.plan.deadline + minutes(LASTED_MIN);
        if ended < now {
            for student_id in accounts(sample) {
                let at = meeting.plan.deadline - minutes(4);
                store.sign_in(student_id, *meeting_id, at)?;
            }
            store.end_meeting(*meeting_id, ended)?;
        }
    }
    Ok(())
}

fn accounts(sample: &ClubSample) -> impl Iterator<Item = i64> {
    CLUB_ACCOUNTS
        .iter()
        .filter_map(|account| sample.seat_of(account.role))
        .map(|(student_id, _)| student_id)
}

/// So many of the club's members, after so many.
fn some(sample: &ClubSample, club_id: i64, skip: usize, take: usize) -> Vec<i64> {
    let members = sample.members_of(club_id);
    members.into_iter().skip(skip).take(take).collect()
}

impl MissionScene {
    fn mission(&self, sample: &ClubSample, now: Timestamp) -> Option<NewMission> {
        let (sponsor_id, club_id) = sample.seat_of(self.role)?;
        let work = match self.work {
            [("", skip, take)] => Work::Whole(some(sample, club_id, *skip, *take)),
            parts => Work::Parts(
                parts
                    .iter()
                    .map(|&(content, skip, take)| NewPart {
                        content: content.to_owned(),
                        people: some(sample, club_id, skip, take),
                    })
                    .collect(),
            ),
        };
        Some(NewMission {
            club_id,
            sponsor_id,
            content: self.content.to_owned(),
            created: now + minutes(self.created_min),
            deadline: on_the_clock(now + minutes(self.deadline_min)),
            work,
        })
    }
}

impl MeetingScene {
    fn meeting(&self, sample: &ClubSample, now: Timestamp) -> Option<NewMeeting> {
        let (sponsor_id, club_id) = sample.seat_of(self.role)?;
        let (skip, take) = self.people;
        Some(NewMeeting {
            club_id,
            sponsor_id,
            created: now + minutes(self.created_min),
            plan: MeetingPlan {
                content: self.content.to_owned(),
                address: self.address.to_owned(),
                deadline: on_the_clock(now + minutes(self.deadline_min)),
                need_sign: !self.leaders.is_empty(),
                leaders: self
                    .leaders
                    .iter()
                    .filter_map(|role| sample.seat_of(role))
                    .map(|(student_id, _)| student_id)
                    .collect(),
            },
            people: some(sample, club_id, skip, take),
        })
    }
}

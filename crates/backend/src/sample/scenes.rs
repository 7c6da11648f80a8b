//! Past and running tasks, so that lists and boards are not empty at the
//! first start. Their people live through them by the same plan as in a
//! drill, in real time up to now.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::Sample;
use crate::drill::{Lived, live_until};
use crate::store::{DrillTask, NewTask, Recipients, Result, Site, Store, Unit};

/// A task told in minutes from now.
struct Scene {
    role: &'static str,
    title: &'static str,
    detail: &'static str,
    /// Wanted, in percent of those notified.
    wanted_percent: i64,
    launched_min: i64,
    gather_min: i64,
    finish_min: i64,
    /// How many of the launcher's organisations are called, after how many.
    orgs: (usize, usize),
    place: usize,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

#[rustfmt::skip]
const SCENES: [Scene; 16] = [
    scene("superior", "全市民兵器材清点", "各单位核对装备登记表，逐件签字。", 60, -21 * DAY, -20 * DAY, -20 * DAY + 6 * HOUR, (0, 6), 0),
    scene("commander", "秋季消防演习", "携带水带与灭火器，按预案分三组进行。", 55, -16 * DAY, -16 * DAY + 4 * HOUR, -16 * DAY + 8 * HOUR, (3, 6), 3),
    scene("platoon", "排例会与器材保养", "地点在民兵之家，请带学习笔记。", 60, -12 * DAY, -12 * DAY + 8 * HOUR, -12 * DAY + 10 * HOUR, (0, 3), 0),
    scene("commander", "国庆假期秩序维持", "协助地铁口疏导客流，着装统一。", 60, -9 * DAY, -9 * DAY + 3 * HOUR, -9 * DAY + 9 * HOUR, (6, 6), 4),
    scene("peer", "体育中心赛事安保", "两个方向布岗，听从现场指挥。", 50, -8 * DAY, -8 * DAY + 5 * HOUR, -8 * DAY + 11 * HOUR, (2, 5), 1),
    scene("commander", "防汛沙袋装填", "仓库集合，装填一千袋，车辆已安排。", 65, -6 * DAY, -6 * DAY + 2 * HOUR, -6 * DAY + 7 * HOUR, (0, 7), 2),
    scene("subordinate", "社区夜间巡逻", "两人一组，沿河堤巡查，发现险情及时上报。", 50, -5 * DAY, -5 * DAY + 3 * HOUR, -5 * DAY + 6 * HOUR, (0, 3), 0),
    scene("superior", "无人机侦察集训", "请持证人员参加，自带存储卡。", 40, -4 * DAY, -4 * DAY + DAY, -4 * DAY + DAY + 8 * HOUR, (4, 5), 7),
    scene("commander", "暴雨橙色预警值守", "各排派人到岗，每小时报告一次水位。", 60, -3 * DAY, -3 * DAY + 90, -3 * DAY + 13 * HOUR, (2, 8), 2),
    scene("platoon", "应急广播试机", "逐点试音并登记。", 50, -2 * DAY, -2 * DAY + 2 * HOUR, -2 * DAY + 4 * HOUR, (0, 2), 1),
    scene("commander", "山林火险巡护", "重点路口设卡，检查火种。", 50, -DAY, -DAY + 3 * HOUR, -DAY + 8 * HOUR, (8, 5), 6),
    // Running: executing, gathering, recruiting.
    scene("commander", "台风后道路清障", "清理倒伏树木，注意带电线路。", 45, -5 * HOUR, -2 * HOUR, 4 * HOUR, (0, 6), 0),
    scene("commander", "江堤抢险集结", "自带雨具与手电，码头集合后统一乘车。", 40, -70, 25, 6 * HOUR, (4, 8), 5),
    scene("commander", "防汛四级响应待命", "接到通知后到物资仓库集合，听候分配。", 90, -9, 100, 9 * HOUR, (1, 9), 2),
    scene("platoon", "街道排水口疏通", "带铁锹与手套。", 80, -25, 80, 4 * HOUR, (0, 3), 1),
    scene("superior", "全市通信联络演练", "按频率表逐级呼叫，做好记录。", 55, -100, 3 * HOUR, 7 * HOUR, (3, 4), 0),
];

#[expect(clippy::too_many_arguments, reason = "rows of a table, in its order")]
const fn scene(
    role: &'static str,
    title: &'static str,
    detail: &'static str,
    wanted_percent: i64,
    launched_min: i64,
    gather_min: i64,
    finish_min: i64,
    orgs: (usize, usize),
    place: usize,
) -> Scene {
    Scene {
        role,
        title,
        detail,
        wanted_percent,
        launched_min,
        gather_min,
        finish_min,
        orgs,
        place,
    }
}

/// Publishes the scenes into a filled store and lives through each up to
/// `now`.
pub fn play(sample: &Sample, store: &Arc<dyn Store>, now: Timestamp) -> Result<()> {
    for scene in &SCENES {
        let unit = sample.unit_of(scene.role);
        let Some(task) = scene.task(sample, store.as_ref(), unit, now)? else {
            continue;
        };
        let Some(task_id) = store.publish(&task)? else {
            continue;
        };
        let until = now.min(task.finish);
        let drill = DrillTask {
            task_id,
            published: task.published,
            gather: task.gather,
            place: task.site.at,
            lived_ms: 0,
        };
        let lived = Lived::since(task.published, until);
        live_until(store.as_ref(), sample.seed, &drill, &lived)?;
    }
    Ok(())
}

impl Scene {
    fn task(
        &self,
        sample: &Sample,
        store: &dyn Store,
        launcher: Unit,
        now: Timestamp,
    ) -> Result<Option<NewTask>> {
        let (skip, take) = self.orgs;
        let orgs: Vec<i64> = store
            .orgs(launcher)?
            .into_iter()
            .skip(skip)
            .take(take)
            .map(|org| org.org_id)
            .collect();
        let members = sample
            .memberships
            .iter()
            .filter(|member| orgs.contains(&member.org_id))
            .count() as i64;
        let places = store.places(launcher)?;
        let Some(place) = places.get(self.place).or(places.first()) else {
            return Ok(None);
        };
        let launched = now + minutes(self.launched_min);
        Ok(Some(NewTask {
            launcher,
            title: self.title.to_owned(),
            detail: self.detail.to_owned(),
            mem_count: (members * self.wanted_percent / 100).max(1),
            launched,
            published: launched,
            gather: on_the_clock(now + minutes(self.gather_min)),
            finish: on_the_clock(now + minutes(self.finish_min)),
            site: Site {
                name: place.name.clone(),
                at: place.at,
                remember: false,
            },
            recipients: Recipients {
                orgs,
                ..Recipients::default()
            },
        }))
    }
}

pub fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// The next multiple of five minutes: nobody calls people for 14:03:27.
pub fn on_the_clock(time: Timestamp) -> Timestamp {
    let step = 5 * 60;
    let late = time.as_second().rem_euclid(step);
    let whole = Timestamp::from_second(time.as_second()).unwrap_or(time);
    if late == 0 {
        whole
    } else {
        whole + SignedDuration::from_secs(step - late)
    }
}

//! An invented board of quests. Nobody on it is real: two accounts, one for
//! the person who plays and one for the person who runs it.

use std::fmt;

use jiff::Timestamp;
use serde_json::json;

use super::Size;
use super::accounts::QUEST_ACCOUNTS;
use super::quest_scenes::{QUESTS, RUNS, Scene};
use super::scenes::{minutes, on_the_clock};
use crate::service::Result;
use crate::service::quests::next_reset;
use crate::service::signin::hash_password;
use crate::store::{Category, QuestKind, QuestPlan, QuestUser, Reset, Reward, RunState};

/// The first quest of a sample.
pub const FIRST_QUEST_ID: i64 = 101;
const FIRST_USER_ID: i64 = 9_001;
/// Quests of one series: each needs the one before it.
const TIERS: [&str; 12] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
];

const CATEGORIES: [&str; 6] = [
    "日常任务",
    "每周挑战",
    "成长之路",
    "限时活动",
    "新手引导",
    "团队协作",
];

/// What a series counts: its name, the type of target, and what is counted.
const SERIES: [(&str, &str, &str); 32] = [
    ("种植能手", "plant", "种植作物"),
    ("丰收季节", "harvest", "收获作物"),
    ("钓鱼达人", "fish", "钓起鱼类"),
    ("矿工手记", "mine", "开采矿石"),
    ("伐木日志", "chop", "砍伐树木"),
    ("厨房学徒", "cook", "烹饪料理"),
    ("工匠之心", "craft", "制作工具"),
    ("牧场时光", "feed", "喂养动物"),
    ("远行者", "walk", "行走千步"),
    ("藏书家", "collect_book", "收集书籍"),
    ("蝴蝶收藏", "collect_butterfly", "收集蝴蝶"),
    ("星空观察", "observe", "记录星座"),
    ("邻里往来", "visit", "拜访邻居"),
    ("花匠笔记", "water", "浇灌花朵"),
    ("集市常客", "trade", "完成交易"),
    ("信使", "deliver", "送达信件"),
    ("修桥铺路", "build", "修建路段"),
    ("灯塔守望", "light", "点亮灯塔"),
    ("拾贝人", "collect_shell", "拾取贝壳"),
    ("养蜂人", "honey", "收取蜂蜜"),
    ("磨坊主", "mill", "磨制面粉"),
    ("织布坊", "weave", "织成布匹"),
    ("陶艺师", "pottery", "烧制陶器"),
    ("酿造师", "brew", "酿成果汁"),
    ("驯马人", "ride", "骑行里程"),
    ("风筝手", "kite", "放飞风筝"),
    ("鼓乐队", "drum", "参加演奏"),
    ("棋社", "chess", "完成对局"),
    ("画室", "paint", "完成画作"),
    ("气象站", "weather", "记录天气"),
    ("考古队", "dig", "发掘文物"),
    ("护林员", "patrol", "完成巡护"),
];

const ITEMS: [(i64, &str, &str); 6] = [
    (1001, "金币", "coin.png"),
    (1002, "钻石", "diamond.png"),
    (1003, "经验", "exp.png"),
    (1004, "体力药水", "potion.png"),
    (1005, "种子包", "seed.png"),
    (1006, "勋章", "medal.png"),
];

/// A run that a sample begins with.
#[derive(Debug, Clone)]
pub struct SampleRun {
    pub quest_id: i64,
    pub user_id: i64,
    pub state: RunState,
    pub progress: i64,
    pub accepted: Timestamp,
    pub limit: Option<Timestamp>,
    pub resets: Option<Timestamp>,
    pub ended: Option<Timestamp>,
}

/// The board that a store is filled with.
pub struct QuestSample {
    pub made: Timestamp,
    /// With the hash of the password.
    pub users: Vec<(QuestUser, String)>,
    pub categories: Vec<Category>,
    /// In the order of their ids; each needs earlier ones only.
    pub quests: Vec<(i64, QuestPlan)>,
    pub runs: Vec<SampleRun>,
}

impl fmt::Debug for QuestSample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuestSample")
            .field("quests", &self.quests.len())
            .finish_non_exhaustive()
    }
}

impl Size {
    /// Series of quests, and how many quests each has.
    fn quest_series(self) -> (usize, usize) {
        match self {
            Self::Demo => (2, 4),
            Self::District => (20, 5),
            Self::City => (SERIES.len(), TIERS.len()),
        }
    }
}

impl QuestSample {
    /// The same size always makes the same board, around `now`; only the
    /// password hashes carry fresh salt.
    pub fn new(size: Size, now: Timestamp) -> Result<Self> {
        let mut sample = Self {
            made: now,
            users: Vec::new(),
            categories: CATEGORIES
                .iter()
                .zip(1..)
                .map(|(name, category_id)| Category {
                    category_id,
                    name: (*name).to_owned(),
                })
                .collect(),
            quests: Vec::new(),
            runs: Vec::new(),
        };
        for (account, user_id) in QUEST_ACCOUNTS.iter().zip(FIRST_USER_ID..) {
            let user = QuestUser {
                user_id,
                username: account.role.to_owned(),
                name: account.name.to_owned(),
                level: account.level,
                is_admin: account.is_admin,
            };
            sample.users.push((user, hash_password(account.password)?));
        }
        for scene in &QUESTS {
            sample.add_quest(scene.plan(now));
        }
        let (series, tiers) = size.quest_series();
        for number in 0..series {
            for tier in 0..tiers {
                let before = (tier > 0).then(|| FIRST_QUEST_ID + sample.quests.len() as i64 - 1);
                sample.add_quest(series_quest(number, tier, before));
            }
        }
        sample.add_runs(now);
        Ok(sample)
    }

    fn add_quest(&mut self, plan: QuestPlan) {
        let quest_id = FIRST_QUEST_ID + self.quests.len() as i64;
        self.quests.push((quest_id, plan));
    }

    fn add_runs(&mut self, now: Timestamp) {
        for run in &RUNS {
            let found = self.quests.iter().find(|(_, plan)| plan.name == run.quest);
            let user = self
                .users
                .iter()
                .find(|(user, _)| user.username == run.role);
            let (Some((quest_id, plan)), Some((user, _))) = (found, user) else {
                continue;
            };
            let accepted = now + minutes(run.accepted_min);
            self.runs.push(SampleRun {
                quest_id: *quest_id,
                user_id: user.user_id,
                state: run.state,
                progress: run.progress,
                accepted,
                limit: plan
                    .time_limit_s
                    .map(|limit_s| accepted + jiff::SignedDuration::from_secs(limit_s)),
                resets: next_reset(plan.reset, now),
                ended: run.ended_min.map(|min| now + minutes(min)),
            });
        }
    }

    /// The id of a quest by its name.
    #[cfg(test)]
    pub fn quest_id(&self, name: &str) -> i64 {
        let found = self.quests.iter().find(|(_, plan)| plan.name == name);
        found.unwrap().0
    }
}

/// The tier of a series: from the fourth on for higher levels only.
fn series_quest(number: usize, tier: usize, before: Option<i64>) -> QuestPlan {
    let (name, target_type, counted) = SERIES[number % SERIES.len()];
    let target_count = [5, 10, 20, 50, 100][tier.min(4)] * (1 + tier as i64 / 5);
    QuestPlan {
        name: format!("{name}·{}", TIERS[tier % TIERS.len()]),
        description: format!("{counted} {target_count} 次。"),
        category_id: 3,
        kind: QuestKind::Achievement,
        target_type: target_type.to_owned(),
        target_params: serde_json::Map::from_iter([("specific_id".to_owned(), json!(null))]),
        target_count,
        rewards: vec![
            reward(0, 50 * (1 + tier as i64)),
            reward(2, 20 * (1 + tier as i64)),
        ],
        needs: before.into_iter().collect(),
        level_required: 1 + 4 * tier as i64,
        time_limit_s: None,
        reset: Reset::Never,
        max_completions: 1,
        is_active: true,
        starts: None,
        ends: None,
    }
}

/// A number of one of [`ITEMS`].
fn reward(item: usize, quantity: i64) -> Reward {
    let (item_id, item_name, icon) = ITEMS[item % ITEMS.len()];
    Reward {
        item_id,
        item_name: item_name.to_owned(),
        quantity,
        icon: Some(icon.to_owned()),
    }
}

impl Scene {
    fn plan(&self, now: Timestamp) -> QuestPlan {
        let params = serde_json::from_str(self.params).unwrap_or_default();
        let needs = self.needs.iter().filter_map(|name| {
            let at = QUESTS.iter().position(|scene| scene.name == *name)?;
            Some(FIRST_QUEST_ID + at as i64)
        });
        let at = |min: i64| on_the_clock(now + minutes(min));
        QuestPlan {
            name: self.name.to_owned(),
            description: self.description.to_owned(),
            category_id: self.category,
            kind: self.kind,
            target_type: self.target_type.to_owned(),
            target_params: params,
            target_count: self.target_count,
            rewards: self
                .rewards
                .iter()
                .map(|&(item, n)| reward(item, n))
                .collect(),
            needs: needs.collect(),
            level_required: self.level,
            time_limit_s: self.limit_min.map(|limit| limit * 60),
            reset: self.reset,
            max_completions: self.most,
            is_active: self.is_active,
            starts: self.starts_min.map(at),
            ends: self.ends_min.map(at),
        }
    }
}

//! The quests by hand of every sample, and how far its people have come with
//! them: every type, every status, and every reason why one is unavailable.

use crate::store::{QuestKind, Reset, RunState};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// A quest told in minutes: from accepting, or from now.
pub struct Scene {
    pub name: &'static str,
    pub description: &'static str,
    pub category: i64,
    pub kind: QuestKind,
    pub target_type: &'static str,
    /// A JSON object.
    pub params: &'static str,
    pub target_count: i64,
    /// Which item, and how many.
    pub rewards: &'static [(usize, i64)],
    /// Names of earlier ones.
    pub needs: &'static [&'static str],
    pub level: i64,
    pub limit_min: Option<i64>,
    pub reset: Reset,
    pub most: i64,
    pub is_active: bool,
    pub starts_min: Option<i64>,
    pub ends_min: Option<i64>,
}

/// How far somebody has come with a quest, told in minutes from now.
pub struct RunScene {
    pub role: &'static str,
    pub quest: &'static str,
    pub state: RunState,
    pub progress: i64,
    pub accepted_min: i64,
    pub ended_min: Option<i64>,
}

const fn run(
    quest: &'static str,
    state: RunState,
    progress: i64,
    accepted_min: i64,
    ended_min: Option<i64>,
) -> RunScene {
    RunScene {
        role: "user",
        quest,
        state,
        progress,
        accepted_min,
        ended_min,
    }
}

/// What most quests are.
const PLAIN: Scene = Scene {
    name: "",
    description: "",
    category: 1,
    kind: QuestKind::Daily,
    target_type: "login",
    params: r#"{"specific_id": null}"#,
    target_count: 1,
    rewards: &[(0, 100)],
    needs: &[],
    level: 1,
    limit_min: None,
    reset: Reset::Never,
    most: 1,
    is_active: true,
    starts_min: None,
    ends_min: None,
};

const DAILY: Scene = Scene {
    reset: Reset::Daily,
    ..PLAIN
};
const WEEKLY: Scene = Scene {
    category: 2,
    kind: QuestKind::Weekly,
    reset: Reset::Weekly,
    ..PLAIN
};
const GROWTH: Scene = Scene {
    category: 3,
    kind: QuestKind::Achievement,
    ..PLAIN
};
const EVENT: Scene = Scene {
    category: 4,
    kind: QuestKind::Event,
    ..PLAIN
};
const TUTORIAL: Scene = Scene {
    category: 5,
    kind: QuestKind::Tutorial,
    ..PLAIN
};
const TEAM: Scene = Scene {
    category: 6,
    kind: QuestKind::Team,
    ..PLAIN
};

pub const QUESTS: [Scene; 27] = [
    Scene {
        name: "每日登录",
        description: "完成每日登录任务",
        limit_min: Some(DAY),
        ..DAILY
    },
    Scene {
        name: "浇灌菜园",
        description: "给菜园里的作物浇水十次。",
        target_type: "water",
        target_count: 10,
        rewards: &[(0, 60), (4, 2)],
        ..DAILY
    },
    Scene {
        name: "种植三种作物",
        description: "萝卜、白菜和番茄各种几株。",
        target_type: "plant",
        params: r#"{"targets": [
            {"target_id": "1001", "target_name": "种植萝卜", "required_count": 10},
            {"target_id": "1002", "target_name": "种植白菜", "required_count": 6},
            {"target_id": "1003", "target_name": "种植番茄", "required_count": 4}]}"#,
        target_count: 20,
        rewards: &[(0, 120), (4, 5)],
        ..DAILY
    },
    Scene {
        name: "集市采购",
        description: "每天可做三次，每次与摊主成交两笔。",
        target_type: "trade",
        target_count: 2,
        rewards: &[(0, 40)],
        most: 3,
        ..DAILY
    },
    Scene {
        name: "清晨巡护",
        description: "接取后一小时内巡完四个点位。",
        target_type: "patrol",
        target_count: 4,
        rewards: &[(2, 80), (3, 1)],
        limit_min: Some(HOUR),
        ..DAILY
    },
    Scene {
        name: "每周收获",
        description: "一周内收获一百份作物。",
        target_type: "harvest",
        target_count: 100,
        rewards: &[(0, 500), (1, 10)],
        ..WEEKLY
    },
    Scene {
        name: "每周垂钓",
        description: "一周内钓起三十条鱼。",
        target_type: "fish",
        target_count: 30,
        rewards: &[(0, 300), (3, 3)],
        level: 5,
        ..WEEKLY
    },
    Scene {
        name: "深海远航",
        description: "驾船到远海，带回五件货物。",
        target_type: "sail",
        target_count: 5,
        rewards: &[(1, 30)],
        level: 30,
        ..WEEKLY
    },
    Scene {
        name: "月度手工",
        description: "每月制作二十件工具。",
        category: 2,
        target_type: "craft",
        target_count: 20,
        rewards: &[(0, 800), (5, 1)],
        reset: Reset::Monthly,
        ..WEEKLY
    },
    Scene {
        name: "认识农场",
        description: "跟着向导走一圈。",
        target_type: "walk",
        target_count: 3,
        rewards: &[(0, 50)],
        ..TUTORIAL
    },
    Scene {
        name: "第一次播种",
        description: "种下第一颗种子。",
        target_type: "plant",
        rewards: &[(4, 3)],
        needs: &["认识农场"],
        ..TUTORIAL
    },
    Scene {
        name: "第一次收获",
        description: "收获自己种的作物。",
        target_type: "harvest",
        rewards: &[(0, 80), (2, 30)],
        needs: &["第一次播种"],
        ..TUTORIAL
    },
    Scene {
        name: "第一次下厨",
        description: "用收获的作物做一道菜。",
        target_type: "cook",
        rewards: &[(3, 2)],
        needs: &["第一次收获"],
        ..TUTORIAL
    },
    Scene {
        name: "新手毕业",
        description: "做完全部引导，领取毕业勋章。",
        target_type: "graduate",
        rewards: &[(5, 1), (1, 20)],
        needs: &["第一次收获", "第一次下厨"],
        ..TUTORIAL
    },
    Scene {
        name: "百步穿杨",
        description: "累计命中靶心一百次。",
        target_type: "shoot",
        target_count: 100,
        rewards: &[(1, 50), (5, 1)],
        level: 10,
        ..GROWTH
    },
    Scene {
        name: "环岛旅行",
        description: "走遍岛上的十二个路标。",
        target_type: "walk",
        target_count: 12,
        rewards: &[(0, 600), (2, 200)],
        needs: &["认识农场"],
        ..GROWTH
    },
    Scene {
        name: "传奇工匠",
        description: "做出一件传奇工具。没有人知道要花多久。",
        target_type: "craft",
        rewards: &[(1, 200), (5, 3)],
        needs: &["环岛旅行", "百步穿杨"],
        level: 40,
        ..GROWTH
    },
    Scene {
        name: "秋收庆典",
        description: "庆典期间上交五十份作物。",
        target_type: "deliver",
        target_count: 50,
        rewards: &[(0, 1_000), (1, 30)],
        starts_min: Some(-3 * DAY),
        ends_min: Some(4 * DAY),
        ..EVENT
    },
    Scene {
        name: "夜市开张",
        description: "夜市下周开张，届时逛完八个摊位。",
        target_type: "visit",
        target_count: 8,
        rewards: &[(0, 200)],
        starts_min: Some(5 * DAY),
        ends_min: Some(12 * DAY),
        ..EVENT
    },
    Scene {
        name: "夏日烟火",
        description: "烟火大会已经结束。",
        target_type: "light",
        target_count: 10,
        rewards: &[(1, 15)],
        starts_min: Some(-40 * DAY),
        ends_min: Some(-10 * DAY),
        ..EVENT
    },
    Scene {
        name: "限时护送",
        description: "两小时内把三车粮食送到码头，超时即失败。",
        target_type: "deliver",
        target_count: 3,
        rewards: &[(0, 300), (3, 2)],
        limit_min: Some(2 * HOUR),
        ..EVENT
    },
    Scene {
        name: "流星之夜",
        description: "流星雨过去之前记录二十颗流星。",
        target_type: "observe",
        target_count: 20,
        rewards: &[(1, 25)],
        limit_min: Some(3 * HOUR),
        ..EVENT
    },
    Scene {
        name: "修复古桥",
        description: "全队一起运送两百块石料。",
        target_type: "build",
        target_count: 200,
        rewards: &[(0, 900), (5, 1)],
        level: 8,
        ..TEAM
    },
    Scene {
        name: "接力送信",
        description: "全队接力，把六封信送到岛的另一头。",
        target_type: "deliver",
        target_count: 6,
        rewards: &[(2, 150)],
        limit_min: Some(DAY),
        most: 5,
        ..TEAM
    },
    Scene {
        name: "点亮灯塔",
        description: "全队在四小时内点亮五座灯塔。",
        target_type: "light",
        target_count: 5,
        rewards: &[(1, 40)],
        limit_min: Some(4 * HOUR),
        ..TEAM
    },
    Scene {
        name: "冬季集训（筹备中）",
        description: "还在准备，尚未开放。",
        target_type: "train",
        target_count: 10,
        rewards: &[(2, 500)],
        is_active: false,
        ..TEAM
    },
    Scene {
        name: "拾贝比赛",
        description: "接取后三天内拾取六十枚贝壳，过期作废。",
        target_type: "collect_shell",
        target_count: 60,
        rewards: &[(0, 260)],
        limit_min: Some(3 * DAY),
        ..GROWTH
    },
];

#[rustfmt::skip]
pub const RUNS: [RunScene; 14] = [
    run("认识农场", RunState::Claimed, 3, -9 * DAY, Some(-9 * DAY + 30)),
    run("第一次播种", RunState::Claimed, 1, -9 * DAY + 40, Some(-9 * DAY + 50)),
    run("第一次收获", RunState::Completed, 1, -8 * DAY, Some(-7 * DAY)),
    run("环岛旅行", RunState::Completed, 12, -5 * DAY, Some(-DAY)),
    run("每日登录", RunState::Completed, 1, -20, Some(-15)),
    run("浇灌菜园", RunState::Running, 4, -30, None),
    run("种植三种作物", RunState::Running, 13, -25, None),
    run("每周收获", RunState::Running, 37, -50, None),
    run("百步穿杨", RunState::Running, 100, -3 * DAY, None),
    run("秋收庆典", RunState::Running, 22, -2 * DAY, None),
    run("流星之夜", RunState::Running, 6, -125, None),
    run("点亮灯塔", RunState::Failed, 3, -6 * HOUR, Some(-2 * HOUR)),
    run("拾贝比赛", RunState::Expired, 41, -5 * DAY, Some(-2 * DAY)),
    RunScene { role: "admin", ..run("修复古桥", RunState::Running, 80, -4 * HOUR, None) },
];

//! What admins do: create, change, delete and reset quests, and read the log.

use std::collections::HashSet;
use std::sync::PoisonError;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Fault, Quests, Result, next_reset};
use crate::store::{
    Action, AuditLine, AuditRow, PageAt, QuestKind, QuestNeeds, QuestPlan, QuestUser, Reset, Reward,
};

/// Characters.
pub const NAME_MAX: usize = 60;
/// Characters.
pub const DESCRIPTION_MAX: usize = 500;
/// Rewards of one quest.
pub const REWARDS_MAX: usize = 20;
/// Written as JSON.
pub const TARGET_PARAMS_MAX_BYTES: usize = 4_096;
/// What can be counted to, and levels.
const COUNTS: std::ops::RangeInclusive<i64> = 1..=1_000_000_000;
/// Seconds; ten years at most.
const TIME_LIMITS: std::ops::RangeInclusive<i64> = 1..=315_360_000;

/// What is to be changed of a quest; `None` stays as it is.
#[derive(Debug, Default)]
pub struct QuestEdit {
    pub name: Option<String>,
    pub description: Option<String>,
    pub category_id: Option<i64>,
    pub kind: Option<QuestKind>,
    pub target_type: Option<String>,
    pub target_params: Option<Map<String, Value>>,
    pub target_count: Option<i64>,
    pub rewards: Option<Vec<Reward>>,
    pub needs: Option<Vec<i64>>,
    pub level_required: Option<i64>,
    pub time_limit_s: Option<Option<i64>>,
    pub reset: Option<Reset>,
    pub max_completions: Option<i64>,
    pub is_active: Option<bool>,
    pub starts: Option<Option<Timestamp>>,
    pub ends: Option<Option<Timestamp>>,
}

impl QuestEdit {
    /// The plan with this changed, and the names of what is changed by it.
    fn onto(self, plan: &QuestPlan) -> (QuestPlan, Vec<&'static str>) {
        let mut new = plan.clone();
        let mut changed = Vec::new();
        macro_rules! change {
            ($($field:ident: $name:literal,)*) => {$(
                if let Some(value) = self.$field
                    && value != new.$field
                {
                    new.$field = value;
                    changed.push($name);
                }
            )*};
        }
        change! {
            name: "名称",
            description: "描述",
            category_id: "分类",
            kind: "类型",
            target_type: "目标类型",
            target_params: "目标参数",
            target_count: "目标数量",
            rewards: "奖励",
            needs: "前置任务",
            level_required: "所需等级",
            time_limit_s: "时间限制",
            reset: "重置类型",
            max_completions: "完成次数上限",
            is_active: "是否激活",
            starts: "开始时间",
            ends: "结束时间",
        }
        (new, changed)
    }
}

/// What a quest is before anything was said about it.
fn blank() -> QuestPlan {
    QuestPlan {
        name: String::new(),
        description: String::new(),
        category_id: 0,
        kind: QuestKind::Daily,
        target_type: String::new(),
        target_params: Map::new(),
        target_count: 0,
        rewards: Vec::new(),
        needs: Vec::new(),
        level_required: 1,
        time_limit_s: None,
        reset: Reset::Never,
        max_completions: 1,
        is_active: true,
        starts: None,
        ends: None,
    }
}

fn reset_in_words(reset: Reset) -> &'static str {
    match reset {
        Reset::Never => "不重置的",
        Reset::Daily => "每日重置的",
        Reset::Weekly => "每周重置的",
        Reset::Monthly => "每月重置的",
    }
}

impl Quests {
    /// Answers the id, the plan that was stored, and when.
    pub fn create(&self, me: &QuestUser, edit: QuestEdit) -> Result<(i64, QuestPlan, Timestamp)> {
        let _desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.settled()?;
        let (plan, _) = edit.onto(&blank());
        let plan = self.checked(None, plan)?;
        let detail = format!(
            "目标 {}，奖励 {}",
            plan.target_count,
            rewards_in_words(&plan.rewards)
        );
        let line = line(me, now, Action::Create, None, &plan.name, detail);
        let quest_id = self.store.create_quest(&plan, &line)?;
        tracing::info!(quest_id, "quest created");
        Ok((quest_id, plan, now))
    }

    /// Changes what the edit carries, and answers when.
    pub fn update(&self, me: &QuestUser, quest_id: i64, edit: QuestEdit) -> Result<Timestamp> {
        let _desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.settled()?;
        let mut plan = self.standing(me.user_id, quest_id)?.quest.plan;
        let needs = self.store.quest_needs(me.user_id, quest_id)?;
        plan.needs = needs.into_iter().map(|need| need.quest_id).collect();
        let (plan, changed) = edit.onto(&plan);
        let plan = self.checked(Some(quest_id), plan)?;
        let detail = match changed.as_slice() {
            [] => "无改动".to_owned(),
            changed => format!("改动：{}", changed.join("、")),
        };
        let line = line(me, now, Action::Update, Some(quest_id), &plan.name, detail);
        let resets = next_reset(plan.reset, now);
        self.store.update_quest(quest_id, &plan, resets, &line)?;
        tracing::info!(quest_id, "quest changed");
        Ok(now)
    }

    /// Removes a quest that no other needs.
    pub fn delete(&self, me: &QuestUser, quest_id: i64) -> Result<()> {
        let _desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.settled()?;
        let name = self.standing(me.user_id, quest_id)?.quest.plan.name;
        let all = self.store.all_needs()?;
        let needing = all.iter().filter(|(_, needs)| needs.contains(&quest_id));
        if let Some(id) = needing.map(|(id, _)| *id).min() {
            let needing = self.standing(me.user_id, id)?.quest.plan.name;
            return Err(Fault::Needed(needing).into());
        }
        let line = line(
            me,
            now,
            Action::Delete,
            Some(quest_id),
            &name,
            String::new(),
        );
        self.store.delete_quest(quest_id, &line)?;
        tracing::info!(quest_id, "quest deleted");
        Ok(())
    }

    /// Sets the quests of one way to reset back to not accepted, for
    /// everybody: all of them, or those named. Answers how many runs that
    /// were, and when.
    pub fn reset(
        &self,
        me: &QuestUser,
        reset: Reset,
        quest_ids: &[i64],
    ) -> Result<(i64, Timestamp)> {
        let _desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.settled()?;
        for quest_id in quest_ids {
            self.standing(me.user_id, *quest_id)?;
        }
        let mut quests = self.store.quests_resetting(reset)?;
        if !quest_ids.is_empty() {
            quests.retain(|(id, _)| quest_ids.contains(id));
        }
        let (id, name) = match quests.as_slice() {
            [(id, name)] => (Some(*id), name.clone()),
            _ => (None, String::new()),
        };
        let ids: Vec<i64> = quests.iter().map(|(id, _)| *id).collect();
        let line = |affected| {
            let detail = format!(
                "{}任务 {} 个，改回未接取 {affected} 条",
                reset_in_words(reset),
                ids.len()
            );
            line(me, now, Action::Reset, id, &name, detail)
        };
        let affected = self.store.reset_quests(&ids, &line)?;
        tracing::info!(quests = ids.len(), affected, "quests reset");
        Ok((affected, now))
    }

    /// A page of the log, newest first, and how long it is.
    pub fn audit(&self, page: PageAt) -> Result<(Vec<AuditRow>, i64)> {
        Ok(self.store.quest_audit(page)?)
    }

    /// A plan as it can be stored, under the id that it has.
    fn checked(&self, quest_id: Option<i64>, plan: QuestPlan) -> Result<QuestPlan> {
        let plan = QuestPlan {
            name: plan.name.trim().to_owned(),
            needs: each_once(plan.needs),
            ..plan
        };
        check(&plan)?;
        let categories = self.store.quest_categories()?;
        if !categories
            .iter()
            .any(|one| one.category_id == plan.category_id)
        {
            return Err(Fault::UnknownCategory(plan.category_id).into());
        }
        check_needs(quest_id, &plan.needs, &self.store.all_needs()?)?;
        Ok(plan)
    }
}

fn each_once(ids: Vec<i64>) -> Vec<i64> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

fn line(
    me: &QuestUser,
    at: Timestamp,
    action: Action,
    quest_id: Option<i64>,
    quest_name: &str,
    detail: String,
) -> AuditLine {
    AuditLine {
        at,
        user_id: me.user_id,
        action,
        quest_id,
        quest_name: quest_name.to_owned(),
        detail,
    }
}

/// What the log says of rewards: `金币×100、钻石×10`.
pub(super) fn rewards_in_words(rewards: &[Reward]) -> String {
    let words: Vec<String> = rewards
        .iter()
        .map(|reward| format!("{}×{}", reward.item_name, reward.quantity))
        .collect();
    if words.is_empty() {
        return "无".to_owned();
    }
    words.join("、")
}

fn check(plan: &QuestPlan) -> Result<(), Fault> {
    let is_long = |text: &str, most| text.chars().count() > most;
    let is_name = |text: &str| !text.trim().is_empty() && !is_long(text, NAME_MAX);
    let params = serde_json::to_string(&plan.target_params).map_or(usize::MAX, |text| text.len());
    if plan.name.is_empty() {
        return Err(Fault::NameMissing);
    }
    if is_long(&plan.name, NAME_MAX) {
        return Err(Fault::NameTooLong);
    }
    if is_long(&plan.description, DESCRIPTION_MAX) {
        return Err(Fault::DescriptionTooLong);
    }
    if !is_name(&plan.target_type) {
        return Err(Fault::TargetType);
    }
    if !COUNTS.contains(&plan.target_count) {
        return Err(Fault::TargetCount);
    }
    if params > TARGET_PARAMS_MAX_BYTES {
        return Err(Fault::TargetParams);
    }
    if plan.rewards.len() > REWARDS_MAX {
        return Err(Fault::TooManyRewards);
    }
    for reward in &plan.rewards {
        if !is_name(&reward.item_name) {
            return Err(Fault::RewardName);
        }
        if !COUNTS.contains(&reward.quantity) {
            return Err(Fault::RewardQuantity);
        }
    }
    if plan.level_required != 0 && !COUNTS.contains(&plan.level_required) {
        return Err(Fault::Level);
    }
    if plan
        .time_limit_s
        .is_some_and(|limit_s| !TIME_LIMITS.contains(&limit_s))
    {
        return Err(Fault::TimeLimit);
    }
    if !COUNTS.contains(&plan.max_completions) {
        return Err(Fault::MaxCompletions);
    }
    if let (Some(starts), Some(ends)) = (plan.starts, plan.ends)
        && ends <= starts
    {
        return Err(Fault::EndsBeforeStart);
    }
    Ok(())
}

/// That every quest needed is there, and none of them waits for this one.
fn check_needs(quest_id: Option<i64>, needs: &[i64], all: &QuestNeeds) -> Result<(), Fault> {
    if let Some(unknown) = needs.iter().find(|id| !all.contains_key(id)) {
        return Err(Fault::UnknownNeed(*unknown));
    }
    let Some(quest_id) = quest_id else {
        return Ok(());
    };
    let mut waiting = needs.to_vec();
    let mut seen = HashSet::new();
    while let Some(id) = waiting.pop() {
        if id == quest_id {
            return Err(Fault::Circle);
        }
        if seen.insert(id) {
            waiting.extend(all.get(&id).into_iter().flatten());
        }
    }
    Ok(())
}

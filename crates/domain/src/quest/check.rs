//! From what was typed to what is sent.

use super::{
    Change, DESCRIPTION_LIMIT, LARGEST, NAME_LIMIT, NewQuest, QuestEdit, QuestField, QuestFields,
    QuestProblem, QuestRule, Reward, RewardFields, TimeUnit, WORD_LIMIT,
};
use crate::{
    id::{ItemId, QuestId},
    time::{Time, beijing},
};
use serde_json::Value;

impl QuestFields {
    /// The quest to create, or everything that is in the way.
    pub fn check(&self, now: Time) -> Result<NewQuest, Vec<QuestProblem>> {
        let mut checker = Checker::default();
        let name = checker.word(&self.name, QuestField::Name, NAME_LIMIT);
        let description = checker.description(&self.description);
        let category = self.category.clone();
        checker.needs(category.is_some(), QuestField::Category);
        let kind = self.kind.clone();
        checker.needs(kind.is_some(), QuestField::Kind);
        let target_type = checker.word(&self.target_type, QuestField::TargetType, WORD_LIMIT);
        let target_params = checker.object(&self.target_params);
        let target_count = checker.count(&self.target_count, QuestField::TargetCount);
        let rewards = checker.rewards(&self.rewards);
        let prerequisites = checker.prerequisites(&self.prerequisites, None);
        let level_required = checker.number(&self.level_required, QuestField::LevelRequired, 0);
        let time_limit_s = checker.limit(&self.time_limit, self.time_unit);
        let max_completions = checker.number(&self.max_completions, QuestField::MaxCompletions, 1);
        let starts_at = checker.time(&self.starts_at, QuestField::StartsAt);
        let ends_at = checker.time(&self.ends_at, QuestField::EndsAt);
        checker.window(starts_at, ends_at, now);
        match (category, kind, target_count) {
            (Some(category), Some(kind), Some(target_count)) if checker.problems.is_empty() => {
                Ok(NewQuest {
                    name,
                    description,
                    category,
                    kind,
                    target_type,
                    target_params,
                    target_count,
                    rewards,
                    prerequisites,
                    level_required,
                    time_limit_s,
                    reset: self.reset.clone(),
                    max_completions,
                    active: self.active,
                    starts_at,
                    ends_at,
                })
            }
            _ => Err(checker.problems),
        }
    }

    /// What was changed since the form opened as `before`, or everything that
    /// is in the way of it. Only what was changed is checked.
    pub fn changes(
        &self,
        before: &Self,
        quest: &QuestId,
        now: Time,
    ) -> Result<QuestEdit, Vec<QuestProblem>> {
        let mut checker = Checker::default();
        let edit = QuestEdit {
            name: changed(&self.name, &before.name)
                .map(|typed| checker.word(typed, QuestField::Name, NAME_LIMIT)),
            description: changed(&self.description, &before.description)
                .map(|typed| checker.description(typed)),
            category: checker.chosen(&self.category, &before.category, QuestField::Category),
            kind: checker.chosen(&self.kind, &before.kind, QuestField::Kind),
            target_type: changed(&self.target_type, &before.target_type)
                .map(|typed| checker.word(typed, QuestField::TargetType, WORD_LIMIT)),
            target_params: changed(&self.target_params, &before.target_params)
                .map(|typed| Change::to(checker.object(typed))),
            target_count: changed(&self.target_count, &before.target_count)
                .and_then(|typed| checker.count(typed, QuestField::TargetCount)),
            rewards: changed(&self.rewards, &before.rewards).map(|rows| checker.rewards(rows)),
            prerequisites: changed(&self.prerequisites, &before.prerequisites)
                .map(|chosen| checker.prerequisites(chosen, Some(quest))),
            level_required: changed(&self.level_required, &before.level_required).map(|typed| {
                checker
                    .number(typed, QuestField::LevelRequired, 0)
                    .unwrap_or(0)
            }),
            time_limit_s: changed(&self.limit(), &before.limit())
                .map(|&(typed, unit)| Change::to(checker.limit(typed, unit))),
            reset: changed(&self.reset, &before.reset).and_then(Clone::clone),
            max_completions: changed(&self.max_completions, &before.max_completions)
                .and_then(|typed| checker.count(typed, QuestField::MaxCompletions)),
            active: changed(&self.active, &before.active).and_then(|active| *active),
            starts_at: changed(&self.starts_at, &before.starts_at)
                .map(|typed| Change::to(checker.time(typed, QuestField::StartsAt))),
            ends_at: changed(&self.ends_at, &before.ends_at)
                .map(|typed| Change::to(checker.time(typed, QuestField::EndsAt))),
        };
        if edit.starts_at.is_some() || edit.ends_at.is_some() {
            let after = |change: &Option<Change<Time>>, typed: &str| match change {
                Some(change) => change.value().copied(),
                None => read_time(typed),
            };
            let starts_at = after(&edit.starts_at, &self.starts_at);
            let ends_at = after(&edit.ends_at, &self.ends_at);
            checker.window(starts_at, ends_at, now);
        }
        if checker.problems.is_empty() {
            Ok(edit)
        } else {
            Err(checker.problems)
        }
    }

    /// An empty limit is the same in every unit.
    fn limit(&self) -> (&str, TimeUnit) {
        match self.time_limit.trim() {
            "" => ("", TimeUnit::default()),
            typed => (typed, self.time_unit),
        }
    }
}

fn changed<'a, T: PartialEq>(now: &'a T, before: &T) -> Option<&'a T> {
    (now != before).then_some(now)
}

fn read_time(typed: &str) -> Option<Time> {
    Time::from_civil(typed, &beijing())
}

/// Reads the fields, and collects what is wrong with them.
#[derive(Default)]
struct Checker {
    row: Option<u32>,
    problems: Vec<QuestProblem>,
}

impl Checker {
    fn wrong(&mut self, field: QuestField, rule: QuestRule) {
        let row = self.row;
        self.problems.push(QuestProblem { field, row, rule });
    }

    fn needs(&mut self, there: bool, field: QuestField) {
        if !there {
            self.wrong(field, QuestRule::Missing);
        }
    }

    fn chosen<T: Clone + PartialEq>(
        &mut self,
        now: &Option<T>,
        before: &Option<T>,
        field: QuestField,
    ) -> Option<T> {
        let chosen = changed(now, before)?;
        self.needs(chosen.is_some(), field);
        chosen.clone()
    }

    fn text(&mut self, typed: &str, field: QuestField, limit: usize) -> String {
        let text = typed.trim();
        let length = text.chars().count();
        if length > limit {
            let (length, limit) = (saturate(length), saturate(limit));
            self.wrong(field, QuestRule::TooLong { length, limit });
        }
        text.to_owned()
    }

    /// Text that must be there.
    fn word(&mut self, typed: &str, field: QuestField, limit: usize) -> String {
        self.needs(!typed.trim().is_empty(), field);
        self.text(typed, field, limit)
    }

    fn description(&mut self, typed: &str) -> String {
        self.text(typed, QuestField::Description, DESCRIPTION_LIMIT)
    }

    /// A number that need not be there.
    fn number(&mut self, typed: &str, field: QuestField, least: u32) -> Option<u32> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            self.wrong(field, QuestRule::NotANumber);
            return None;
        }
        match typed.parse::<u32>() {
            Ok(number) if number < least => self.wrong(field, QuestRule::TooSmall { least }),
            Ok(number) if number <= LARGEST => return Some(number),
            _ => self.wrong(field, QuestRule::TooLarge { most: LARGEST }),
        }
        None
    }

    /// 1 and above; it must be there.
    fn count(&mut self, typed: &str, field: QuestField) -> Option<u32> {
        self.needs(!typed.trim().is_empty(), field);
        self.number(typed, field, 1)
    }

    /// Seconds.
    fn limit(&mut self, typed: &str, unit: TimeUnit) -> Option<u32> {
        let number = self.number(typed, QuestField::TimeLimit, 1)?;
        let seconds = number.checked_mul(unit.seconds());
        let seconds = seconds.filter(|seconds| *seconds <= LARGEST);
        if seconds.is_none() {
            let most = LARGEST / unit.seconds();
            self.wrong(QuestField::TimeLimit, QuestRule::TooLarge { most });
        }
        seconds
    }

    /// A JSON object, written without blanks.
    fn object(&mut self, typed: &str) -> Option<String> {
        if typed.trim().is_empty() {
            return None;
        }
        let rule = match serde_json::from_str::<Value>(typed) {
            Ok(object @ Value::Object(_)) => return Some(object.to_string()),
            Ok(_) => QuestRule::NotAnObject,
            Err(error) => QuestRule::NotJson {
                line: saturate(error.line()),
                column: saturate(error.column()),
            },
        };
        self.wrong(QuestField::TargetParams, rule);
        None
    }

    fn rewards(&mut self, rows: &[RewardFields]) -> Vec<Reward> {
        let mut rewards = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            self.row = Some(saturate(index));
            let item = self.count(&row.item, QuestField::RewardItem);
            let name = self.word(&row.name, QuestField::RewardName, WORD_LIMIT);
            let quantity = self.count(&row.quantity, QuestField::RewardQuantity);
            let icon = self.text(&row.icon, QuestField::RewardIcon, WORD_LIMIT);
            if let (Some(item), Some(quantity)) = (item, quantity) {
                rewards.push(Reward {
                    item: ItemId::from(i64::from(item)),
                    name,
                    quantity: u64::from(quantity),
                    icon: (!icon.is_empty()).then_some(icon),
                });
            }
        }
        self.row = None;
        rewards
    }

    /// Each once.
    fn prerequisites(&mut self, chosen: &[QuestId], itself: Option<&QuestId>) -> Vec<QuestId> {
        let mut distinct: Vec<QuestId> = Vec::new();
        for quest in chosen {
            if !distinct.contains(quest) {
                distinct.push(quest.clone());
            }
        }
        if itself.is_some_and(|itself| distinct.contains(itself)) {
            self.wrong(QuestField::Prerequisites, QuestRule::Itself);
        }
        distinct
    }

    fn time(&mut self, typed: &str, field: QuestField) -> Option<Time> {
        let time = read_time(typed);
        if time.is_none() && !typed.trim().is_empty() {
            self.wrong(field, QuestRule::NotATime);
        }
        time
    }

    fn window(&mut self, starts_at: Option<Time>, ends_at: Option<Time>, now: Time) {
        let Some(ends_at) = ends_at else { return };
        if ends_at <= now {
            self.wrong(QuestField::EndsAt, QuestRule::InThePast);
        } else if starts_at.is_some_and(|starts_at| ends_at <= starts_at) {
            self.wrong(QuestField::EndsAt, QuestRule::BeforeStart);
        }
    }
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;

//! Which notices of a quest are due: each of them once.

use crate::{
    quest::{Quest, QuestStatus},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// How long before its end a quest is said to expire soon, where the server did
/// not say so itself.
const EXPIRES_BEFORE_MS: i64 = 60 * 60_000;

/// What was told of a quest so far. Everything in it has been told, or was
/// there before anybody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestTold {
    /// How far the account was with it.
    pub status: QuestStatus,
    /// That it is completed.
    pub completed: bool,
    /// Which end was said to be near.
    pub expiring: Option<Time>,
}

/// What the server itself said of a quest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuestSaid {
    pub completed: bool,
    pub expiring: bool,
}

/// A notice that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestDue {
    Completed,
    Expiring { expires_at: Option<Time> },
}

/// What is due of a quest, and what is told once that is. `told` is `None` of a
/// quest that nobody looked at before: what it has behind it is no news.
pub fn look_at_quest(
    told: Option<&QuestTold>,
    quest: &Quest,
    said: QuestSaid,
    now: Time,
) -> (QuestTold, Vec<QuestDue>) {
    let mut due = Vec::new();
    let runs = quest.status == QuestStatus::InProgress;
    let ran = told.is_some_and(|told| told.status == QuestStatus::InProgress);
    let anew = quest.status == QuestStatus::NotAccepted || (runs && !ran);
    let is_done = matches!(quest.status, QuestStatus::Completed | QuestStatus::Claimed);
    let mut completed = told.is_some_and(|told| told.completed) && !anew;
    if !completed && (is_done || said.completed) {
        completed = true;
        if told.is_some() || said.completed {
            due.push(QuestDue::Completed);
        }
    }
    let mut expiring = told.and_then(|told| told.expiring);
    let left = quest.expires_at.map(|end| end.ms_since(now));
    let is_near = left.is_some_and(|left| (1..=EXPIRES_BEFORE_MS).contains(&left));
    let is_told = expiring.is_some() && expiring == quest.expires_at;
    if runs && !is_told && (is_near || said.expiring) {
        expiring = quest.expires_at;
        let expires_at = quest.expires_at;
        due.push(QuestDue::Expiring { expires_at });
    }
    let next = QuestTold {
        status: quest.status.clone(),
        completed,
        expiring,
    };
    (next, due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quest::QuestType;

    const HOUR: i64 = 3_600_000;
    const NOTHING: QuestSaid = QuestSaid {
        completed: false,
        expiring: false,
    };

    fn quest(status: QuestStatus, expires_at: Option<i64>) -> Quest {
        Quest {
            id: 1.into(),
            name: "每日登录".into(),
            description: String::new(),
            kind: QuestType::Daily,
            category: None,
            target_type: "login".into(),
            target_count: 1,
            progress: 0,
            status,
            rewards: Vec::new(),
            time_limit_s: None,
            expires_at: expires_at.map(Time),
            available: true,
            reset: None,
            max_completions: None,
            completions: None,
        }
    }

    /// What is told at each of these sights, one after the other, at time 0.
    fn told(sights: &[(QuestStatus, Option<i64>, QuestSaid)]) -> Vec<Vec<QuestDue>> {
        let mut told = None;
        let look = |(status, expires_at, said): &(QuestStatus, Option<i64>, QuestSaid)| {
            let quest = quest(status.clone(), *expires_at);
            let (next, due) = look_at_quest(told.as_ref(), &quest, *said, Time(0));
            told = Some(next);
            due
        };
        sights.iter().map(look).collect()
    }

    #[test]
    fn a_completion_is_told_once_and_again_after_the_quest_began_anew() {
        use QuestStatus::{Claimed, Completed, InProgress, NotAccepted};
        let done = vec![QuestDue::Completed];
        let seen = [
            (NotAccepted, vec![]),
            (InProgress, vec![]),
            (Completed, done.clone()),
            (Completed, vec![]),
            (Claimed, vec![]),
            (NotAccepted, vec![]),
            // Accepted and completed while nobody looked.
            (Claimed, done.clone()),
            (InProgress, vec![]),
            (Completed, done),
        ];
        let sights = seen.clone().map(|(status, _)| (status, None, NOTHING));
        assert_eq!(told(&sights), seen.map(|(_, due)| due));
    }

    #[test]
    fn what_was_done_before_anybody_looked_is_no_news_unless_the_server_says_it() {
        let sight = |said| (QuestStatus::Completed, None, said);
        assert_eq!(told(&[sight(NOTHING), sight(NOTHING)]), [vec![], vec![]]);
        let said = QuestSaid {
            completed: true,
            ..NOTHING
        };
        let due = told(&[sight(said), sight(said), sight(NOTHING)]);
        assert_eq!(due, [vec![QuestDue::Completed], vec![], vec![]]);
        // A server that says it before the status does.
        let early = [
            (QuestStatus::InProgress, None, NOTHING),
            (QuestStatus::InProgress, None, said),
            (QuestStatus::Completed, None, NOTHING),
        ];
        assert_eq!(told(&early), [vec![], vec![QuestDue::Completed], vec![]]);
    }

    #[test]
    fn an_end_is_told_once_within_its_last_hour_or_when_the_server_says_so() {
        let near = |end: i64| {
            let expires_at = Some(Time(end));
            vec![QuestDue::Expiring { expires_at }]
        };
        let runs = |end: i64, said| (QuestStatus::InProgress, Some(end), said);
        let said = QuestSaid {
            expiring: true,
            ..NOTHING
        };
        let due = told(&[
            runs(HOUR + 1, NOTHING),
            runs(HOUR, NOTHING),
            runs(HOUR, NOTHING),
            runs(HOUR, said),
            // Accepted anew.
            runs(9 * HOUR, NOTHING),
            runs(9 * HOUR, said),
            runs(0, NOTHING),
            (QuestStatus::Completed, Some(HOUR), NOTHING),
        ]);
        assert_eq!(
            due,
            [
                vec![],
                near(HOUR),
                vec![],
                vec![],
                vec![],
                near(9 * HOUR),
                vec![],
                vec![QuestDue::Completed]
            ]
        );
    }
}

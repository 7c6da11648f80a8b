//! Quests as a user stands with them.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::{Json, Millis};
use crate::store::{
    Category, Need, PageAt, Quest, QuestFilter, QuestNeeds, QuestPlan, Run, RunState, Standing,
};

/// What [`standing`] reads: every quest beside every user `u`, with the run
/// `r` where there is one.
pub const STANDINGS: &str = "SELECT q.*, u.user_id, c.name AS category_name,
         r.state, r.progress, r.completions, r.limit_ms, r.resets_ms, r.ended_ms,
         (SELECT COUNT(*) FROM quest_needs n
          WHERE n.quest_id = q.quest_id AND NOT EXISTS (
              SELECT 1 FROM quest_feats f
              WHERE f.user_id = u.user_id AND f.quest_id = n.needed_id)) AS unmet
     FROM quests q
     JOIN quest_users u
     JOIN quest_categories c ON c.category_id = q.category_id
     LEFT JOIN quest_runs r ON r.quest_id = q.quest_id AND r.user_id = u.user_id";

pub fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    let state: Option<RunState> = row.get("state")?;
    let count = |column| {
        row.get::<_, Option<i64>>(column)
            .map(Option::unwrap_or_default)
    };
    let time = |column| {
        row.get::<_, Option<Millis>>(column)
            .map(|millis| millis.map(|millis| millis.0))
    };
    Ok(Standing {
        user_id: row.get("user_id")?,
        run: Run {
            state: state.unwrap_or(RunState::Idle),
            progress: count("progress")?,
            completions: count("completions")?,
            limit: time("limit_ms")?,
            resets: time("resets_ms")?,
            ended: time("ended_ms")?,
        },
        unmet: row.get("unmet")?,
        quest: quest_of(row)?,
    })
}

fn quest_of(row: &Row<'_>) -> rusqlite::Result<Quest> {
    let time = |column| {
        row.get::<_, Option<Millis>>(column)
            .map(|millis| millis.map(|millis| millis.0))
    };
    let target_params: Json<_> = row.get("target_params")?;
    let rewards: Json<_> = row.get("rewards")?;
    Ok(Quest {
        quest_id: row.get("quest_id")?,
        category_name: row.get("category_name")?,
        plan: QuestPlan {
            name: row.get("name")?,
            description: row.get("description")?,
            category_id: row.get("category_id")?,
            kind: row.get("kind")?,
            target_type: row.get("target_type")?,
            target_params: target_params.0,
            target_count: row.get("target_count")?,
            rewards: rewards.0,
            needs: Vec::new(),
            level_required: row.get("level_required")?,
            time_limit_s: row.get("time_limit_s")?,
            reset: row.get("reset")?,
            max_completions: row.get("max_completions")?,
            is_active: row.get("is_active")?,
            starts: time("starts_ms")?,
            ends: time("ends_ms")?,
        },
    })
}

pub fn categories(db: &Connection) -> rusqlite::Result<Vec<Category>> {
    db.prepare_cached("SELECT category_id, name FROM quest_categories ORDER BY category_id")?
        .query_map([], |row| {
            Ok(Category {
                category_id: row.get("category_id")?,
                name: row.get("name")?,
            })
        })?
        .collect()
}

pub fn quests(
    db: &Connection,
    user_id: i64,
    filter: &QuestFilter,
    page: PageAt,
) -> rusqlite::Result<(Vec<Standing>, i64)> {
    const PASSES: &str = "u.user_id = ?1
         AND (?2 IS NULL OR q.kind = ?2)
         AND (?3 IS NULL OR COALESCE(r.state, 'idle') = ?3)
         AND (?4 IS NULL OR q.category_id = ?4)
         AND (?5 OR q.is_active)";
    let QuestFilter {
        kind,
        state,
        category_id,
        with_inactive,
    } = filter;
    let total = db
        .prepare_cached(&format!(
            "SELECT COUNT(*) FROM quests q JOIN quest_users u
             LEFT JOIN quest_runs r ON r.quest_id = q.quest_id AND r.user_id = u.user_id
             WHERE {PASSES}"
        ))?
        .query_row(
            params![user_id, kind, state, category_id, with_inactive],
            |row| row.get(0),
        )?;
    let rows = db
        .prepare_cached(&format!(
            "{STANDINGS} WHERE {PASSES} ORDER BY q.quest_id LIMIT ?6 OFFSET ?7"
        ))?
        .query_map(
            params![
                user_id,
                kind,
                state,
                category_id,
                with_inactive,
                page.size,
                page.offset()
            ],
            standing,
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn quest(db: &Connection, user_id: i64, quest_id: i64) -> rusqlite::Result<Option<Standing>> {
    db.prepare_cached(&format!(
        "{STANDINGS} WHERE u.user_id = ?1 AND q.quest_id = ?2"
    ))?
    .query_row([user_id, quest_id], standing)
    .optional()
}

pub fn needs(db: &Connection, user_id: i64, quest_id: i64) -> rusqlite::Result<Vec<Need>> {
    db.prepare_cached(
        "SELECT q.quest_id, q.name,
             EXISTS (SELECT 1 FROM quest_feats f
                     WHERE f.user_id = ?1 AND f.quest_id = q.quest_id) AS is_completed
         FROM quest_needs n JOIN quests q ON q.quest_id = n.needed_id
         WHERE n.quest_id = ?2 ORDER BY q.quest_id",
    )?
    .query_map([user_id, quest_id], |row| {
        Ok(Need {
            quest_id: row.get("quest_id")?,
            name: row.get("name")?,
            is_completed: row.get("is_completed")?,
        })
    })?
    .collect()
}

pub fn all_needs(db: &Connection) -> rusqlite::Result<QuestNeeds> {
    let mut all = QuestNeeds::new();
    let mut query = db.prepare_cached(
        "SELECT q.quest_id, n.needed_id FROM quests q
         LEFT JOIN quest_needs n ON n.quest_id = q.quest_id ORDER BY q.quest_id, n.needed_id",
    )?;
    let rows = query.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))
    })?;
    for row in rows {
        let (quest_id, needed) = row?;
        all.entry(quest_id).or_default().extend(needed);
    }
    Ok(all)
}

//! What users do about quests, and what time does to it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::admin::write_line;
use super::board::{STANDINGS, standing};
use crate::store::sqlite::convert::{Json, Millis};
use crate::store::{AuditLine, NewRun, Reward, Standing};

/// Whether the time of the run `r` of the quest `q` has run out at ?1.
const RAN_OUT: &str = "r.state = 'running' AND (r.limit_ms <= ?1 OR q.ends_ms <= ?1)";

pub fn is_due(db: &Connection, now: Timestamp) -> rusqlite::Result<bool> {
    db.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM quest_runs WHERE resets_ms <= ?1)
             OR EXISTS (SELECT 1 FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
                        WHERE {RAN_OUT})"
    ))?
    .query_row([Millis(now)], |row| row.get(0))
}

/// A reset goes first: after it nothing is left that could run out.
pub fn settle(db: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM quest_runs WHERE resets_ms <= ?1")?
        .execute([Millis(now)])?;
    db.prepare_cached(&format!(
        "UPDATE quest_runs SET
             state = CASE WHEN q.kind IN ('event', 'team') THEN 'failed' ELSE 'expired' END,
             ended_ms = MIN(COALESCE(r.limit_ms, q.ends_ms), COALESCE(q.ends_ms, r.limit_ms))
         FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
         WHERE quest_runs.run_id = r.run_id AND {RAN_OUT}"
    ))?
    .execute([Millis(now)])?;
    Ok(())
}

pub fn accept(db: &Connection, run: &NewRun) -> rusqlite::Result<bool> {
    settle(db, run.now)?;
    let completions: Option<i64> = db
        .prepare_cached(
            "SELECT COALESCE(r.completions, 0) FROM quests q
             LEFT JOIN quest_runs r ON r.quest_id = q.quest_id AND r.user_id = ?2
             WHERE q.quest_id = ?1
               AND COALESCE(r.state, 'idle') NOT IN ('running', 'completed')
               AND COALESCE(r.completions, 0) < q.max_completions",
        )?
        .query_row([run.quest_id, run.user_id], |row| row.get(0))
        .optional()?;
    let Some(completions) = completions else {
        return Ok(false);
    };
    // A new row: what is handed out is handed out once a run.
    db.prepare_cached("DELETE FROM quest_runs WHERE quest_id = ?1 AND user_id = ?2")?
        .execute([run.quest_id, run.user_id])?;
    db.prepare_cached(
        "INSERT INTO quest_runs
             (quest_id, user_id, state, completions, accepted_ms, limit_ms, resets_ms)
         VALUES (?1, ?2, 'running', ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        run.quest_id,
        run.user_id,
        completions,
        Millis(run.now),
        run.limit.map(Millis),
        run.resets.map(Millis),
    ])?;
    Ok(true)
}

pub fn abandon(
    db: &Connection,
    user_id: i64,
    quest_id: i64,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    settle(db, now)?;
    let changed = db
        .prepare_cached(
            "UPDATE quest_runs SET state = 'idle', progress = 0, limit_ms = NULL
             WHERE user_id = ?1 AND quest_id = ?2 AND state = 'running'",
        )?
        .execute([user_id, quest_id])?;
    Ok(changed == 1)
}

pub fn complete(
    db: &Connection,
    user_id: i64,
    quest_id: i64,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    settle(db, now)?;
    let changed = db
        .prepare_cached(
            "UPDATE quest_runs SET state = 'completed', completions = completions + 1,
                 ended_ms = ?3
             WHERE user_id = ?1 AND quest_id = ?2 AND state = 'running'
               AND progress >= (SELECT target_count FROM quests WHERE quest_id = ?2)",
        )?
        .execute(params![user_id, quest_id, Millis(now)])?;
    if changed == 1 {
        feat(db, user_id, quest_id, now)?;
    }
    Ok(changed == 1)
}

/// Notes that somebody has completed a quest, if they had not before.
pub fn feat(db: &Connection, user_id: i64, quest_id: i64, at: Timestamp) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO quest_feats (user_id, quest_id, first_ms) VALUES (?1, ?2, ?3)",
    )?
    .execute(params![user_id, quest_id, Millis(at)])?;
    Ok(())
}

pub fn claim(
    db: &Connection,
    user_id: i64,
    quest_id: i64,
    now: Timestamp,
    line: &dyn Fn(&[Reward]) -> AuditLine,
) -> rusqlite::Result<Option<Vec<Reward>>> {
    settle(db, now)?;
    let granted: Option<Json<Vec<Reward>>> = db
        .prepare_cached(
            "INSERT INTO quest_grants (run_id, quest_id, user_id, rewards, granted_ms)
             SELECT r.run_id, r.quest_id, r.user_id, q.rewards, ?3
             FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
             WHERE r.user_id = ?1 AND r.quest_id = ?2 AND r.state = 'completed'
             RETURNING rewards",
        )?
        .query_row(params![user_id, quest_id, Millis(now)], |row| row.get(0))
        .optional()?;
    let Some(Json(rewards)) = granted else {
        return Ok(None);
    };
    db.prepare_cached(
        "UPDATE quest_runs SET state = 'claimed', ended_ms = ?3
         WHERE user_id = ?1 AND quest_id = ?2",
    )?
    .execute(params![user_id, quest_id, Millis(now)])?;
    write_line(db, &line(&rewards))?;
    Ok(Some(rewards))
}

pub fn warn(
    db: &Connection,
    user_ids: &[i64],
    until: Timestamp,
    times: i64,
) -> rusqlite::Result<Vec<Standing>> {
    let mut ending = db.prepare_cached(&format!(
        "{STANDINGS} WHERE u.user_id = ?1 AND r.state = 'running' AND r.warned < ?3
             AND (r.limit_ms <= ?2 OR q.ends_ms <= ?2 OR r.resets_ms <= ?2)
         ORDER BY q.quest_id"
    ))?;
    let mut warned = db
        .prepare_cached("UPDATE quest_runs SET warned = ?3 WHERE user_id = ?1 AND quest_id = ?2")?;
    let mut found = Vec::new();
    for user_id in user_ids {
        let rows = ending.query_map(params![user_id, Millis(until), times], standing)?;
        for row in rows {
            let row = row?;
            warned.execute([*user_id, row.quest.quest_id, times])?;
            found.push(row);
        }
    }
    Ok(found)
}

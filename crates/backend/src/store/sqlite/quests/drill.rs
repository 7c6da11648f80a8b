//! What the simulated unit reads and writes about quests.

use rusqlite::{Connection, OptionalExtension};

use crate::store::sqlite::convert::Millis;
use crate::store::{DrillRun, Moved, RunStep};

pub fn runs(db: &Connection) -> rusqlite::Result<Vec<DrillRun>> {
    db.prepare_cached(
        "SELECT r.run_id, r.accepted_ms, r.progress, r.lived_ms, q.target_count
         FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
         WHERE r.state = 'running' AND r.progress < q.target_count ORDER BY r.run_id",
    )?
    .query_map([], |row| {
        let accepted: Millis = row.get("accepted_ms")?;
        Ok(DrillRun {
            run_id: row.get("run_id")?,
            accepted: accepted.0,
            target_count: row.get("target_count")?,
            progress: row.get("progress")?,
            lived_ms: row.get("lived_ms")?,
        })
    })?
    .collect()
}

/// Progress only grows, and not beyond what is wanted.
pub fn write(db: &Connection, steps: &[RunStep]) -> rusqlite::Result<Vec<Moved>> {
    let mut find = db.prepare_cached(
        "SELECT r.user_id, r.quest_id, r.progress, q.target_count
         FROM quest_runs r JOIN quests q ON q.quest_id = r.quest_id
         WHERE r.run_id = ?1 AND r.state = 'running'",
    )?;
    let mut write =
        db.prepare_cached("UPDATE quest_runs SET progress = ?2, lived_ms = ?3 WHERE run_id = ?1")?;
    let mut all = Vec::new();
    for step in steps {
        let found = find
            .query_row([step.run_id], |row| {
                let from: i64 = row.get("progress")?;
                let target_count: i64 = row.get("target_count")?;
                Ok(Moved {
                    user_id: row.get("user_id")?,
                    quest_id: row.get("quest_id")?,
                    from,
                    to: step.progress.min(target_count).max(from),
                    target_count,
                })
            })
            .optional()?;
        if let Some(moved) = found {
            write.execute([step.run_id, moved.to, step.lived_ms])?;
            if moved.to > moved.from {
                all.push(moved);
            }
        }
    }
    Ok(all)
}

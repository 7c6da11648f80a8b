//! Tasks, their jobs, and who is to post them.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::sqlite::convert::Millis;
use crate::store::{
    Attachment, MomentCounts, MomentJob, MomentJobs, MomentRecount, MomentTask, NewMomentJob,
    PageAt, Post, PostFilter, Staff,
};

pub fn read_task(row: &Row<'_>) -> rusqlite::Result<MomentTask> {
    Ok(MomentTask {
        task_id: row.get("task_id")?,
        enterprise_id: row.get("enterprise_id")?,
        name: row.get("name")?,
    })
}

fn counts(row: &Row<'_>) -> rusqlite::Result<MomentCounts> {
    Ok(MomentCounts {
        total: row.get("people")?,
        posted: row.get("posted")?,
    })
}

pub fn tasks(
    db: &Connection,
    enterprise_id: i64,
    page: PageAt,
) -> rusqlite::Result<(Vec<MomentTask>, i64)> {
    let total = db
        .prepare_cached("SELECT COUNT(*) FROM moment_tasks WHERE enterprise_id = ?1")?
        .query_row([enterprise_id], |row| row.get(0))?;
    let rows = db
        .prepare_cached(
            "SELECT * FROM moment_tasks WHERE enterprise_id = ?1
             ORDER BY task_id LIMIT ?2 OFFSET ?3",
        )?
        .query_map([enterprise_id, page.size, page.offset()], read_task)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

pub fn task(db: &Connection, task_id: i64) -> rusqlite::Result<Option<MomentTask>> {
    db.prepare_cached("SELECT * FROM moment_tasks WHERE task_id = ?1")?
        .query_row([task_id], read_task)
        .optional()
}

pub fn task_of(db: &Connection, job_id: i64) -> rusqlite::Result<Option<MomentTask>> {
    db.prepare_cached(
        "SELECT t.* FROM moment_jobs j JOIN moment_tasks t ON t.task_id = j.task_id
         WHERE j.job_id = ?1",
    )?
    .query_row([job_id], read_task)
    .optional()
}

pub fn publish(db: &Connection, job: &NewMomentJob) -> rusqlite::Result<i64> {
    let job_id: i64 = db
        .prepare_cached(
            "INSERT INTO moment_jobs (task_id, sent_ms, content) VALUES (?1, ?2, ?3)
             RETURNING job_id",
        )?
        .query_row(params![job.task_id, Millis(job.sent), job.text], |row| {
            row.get(0)
        })?;
    let mut attach = db.prepare_cached(
        "INSERT INTO moment_attachments (job_id, place, kind, media_id, title, url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (place, one) in (0_i64..).zip(&job.attachments) {
        attach.execute(params![
            job_id,
            place,
            one.kind,
            one.media_id,
            one.title,
            one.url
        ])?;
    }
    let mut choose = db.prepare_cached(
        "INSERT INTO moment_senders (job_id, staff_id, department_id) VALUES (?1, ?2, ?3)",
    )?;
    for staff_id in &job.senders.staff {
        choose.execute(params![job_id, staff_id, None::<i64>])?;
    }
    for department_id in &job.senders.departments {
        choose.execute(params![job_id, None::<i64>, department_id])?;
    }
    let mut tag =
        db.prepare_cached("INSERT INTO moment_tags (job_id, place, tag) VALUES (?1, ?2, ?3)")?;
    for (place, name) in (0_i64..).zip(&job.tags) {
        tag.execute(params![job_id, place, name])?;
    }
    // Who is chosen in both ways is to post once.
    db.prepare_cached(
        "INSERT INTO moment_posts (job_id, staff_id, due_ms)
         SELECT ?1, s.staff_id, 0 FROM staff s
         WHERE s.staff_id IN (SELECT staff_id FROM moment_senders WHERE job_id = ?1)
            OR s.department_id IN (SELECT department_id FROM moment_senders WHERE job_id = ?1)",
    )?
    .execute([job_id])?;
    Ok(job_id)
}

pub fn sent_in(
    db: &Connection,
    task_id: i64,
    sent: &Range<Timestamp>,
    page: PageAt,
) -> rusqlite::Result<MomentJobs> {
    let (from, to) = (Millis(sent.start), Millis(sent.end));
    let (total, all) = db
        .prepare_cached(
            "SELECT COUNT(DISTINCT j.job_id) AS jobs, COUNT(p.staff_id) AS people,
                 COUNT(p.posted_ms) AS posted
             FROM moment_jobs j LEFT JOIN moment_posts p ON p.job_id = j.job_id
             WHERE j.task_id = ?1 AND j.sent_ms >= ?2 AND j.sent_ms < ?3",
        )?
        .query_row(params![task_id, from, to], |row| {
            Ok((row.get("jobs")?, counts(row)?))
        })?;
    let rows = db
        .prepare_cached(
            "SELECT j.job_id, j.sent_ms, j.content,
                 (SELECT COUNT(*) FROM moment_posts p WHERE p.job_id = j.job_id) AS people,
                 (SELECT COUNT(p.posted_ms) FROM moment_posts p
                  WHERE p.job_id = j.job_id) AS posted
             FROM moment_jobs j
             WHERE j.task_id = ?1 AND j.sent_ms >= ?2 AND j.sent_ms < ?3
             ORDER BY j.sent_ms DESC, j.job_id DESC LIMIT ?4 OFFSET ?5",
        )?
        .query_map(
            params![task_id, from, to, page.size, page.offset()],
            |row| read_job(db, row),
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(MomentJobs {
        rows,
        total,
        counts: all,
    })
}

fn read_job(db: &Connection, row: &Row<'_>) -> rusqlite::Result<MomentJob> {
    let job_id = row.get("job_id")?;
    let words = |query: &str| -> rusqlite::Result<Vec<String>> {
        db.prepare_cached(query)?
            .query_map([job_id], |row| row.get(0))?
            .collect()
    };
    Ok(MomentJob {
        job_id,
        sent: row.get::<_, Millis>("sent_ms")?.0,
        text: row.get("content")?,
        attachments: attachments(db, job_id)?,
        sender_users: words(
            "SELECT s.userid FROM moment_senders g JOIN staff s ON s.staff_id = g.staff_id
             WHERE g.job_id = ?1 ORDER BY g.sender_id",
        )?,
        sender_departments: words(
            "SELECT d.name FROM moment_senders g
             JOIN staff_departments d ON d.department_id = g.department_id
             WHERE g.job_id = ?1 ORDER BY g.sender_id",
        )?,
        tags: words("SELECT tag FROM moment_tags WHERE job_id = ?1 ORDER BY place")?,
        counts: counts(row)?,
    })
}

fn attachments(db: &Connection, job_id: i64) -> rusqlite::Result<Vec<Attachment>> {
    db.prepare_cached(
        "SELECT kind, media_id, title, url FROM moment_attachments
         WHERE job_id = ?1 ORDER BY place",
    )?
    .query_map([job_id], |row| {
        Ok(Attachment {
            kind: row.get("kind")?,
            media_id: row.get("media_id")?,
            title: row.get("title")?,
            url: row.get("url")?,
        })
    })?
    .collect()
}

/// Which posts a filter lets through: the job, the pattern, and whether they
/// are to be posted, or null.
const WANTED: &str = "FROM moment_posts p JOIN staff s ON s.staff_id = p.staff_id
     WHERE p.job_id = ?1
       AND (s.name LIKE ?2 ESCAPE '\\' OR s.userid LIKE ?2 ESCAPE '\\')
       AND (?3 IS NULL OR ?3 = (p.posted_ms IS NOT NULL))";

pub fn posts(
    db: &Connection,
    job_id: i64,
    filter: &PostFilter,
    page: PageAt,
) -> rusqlite::Result<(Vec<Post>, i64)> {
    let pattern = pattern(&filter.keyword);
    let total = db
        .prepare_cached(&format!("SELECT COUNT(*) {WANTED}"))?
        .query_row(params![job_id, pattern, filter.posted], |row| row.get(0))?;
    let rows = db
        .prepare_cached(&format!(
            "SELECT s.*, p.posted_ms {WANTED} ORDER BY s.staff_id LIMIT ?4 OFFSET ?5"
        ))?
        .query_map(
            params![job_id, pattern, filter.posted, page.size, page.offset()],
            read_post,
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok((rows, total))
}

/// Anything that contains the keyword, whose own signs mean nothing.
fn pattern(keyword: &str) -> String {
    let mut pattern = "%".to_owned();
    for character in keyword.chars() {
        if ['\\', '%', '_'].contains(&character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

fn read_post(row: &Row<'_>) -> rusqlite::Result<Post> {
    let posted: Option<Millis> = row.get("posted_ms")?;
    Ok(Post {
        staff: Staff {
            staff_id: row.get("staff_id")?,
            enterprise_id: row.get("enterprise_id")?,
            department_id: row.get("department_id")?,
            name: row.get("name")?,
            userid: row.get("userid")?,
        },
        posted: posted.map(|millis| millis.0),
    })
}

pub fn recount(db: &Connection) -> rusqlite::Result<Vec<MomentRecount>> {
    db.prepare(
        "SELECT j.job_id, j.task_id, j.sent_ms, COUNT(p.staff_id) AS people,
             COUNT(p.posted_ms) AS posted
         FROM moment_jobs j LEFT JOIN moment_posts p ON p.job_id = j.job_id
         GROUP BY j.job_id, j.task_id, j.sent_ms ORDER BY j.job_id",
    )?
    .query_map([], |row| {
        Ok(MomentRecount {
            job_id: row.get("job_id")?,
            task_id: row.get("task_id")?,
            sent: row.get::<_, Millis>("sent_ms")?.0,
            counts: counts(row)?,
        })
    })?
    .collect()
}

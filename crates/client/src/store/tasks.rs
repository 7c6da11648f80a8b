//! `cache.db`: the lists of tasks, page by page as the server cuts them.

use super::{
    Json, Migration,
    ages::{self, Age},
};
use muster_domain::{
    id::{ConnectionId, TaskId},
    read::Page,
    task::{TaskList, TaskSummary},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    name: "create_tasks",
    sql: "
    CREATE TABLE task_pages (
        connection TEXT NOT NULL,
        list TEXT NOT NULL,
        page INTEGER NOT NULL,
        total_pages INTEGER NOT NULL DEFAULT 1,
        total INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (connection, list, page)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE task_rows (
        connection TEXT NOT NULL,
        list TEXT NOT NULL,
        page INTEGER NOT NULL,
        position INTEGER NOT NULL,
        task TEXT NOT NULL,
        summary TEXT NOT NULL,
        PRIMARY KEY (connection, list, page, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX task_rows_by_task ON task_rows (connection, task);",
}];

/// What a list is called in the store.
pub(crate) fn word(list: TaskList) -> &'static str {
    match list {
        TaskList::Working => "working",
        TaskList::Done => "done",
    }
}

/// A page as it was last read.
pub(crate) fn page(
    db: &Connection,
    connection: &ConnectionId,
    list: TaskList,
    page: u32,
) -> rusqlite::Result<Option<Page<TaskSummary>>> {
    let head = db
        .prepare_cached(
            "SELECT total_pages, total FROM task_pages
             WHERE connection = ?1 AND list = ?2 AND page = ?3",
        )?
        .query_row(params![connection.as_str(), word(list), page], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((total_pages, total)) = head else {
        return Ok(None);
    };
    let rows = db
        .prepare_cached(
            "SELECT summary FROM task_rows
             WHERE connection = ?1 AND list = ?2 AND page = ?3 ORDER BY position",
        )?
        .query_map(params![connection.as_str(), word(list), page], |row| {
            row.get::<_, Json<_>>(0)
        })?
        .map(|row| row.map(|Json(summary)| summary))
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Page {
        page,
        total_pages,
        total,
        rows,
    }))
}

/// What the age of a page of a list is kept under.
pub(crate) fn list_age(list: TaskList, page: u32) -> String {
    format!("tasks/{}/{page}", word(list))
}

/// How old what is cached of a list is: as its oldest page, and complete if
/// every page of the server is there. `None` if none is.
pub(crate) fn age_of_list(
    db: &Connection,
    connection: &ConnectionId,
    list: TaskList,
) -> rusqlite::Result<Option<Age>> {
    let pages: Vec<(u32, u32)> = db
        .prepare_cached(
            "SELECT page, total_pages FROM task_pages
             WHERE connection = ?1 AND list = ?2 ORDER BY page",
        )?
        .query_map([connection.as_str(), word(list)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut ages = Vec::new();
    for (page, _) in &pages {
        ages.extend(ages::find(db, connection, &list_age(list, *page))?);
    }
    let last = pages.last().map_or(1, |(_, total_pages)| *total_pages);
    let whole =
        pages.iter().map(|(page, _)| *page).eq(1..=last) && ages.iter().all(|age| age.complete);
    let oldest = ages.into_iter().min_by_key(|age| age.fetched_at);
    Ok(oldest.map(|age| Age {
        complete: whole,
        ..age
    }))
}

/// Every cached row of a list, each task once.
pub(crate) fn all(
    db: &Connection,
    connection: &ConnectionId,
    list: TaskList,
) -> rusqlite::Result<Vec<TaskSummary>> {
    let key = [connection.as_str(), word(list)];
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    let mut statement = db.prepare_cached(
        "SELECT summary FROM task_rows
         WHERE connection = ?1 AND list = ?2 ORDER BY page, position",
    )?;
    for row in statement.query_map(key, |row| row.get::<_, Json<TaskSummary>>(0))? {
        let Json(summary) = row?;
        if seen.insert(summary.id.clone()) {
            rows.push(summary);
        }
    }
    Ok(rows)
}

/// A row of the task and the list that it stands in, as [`find`] has it.
pub(crate) fn find_in(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<(TaskList, TaskSummary)>> {
    db.prepare_cached(
        "SELECT list, summary FROM task_rows WHERE connection = ?1 AND task = ?2
         ORDER BY list, page LIMIT 1",
    )?
    .query_row([connection.as_str(), task.as_str()], |row| {
        let list: String = row.get(0)?;
        let list = if list == word(TaskList::Done) {
            TaskList::Done
        } else {
            TaskList::Working
        };
        Ok((list, row.get::<_, Json<_>>(1)?.0))
    })
    .optional()
}

/// A row of the task. One that stands in both lists was finished since: the
/// row of the done list, whose word comes first, is the newer.
pub(crate) fn find(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<TaskSummary>> {
    find_in(db, connection, task).map(|found| found.map(|(_, summary)| summary))
}

/// The task as its detail has it, or [`find`] until that is read.
pub(crate) fn summary(
    db: &Connection,
    connection: &ConnectionId,
    task: &TaskId,
) -> rusqlite::Result<Option<TaskSummary>> {
    match super::task_details::find(db, connection, task)? {
        Some(detail) => Ok(Some(detail.summary)),
        None => find(db, connection, task),
    }
}

/// Stores a page; pages past the new end go. True if anything differs from
/// what was there.
pub(crate) fn put(
    db: &Connection,
    connection: &ConnectionId,
    list: TaskList,
    new: &Page<TaskSummary>,
) -> rusqlite::Result<bool> {
    if page(db, connection, list, new.page)?.as_ref() == Some(new) {
        return Ok(false);
    }
    let last = new.total_pages.max(new.page);
    for table in ["task_pages", "task_rows"] {
        db.prepare_cached(&format!(
            "DELETE FROM {table}
             WHERE connection = ?1 AND list = ?2 AND (page = ?3 OR page > ?4)"
        ))?
        .execute(params![connection.as_str(), word(list), new.page, last])?;
    }
    db.prepare_cached(
        "INSERT INTO task_pages (connection, list, page, total_pages, total)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        connection.as_str(),
        word(list),
        new.page,
        new.total_pages,
        new.total
    ])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO task_rows (connection, list, page, position, task, summary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, summary) in (0_i64..).zip(&new.rows) {
        insert.execute(params![
            connection.as_str(),
            word(list),
            new.page,
            position,
            summary.id.as_str(),
            Json(summary)
        ])?;
    }
    Ok(true)
}

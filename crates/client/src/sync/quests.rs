//! Fetching what a questboard server has.

use super::{
    fetch_now,
    sink::{Failure, Sink},
    slices::{Reading, read_slices},
    watched::Watched as _,
};
use crate::{
    commands::{QuestView, Target},
    quests::{patch, patiently},
    store::{self, club_answers},
};
use muster_connectors::{Answer, Connector, Error, Quests, Result};
use muster_domain::{
    error::AppError,
    id::QuestId,
    quest::{AuditEntry, Quest, QuestDetail, QuestFilter, QuestProgress, QuestRefusal},
    read::{Page, Slice},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashSet,
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
};

/// The most that a server gives at once: the fewer calls, the better, as it
/// counts them.
const ROWS_PER_PAGE: u32 = 100;

/// How often a board is read to find rows that moved to a page that was read
/// before.
const READINGS: u32 = 3;

/// How often something is fetched anew because the server told of it meanwhile.
const ATTEMPTS: u32 = 3;

/// Pages of the audit log that are kept.
const AUDIT_PAGES: u32 = 10;

/// What a server says of its board beside the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BoardHead {
    /// How many quests it counts.
    pub told: Option<u32>,
}

/// Asks for a view and stores the answer.
pub(super) async fn ask(
    sink: &Sink<'_>,
    connector: &dyn Connector,
    view: &QuestView,
) -> std::result::Result<(), Failure> {
    let quests = connector.quests();
    let quests = quests.ok_or(Failure::App(AppError::NotPermitted))?;
    // What is told while an answer is on its way may be newer than it.
    for _ in 0..ATTEMPTS {
        let heard = sink.heard(view.quest());
        match view {
            QuestView::Board => ask_board(sink, quests).await?,
            QuestView::Categories => {
                let answer = patiently(|| quests.categories()).await?;
                let all = answer.value.unwrap_or_default();
                sink.keep_whole(all, answer.server_time, true).await?;
            }
            QuestView::Quest { quest } => match patiently(|| quests.detail(quest)).await {
                Ok(answer) => keep_detail(sink, answer).await?,
                Err(error) => {
                    if is_gone(&error) {
                        let connection = sink.target.connection().clone();
                        let view = QuestView::Board;
                        fetch_now(sink.client, &Target::Quests { connection, view });
                    }
                    return Err(error.into());
                }
            },
            QuestView::Progress { quest } => {
                let answer = patiently(|| quests.progress(quest)).await?;
                keep_progress(sink, quest, answer).await?;
            }
            QuestView::Audit => ask_audit(sink, quests).await?,
        }
        if sink.heard(view.quest()) == heard {
            break;
        }
    }
    Ok(())
}

/// Whether a quest was asked for that the server does not have any more.
pub(crate) fn is_gone(error: &Error) -> bool {
    matches!(error, Error::QuestRefused(refused) if refused.refusal == QuestRefusal::NoSuchQuest)
}

/// Reads every page, each row once; answers also how many rows the server
/// counts. `id` tells them apart.
///
/// # Errors
/// That of the first page; a later one ends the reading.
pub(crate) async fn read_pages<T, Fetched>(
    fetch: impl Fn(u32, u32) -> Fetched,
    id: impl Fn(&T) -> &str,
) -> Result<(Reading<T>, u32)>
where
    Fetched: Future<Output = Result<Answer<Page<T>>>>,
{
    let told = AtomicU32::new(0);
    let slice = |_, page| {
        let (fetch, told) = (&fetch, &told);
        async move {
            let answer = patiently(|| fetch(ROWS_PER_PAGE, page)).await?;
            told.fetch_max(answer.value.total, Ordering::Relaxed);
            Ok(answer.map(|page| slice(page, ROWS_PER_PAGE)))
        }
    };
    let reading = read_slices(slice, id).await?;
    Ok((reading, told.into_inner()))
}

/// Neither a short page nor the count of pages alone is the end: some servers
/// cut shorter pages than they are asked for, and some count too few.
fn slice<T>(page: Page<T>, size: u32) -> Slice<T> {
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    let has_more = rows > 0 && (rows >= size || page.page < page.total_pages);
    Slice {
        page: page.page,
        has_more,
        rows: page.rows,
    }
}

async fn ask_board(sink: &Sink<'_>, quests: &dyn Quests) -> std::result::Result<(), Failure> {
    let (reading, told) = read_board(quests).await?;
    let (complete, head) = (reading.error.is_none(), BoardHead { told: Some(told) });
    let (age, key) = (sink.age(reading.server_time, complete), sink.key());
    let rows = reading.rows;
    sink.keep_board(age, move |db, id| {
        let counted = club_answers::put(db, id, &key, &head)?;
        Ok(store::quests::put(db, id, &rows)? || counted)
    })
    .await?;
    reading.error.map_or(Ok(()), |error| Err(error.into()))
}

/// All of the board. Where fewer rows come than the server counts, it is read
/// again: rows move between pages while they are read.
pub(crate) async fn read_board(quests: &dyn Quests) -> Result<(Reading<Quest>, u32)> {
    let all = QuestFilter::default();
    let page = |size, page| quests.list(&all, size, page);
    let (mut board, told) = read_pages(page, |quest| quest.id.as_str()).await?;
    let missing = |board: &Reading<Quest>| {
        board.error.is_none() && u32::try_from(board.rows.len()).is_ok_and(|rows| rows < told)
    };
    for _ in 1..READINGS {
        if !missing(&board) {
            return Ok((board, told));
        }
        let (again, _) = read_pages(page, |quest| quest.id.as_str()).await?;
        let known: HashSet<QuestId> = board.rows.iter().map(|row| row.id.clone()).collect();
        let rows = board.rows.len();
        let new = again.rows.into_iter();
        board
            .rows
            .extend(new.filter(|row| !known.contains(&row.id)));
        board.error = again.error;
        if board.rows.len() == rows {
            // It counts wrong.
            return Ok((board, told));
        }
    }
    if missing(&board) {
        board.error = Some(Error::unsettled());
    }
    Ok((board, told))
}

/// A detail is also the newest of its row on the board.
async fn keep_detail(
    sink: &Sink<'_>,
    answer: Answer<QuestDetail>,
) -> std::result::Result<(), Failure> {
    let (age, key) = (sink.age(answer.server_time, true), sink.key());
    let detail = answer.value;
    sink.keep_board(age, move |db, id| {
        let moved = store::quests::put_one(db, id, &detail.quest)?;
        Ok(club_answers::put(db, id, &key, &detail)? || moved)
    })
    .await
}

/// How far one is shows on the board and in the detail too.
async fn keep_progress(
    sink: &Sink<'_>,
    quest: &QuestId,
    answer: Answer<QuestProgress>,
) -> std::result::Result<(), Failure> {
    let (age, key) = (sink.age(answer.server_time, true), sink.key());
    let (quest, progress) = (quest.clone(), answer.value);
    sink.keep_board(age, move |db, id| {
        let moved = patch(db, id, &quest, |quest| {
            quest.status = progress.status.clone();
            quest.progress = progress.current;
            quest.expires_at = progress.expires_at.or(quest.expires_at);
        })?;
        Ok(club_answers::put(db, id, &key, &progress)? || moved)
    })
    .await
}

/// The newest lines; it is not whole where there are more.
async fn ask_audit(sink: &Sink<'_>, quests: &dyn Quests) -> std::result::Result<(), Failure> {
    let newest = |size, page| async move {
        if page > AUDIT_PAGES {
            return Ok(Answer {
                value: Page::empty(page),
                server_time: None,
            });
        }
        quests.audit(size, page).await
    };
    let (reading, told) = read_pages(newest, |entry: &AuditEntry| entry.id.as_str()).await?;
    let all = u32::try_from(reading.rows.len()).is_ok_and(|rows| rows >= told);
    let complete = reading.error.is_none() && all;
    sink.keep_whole(reading.rows, reading.server_time, complete)
        .await?;
    reading.error.map_or(Ok(()), |error| Err(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: u32, total_pages: u32, rows: usize) -> Page<u32> {
        Page {
            page,
            total_pages,
            total: 0,
            rows: vec![0; rows],
        }
    }

    #[test]
    fn a_list_ends_where_both_the_rows_and_the_pages_do() {
        let more = |it| slice(it, 50).has_more;
        assert!(!more(page(1, 1, 3)) && !more(page(2, 9, 0)) && !more(page(4, 4, 49)));
        assert!(more(page(1, 3, 20)), "pages shorter than asked for");
        assert!(more(page(1, 1, 50)), "more pages than are counted");
    }

    /// Pages of the rows that `at` has at each page, one call after the other.
    async fn read(pages: &[&[&'static str]], told: u32) -> (Vec<&'static str>, u32) {
        let fetch = |size: u32, number: u32| async move {
            let index = usize::try_from(number - 1).unwrap();
            let rows = pages.get(index).copied().unwrap_or_default().to_vec();
            let total_pages = told.div_ceil(size).max(1);
            Ok(Answer {
                value: Page {
                    page: number,
                    total_pages,
                    total: told,
                    rows,
                },
                server_time: None,
            })
        };
        let (reading, told) = read_pages(fetch, |row| row).await.unwrap();
        (reading.whole().unwrap(), told)
    }

    #[tokio::test]
    async fn every_page_is_read_and_each_row_kept_once() {
        let pages: [&[&str]; 2] = [&["a", "b"], &["b", "c"]];
        assert_eq!(read(&pages, 160).await, (vec!["a", "b", "c"], 160));
        assert_eq!(read(&[&[]], 0).await, (vec![], 0));
    }
}

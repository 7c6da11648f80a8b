//! What every read answers: the cached value, its age, and why the last
//! refresh failed.

use crate::{
    client::Client,
    commands::Target,
    store::{Stored, club_answers},
    sync::{self, Watched as _},
};
use muster_domain::{
    error::AppError,
    read::{Read, Rows},
    task::TaskSummary,
    time::Time,
};
use serde::{Serialize, de::DeserializeOwned};

/// Rows that one answer carries at most.
const WINDOW: u32 = 200;

/// Characters of a person's name, an office and a phone number in a list.
pub(crate) const NAME: usize = 60;
/// Of a title, and of what a connection or a unit is called.
pub(crate) const TITLE: usize = 120;
pub(crate) const OFFICE: usize = 100;
pub(crate) const PHONE: usize = 40;
/// Of a text that a page shows whole.
pub(crate) const WHOLE: usize = 12_000;

/// The read of a target. What was never fetched is asked for now. `tasks` are
/// those whose times say when it is stale.
pub(crate) fn read<T>(
    client: &Client,
    target: &Target,
    stored: Option<Stored<T>>,
    tasks: &[TaskSummary],
) -> Read<T> {
    let problem = client.inner().sync.problem(target);
    let Some(Stored { value, age }) = stored else {
        sync::want(client, target);
        return Read::nothing(problem);
    };
    Read {
        value: Some(value),
        fetched_at: Some(age.fetched_at),
        server_time: age.server_time,
        complete: age.complete,
        stale_after: Some(sync::stale_after(client, target, tasks, age.fetched_at)),
        problem,
    }
}

/// What the cache has of a target whose answers are kept whole.
pub(crate) async fn found<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    target: &Target,
) -> Result<Option<Stored<T>>, AppError> {
    let (id, key) = (target.connection().clone(), target.age_key());
    let find = move |db: &rusqlite::Connection| club_answers::find(db, &id, &key);
    client.stores()?.cache.read(find).await
}

/// The same as a read: what was never fetched is asked for now.
pub(crate) async fn kept<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    target: &Target,
) -> Result<Read<T>, AppError> {
    let stored = found(client, target).await?;
    Ok(read(client, target, stored, &[]))
}

/// What happened between two readings that lie further apart is no
/// disagreement, milliseconds.
const TOGETHER_MS: i64 = 5_000;

/// Whether two readings may be held against each other.
pub(crate) fn are_together(one: Option<Time>, other: Option<Time>) -> bool {
    let apart = one.zip(other).map(|(one, other)| one.ms_since(other));
    apart.is_some_and(|apart| apart.abs() <= TOGETHER_MS)
}

/// Cuts what a server sent to what a row can show, so that no text of its makes
/// an answer too large. It is one line then.
pub(crate) fn clip(text: &mut String, chars: usize) {
    clip_without(text, chars, char::is_control);
}

/// The same for a text that is shown whole: its lines stay lines.
pub(crate) fn clip_lines(text: &mut String, chars: usize) {
    clip_without(text, chars, |char| char.is_control() && char != '\n');
}

fn clip_without(text: &mut String, chars: usize, strange: impl Fn(char) -> bool) {
    if text.chars().any(&strange) {
        *text = text.replace(strange, " ");
    }
    if let Some((end, _)) = text.char_indices().nth(chars) {
        text.truncate(end);
        text.push('…');
    }
}

/// Bytes of rows whose texts differ in length by much, of the 256 kB that an
/// answer may have.
const BYTES: usize = 200 * 1024;

/// The first rows, as many as fit into an answer, and one at least. Who asked
/// for more asks again from where these end.
pub(crate) fn fitting<T: Serialize>(rows: Vec<T>) -> Vec<T> {
    within(rows, bytes())
}

/// The same for one of two lists in an answer.
pub(crate) fn half_fitting<T: Serialize>(rows: Vec<T>) -> Vec<T> {
    within(rows, bytes() / 2)
}

#[cfg(not(test))]
fn bytes() -> usize {
    BYTES
}

#[cfg(test)]
use tests::bytes;

fn within<T: Serialize>(rows: Vec<T>, most: usize) -> Vec<T> {
    let mut bytes = 0;
    let fits = |row: &T| {
        let is_first = bytes == 0;
        bytes += serde_json::to_vec(row).map_or(most, |json| json.len() + 1);
        is_first || bytes <= most
    };
    rows.into_iter().take_while(fits).collect()
}

/// Turns rows that stand ascending as asked. Those that have nothing to be
/// sorted by come last in either direction.
pub(crate) fn turn<T>(rows: &mut [T], descending: bool, is_nothing: impl Fn(&T) -> bool) {
    if descending {
        rows.reverse();
    }
    rows.sort_by_key(is_nothing);
}

/// The rows from `offset` on, `limit` of them or fewer.
pub(crate) fn window<T>(rows: Vec<T>, offset: u32, limit: u32) -> Rows<T> {
    let total = rows.len();
    cut(rows.into_iter(), total, offset, limit)
}

/// The same, of which each that is seen is made into what is shown.
pub(crate) fn window_of<P, T>(
    all: &[P],
    offset: u32,
    limit: u32,
    show: impl Fn(&P) -> T,
) -> Rows<T> {
    cut(all.iter(), all.len(), offset, limit).map(show)
}

fn cut<T>(rows: impl Iterator<Item = T>, total: usize, offset: u32, limit: u32) -> Rows<T> {
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Rows {
        offset,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        rows: rows
            .skip(index(offset))
            .take(index(limit.min(WINDOW)))
            .collect(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local! {
        static ALLOWED: Cell<usize> = const { Cell::new(BYTES) };
    }

    pub(super) fn bytes() -> usize {
        ALLOWED.get()
    }

    /// From now on answers of this thread may be as large as they like: what
    /// shows that a test of the bound can fail.
    pub(crate) fn allow_everything() {
        ALLOWED.set(usize::MAX);
    }

    #[test]
    fn rows_with_long_texts_are_answered_in_shorter_windows() {
        let row = "险".repeat(10_000);
        let rows = fitting(vec![row.clone(); 200]);
        assert_eq!(rows.len(), 6, "30 kB each");
        assert_eq!(fitting(vec!["险".repeat(100_000); 2]).len(), 1);
        assert_eq!(fitting(vec![row; 5]).len(), 5);
        assert_eq!(fitting::<u32>(Vec::new()), Vec::<u32>::new());
    }

    #[test]
    fn what_has_nothing_to_be_sorted_by_comes_last_in_either_direction() {
        let sorted = |descending| {
            let mut rows = [None, Some(1), Some(2)];
            turn(&mut rows, descending, Option::is_none);
            rows
        };
        assert_eq!(sorted(false), [Some(1), Some(2), None]);
        assert_eq!(sorted(true), [Some(2), Some(1), None]);
    }

    #[test]
    fn a_window_is_cut_from_the_whole_and_never_too_large() {
        let rows = window((0..10).collect(), 8, 5);
        assert_eq!((rows.offset, rows.total, rows.rows), (8, 10, vec![8, 9]));
        assert_eq!(window((0..2_000).collect(), 0, u32::MAX).rows.len(), 200);
        assert!(window(vec![1], u32::MAX, 5).rows.is_empty());
    }

    #[test]
    fn a_text_is_cut_between_characters_and_keeps_to_one_line() {
        let clipped = |text: &str| {
            let mut text = text.to_owned();
            clip(&mut text, 4);
            text
        };
        assert_eq!(clipped("防汛抢险"), "防汛抢险");
        assert_eq!(clipped("防汛抢险队"), "防汛抢险…");
        assert_eq!(clipped("a\u{0}b\n"), "a b ");
        let mut lines = "a\u{0}\nbcd".to_owned();
        clip_lines(&mut lines, 4);
        assert_eq!(lines, "a \nb…");
        assert_eq!(clipped(&"🚨".repeat(10_000)), "🚨🚨🚨🚨…");
    }
}

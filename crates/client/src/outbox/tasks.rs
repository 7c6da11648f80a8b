//! Looking for a call-out among the tasks of its server.

use super::search::Taken;
use muster_connectors::{Error, Tasks};
use muster_domain::{
    outbox::FoundTask,
    read::Page,
    task::{NewTask, TaskList, TaskSummary},
    time::Time,
};

const ROWS_PER_PAGE: u32 = 50;
/// Beyond this the lists are not read to their end: 20 000 tasks.
const PAGES: u32 = 400;

/// Reads every page of the lists in which the task could stand: of both, once it
/// is `over`.
pub(super) async fn find(
    tasks: &dyn Tasks,
    task: &NewTask,
    over: bool,
    taken: &Taken<'_>,
) -> Result<Vec<FoundTask>, Error> {
    let lists: &[TaskList] = if over {
        &[TaskList::Working, TaskList::Done]
    } else {
        &[TaskList::Working]
    };
    let mut found: Vec<FoundTask> = Vec::new();
    for &list in lists {
        let mut ended = false;
        for page in 1..=PAGES {
            let answer = tasks.list(list, ROWS_PER_PAGE, page).await?;
            let earliest = taken.earliest(answer.server_time);
            let last = is_last(&answer.value);
            for row in answer.value.rows {
                let known = found.iter().any(|other| other.id == row.id);
                if !known
                    && may_be(task, earliest, &row)
                    && !taken.has(&row.id).await
                    && is(tasks, task, &row).await?
                {
                    found.push(FoundTask {
                        id: row.id,
                        title: row.title,
                        launched_at: row.launched_at,
                    });
                }
            }
            ended = last;
            if ended {
                break;
            }
        }
        // What was not read may hold it: that is no reading to settle by.
        if !ended {
            return Err(Error::endless());
        }
    }
    Ok(found)
}

/// Whether a list ends with this page. Neither sign alone is one: some servers
/// cut shorter pages than they are asked for, and some count too few pages.
/// What is overlooked here would be told as "not sent".
fn is_last(page: &Page<TaskSummary>) -> bool {
    let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    rows == 0 || (rows < ROWS_PER_PAGE && page.page >= page.total_pages)
}

/// Whether a row can be this publication, by its natural key: title, gather
/// and finish time, place, headcount. A fact that the row lacks excludes nothing.
fn may_be(task: &NewTask, earliest: Time, row: &TaskSummary) -> bool {
    row.title == task.title
        && row.wanted == task.wanted
        && row.place == task.place.name()
        && row
            .gather_at
            .is_none_or(|at| same_second(at, task.gather_at))
        && row
            .finish_at
            .is_none_or(|at| same_second(at, task.finish_at))
        && row.launched_at.is_none_or(|at| at >= earliest)
}

/// Asks the task itself for what its row does not say.
async fn is(tasks: &dyn Tasks, task: &NewTask, row: &TaskSummary) -> Result<bool, Error> {
    if row.gather_at.is_some() && row.finish_at.is_some() {
        return Ok(true);
    }
    let detail = tasks.detail(&row.id).await?.value.summary;
    Ok(detail
        .gather_at
        .is_none_or(|at| same_second(at, task.gather_at))
        && detail
            .finish_at
            .is_none_or(|at| same_second(at, task.finish_at)))
}

/// Times on the wire have no milliseconds.
fn same_second(a: Time, b: Time) -> bool {
    a.0.div_euclid(1000) == b.0.div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::task::{NewTaskPlace, Phase};

    fn task() -> NewTask {
        NewTask {
            title: "珠江防汛".into(),
            detail: String::new(),
            wanted: 60,
            gather_at: Time(5_000_000),
            finish_at: Time(9_000_000),
            place: NewTaskPlace::Saved {
                id: "5".into(),
                name: "新天地广场".into(),
            },
            orgs: Vec::new(),
            offices: Vec::new(),
            soldiers: Vec::new(),
        }
    }

    fn row() -> TaskSummary {
        TaskSummary {
            id: "7".into(),
            title: "珠江防汛".into(),
            launched_by: "海珠区一排".into(),
            launched_at: Some(Time(1_000_000)),
            gather_at: Some(Time(5_000_000)),
            finish_at: None,
            place: "新天地广场".into(),
            wanted: 60,
            phase: Phase::Recruiting,
            progress: None,
            responded: None,
            accepted: None,
            checked_in: None,
        }
    }

    #[test]
    fn a_row_is_recognised_by_its_natural_key() {
        let earliest = Time(900_000);
        assert!(may_be(&task(), earliest, &row()));
        let differing: [fn(&mut TaskSummary); 6] = [
            |row| row.title.push('2'),
            |row| row.wanted = 61,
            |row| row.place = "昌岗路口".into(),
            |row| row.gather_at = Some(Time(5_001_000)),
            |row| row.finish_at = Some(Time(9_001_000)),
            |row| row.launched_at = Some(Time(899_999)),
        ];
        for change in differing {
            let mut row = row();
            change(&mut row);
            assert!(!may_be(&task(), earliest, &row), "{row:?}");
        }
    }

    #[test]
    fn a_list_ends_where_both_the_rows_and_the_pages_do() {
        let page = |rows: usize, page, total_pages| {
            is_last(&Page {
                page,
                total_pages,
                total: 0,
                rows: vec![row(); rows],
            })
        };
        assert!(page(3, 1, 1) && page(0, 2, 9) && page(49, 4, 4));
        assert!(!page(20, 1, 3), "pages shorter than asked for");
        assert!(!page(50, 1, 1), "more pages than are counted");
    }

    #[test]
    fn what_a_row_does_not_say_excludes_nothing() {
        let mut row = row();
        (row.gather_at, row.launched_at) = (None, None);
        assert!(may_be(&task(), Time(900_000), &row));
    }
}

//! Who is to post a job, and who has.

use super::{jobs, kept};
use crate::{
    client::Client,
    commands::{
        MomentView,
        moments::{ListMomentPeople, OneMomentJob},
    },
    reads::{self, clip},
    search::{Query, sort_key},
};
use muster_domain::{
    board::Disagreement,
    error::AppError,
    moment::{MomentFigure, MomentFigures, MomentPeople, MomentPerson, PostStatus, PostingBoard},
    read::{Read, Rows},
    time::Time,
};

async fn of(client: &Client, one: &OneMomentJob) -> Result<Read<MomentPeople>, AppError> {
    let job = one.job.clone();
    kept(client, &one.of.connection, MomentView::People { job }).await
}

/// As the list of jobs says, as far as it is cached. How many have posted is
/// another number later; how many are to post is not.
async fn told(
    client: &Client,
    one: &OneMomentJob,
    people_at: Option<Time>,
) -> Result<(MomentFigures, Option<Time>), AppError> {
    let list = jobs::of(client, &one.of).await?;
    let told_at = list.fetched_at;
    let is_together = reads::are_together(told_at, people_at);
    let mut rows = list.value.unwrap_or_default().rows.into_iter();
    let row = rows.find(|row| row.id == one.job);
    let told = row.map(|row| row.figures).unwrap_or_default();
    let total = told.total;
    let told = if is_together {
        told
    } else {
        MomentFigures {
            total,
            ..MomentFigures::default()
        }
    };
    Ok((told, told_at))
}

pub(crate) async fn posting_board(
    client: &Client,
    args: OneMomentJob,
) -> Result<Read<PostingBoard>, AppError> {
    let read = of(client, &args).await?;
    let (told, told_at) = told(client, &args, read.fetched_at).await?;
    let (whole, was_told_first) = (read.complete, told_at <= read.fetched_at);
    Ok(read.map(|people| {
        let mut board = people.board(told, whole);
        board
            .disagreements
            .retain(|one| !may_have_posted_between(one, was_told_first));
        board
    }))
}

/// Whether the two numbers differ as they do when somebody posts between the
/// reading of the list and of the people: nobody takes a post back.
fn may_have_posted_between(one: &Disagreement<MomentFigure>, was_told_first: bool) -> bool {
    match one.figure {
        MomentFigure::Done => (one.rows > one.server) == was_told_first,
        MomentFigure::Waiting => (one.rows < one.server) == was_told_first,
        _ => false,
    }
}

pub(crate) async fn people(
    client: &Client,
    args: ListMomentPeople,
) -> Result<Read<Rows<MomentPerson>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let read = everybody(client, args).await?;
    Ok(read.map(|rows| {
        let mut window = reads::window(rows, offset, limit);
        for row in &mut window.rows {
            clip(&mut row.name, reads::NAME);
            clip(&mut row.account, reads::NAME);
            if let PostStatus::Other(word) = &mut row.status {
                clip(word, reads::NAME);
            }
        }
        Rows {
            rows: reads::fitting(window.rows),
            ..window
        }
    }))
}

/// Those asked for, who has still to post before the others and each by name,
/// whatever the window.
pub(crate) async fn everybody(
    client: &Client,
    args: ListMomentPeople,
) -> Result<Read<Vec<MomentPerson>>, AppError> {
    let query = Query::new(&args.filter);
    let read = of(client, &args.of).await?;
    Ok(read.map(|people| {
        let mut rows = people.rows;
        rows.retain(|row| {
            let is_asked = args
                .status
                .as_ref()
                .is_none_or(|status| *status == row.status);
            is_asked
                && [&row.name, &row.account]
                    .into_iter()
                    .any(|text| query.matches(text))
        });
        rows.sort_by_cached_key(|row| (row.status != PostStatus::Waiting, sort_key(&row.name)));
        rows
    }))
}

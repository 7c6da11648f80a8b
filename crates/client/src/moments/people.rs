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
    error::AppError,
    moment::{MomentFigures, MomentPeople, MomentPerson, PostStatus, PostingBoard},
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
) -> Result<MomentFigures, AppError> {
    let list = jobs::of(client, &one.of).await?;
    let is_together = reads::are_together(list.fetched_at, people_at);
    let mut rows = list.value.unwrap_or_default().rows.into_iter();
    let row = rows.find(|row| row.id == one.job);
    let told = row.map(|row| row.figures).unwrap_or_default();
    let total = told.total;
    Ok(if is_together {
        told
    } else {
        MomentFigures {
            total,
            ..MomentFigures::default()
        }
    })
}

pub(crate) async fn posting_board(
    client: &Client,
    args: OneMomentJob,
) -> Result<Read<PostingBoard>, AppError> {
    let read = of(client, &args).await?;
    let told = told(client, &args, read.fetched_at).await?;
    let whole = read.complete;
    Ok(read.map(|people| people.board(told, whole)))
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

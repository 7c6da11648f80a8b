//! Fetching what a server of moments has.

mod jobs;
mod pages;

use super::sink::{Failure, Sink};
use crate::commands::MomentView;
use muster_connectors::{Answer, Connector, Moments, Result};
use muster_domain::{
    error::AppError,
    moment::{Enterprises, MomentPeople},
    read::Page,
};
use pages::{Reading, read_pages};
use serde::Serialize;
use std::future::Future;

/// A list that says nothing but its rows.
async fn bare<T>(
    answer: impl Future<Output = Result<Answer<Page<T>>>>,
) -> Result<Answer<((), Page<T>)>> {
    Ok(answer.await?.map(|page| ((), page)))
}

/// Asks for a view and stores the answer.
pub(super) async fn ask(
    sink: &Sink<'_>,
    connector: &dyn Connector,
    view: &MomentView,
) -> std::result::Result<(), Failure> {
    let refused = || Failure::App(AppError::NotPermitted);
    let moments: &dyn Moments = connector.moments().ok_or_else(refused)?;
    match view {
        MomentView::Enterprises => {
            let list = |page| bare(moments.enterprises(page));
            let reading = read_pages(list, |row| row.id.as_str()).await?;
            keep(sink, reading, |(), _, all| Enterprises {
                chosen: moments.enterprise(),
                all,
            })
            .await
        }
        MomentView::Tasks => {
            let list = |page| bare(moments.tasks(page));
            let reading = read_pages(list, |row| row.id.as_str()).await?;
            keep(sink, reading, |(), _, rows| rows).await
        }
        MomentView::Jobs { task, day: None } => jobs::ask_all(sink, moments, task).await,
        MomentView::Jobs {
            task,
            day: Some(day),
        } => jobs::ask_day(sink, moments, task, *day).await,
        MomentView::People { job } => {
            let list = |page| bare(moments.people(job, "", None, page));
            let reading = read_pages(list, |row| row.staff.as_str()).await?;
            keep(sink, reading, |(), listed, rows| MomentPeople {
                listed,
                rows,
            })
            .await
        }
    }
}

/// Stores a reading as what `value` makes of it.
async fn keep<F, T, V: Serialize + Send + 'static>(
    sink: &Sink<'_>,
    reading: Reading<F, T>,
    value: impl FnOnce(F, Option<u32>, Vec<T>) -> V,
) -> std::result::Result<(), Failure> {
    let Reading {
        figures,
        listed,
        rows,
        server_time,
        error,
    } = reading;
    sink.keep_read(value(figures, listed, rows), server_time, error)
        .await
}

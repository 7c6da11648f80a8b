//! The response board and the check-in board: figures counted from the cached
//! rows, windows into the rows, and what a commander does from there.

mod calls;
mod check_ins;
mod follow_up;
mod outlook;
mod past;
mod responses;
mod roll;
mod row;
mod shelf;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use calls::{dial, note_call, open_wall};
pub(crate) use check_ins::{
    check_in_board, check_in_picture, check_ins, every_check_in, keep as keep_check_ins,
    whole_check_in_board,
};
pub(crate) use follow_up::{follow_up, links};
pub(crate) use responses::{
    every_response, keep as keep_responses, response_board, response_picture, responses, wanted,
    whole_response_board,
};
pub(crate) use row::OnBoard;
pub(crate) use shelf::State;
pub(crate) use view::Needle;

use crate::{
    client::{Client, lock},
    commands::{Target, tasks::OneTask},
    reads,
    store::{self, Age, Stored, ages},
    sync::Watched as _,
};
use muster_domain::{error::AppError, read::Read, task::TaskSummary};
use roll::Roll;
use rusqlite::Connection;
use shelf::Handle;

/// Offices that a board shows at most; the filter finds the others.
const OFFICES: usize = 200;

/// What a board is looked at with.
struct Look<'a> {
    db: &'a Connection,
    args: &'a OneTask,
    task: Option<&'a TaskSummary>,
    age: Age,
}

/// Answers what `work` makes of the rows of a board, off the asynchronous
/// threads, with the age of the rows. Nothing where the board was never read.
async fn look<R: OnBoard, T: Send + 'static>(
    client: &Client,
    args: OneTask,
    target: Target,
    roll: Handle<R>,
    work: impl FnOnce(&mut Roll<R>, &Look<'_>) -> rusqlite::Result<T> + Send + 'static,
) -> Result<Read<T>, AppError> {
    let key = target.age_key();
    let (task, stored) = client
        .stores()?
        .cache
        .read(move |db| {
            let OneTask { connection, task } = &args;
            let summary = store::tasks::summary(db, connection, task)?;
            let Some(age) = ages::find(db, connection, &key)? else {
                return Ok((summary, None));
            };
            let mut roll = lock(&roll);
            if !roll.follow(db, connection, task)? {
                return Ok((summary, None));
            }
            let look = Look {
                db,
                args: &args,
                task: summary.as_ref(),
                age,
            };
            let value = work(&mut roll, &look)?;
            drop(roll);
            Ok((summary, Some(Stored { value, age })))
        })
        .await?;
    let tasks: Vec<TaskSummary> = task.into_iter().collect();
    Ok(reads::read(client, &target, stored, &tasks))
}

/// The offices that a board shows, and how many it leaves out. Names are cut to
/// what a row can show.
fn shown<T>(mut offices: Vec<T>, name: impl Fn(&mut T) -> &mut String) -> (Vec<T>, u32) {
    let left_out = offices.len().saturating_sub(OFFICES);
    offices.truncate(OFFICES);
    for office in &mut offices {
        reads::clip(name(office), reads::OFFICE);
    }
    (offices, u32::try_from(left_out).unwrap_or(u32::MAX))
}

//! The response board.

use super::{
    Handle, Look, look,
    outlook::{Grounds, grounds, phoned},
    past::Past,
    roll::{Changes, Roll},
    row::{Major, OnBoard},
    shown,
    view::View,
};
use crate::{
    client::{Client, lock},
    commands::{
        Target,
        tasks::{BoardPerson, ListResponses, OneTask, ResponsePicture, ResponseSort},
    },
    reads, store,
    threads::off_thread,
};
use muster_domain::{
    board::{
        CallNote, OfficeResponses, ResponseBoard, ResponseCurve, ResponseFigures, ResponseRow,
        ResponseStatus, calling_rank, responses_by_office, waits_ms,
    },
    error::AppError,
    id::{ConnectionId, SoldierId, TaskId},
    projection::Waits,
    read::{Read, Rows},
    task::TaskSummary,
    time::Time,
};
use rusqlite::Connection;
use std::{collections::BTreeMap, sync::Arc};

impl OnBoard for ResponseRow {
    const WHAT: &'static str = "responses";
    type Status = ResponseStatus;
    type Sort = ResponseSort;
    type Figures = ResponseFigures;
    type Counted = Counted;

    fn soldier(&self) -> &SoldierId {
        &self.soldier
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn phone(&self) -> &str {
        &self.phone
    }

    fn status(&self) -> &ResponseStatus {
        &self.status
    }

    fn is_other(status: &ResponseStatus) -> bool {
        matches!(status, ResponseStatus::Other(_))
    }

    fn major(&self, sort: ResponseSort, office: &Arc<str>) -> Major {
        match sort {
            // The calling order is made from more than the row.
            ResponseSort::Name | ResponseSort::Calling => Major::Number(0),
            ResponseSort::Office => Major::of(office),
            ResponseSort::Status => Major::Number(match self.status {
                ResponseStatus::Unread => 0,
                ResponseStatus::Refused => 1,
                ResponseStatus::Accepted => 2,
                ResponseStatus::Other(_) => 3,
            }),
            ResponseSort::RespondedAt => self
                .responded_at
                .map_or(Major::Nothing, |at| Major::Number(at.0)),
        }
    }

    fn load(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
    ) -> rusqlite::Result<(ResponseFigures, Vec<Self>)> {
        let figures = store::responses::figures(db, connection, task)?;
        let rows = store::responses::list(db, connection, task)?;
        Ok((figures.unwrap_or_default(), rows))
    }

    fn apply(
        db: &Connection,
        connection: &ConnectionId,
        task: &TaskId,
        changes: &Changes<Self>,
    ) -> rusqlite::Result<()> {
        let (figures, rows) = (changes.figures.as_ref(), changes.rows.iter());
        store::responses::apply(db, connection, task, figures, rows, &changes.gone)
    }
}

/// What is counted from the rows of a response board.
#[derive(Debug)]
pub(crate) struct Counted {
    launched_at: Option<Time>,
    complete: bool,
    board: ResponseBoard,
    curve: ResponseCurve,
    offices: (Vec<OfficeResponses>, u32),
    waits: Waits,
}

impl Counted {
    fn of(
        rows: &[ResponseRow],
        figures: ResponseFigures,
        launched_at: Option<Time>,
        complete: bool,
    ) -> Self {
        let waits = launched_at.map_or_else(Vec::new, |launch| waits_ms(rows, launch));
        Self {
            launched_at,
            complete,
            board: ResponseBoard::count(rows, figures, launched_at, complete),
            curve: ResponseCurve::count(rows, launched_at),
            offices: shown(responses_by_office(rows), |office| &mut office.office),
            waits: Waits::of(&waits),
        }
    }
}

/// Makes the stored board equal to a reading, writing only what differs. True
/// if anything did.
pub(crate) fn keep(
    db: &Connection,
    roll: &Handle<ResponseRow>,
    (connection, task): (&ConnectionId, &TaskId),
    (figures, rows): (&ResponseFigures, Vec<ResponseRow>),
    now: Time,
) -> rusqlite::Result<bool> {
    let mut roll = lock(roll);
    roll.follow(db, connection, task)?;
    roll.keep(db, (connection, task), (figures, rows), now)
}

fn target(args: &OneTask) -> Target {
    Target::Responses {
        connection: args.connection.clone(),
        task: args.task.clone(),
    }
}

fn handle(client: &Client, args: &OneTask) -> Handle<ResponseRow> {
    let boards = &client.inner().boards;
    boards.responses(&args.connection, &args.task)
}

/// Counted once for each state of the rows.
fn counted<'a>(roll: &'a mut Roll<ResponseRow>, look: &Look<'_>) -> &'a Counted {
    let (launched_at, complete) = (
        look.task.and_then(|task| task.launched_at),
        look.age.complete,
    );
    let figures = roll.figures().clone();
    roll.counted(
        |counted| counted.launched_at == launched_at && counted.complete == complete,
        |rows| Counted::of(rows, figures, launched_at, complete),
    )
}

/// Nobody publishes a task that wants nobody: 0 is a figure left out.
pub(crate) fn wanted(figures: &ResponseFigures, task: Option<&TaskSummary>) -> u32 {
    figures
        .wanted
        .filter(|&wanted| wanted > 0)
        .or_else(|| task.map(|task| task.wanted))
        .unwrap_or(0)
}

pub(crate) async fn response_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<ResponseBoard>, AppError> {
    let (target, roll) = (target(&args), handle(client, &args));
    look(client, args, target, roll, |roll, look| {
        Ok(board(roll, look))
    })
    .await
}

fn board(roll: &mut Roll<ResponseRow>, look: &Look<'_>) -> ResponseBoard {
    let wanted = wanted(roll.figures(), look.task);
    let mut board = counted(roll, look).board.clone();
    board.wanted = wanted;
    board.server.wanted = board.server.wanted.map(|_| wanted);
    board
}

/// The board with all the rows that it is counted from, by name.
pub(crate) async fn whole_response_board(
    client: &Client,
    args: OneTask,
) -> Result<Read<(ResponseBoard, Vec<BoardPerson>)>, AppError> {
    let notes = notes(client, &args).await?;
    let (target, roll) = (target(&args), handle(client, &args));
    let past = client.inner().boards.past(&args.connection, &args.task);
    look(client, args, target, roll, move |roll, look| {
        let mut past = lock(&past);
        past.follow(look.db, look.args, look.task)?;
        let places = roll.view(&View::everybody(ResponseSort::Name));
        let people = people(roll, &places, &past, &notes);
        Ok((board(roll, look), people))
    })
    .await
}

/// What was noted of everybody who was phoned about the task.
async fn notes(client: &Client, args: &OneTask) -> Result<BTreeMap<SoldierId, CallNote>, AppError> {
    let OneTask { connection, task } = args.clone();
    client
        .stores()?
        .desk
        .read(move |db| store::call_notes::list(db, &connection, &task))
        .await
}

pub(crate) async fn response_picture(
    client: &Client,
    args: OneTask,
) -> Result<Read<ResponsePicture>, AppError> {
    let notes = notes(client, &args).await?;
    let (target, roll) = (target(&args), handle(client, &args));
    let boards = &client.inner().boards;
    let past = boards.past(&args.connection, &args.task);
    let outlook = boards.outlook(&args.connection, &args.task);
    let read = look(client, args, target, roll, move |roll, look| {
        let (phoned, calls) = phoned(roll, &notes);
        let wanted = wanted(roll.figures(), look.task);
        let mut past = lock(&past);
        past.follow(look.db, look.args, look.task)?;
        let counted = counted(roll, look);
        let grounds = grounds((&counted.board, counted.waits), look, &past, phoned, wanted);
        let picture = ResponsePicture {
            projection: None,
            curve: counted.curve.clone(),
            offices: counted.offices.0.clone(),
            offices_left_out: counted.offices.1,
            calls,
            as_of: look.age.as_of(),
            launched_at: look.task.and_then(|task| task.launched_at),
            gather_at: look.task.and_then(|task| task.gather_at),
        };
        Ok((picture, grounds))
    })
    .await?;
    // Nothing else waits for it: whoever reads the cache goes on meanwhile.
    let ahead = move |(mut picture, grounds): (ResponsePicture, Option<Grounds>)| {
        picture.projection = grounds.and_then(|grounds| lock(&outlook).of(grounds));
        picture
    };
    off_thread("projection", move || read.map(ahead)).await
}

pub(crate) async fn responses(
    client: &Client,
    args: ListResponses,
) -> Result<Read<Rows<BoardPerson>>, AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let notes = notes(client, &task).await?;
    let (target, roll) = (target(&task), handle(client, &task));
    let past = client.inner().boards.past(&task.connection, &task.task);
    look(client, task, target, roll, move |roll, look| {
        let mut past = lock(&past);
        past.follow(look.db, look.args, look.task)?;
        let (offset, limit) = (args.offset, args.limit);
        let places = places(roll, args, &past, &notes);
        let window = roll.cut(&places, offset, limit);
        Ok(window.map(|mut row| {
            let (note, habit) = (notes.get(&row.soldier), past.habit(&row.soldier));
            reads::clip(&mut row.name, reads::NAME);
            reads::clip(&mut row.office, reads::OFFICE);
            reads::clip(&mut row.phone, reads::PHONE);
            BoardPerson {
                note: note.cloned(),
                habit: habit.copied(),
                row,
            }
        }))
    })
    .await
}

/// The whole list that `args` look at a window of, and its task. Texts are as
/// the server sent them.
pub(crate) async fn every_response(
    client: &Client,
    args: ListResponses,
) -> Result<(Option<TaskSummary>, Read<Vec<BoardPerson>>), AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let notes = notes(client, &task).await?;
    let (target, roll) = (target(&task), handle(client, &task));
    let past = client.inner().boards.past(&task.connection, &task.task);
    let mut summary = None;
    let read = look(client, task, target, roll, move |roll, look| {
        let mut past = lock(&past);
        past.follow(look.db, look.args, look.task)?;
        let places = places(roll, args, &past, &notes);
        Ok((look.task.cloned(), people(roll, &places, &past, &notes)))
    })
    .await?
    .map(|(task, rows)| {
        summary = task;
        rows
    });
    Ok((summary, read))
}

/// The people at these places of the board.
fn people(
    roll: &Roll<ResponseRow>,
    places: &[usize],
    past: &Past,
    notes: &BTreeMap<SoldierId, CallNote>,
) -> Vec<BoardPerson> {
    let person = |place: &usize| {
        let row = roll.rows()[*place].clone();
        BoardPerson {
            note: notes.get(&row.soldier).cloned(),
            habit: past.habit(&row.soldier).copied(),
            row,
        }
    };
    places.iter().map(person).collect()
}

/// The places of the rows that `args` ask for, in their order.
fn places(
    roll: &mut Roll<ResponseRow>,
    args: ListResponses,
    past: &Past,
    notes: &BTreeMap<SoldierId, CallNote>,
) -> Arc<[usize]> {
    let view = View {
        status: args.status,
        office: args.office,
        filter: args.filter,
        sort: args.sort,
        descending: args.descending,
    };
    if view.sort == ResponseSort::Calling {
        in_calling_order(roll, &view, past, notes).into()
    } else {
        roll.view(&view)
    }
}

/// The rows of a view, the likeliest to make it first.
fn in_calling_order(
    roll: &mut Roll<ResponseRow>,
    view: &View<ResponseRow>,
    past: &Past,
    notes: &BTreeMap<SoldierId, CallNote>,
) -> Vec<usize> {
    let places = roll.view(view);
    let rank = |place: usize| {
        let soldier = &roll.rows()[place].soldier;
        calling_rank(past.habit(soldier), notes.get(soldier))
    };
    let mut ranked: Vec<_> = places.iter().map(|place| (rank(*place), *place)).collect();
    // The view stands by name: equal ranks stay so.
    ranked.sort_by_key(|(rank, _)| *rank);
    if view.descending {
        ranked.reverse();
    }
    ranked.into_iter().map(|(_, place)| place).collect()
}

//! The after-action packet of a task: its boards, put together from one set of
//! rows.

use crate::{
    boards,
    client::Client,
    commands::tasks::{
        BoardPerson, CheckInSort, ListCheckIns, ListResponses, OneTask, ResponseSort,
    },
    reads, tasks,
};
use muster_domain::{
    board::{CheckInBoard, CheckInRow, ResponseBoard, ResponseRow, SeenCheckIn},
    error::AppError,
    packet::Packet,
    read::Read,
};

/// Offices that an answer carries at most; a file has them all.
const OFFICES: usize = 300;

/// The packet with the rows that it is counted from, by name.
pub(crate) struct Parts {
    pub packet: Packet,
    pub responses: Vec<BoardPerson>,
    /// Empty where the check-ins were never read.
    pub check_ins: Vec<SeenCheckIn>,
}

/// As old as the oldest part of it, complete if every part is.
pub(crate) async fn parts(client: &Client, one: OneTask) -> Result<Read<Parts>, AppError> {
    let view = tasks::get(client, one.clone()).await?;
    let board = boards::response_board(client, one.clone()).await?;
    let (_, rows) = boards::every_response(client, everybody(&one)).await?;
    let arrived = boards::check_in_board(client, one.clone()).await?;
    let arrivals = boards::every_check_in(client, everybody_called(&one)).await?;

    let problem = [&view.problem, &rows.problem].into_iter().flatten().next();
    let (Some(task), Some(board), Some(responses)) = (view.value, board.value, rows.value) else {
        return Ok(Read::nothing(problem.cloned()));
    };
    let answers: Vec<ResponseRow> = responses.iter().map(|person| person.row.clone()).collect();
    let here: Option<Vec<CheckInRow>> = arrivals
        .value
        .as_ref()
        .map(|people| people.iter().map(|seen| seen.row.clone()).collect());
    let summary = task.detail.summary;
    // Counted anew, so that every figure is of these very rows.
    let board = ResponseBoard {
        wanted: board.wanted,
        ..ResponseBoard::count(&answers, board.server, summary.launched_at, rows.complete)
    };
    let seen = arrived.value.zip(here.as_deref());
    let seen = seen.map(|(board, people)| {
        let board = CheckInBoard::count(people, board.server, arrivals.complete);
        (board, people)
    });
    let packet = Packet::count(summary, task.phase, (board, &answers), seen);
    let ages = [view.fetched_at, rows.fetched_at, arrivals.fetched_at];
    Ok(Read {
        fetched_at: ages.into_iter().flatten().min(),
        server_time: rows.server_time,
        complete: rows.complete && (arrivals.complete || packet.check_ins.is_none()),
        stale_after: rows.stale_after,
        problem: problem.cloned(),
        value: Some(Parts {
            packet,
            responses,
            check_ins: arrivals.value.unwrap_or_default(),
        }),
    })
}

/// The packet as a page shows it.
pub(crate) async fn get(client: &Client, one: OneTask) -> Result<Read<Packet>, AppError> {
    Ok(parts(client, one).await?.map(|parts| {
        let mut packet = parts.packet;
        reads::clip(&mut packet.task.title, reads::OFFICE);
        reads::clip(&mut packet.task.launched_by, reads::OFFICE);
        reads::clip(&mut packet.task.place, reads::OFFICE);
        packet.offices.truncate(OFFICES);
        packet.arrivals.truncate(OFFICES);
        for office in &mut packet.offices {
            reads::clip(&mut office.office, reads::OFFICE);
        }
        for office in &mut packet.arrivals {
            reads::clip(&mut office.office, reads::OFFICE);
        }
        packet
    }))
}

fn everybody(one: &OneTask) -> ListResponses {
    ListResponses {
        connection: one.connection.clone(),
        task: one.task.clone(),
        status: None,
        office: None,
        filter: String::new(),
        sort: ResponseSort::Name,
        descending: false,
        offset: 0,
        limit: 0,
    }
}

fn everybody_called(one: &OneTask) -> ListCheckIns {
    ListCheckIns {
        connection: one.connection.clone(),
        task: one.task.clone(),
        status: None,
        office: None,
        filter: String::new(),
        sort: CheckInSort::Name,
        descending: false,
        offset: 0,
        limit: 0,
    }
}

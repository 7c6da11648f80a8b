//! The after-action packet of a task: its boards, put together from one set of
//! rows.

use crate::{
    boards,
    client::Client,
    commands::tasks::{BoardPerson, OneTask},
    reads, tasks,
};
use muster_domain::{
    board::{CheckInRow, ResponseRow, SeenCheckIn},
    error::AppError,
    packet::Packet,
    read::Read,
    task::Phase,
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
    let answers = boards::whole_response_board(client, one.clone()).await?;
    let arrivals = boards::whole_check_in_board(client, one).await?;

    let problem = [&view.problem, &answers.problem]
        .into_iter()
        .flatten()
        .next();
    let (Some(task), Some((board, responses))) = (view.value, answers.value) else {
        return Ok(Read::nothing(problem.cloned()));
    };
    let rows: Vec<ResponseRow> = responses.iter().map(|person| person.row.clone()).collect();
    let (seen, check_ins) = arrivals.value.unzip();
    let check_ins = check_ins.unwrap_or_default();
    let here: Vec<CheckInRow> = check_ins.iter().map(|seen| seen.row.clone()).collect();
    let packet = Packet::count(
        task.detail.summary,
        task.phase,
        (board, &rows),
        seen.map(|board| (board, &*here)),
    );
    let ages = [view.fetched_at, answers.fetched_at, arrivals.fetched_at];
    Ok(Read {
        fetched_at: ages.into_iter().flatten().min(),
        server_time: answers.server_time,
        complete: answers.complete && (arrivals.complete || packet.check_ins.is_none()),
        stale_after: answers.stale_after,
        problem: problem.cloned(),
        value: Some(Parts {
            packet,
            responses,
            check_ins,
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
        for phase in [&mut packet.task.phase, &mut packet.phase] {
            if let Phase::Other(word) = phase {
                reads::clip(word, reads::NAME);
            }
        }
        let offices = packet.offices.len();
        packet.offices.truncate(OFFICES);
        packet.match_arrivals();
        for office in &mut packet.offices {
            reads::clip(&mut office.office, reads::OFFICE);
        }
        for office in &mut packet.arrivals {
            reads::clip(&mut office.office, reads::OFFICE);
        }
        packet.offices = reads::half_fitting(packet.offices);
        packet.arrivals = reads::half_fitting(packet.arrivals);
        let left_out = offices - packet.offices.len();
        packet.offices_left_out = u32::try_from(left_out).unwrap_or(u32::MAX);
        packet
    }))
}

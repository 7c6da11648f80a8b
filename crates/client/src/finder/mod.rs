//! Finds tasks, people and quests over all connections, in what is cached: nothing is
//! asked of a server.

mod people;
mod quests;
mod tasks;

pub(crate) use people::State;

use crate::{
    client::Client,
    commands::{Find, Found, OnePerson, PersonCard},
    search::Query,
    store,
};
use muster_domain::{error::AppError, id::ConnectionId, read::Rows};

/// Rows of one kind in one answer.
const ROWS: u32 = 50;

/// Everything cached that matches, the best first; nothing without a query.
pub(crate) async fn find(client: &Client, args: Find) -> Result<Found, AppError> {
    let query = Query::new(&args.query);
    let limit = args.limit.min(ROWS);
    if query.is_empty() {
        return Ok(Found {
            tasks: best(Vec::new(), limit),
            people: best(Vec::new(), limit),
            quests: best(Vec::new(), limit),
        });
    }
    let connections = connections(client).await?;
    let mut tasks = Vec::new();
    let mut people = Vec::new();
    let mut quests = Vec::new();
    for connection in &connections {
        tasks.extend(tasks::matching(client, connection, &query).await?);
        people.extend(people::matching(client, connection, &query, &args.query).await?);
        quests.extend(quests::matching(client, connection, &query).await?);
    }
    // Stable: within a rank and a connection, each kind keeps its own order.
    tasks.sort_by_key(|(rank, _)| *rank);
    people.sort_by_key(|(rank, _)| *rank);
    quests.sort_by_key(|(rank, _)| *rank);
    Ok(Found {
        tasks: best(tasks, limit),
        people: people::name(best(people, limit)),
        quests: best(quests, limit),
    })
}

/// What is cached of a person; `not_found` where nothing is.
pub(crate) async fn person(client: &Client, args: OnePerson) -> Result<PersonCard, AppError> {
    let person = people::one(client, &args).await?;
    let tasks = tasks::of_person(client, &args).await?;
    Ok(PersonCard { person, tasks })
}

async fn connections(client: &Client) -> Result<Vec<ConnectionId>, AppError> {
    let rows = client.stores()?.desk.read(store::connections::list).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// How well something matches; the smaller, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The name or title begins with the query.
    Start,
    /// It stands inside of it.
    Inside,
    /// Something beside the name or title matches: a place, a phone number.
    Beside,
}

/// The first `limit` of them, and how many there are.
fn best<T>(ranked: Vec<(Rank, T)>, limit: u32) -> Rows<T> {
    let rows = ranked.into_iter().map(|(_, row)| row).collect();
    crate::reads::window(rows, 0, limit)
}

#[cfg(test)]
mod tests;

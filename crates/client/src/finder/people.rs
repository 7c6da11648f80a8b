//! People by name and phone number: those of the roster, by the index that the
//! picker has made already, and those who are only on a board.

use super::Rank;
use crate::{
    client::{Client, lock},
    commands::{OnePerson, PersonHit},
    picker::{self, Roster},
    reads,
    search::{Hit, Index, Query, sort_key},
    store,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, SoldierId},
    read::Rows,
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Digits of a phone number that say whom one means.
const DIGITS: usize = 4;

/// What the boards say of people, made ready to be searched, as long as the
/// cache does not change.
#[derive(Debug, Default)]
pub(crate) struct State {
    kept: Mutex<HashMap<ConnectionId, (i64, Arc<OnBoards>)>>,
}

impl State {
    /// Forgets what was made ready of a connection.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        lock(&self.kept).remove(connection);
    }

    #[cfg(test)]
    pub(super) fn keeps(&self, connection: &ConnectionId) -> bool {
        lock(&self.kept).contains_key(connection)
    }
}

/// Everybody on a cached board of a connection.
#[derive(Debug, Default)]
struct OnBoards {
    /// By the pinyin of their names.
    people: Vec<store::OnBoard>,
    /// The same people by id, into `people`.
    by_id: HashMap<SoldierId, usize>,
    names: Index,
    fetched_at: Time,
}

/// Somebody who matches; named once it is known who is shown, by what they were
/// found in.
#[derive(Clone)]
pub(super) struct Match {
    connection: ConnectionId,
    soldier: SoldierId,
    known: Arc<Known>,
}

/// Both sources of a connection.
struct Known {
    roster: Option<(Arc<Roster>, Time)>,
    boards: Arc<OnBoards>,
}

async fn known(client: &Client, connection: &ConnectionId) -> Result<Known, AppError> {
    let roster = picker::roster(client, connection).await?;
    Ok(Known {
        roster: roster.map(|(roster, age)| (roster, age.fetched_at)),
        boards: boards(client, connection).await?,
    })
}

async fn boards(client: &Client, connection: &ConnectionId) -> Result<Arc<OnBoards>, AppError> {
    let state = &client.inner().finder;
    let cache = client.stores()?.cache;
    let revision = cache.read(store::data_version).await?;
    let kept = lock(&state.kept).get(connection).cloned();
    if let Some((of, boards)) = kept
        && of == revision
    {
        return Ok(boards);
    }
    let id = connection.clone();
    let boards = cache
        .read(move |db| {
            let people = store::on_boards(db, &id)?;
            let fetched_at = store::ages::newest(db)?.get(&id).copied();
            Ok(OnBoards::new(people, fetched_at.unwrap_or_default()))
        })
        .await?;
    let boards = Arc::new(boards);
    lock(&state.kept).insert(connection.clone(), (revision, Arc::clone(&boards)));
    Ok(boards)
}

impl OnBoards {
    fn new(mut people: Vec<store::OnBoard>, fetched_at: Time) -> Self {
        people.sort_by_cached_key(|one| (sort_key(&one.name), one.soldier.clone()));
        Self {
            by_id: people
                .iter()
                .enumerate()
                .map(|(index, one)| (one.soldier.clone(), index))
                .collect(),
            names: Index::new(people.iter().map(|one| one.name.as_str())),
            people,
            fetched_at,
        }
    }

    fn get(&self, soldier: &SoldierId) -> Option<&store::OnBoard> {
        self.by_id.get(soldier).map(|index| &self.people[*index])
    }
}

/// Who matches, each once. By name; by phone where enough digits were typed.
pub(super) async fn matching(
    client: &Client,
    connection: &ConnectionId,
    query: &Query,
    typed: &str,
) -> Result<Vec<(Rank, Match)>, AppError> {
    let known = Arc::new(known(client, connection).await?);
    let (connection, query) = (connection.clone(), query.clone());
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let phone = (digits.len() >= DIGITS).then_some(digits);
    crate::threads::off_thread("finder", move || {
        let mut found: Vec<(Rank, &SoldierId)> = Vec::new();
        if let Some((roster, _)) = &known.roster {
            found.extend(roster.find(&query).map(|(hit, id)| (rank(hit), id)));
        }
        let hits = known.boards.names.scan(&query);
        for (one, hit) in known.boards.people.iter().zip(hits) {
            let in_roster = known
                .roster
                .as_ref()
                .is_some_and(|(roster, _)| roster.has(&one.soldier));
            let by_phone = phone
                .as_ref()
                .is_some_and(|digits| one.phone.contains(digits.as_str()));
            if by_phone {
                found.push((Rank::Beside, &one.soldier));
            } else if let Some(hit) = hit
                && !in_roster
            {
                found.push((rank(hit), &one.soldier));
            }
        }
        let name = |soldier: &SoldierId| Match {
            connection: connection.clone(),
            soldier: soldier.clone(),
            known: Arc::clone(&known),
        };
        found
            .into_iter()
            .map(|(rank, soldier)| (rank, name(soldier)))
            .collect()
    })
    .await
}

fn rank(hit: Hit) -> Rank {
    match hit {
        Hit::Start => Rank::Start,
        Hit::Inside => Rank::Inside,
    }
}

/// The rows that are shown, with what is known of each.
pub(super) fn name(rows: Rows<Match>) -> Rows<PersonHit> {
    let named = |one: &Match| one.known.describe(&one.connection, &one.soldier);
    Rows {
        offset: rows.offset,
        total: rows.total,
        rows: rows.rows.iter().filter_map(named).collect(),
    }
}

pub(super) async fn one(client: &Client, args: &OnePerson) -> Result<PersonHit, AppError> {
    known(client, &args.connection)
        .await?
        .describe(&args.connection, &args.soldier)
        .ok_or(AppError::NotFound)
}

impl Known {
    fn describe(&self, connection: &ConnectionId, soldier: &SoldierId) -> Option<PersonHit> {
        let board = self.boards.get(soldier);
        let listed = self
            .roster
            .as_ref()
            .and_then(|(roster, at)| Some((roster.describe(soldier)?, *at)));
        let ((name, group), fetched_at) = match (listed, board) {
            (Some(listed), _) => listed,
            (None, Some(one)) => (
                (one.name.as_str(), one.office.as_str()),
                self.boards.fetched_at,
            ),
            (None, None) => return None,
        };
        let clipped = |text: &str, chars: usize| {
            let mut text = text.to_owned();
            reads::clip(&mut text, chars);
            text
        };
        Some(PersonHit {
            connection: connection.clone(),
            soldier: soldier.clone(),
            name: clipped(name, reads::NAME),
            group: clipped(group, reads::OFFICE),
            phone: board
                .map(|one| clipped(&one.phone, reads::PHONE))
                .filter(|phone| !phone.is_empty()),
            fetched_at,
        })
    }
}

//! Where the people of a task are: the head of the map, points for drawing,
//! and the same people as a table.

use crate::{
    boards::Needle,
    client::Client,
    commands::{
        Target,
        map::{ListPoints, ListPositions, PositionSort},
        tasks::OneTask,
    },
    reads,
    search::sort_key,
    store::{
        self, Stored, ages,
        positions::{Located, Mark},
    },
    sync::Watched as _,
};
use muster_domain::{
    board::CheckInStatus,
    error::AppError,
    geo::{Bounds, Crs, Point},
    id::SoldierId,
    position::{PersonOnMap, PositionBoard, PositionPoints, Sighting, THERE_M},
    read::{Read, Rows},
    task::TaskDetail,
    time::Time,
};
use rusqlite::Connection;
use std::collections::HashSet;

/// Points that one answer carries at most, and the bytes of their ids: with
/// the other columns they stay below the limit of an answer.
const PAGE: u32 = 5_000;
const ID_BYTES: usize = 90_000;

/// Of [`PositionPoints::marks`].
const CHECKED_IN: u8 = 1;
const COMING: u8 = 2;
const THERE: u8 = 4;
const MAY_BE_OLDER: u8 = 8;

/// What `read` finds in the cache, with the age of the positions and the task
/// as far as it is known. `read` also hears where people gather, and when that
/// was, by the server's clock: so are the positions themselves.
async fn cached<T: Send + 'static>(
    client: &Client,
    args: OneTask,
    read: impl FnOnce(&Connection, &OneTask, bool, Option<&TaskDetail>, Time) -> rusqlite::Result<T>
    + Send
    + 'static,
) -> Result<Read<T>, AppError> {
    let target = Target::Positions {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let key = target.age_key();
    let skew_ms = client.clock_skew_ms(&args.connection).unwrap_or(0);
    let (detail, stored) = client
        .stores()?
        .cache
        .read(move |db| {
            let OneTask { connection, task } = &args;
            let detail = store::task_details::find(db, connection, task)?;
            let head = store::positions::has_module(db, connection, task)?;
            let age = ages::find(db, connection, &key)?;
            let stored = match head.zip(age) {
                Some((has_module, age)) => {
                    let value = read(
                        db,
                        &args,
                        has_module,
                        detail.as_ref(),
                        age.fetched_at.plus_ms(skew_ms),
                    )?;
                    Some(Stored { value, age })
                }
                None => None,
            };
            Ok((detail, stored))
        })
        .await?;
    let tasks: Vec<_> = detail.into_iter().map(|detail| detail.summary).collect();
    Ok(reads::read(client, &target, stored, &tasks))
}

/// Counts the cached positions.
pub(crate) async fn board(client: &Client, args: OneTask) -> Result<Read<PositionBoard>, AppError> {
    let now = client.now_on(&args.connection);
    cached(client, args, move |db, args, has_module, detail, _| {
        let OneTask { connection, task } = args;
        let rows = store::positions::list(db, connection, task)?;
        let knows_who_accepted = store::check_ins::figures(db, connection, task)?.is_some();
        let silent = if has_module && knows_who_accepted {
            Some(store::positions::silent(db, connection, task)?)
        } else {
            None
        };
        let place = detail.and_then(|detail| detail.place_at);
        let count = |is: &dyn Fn(&Sighting, Point) -> bool| {
            let counted = place.map_or(0, |place| {
                rows.iter().filter(|row| is(&row.sighting, place)).count()
            });
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        Ok(PositionBoard {
            has_module,
            place,
            place_name: detail.map_or_else(String::new, |detail| detail.summary.place.clone()),
            people: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            silent,
            there: count(&is_there),
            coming: count(&|sighting, place| sighting.arrives_at(place, now).is_some()),
            in_time: place
                .zip(detail.and_then(|detail| detail.summary.gather_at))
                .map(|(_, gather_at)| {
                    count(&|sighting, place| {
                        is_there(sighting, place)
                            || sighting
                                .arrives_at(place, now)
                                .is_some_and(|arrival| arrival <= gather_at)
                    })
                }),
            median_metres: place.and_then(|place| median_metres(&rows, place)),
            bounds: Bounds::around(rows.iter().map(|row| row.sighting.at)),
        })
    })
    .await
}

/// The lower one of the two in the middle.
fn median_metres(rows: &[Located], place: Point) -> Option<u32> {
    let mut metres: Vec<u32> = rows
        .iter()
        .map(|row| row.sighting.at.metres_to(place).round() as u32)
        .collect();
    let middle = metres.len().checked_sub(1)? / 2;
    Some(*metres.select_nth_unstable(middle).1)
}

fn is_there(sighting: &Sighting, place: Point) -> bool {
    sighting.at.metres_to(place) <= THERE_M
}

/// A page of points in the system of the map.
pub(crate) async fn points(
    client: &Client,
    args: ListPoints,
) -> Result<Read<PositionPoints>, AppError> {
    let ListPoints {
        connection,
        task,
        crs,
        after,
    } = args;
    let now = client.now_on(&connection);
    let after = after.unwrap_or_else(|| "".into());
    let task = OneTask { connection, task };
    cached(client, task, move |db, args, _, detail, fetched_at| {
        let marks = store::positions::marks(db, &args.connection, &args.task, &after, PAGE)?;
        let place = detail.and_then(|detail| detail.place_at);
        Ok(columns(&marks, crs, place, fetched_at, now))
    })
    .await
}

fn columns(
    marks: &[Mark],
    crs: Crs,
    place: Option<Point>,
    fetched_at: Time,
    now: Time,
) -> PositionPoints {
    let mut points = PositionPoints::default();
    let mut bytes = 0;
    for mark in marks {
        bytes += mark.soldier.as_str().len();
        // One id of any length is taken, so that every page goes on.
        if bytes > ID_BYTES && !points.soldiers.is_empty() {
            break;
        }
        let sighting = &mark.sighting;
        let (lat, lng) = sighting.at.to_crs(crs);
        points.soldiers.push(mark.soldier.clone());
        points.lat.push(millionths(lat));
        points.lng.push(millionths(lng));
        let seen_s = fetched_at.ms_since(sighting.seen_at) / 1_000;
        points
            .seen_s
            .push(u32::try_from(seen_s.max(0)).unwrap_or(u32::MAX));
        points.marks.push(marks_of(mark, place, now));
    }
    let is_last = points.soldiers.len() == marks.len() && marks.len() < PAGE as usize;
    points.next = points.soldiers.last().filter(|_| !is_last).cloned();
    points
}

fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

fn marks_of(mark: &Mark, place: Option<Point>, now: Time) -> u8 {
    let Mark { sighting, .. } = mark;
    let set = |is: bool, bit: u8| if is { bit } else { 0 };
    let of_place = place.map_or(0, |place| {
        set(sighting.arrives_at(place, now).is_some(), COMING)
            + set(is_there(sighting, place), THERE)
    });
    of_place + set(mark.checked_in, CHECKED_IN) + set(!sighting.moved, MAY_BE_OLDER)
}

/// A window into the table of people.
pub(crate) async fn people(
    client: &Client,
    args: ListPositions,
) -> Result<Read<Rows<PersonOnMap>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let people = everybody(client, args).await?;
    Ok(people.map(|people| {
        let mut rows = reads::window(people, offset, limit);
        for row in &mut rows.rows {
            reads::clip(&mut row.name, reads::NAME);
            reads::clip(&mut row.office, reads::OFFICE);
            reads::clip(&mut row.phone, reads::PHONE);
        }
        rows
    }))
}

/// The whole table that `args` look at a window of.
pub(crate) async fn everybody(
    client: &Client,
    args: ListPositions,
) -> Result<Read<Vec<PersonOnMap>>, AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let now = client.now_on(&args.connection);
    cached(client, task, move |db, task, _, detail, _| {
        let OneTask { connection, task } = task;
        let mut rows = store::positions::list(db, connection, task)?;
        let needle = Needle::new(&args.filter);
        let chosen: Option<HashSet<&SoldierId>> =
            args.soldiers.as_ref().map(|s| s.iter().collect());
        rows.retain(|row| {
            chosen
                .as_ref()
                .is_none_or(|chosen| chosen.contains(&row.soldier))
                && needle.matches(&row.name, &row.office, &row.phone)
        });
        let place = detail.and_then(|detail| detail.place_at);
        let arrived = store::check_ins::list(db, connection, task)?;
        let arrived: HashSet<SoldierId> = arrived
            .into_iter()
            .filter(|row| row.status == CheckInStatus::CheckedIn)
            .map(|row| row.soldier)
            .collect();
        let mut people: Vec<PersonOnMap> = rows
            .into_iter()
            .map(|row| person(row, place, &arrived, now))
            .collect();
        sort(&mut people, args.sort, args.descending);
        Ok(people)
    })
    .await
}

fn person(
    row: Located,
    place: Option<Point>,
    arrived: &HashSet<SoldierId>,
    now: Time,
) -> PersonOnMap {
    let sighting = row.sighting;
    PersonOnMap {
        checked_in: arrived.contains(&row.soldier),
        soldier: row.soldier,
        name: row.name,
        phone: row.phone,
        office: row.office,
        at: sighting.at,
        seen_at: sighting.seen_at,
        moved: sighting.moved,
        metres: place.map(|place| sighting.at.metres_to(place).round() as u32),
        arrives_at: place.and_then(|place| sighting.arrives_at(place, now)),
        speed_mps: sighting.movement.map(|movement| movement.speed_mps()),
    }
}

/// Equal rows stand by name.
fn sort(people: &mut [PersonOnMap], sort: PositionSort, descending: bool) {
    people.sort_by_cached_key(|row| (sort_key(&row.name), row.soldier.clone()));
    match sort {
        PositionSort::Name => {}
        PositionSort::Office => people.sort_by_cached_key(|row| sort_key(&row.office)),
        PositionSort::Distance => people.sort_by_key(|row| row.metres),
        PositionSort::ArrivesAt => people.sort_by_key(|row| row.arrives_at),
        PositionSort::SeenAt => people.sort_by_key(|row| row.seen_at),
    }
    reads::turn(people, descending, |row| match sort {
        PositionSort::Office => row.office.is_empty(),
        PositionSort::Distance => row.metres.is_none(),
        PositionSort::ArrivesAt => row.arrives_at.is_none(),
        PositionSort::Name | PositionSort::SeenAt => false,
    });
}

#[cfg(test)]
mod tests;

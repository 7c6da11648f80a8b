//! A roll that follows changes is the roll that is read anew.

use super::super::{roll::Roll, view::View};
use crate::{
    commands::tasks::ResponseSort,
    store::{self, Migration},
};
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    id::{ConnectionId, TaskId},
    time::Time,
};
use proptest::prelude::*;
use rusqlite::Connection;

const SORTS: [ResponseSort; 4] = [
    ResponseSort::Name,
    ResponseSort::Office,
    ResponseSort::Status,
    ResponseSort::RespondedAt,
];

fn database() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    let mut all: Vec<Migration> = store::cache_migrations();
    all.sort_by_key(|migration| migration.version);
    for migration in all {
        db.execute_batch(migration.sql).unwrap();
    }
    db
}

fn of() -> (ConnectionId, TaskId) {
    ("c".into(), "7".into())
}

/// As the fetch does it.
fn keep(db: &Connection, roll: &mut Roll<ResponseRow>, rows: Vec<ResponseRow>, now: Time) {
    let (connection, task) = of();
    roll.follow(db, &connection, &task).unwrap();
    let reading = (&ResponseFigures::default(), rows);
    roll.keep(db, (&connection, &task), reading, now).unwrap();
}

fn person() -> impl Strategy<Value = ResponseRow> {
    let names = prop::sample::select(vec!["陈嘉树", "李沐阳", "欧阳若岚", "黄梓豪", "曾静", ""]);
    let offices = prop::sample::select(vec!["昌岗街", "江南中街", ""]);
    let status = prop_oneof![
        Just(ResponseStatus::Unread),
        Just(ResponseStatus::Refused),
        Just(ResponseStatus::Accepted),
    ];
    (0i64..12, names, offices, status, prop::option::of(1i64..5)).prop_map(
        |(id, name, office, status, at)| ResponseRow {
            soldier: id.into(),
            name: name.into(),
            phone: format!("1000000{id:04}"),
            office: office.into(),
            status,
            responded_at: at.map(Time),
            im_user: None,
        },
    )
}

/// A reading: everybody once.
fn reading() -> impl Strategy<Value = Vec<ResponseRow>> {
    prop::collection::vec(person(), 0..12).prop_map(|rows| {
        let mut once: Vec<ResponseRow> = Vec::new();
        for row in rows {
            if once.iter().all(|other| other.soldier != row.soldier) {
                once.push(row);
            }
        }
        once
    })
}

fn views() -> Vec<View<ResponseRow>> {
    let mut views = Vec::new();
    for sort in SORTS {
        for descending in [false, true] {
            for (status, office, filter) in [
                (None, None, ""),
                (Some(ResponseStatus::Unread), None, ""),
                (None, Some("昌岗街".to_owned()), "js"),
            ] {
                views.push(View {
                    status,
                    office,
                    filter: filter.to_owned(),
                    sort,
                    descending,
                });
            }
        }
    }
    views
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn following_what_changed_is_reading_anew(readings in prop::collection::vec(reading(), 1..6)) {
        let db = database();
        let (connection, task) = of();
        let mut followed = Roll::default();
        for (index, rows) in readings.into_iter().enumerate() {
            let now = Time(1_000 + i64::try_from(index).unwrap());
            keep(&db, &mut followed, rows.clone(), now);
            followed.follow(&db, &connection, &task).unwrap();
            let mut anew = Roll::default();
            prop_assert!(anew.follow(&db, &connection, &task).unwrap());
            prop_assert_eq!(anew.rows().len(), rows.len());
            for view in views() {
                prop_assert_eq!(
                    followed.window(&view, 0, 200).rows,
                    anew.window(&view, 0, 200).rows,
                    "{:?}",
                    view
                );
            }
        }
    }
}

#[test]
fn a_write_that_was_not_committed_is_not_believed() {
    let mut db = database();
    let (connection, task) = of();
    let mut roll = Roll::default();
    let row = |status| ResponseRow {
        soldier: 1.into(),
        name: "陈嘉树".into(),
        phone: "10000002201".into(),
        office: "昌岗街".into(),
        status,
        responded_at: None,
        im_user: None,
    };
    keep(&db, &mut roll, vec![row(ResponseStatus::Unread)], Time(1));
    let transaction = db.transaction().unwrap();
    keep(
        &transaction,
        &mut roll,
        vec![row(ResponseStatus::Accepted)],
        Time(2),
    );
    transaction.rollback().unwrap();
    assert!(roll.follow(&db, &connection, &task).unwrap());
    assert_eq!(roll.rows()[0].status, ResponseStatus::Unread);
    // Another process wrote meanwhile.
    let mut other = Roll::default();
    keep(&db, &mut other, vec![row(ResponseStatus::Refused)], Time(3));
    assert!(roll.follow(&db, &connection, &task).unwrap());
    assert_eq!(roll.rows()[0].status, ResponseStatus::Refused);
    // The cache was wiped.
    db.execute_batch("DELETE FROM board_stamps; DELETE FROM responses")
        .unwrap();
    assert!(!roll.follow(&db, &connection, &task).unwrap());
    assert!(roll.rows().is_empty());
}

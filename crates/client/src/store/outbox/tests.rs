use super::*;
use crate::store::connections::{self, ConnectionRow};
use muster_connectors::Session;
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls, SessionState},
    geo::Crs,
    task::{NewTask, NewTaskPlace},
};

pub(crate) fn database() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    for step in [connections::MIGRATIONS, MIGRATIONS].concat() {
        db.execute_batch(step.sql).unwrap();
    }
    connections::put(&db, &connection("https://muster.test", "commander")).unwrap();
    db
}

fn connection(base_url: &str, username: &str) -> ConnectionRow {
    ConnectionRow {
        id: "c".into(),
        created_at: Time(0),
        config: ConnectionConfig {
            kind: ConnectorKind::Militia,
            name: String::new(),
            base_url: base_url.into(),
            modules: ModuleUrls::default(),
            crs: Crs::default(),
            weclubs: None,
            soptask: None,
        },
        username: username.into(),
        session: Session(String::new()),
        state: SessionState::SignedIn,
        capabilities: Vec::new(),
        dialect: String::new(),
        demo: false,
    }
}

pub(crate) fn entry(id: &str, created_at: i64, state: OutboxState) -> OutboxEntry {
    let task = NewTask {
        title: "珠江防汛".into(),
        detail: String::new(),
        wanted: 60,
        gather_at: Time(1_525_694_400_000),
        finish_at: Time(1_525_698_000_000),
        place: NewTaskPlace::Saved {
            id: "5".into(),
            name: "新天地广场".into(),
        },
        orgs: vec!["11".into()],
        offices: Vec::new(),
        soldiers: vec!["9".into()],
    };
    OutboxEntry {
        id: id.into(),
        connection: "c".into(),
        connection_name: "海珠人武部".into(),
        addressee: Some(connection("https://muster.test", "commander").addressee()),
        intent: Intent::PublishTask {
            draft: "d".into(),
            task,
            people: 2,
        },
        state,
        created_at: Time(created_at),
        changed_at: Time(created_at),
        send_at: Time(created_at + 10_000),
        sent_at: None,
        attempts: 0,
        problem: None,
        search: None,
        task: None,
        said: None,
        parts_missing: None,
        effect: None,
    }
}

#[test]
fn a_stored_entry_has_this_form() {
    let entry = entry("e", 1, OutboxState::Queued);
    insta::assert_json_snapshot!(entry);
    let db = database();
    insert(&db, &entry).unwrap();
    assert_eq!(load(&db, &entry.id).unwrap(), Some(entry));
}

#[test]
fn what_a_draft_or_a_task_was_sent_as_is_found_behind_any_number_of_others() {
    let db = database();
    let of_draft = entry("old", 1, OutboxState::Unknown);
    let mut of_task = entry("ending", 2, OutboxState::Confirmed);
    of_task.intent = Intent::FinishTask {
        task: "7".into(),
        title: "珠江防汛".into(),
    };
    insert(&db, &of_draft).unwrap();
    insert(&db, &of_task).unwrap();
    for number in 0..300 {
        let mut other = entry(&format!("o{number}"), 3 + number, OutboxState::Confirmed);
        if let Intent::PublishTask { draft, .. } = &mut other.intent {
            *draft = "another".into();
        }
        insert(&db, &other).unwrap();
    }
    let found = |of| list(&db, of, 0, 50).unwrap();
    let (draft, gone) = ("d".into(), "gone".into());
    let (connection, task) = ("c".into(), "7".into());
    assert_eq!(found(Of::Draft(&draft)), (1, vec![of_draft]));
    assert_eq!(found(Of::Task(&connection, &task)), (1, vec![of_task]));
    let (total, newest) = found(Of::Everything);
    assert_eq!((total, newest.len()), (302, 50));
    assert_eq!(newest[0].id, "o299".into());
    assert_eq!(found(Of::Draft(&gone)), (0, Vec::new()));
}

#[test]
fn only_one_of_two_can_begin_to_send() {
    let mut db = database();
    let entry = entry("e", 1, OutboxState::Queued);
    insert(&db, &entry).unwrap();
    let mut begin = || {
        let sending = |entry: &mut OutboxEntry| entry.state = OutboxState::Sending;
        advance(
            &mut db,
            &entry.id,
            &[OutboxState::Queued],
            sending,
            |_, _, _| Ok(()),
        )
        .unwrap()
    };
    assert_eq!(
        begin().map(|(entry, ())| entry.state),
        Some(OutboxState::Sending)
    );
    assert_eq!(begin(), None);
}

#[test]
fn what_fails_with_a_change_undoes_it() {
    let mut db = database();
    let entry = entry("e", 1, OutboxState::Queued);
    insert(&db, &entry).unwrap();
    let result = advance(
        &mut db,
        &entry.id,
        &[OutboxState::Queued],
        |entry| entry.state = OutboxState::Sending,
        |_, _, _| Err::<(), _>(rusqlite::Error::InvalidQuery),
    );
    assert!(result.is_err());
    assert_eq!(load(&db, &entry.id).unwrap(), Some(entry));
}

#[test]
fn a_draft_knows_its_live_entries() {
    let db = database();
    for (id, state) in [
        ("a", OutboxState::TakenBack),
        ("b", OutboxState::Rejected),
        ("c", OutboxState::Unknown),
    ] {
        insert(&db, &entry(id, 1, state)).unwrap();
    }
    let live = live_of_draft(&db, &"d".into()).unwrap();
    assert_eq!(
        live.into_iter().map(|entry| entry.id.0).collect::<Vec<_>>(),
        ["c"]
    );
}

#[test]
fn a_task_is_finishing_until_the_entry_settles() {
    let mut db = database();
    let mut finish = entry("f", 1, OutboxState::Unknown);
    finish.intent = Intent::FinishTask {
        task: "7".into(),
        title: "珠江防汛".into(),
    };
    insert(&db, &finish).unwrap();
    let (connection, task) = ("c".into(), "7".into());
    assert!(finishing(&db, &connection, &task).unwrap());
    let confirm = |entry: &mut OutboxEntry| entry.state = OutboxState::Confirmed;
    advance(
        &mut db,
        &finish.id,
        &[OutboxState::Unknown],
        confirm,
        |_, _, _| Ok(()),
    )
    .unwrap();
    assert!(!finishing(&db, &connection, &task).unwrap());
}

#[test]
fn a_finish_that_was_meant_for_another_server_says_nothing_of_a_task_here() {
    let db = database();
    let mut finish = entry("f", 1, OutboxState::Unknown);
    finish.intent = Intent::FinishTask {
        task: "7".into(),
        title: "珠江防汛".into(),
    };
    insert(&db, &finish).unwrap();
    let (id, task) = ("c".into(), "7".into());
    assert!(finishing(&db, &id, &task).unwrap());
    connections::put(&db, &connection("https://other.test", "commander")).unwrap();
    assert!(!finishing(&db, &id, &task).unwrap());
    connections::put(&db, &connection("https://muster.test", "platoon")).unwrap();
    assert!(!finishing(&db, &id, &task).unwrap());
}

#[test]
fn a_task_was_published_from_here_if_it_was_on_the_server_that_is_reached_now() {
    let db = database();
    let mut sent = entry("e", 1, OutboxState::Confirmed);
    sent.task = Some("7".into());
    insert(&db, &sent).unwrap();
    let (id, task) = ("c".into(), "7".into());
    assert_eq!(published(&db, &id, &task).unwrap(), Some(sent));
    connections::put(&db, &connection("https://other.test", "commander")).unwrap();
    assert_eq!(published(&db, &id, &task).unwrap(), None);
}

#[test]
fn a_start_takes_up_what_has_no_end_and_no_more() {
    let db = database();
    let mut named = entry("named", 1, OutboxState::Confirmed);
    named.task = Some("7".into());
    insert(&db, &named).unwrap();
    for (id, at, state) in [
        ("unknown", 2, OutboxState::Unknown),
        ("rejected", 3, OutboxState::Rejected),
        ("nameless", 4, OutboxState::Confirmed),
        ("queued", 5, OutboxState::Queued),
    ] {
        insert(&db, &entry(id, at, state)).unwrap();
    }
    let ids = |entries: Vec<OutboxEntry>| {
        let ids = entries.into_iter().map(|entry| entry.id.0);
        ids.collect::<Vec<_>>()
    };
    let left = unfinished(&db).unwrap();
    assert_eq!(ids(left), ["unknown", "queued", "nameless"]);
    let states = &[OutboxState::Confirmed, OutboxState::Queued];
    let late = in_states_since(&db, states, Time(4)).unwrap();
    assert_eq!(ids(late), ["nameless", "queued"]);
}

#[test]
fn an_entry_from_before_is_meant_for_whom_its_connection_stands_for() {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(connections::MIGRATIONS[0].sql).unwrap();
    db.execute_batch(MIGRATIONS[0].sql).unwrap();
    let row = connection("https://muster.test", "commander");
    connections::put(&db, &row).unwrap();
    let demo = ConnectionRow {
        id: "demo".into(),
        demo: true,
        ..row.clone()
    };
    connections::put(&db, &demo).unwrap();
    for id in ["c", "demo", "gone"] {
        let mut entry = entry(id, 1, OutboxState::Unknown);
        entry.connection = id.into();
        insert(&db, &entry).unwrap();
    }
    db.execute(
        "UPDATE outbox SET entry = json_remove(entry, '$.addressee')",
        [],
    )
    .unwrap();
    let addressee = |id: &str| load(&db, &id.into()).unwrap().unwrap().addressee;
    assert_eq!(addressee("c"), None, "an older version wrote none");
    db.execute_batch(MIGRATIONS[1].sql).unwrap();
    assert_eq!(addressee("c"), Some(row.addressee()));
    assert_eq!(addressee("demo"), Some(demo.addressee()));
    assert_eq!(addressee("demo").unwrap().base_url, "");
    assert_eq!(addressee("gone"), None);
}

#[test]
fn entries_are_found_by_state_and_listed_newest_first() {
    let db = database();
    for (id, at, state) in [
        ("a", 1, OutboxState::Queued),
        ("b", 2, OutboxState::Unknown),
        ("c", 3, OutboxState::Queued),
    ] {
        insert(&db, &entry(id, at, state)).unwrap();
    }
    let ids = |entries: Vec<OutboxEntry>| {
        entries
            .into_iter()
            .map(|entry| entry.id.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(in_states(&db, &[OutboxState::Queued, OutboxState::Unknown]).unwrap()),
        ["a", "b", "c"]
    );
    assert_eq!(
        ids(in_states(&db, &[OutboxState::Queued]).unwrap()),
        ["a", "c"]
    );
    let (total, newest) = list(&db, Of::Everything, 0, 2).unwrap();
    assert_eq!(
        (total, ids(newest)),
        (3, vec!["c".to_owned(), "b".to_owned()])
    );
}

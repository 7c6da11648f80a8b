//! Stores that hold as much as those of any city, in texts of the longest
//! characters that there are.

use super::{guild, market, school};
use crate::{
    client::Caller,
    store::{self, follow_ups::FollowUpRow, notices::NewNotice},
    testing::{Bench, START, summary},
};
use muster_domain::{
    board::{
        CheckInFigures, CheckInRow, CheckInStatus, FollowUpFor, ResponseFigures, ResponseRow,
        ResponseStatus,
    },
    draft::{DraftPlace, TaskDraft, TaskFields},
    error::AppError,
    geo::{Crs, Point},
    id::{ConnectionId, SavedId},
    notice::Matter,
    outbox::{ActivityKind, Intent, OutboxEntry, OutboxState},
    picker::Selection,
    position::Whereabouts,
    read::Page,
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
    saved::{Kept, Saved},
    task::{
        CalledThrough, Level, NewTask, NewTaskPlace, Participant, Phase, Place, TaskDetail,
        TaskList, TaskSummary,
    },
};
use serde_json::{Value, json};

/// People of the roster, and of one task.
const ROSTER: i64 = 100_000;
const ON_TASK: i64 = 10_000;
const OFFICES: i64 = 2_500;
const TASKS: i64 = 10_000;

/// A text of the longest characters there are, that differs by number.
pub(super) fn long(number: i64, chars: usize) -> String {
    format!("{number} {}", "🚨".repeat(chars))
}

fn office(of: i64) -> String {
    long(of % OFFICES, 90)
}

fn task(id: i64) -> TaskSummary {
    TaskSummary {
        title: long(id, 400),
        launched_by: long(id, 400),
        place: long(id, 400),
        phase: Phase::Other(long(id, 400)),
        ..summary(id)
    }
}

/// A form that is as large as one may be.
pub(super) fn typed() -> TaskFields {
    TaskFields {
        title: "🚨".repeat(20_000),
        detail: "🚨".repeat(20_000),
        wanted: "9".repeat(10_000),
        gather_at: "🚨".repeat(1_000),
        finish_at: "🚨".repeat(1_000),
        place: DraftPlace::New {
            name: "🚨".repeat(1_000),
            lat: "9".repeat(10_000),
            lng: "9".repeat(10_000),
            crs: Crs::Gcj02,
        },
        ..TaskFields::default()
    }
}

/// A client whose stores hold as much as any city.
pub(super) struct City {
    pub bench: Bench,
    pub connection: ConnectionId,
}

impl City {
    pub(super) async fn new() -> Self {
        let bench = Bench::new().await;
        fill_server(&bench);
        let connection = bench.sign_in().await;
        let of_task = |kind: &str| json!({"kind": kind, "connection": connection, "task": "7"});
        let targets = [
            json!({"kind": "tasks", "connection": connection, "list": "done", "page": 1}),
            json!({"kind": "roster", "connection": connection}),
            of_task("task"),
            of_task("people"),
            of_task("responses"),
            of_task("check_ins"),
            of_task("positions"),
        ];
        for target in targets {
            let args = json!({ "target": target });
            bench.call("refresh", args).await.unwrap();
        }
        let city = Self { bench, connection };
        city.fill_lists().await;
        city.fill_desk().await;
        school::fill(&city).await;
        guild::fill(&city).await;
        market::fill(&city).await;
        city
    }

    /// Every page of the list, as a server cuts them that knows no bound.
    async fn fill_lists(&self) {
        let id = self.connection.clone();
        let stores = self.bench.client.stores().unwrap();
        let write = move |db: &mut rusqlite::Connection| {
            let transaction = db.transaction()?;
            for (page, ids) in (1..=10).zip((1..).step_by(1_000)) {
                let rows = Page {
                    page,
                    total_pages: 10,
                    total: u32::try_from(TASKS).unwrap(),
                    rows: (ids..ids + 1_000).map(task).collect(),
                };
                store::tasks::put(&transaction, &id, TaskList::Done, &rows)?;
            }
            transaction.commit()
        };
        stores.cache.with(write).await.unwrap();
    }

    async fn fill_desk(&self) {
        let connection = self.connection.clone();
        let stores = self.bench.client.stores().unwrap();
        let write = move |db: &mut rusqlite::Connection| {
            let transaction = db.transaction()?;
            for number in 0..600_i64 {
                let draft = TaskDraft {
                    id: format!("draft{number}").as_str().into(),
                    connection: connection.clone(),
                    created_at: START,
                    changed_at: START,
                    fields: typed(),
                    selection: Selection::default(),
                };
                store::drafts::insert(&transaction, &draft)?;
                let link = FollowUpRow {
                    draft: draft.id.clone(),
                    connection: connection.clone(),
                    task: 7.into(),
                    task_title: long(number, 400),
                    whom: FollowUpFor::Unread,
                    people: 9,
                    created_at: START,
                };
                store::follow_ups::insert(&transaction, &link)?;
                let saved = Saved {
                    id: SavedId(format!("saved{number}")),
                    connection: connection.clone(),
                    name: long(number, 50),
                    changed_at: START,
                    kept: Kept::CallOut(typed(), Selection::default()),
                };
                store::saved::put(&transaction, &saved)?;
                store::outbox::insert(&transaction, &entry(number, &connection))?;
                let what = ActivityKind::Exported;
                store::activity::append(
                    &transaction,
                    START,
                    &connection,
                    what,
                    &long(number, 400),
                )?;
                let notice = NewNotice {
                    at: START,
                    connection: connection.clone(),
                    connection_name: long(number, 400),
                    matter: Matter::SessionEnded,
                    seen: false,
                };
                store::notices::raise(&transaction, &notice)?;
            }
            transaction.commit()
        };
        stores.desk.with(write).await.unwrap();
    }

    /// The size of an answer; a call that is over the bound fails as ours.
    pub(super) async fn ask(&self, name: &str, args: Value) -> Result<usize, AppError> {
        let answer = self.bench.client.dispatch(Caller::Main, name, args).await;
        answer.map(|answer| answer.len())
    }
}

fn entry(number: i64, connection: &ConnectionId) -> OutboxEntry {
    let task = NewTask {
        title: long(number, 400),
        detail: long(number, 500),
        wanted: 60,
        gather_at: START,
        finish_at: START,
        place: NewTaskPlace::Saved {
            id: "5".into(),
            name: long(number, 400),
        },
        orgs: Vec::new(),
        offices: Vec::new(),
        soldiers: (0..100).map(Into::into).collect(),
    };
    OutboxEntry {
        id: format!("entry{number}").as_str().into(),
        connection: connection.clone(),
        connection_name: long(number, 400),
        addressee: None,
        intent: Intent::PublishTask {
            draft: format!("sent{number}").as_str().into(),
            task,
            people: 100,
        },
        state: OutboxState::TakenBack,
        created_at: START,
        changed_at: START,
        send_at: START,
        sent_at: None,
        attempts: 1,
        problem: Some(AppError::Rejected {
            message: "🚨".repeat(500),
        }),
        search: None,
        task: None,
        said: None,
        parts_missing: None,
        effect: None,
    }
}

fn fill_server(bench: &Bench) {
    let mut state = bench.server.state();
    let member = |id: i64| Member {
        soldier: id.into(),
        name: long(id, 100),
        is_admin: false,
    };
    let per_office = ROSTER / OFFICES;
    let members = |of: i64| {
        (of * per_office..(of + 1) * per_office)
            .map(member)
            .collect()
    };
    state.offices = OfficeRoster {
        total: u32::try_from(ROSTER).unwrap(),
        offices: (0..OFFICES)
            .map(|of| Office {
                id: of.into(),
                name: office(of),
                parent: None,
                members: members(of),
            })
            .collect(),
    };
    state.orgs = OrgRoster {
        total: 0,
        headings: vec![OfficeHeading {
            name: office(0),
            parent: None,
        }],
        orgs: (0..OFFICES)
            .map(|of| Org {
                id: of.into(),
                name: office(of),
                heading: 0,
                lower: Vec::new(),
                members: vec![member(of)],
            })
            .collect(),
    };
    state.info.places = (0..10_000)
        .map(|id| Place {
            id: id.into(),
            name: long(id, 400),
            at: None,
        })
        .collect();
    let detail = TaskDetail {
        summary: TaskSummary {
            title: "🚨".repeat(30_000),
            ..task(7)
        },
        place_at: Some(Point {
            lat: 23.1,
            lng: 113.3,
        }),
        is_launcher: true,
    };
    state.details.insert(7.into(), detail);
    state.lists.insert(TaskList::Done, vec![task(7)]);
    let called = |id: i64| Participant {
        soldier: id.into(),
        name: long(id, 100),
        through: CalledThrough::Office,
        group: office(id),
        level: Some(Level::Other(long(id, 100))),
        im_user: None,
        is_admin: false,
    };
    state
        .people
        .insert(7.into(), (0..ON_TASK).map(called).collect());
    let answer = |id: i64| ResponseRow {
        soldier: id.into(),
        name: long(id, 100),
        phone: long(id, 100),
        office: office(id),
        status: if id % 2 == 0 {
            ResponseStatus::Accepted
        } else {
            ResponseStatus::Unread
        },
        responded_at: Some(START),
        im_user: None,
    };
    let answers = (0..ON_TASK).map(answer).collect();
    let figures = ResponseFigures::default();
    state.responses.insert(7.into(), (figures, answers));
    let arrival = |id: i64| CheckInRow {
        soldier: id.into(),
        name: long(id, 100),
        phone: long(id, 100),
        office: office(id),
        status: CheckInStatus::CheckedIn,
        im_user: None,
    };
    let arrivals = (0..ON_TASK).map(arrival).collect();
    let figures = CheckInFigures::default();
    state.check_ins.insert(7.into(), (figures, arrivals));
    let seen = |id: i64| Whereabouts {
        soldier: id.into(),
        name: long(id, 100),
        phone: long(id, 100),
        office: office(id),
        at: Some(Point {
            lat: 23.1,
            lng: 113.3,
        }),
    };
    let places = state.whereabouts.get_or_insert_default();
    places.insert(7.into(), (0..ON_TASK).map(seen).collect());
}

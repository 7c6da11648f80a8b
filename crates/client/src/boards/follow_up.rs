//! 追加征集: in one step a draft for those whom a task did not win, and the
//! thread between the two.

use crate::{
    client::{Client, lock},
    commands::{
        Target,
        tasks::{FollowUp, FollowUpLink, OneTask, TaskLinks},
    },
    drafts, reads,
    store::{self, ages, follow_ups::FollowUpRow},
    sync::Watched as _,
};
use muster_domain::{
    board::{FollowUpPlan, ResponseStatus},
    draft::{DraftPlace, DraftView, TaskDraft},
    error::AppError,
    event::Tag,
    geo::Crs,
    id::{ConnectionId, DraftId, SoldierId},
    outbox::OutboxState,
    picker::Selection,
    task::TaskSummary,
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What is known of a task before it is followed up.
struct First {
    summary: TaskSummary,
    accepted: u32,
    people: BTreeSet<SoldierId>,
    place: DraftPlace,
}

/// Writes a draft for the unread or the refused. `not_found` while the
/// responses were never read, or there is nobody to call; `nothing_cached`
/// while pages of them are missing: those people would not be called.
pub(crate) async fn follow_up(client: &Client, args: FollowUp) -> Result<DraftView, AppError> {
    let asked = args.clone();
    let task = OneTask::new(&args.connection, &args.task);
    let roll = client
        .inner()
        .boards
        .responses(&task.connection, &task.task);
    let crs = client.connection_row(&task.connection).await?.config.crs;
    let target = Target::Responses {
        connection: task.connection.clone(),
        task: task.task.clone(),
    };
    let first = client
        .stores()?
        .cache
        .read(move |db| {
            let age = ages::find(db, &task.connection, &target.age_key())?;
            if age.is_some_and(|age| !age.complete) {
                return Ok(Err(AppError::NothingCached));
            }
            let mut roll = lock(&roll);
            if !roll.follow(db, &task.connection, &task.task)? {
                return Ok(Err(AppError::NotFound));
            }
            let summary = store::tasks::summary(db, &task.connection, &task.task)?;
            let Some(summary) = summary else {
                return Ok(Err(AppError::NotFound));
            };
            let rows = roll.rows();
            let accepted = rows
                .iter()
                .filter(|row| row.status == ResponseStatus::Accepted)
                .count();
            Ok(Ok(First {
                accepted: u32::try_from(accepted).unwrap_or(u32::MAX),
                people: rows
                    .iter()
                    .filter(|row| asked.whom.calls(&row.status))
                    .map(|row| row.soldier.clone())
                    .collect(),
                place: place(db, &task, &summary, crs)?,
                summary,
            }))
        })
        .await??;
    if first.people.is_empty() {
        return Err(AppError::NotFound);
    }
    write(client, args, first).await
}

async fn write(client: &Client, args: FollowUp, first: First) -> Result<DraftView, AppError> {
    let now = client.now();
    let plan = FollowUpPlan {
        first: &first.summary,
        accepted: first.accepted,
        place: first.place,
        now: client.now_on(&args.connection),
    };
    let link = FollowUpRow {
        draft: DraftId(client.fresh_id()),
        connection: args.connection.clone(),
        task: args.task.clone(),
        task_title: first.summary.title.clone(),
        whom: args.whom,
        people: u32::try_from(first.people.len()).unwrap_or(u32::MAX),
        created_at: now,
    };
    let draft = TaskDraft {
        id: link.draft.clone(),
        connection: args.connection.clone(),
        created_at: now,
        changed_at: now,
        fields: plan.fields(),
        selection: Selection {
            soldiers: first.people,
            ..Selection::default()
        },
    };
    let stored = draft.clone();
    client
        .stores()?
        .desk
        .with(move |db| {
            let transaction = db.transaction()?;
            store::drafts::insert(&transaction, &stored)?;
            store::follow_ups::insert(&transaction, &link)?;
            transaction.commit()
        })
        .await?;
    client.emit([Tag::Drafts, Tag::Task(args.connection, args.task)]);
    drafts::get(client, &draft.id).await
}

fn place(
    db: &Connection,
    task: &OneTask,
    first: &TaskSummary,
    crs: Crs,
) -> rusqlite::Result<DraftPlace> {
    let info = store::publish_info::load(db, &task.connection)?;
    let places = info.map(|info| info.value.places).unwrap_or_default();
    let detail = store::task_details::find(db, &task.connection, &task.task)?;
    let at = detail.and_then(|detail| detail.place_at);
    Ok(DraftPlace::again(first, at, &places, crs))
}

/// What a task follows up, and what follows it up.
pub(crate) async fn links(client: &Client, args: OneTask) -> Result<TaskLinks, AppError> {
    let connection = args.connection.clone();
    let stores = client.stores()?;
    let mut links = stores.desk.read(move |db| links_in(db, &args)).await?;
    let mut links = stores
        .cache
        .read(move |db| {
            for link in links.follows.iter_mut().chain(&mut links.followed_by) {
                if let Some(task) = &link.task {
                    let found = store::tasks::find_in(db, &connection, task)?;
                    link.list = found.map(|(list, _)| list);
                }
            }
            Ok(links)
        })
        .await?;
    for link in links.follows.iter_mut().chain(&mut links.followed_by) {
        reads::clip(&mut link.title, reads::TITLE);
    }
    links.followed_by = reads::fitting(links.followed_by);
    Ok(links)
}

fn links_in(db: &Connection, args: &OneTask) -> rusqlite::Result<TaskLinks> {
    let mut links = TaskLinks::default();
    for row in store::follow_ups::list(db, &args.connection)? {
        let found = link(db, &args.connection, &row)?;
        if row.task == args.task {
            links.followed_by.extend(found);
        } else if let Some(found) = found.filter(|found| found.task.as_ref() == Some(&args.task)) {
            links.follows = Some(FollowUpLink {
                title: row.task_title,
                task: Some(row.task),
                draft: None,
                ..found
            });
        }
    }
    Ok(links)
}

/// What became of a follow-up; `None` if its draft was given up.
fn link(
    db: &Connection,
    connection: &ConnectionId,
    row: &FollowUpRow,
) -> rusqlite::Result<Option<FollowUpLink>> {
    let entries = store::outbox::live_of_draft(db, &row.draft)?;
    let entry = entries
        .into_iter()
        .max_by_key(|entry| entry.changed_at)
        .filter(|entry| entry.connection == *connection);
    let draft = store::drafts::load(db, &row.draft)?;
    let title = entry
        .as_ref()
        .map(|entry| entry.intent.title().to_owned())
        .or_else(|| draft.as_ref().map(|draft| draft.fields.title.clone()));
    let Some(title) = title else {
        return Ok(None);
    };
    let under_way = entry.as_ref().map(|entry| entry.state);
    Ok(Some(FollowUpLink {
        task: entry.and_then(|entry| entry.task),
        list: None,
        draft: draft.filter(|_| under_way.is_none()).map(|draft| draft.id),
        unsettled: under_way.is_some_and(|state| state != OutboxState::Confirmed),
        title,
        whom: row.whom,
        people: row.people,
        created_at: row.created_at,
    }))
}

//! What is told of a write, and fetched because of it.

use super::{clubs, quests};
use crate::{
    client::Client,
    commands::Target,
    sync::{self, Watched as _},
};
use muster_domain::{
    event::Tag,
    id::{ConnectionId, TaskId},
    outbox::{Intent, OutboxEntry},
    task::TaskList,
};

/// What a confirmed write changed on the server is fetched at once: nobody
/// waits for the schedule to see it.
pub(super) fn fetch_effect(client: &Client, entry: &OutboxEntry) {
    let connection = &entry.connection;
    match &entry.intent {
        Intent::Club { write } => return clubs::fetch_effect(client, connection, write),
        Intent::Quest { write } => return quests::fetch_effect(client, connection, write),
        Intent::PublishTask { .. } | Intent::FinishTask { .. } => {}
    }
    let list = |list| Target::Tasks {
        connection: connection.clone(),
        list,
        page: 1,
    };
    let mut targets = vec![list(TaskList::Working)];
    if let Intent::FinishTask { task, .. } = &entry.intent {
        targets.push(list(TaskList::Done));
        targets.push(Target::Task {
            connection: connection.clone(),
            task: task.clone(),
        });
        // The boards of its page too.
        let shown = sync::shown(client).into_iter();
        targets.extend(shown.filter(|target| is_board_of(target, connection, task)));
    }
    for target in targets {
        sync::fetch_now(client, &target);
    }
}

fn is_board_of(target: &Target, connection: &ConnectionId, ended: &TaskId) -> bool {
    match target {
        Target::Responses { task, .. }
        | Target::CheckIns { task, .. }
        | Target::Positions { task, .. } => target.connection() == connection && task == ended,
        _ => false,
    }
}

/// Names what shows the entry.
pub(super) fn announce(client: &Client, entry: &OutboxEntry) {
    let mut tags = vec![Tag::Outbox, Tag::Activity];
    if let Some(draft) = entry.intent.draft() {
        tags.extend([Tag::Drafts, Tag::Draft(draft.clone())]);
    }
    match &entry.intent {
        Intent::Club { write } => tags.extend(clubs::tags(&entry.connection, write)),
        Intent::Quest { write } => tags.extend(quests::tags(&entry.connection, write)),
        _ => tags.push(Tag::Tasks(entry.connection.clone())),
    }
    if let Intent::FinishTask { task, .. } = &entry.intent {
        tags.push(Tag::Task(entry.connection.clone(), task.clone()));
    }
    client.emit(tags);
}

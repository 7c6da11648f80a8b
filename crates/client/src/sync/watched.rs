//! What can be watched: what it reads, stores and changes.

use crate::{commands::Target, store};
use muster_domain::{event::Tag, id::ConnectionId};

/// What a target reads, stores and changes.
pub(crate) trait Watched {
    fn connection(&self) -> &ConnectionId;
    /// What its age is kept under.
    fn age_key(&self) -> String;
    /// The reads that show it.
    fn tags(&self) -> Vec<Tag>;
}

impl Watched for Target {
    fn connection(&self) -> &ConnectionId {
        match self {
            Self::Tasks { connection, .. }
            | Self::Task { connection, .. }
            | Self::People { connection, .. }
            | Self::Responses { connection, .. }
            | Self::CheckIns { connection, .. }
            | Self::Positions { connection, .. }
            | Self::Roster { connection }
            | Self::Club { connection, .. }
            | Self::Quests { connection, .. }
            | Self::Moments { connection, .. } => connection,
        }
    }

    fn age_key(&self) -> String {
        match self {
            Self::Tasks { list, page, .. } => store::tasks::list_age(*list, *page),
            Self::Task { task, .. } => format!("task/{task}"),
            Self::People { task, .. } => format!("people/{task}"),
            Self::Responses { task, .. } => format!("responses/{task}"),
            Self::CheckIns { task, .. } => format!("check_ins/{task}"),
            Self::Positions { task, .. } => format!("positions/{task}"),
            Self::Roster { .. } => store::roster::AGE.to_owned(),
            Self::Club { view, .. } => view.key(),
            Self::Quests { view, .. } => view.key(),
            Self::Moments { view, .. } => view.key(),
        }
    }

    fn tags(&self) -> Vec<Tag> {
        let connection = self.connection().clone();
        match self {
            Self::Tasks { .. } => vec![Tag::Tasks(connection)],
            // Lists show how many have accepted and arrived.
            Self::Responses { task, .. } | Self::CheckIns { task, .. } => vec![
                Tag::Task(connection.clone(), task.clone()),
                Tag::Progress(connection),
            ],
            Self::Task { task, .. } | Self::People { task, .. } => {
                vec![Tag::Task(connection, task.clone())]
            }
            Self::Positions { task, .. } => vec![Tag::Positions(connection, task.clone())],
            Self::Roster { .. } => vec![Tag::Roster(connection)],
            Self::Club { view, .. } => vec![view.tag(connection)],
            Self::Quests { view, .. } => view.tags(connection),
            Self::Moments { view, .. } => vec![view.tag(connection)],
        }
    }
}

//! Events carry what changed, never the new value: the UI reads again.

use crate::id::{
    ConnectionId, DraftId, InboxId, MeetingId, MissionId, MomentJobId, QuestId, SopTaskId, TaskId,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// What the core tells every window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Reads with one of these tags would answer something else now.
    Changed {
        #[ts(type = "string[]")]
        tags: Vec<Tag>,
    },
    /// Somebody pressed this notice outside of the windows: the main one opens
    /// what it is about.
    Opened { notice: InboxId },
}

/// Names a group of reads. On the wire and in the UI it is its text form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// `app`: whether the stores are open, and notices about them.
    App,
    /// `settings`
    Settings,
    /// `connections`
    Connections,
    /// `outbox`
    Outbox,
    /// `activity`
    Activity,
    /// `inbox`
    Inbox,
    /// `drafts`
    Drafts,
    /// `draft/<id>`
    Draft(DraftId),
    /// `maps`: the base maps and which is chosen.
    Maps,
    /// `tasks/<connection>`: both lists.
    Tasks(ConnectionId),
    /// `progress/<connection>`: how many have answered and arrived, in both
    /// lists. Apart from the lists, because it changes all the time.
    Progress(ConnectionId),
    /// `task/<connection>/<task>`: its detail, people, responses, check-ins.
    Task(ConnectionId, TaskId),
    /// `positions/<connection>/<task>`: where its people are. Apart from the
    /// task, because they move all the time.
    Positions(ConnectionId, TaskId),
    /// `roster/<connection>`: the people who can be called, saved places.
    Roster(ConnectionId),
    /// `saved/<connection>`: groups and templates.
    Saved(ConnectionId),
    /// `clubs/<connection>`: my clubs and the people in them.
    Clubs(ConnectionId),
    /// `missions/<connection>`: those that I published, and those I was given.
    Missions(ConnectionId),
    /// `mission/<connection>/<mission>`: its detail and its people.
    Mission(ConnectionId, MissionId),
    /// `meetings/<connection>`: those that I published, and those I was invited
    /// to.
    Meetings(ConnectionId),
    /// `meeting/<connection>/<meeting>`: its detail and who takes part.
    Meeting(ConnectionId, MeetingId),
    /// `quests/<connection>`: the board, its categories, the audit log.
    Quests(ConnectionId),
    /// `quest/<connection>/<quest>`: its detail and how far one is with it.
    Quest(ConnectionId, QuestId),
    /// `moments/<connection>`: the enterprises, and the tasks of the chosen one.
    Moments(ConnectionId),
    /// `sop_task/<connection>/<task>`: its jobs, of any day.
    SopTask(ConnectionId, SopTaskId),
    /// `moment_job/<connection>/<job>`: who has posted it.
    MomentJob(ConnectionId, MomentJobId),
}

impl Tag {
    /// Every list of a connection: for when all that is known of it changed.
    pub fn lists(connection: &ConnectionId) -> [Self; 7] {
        [
            Self::Tasks,
            Self::Roster,
            Self::Clubs,
            Self::Missions,
            Self::Meetings,
            Self::Quests,
            Self::Moments,
        ]
        .map(|list| list(connection.clone()))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App => f.write_str("app"),
            Self::Settings => f.write_str("settings"),
            Self::Connections => f.write_str("connections"),
            Self::Outbox => f.write_str("outbox"),
            Self::Activity => f.write_str("activity"),
            Self::Inbox => f.write_str("inbox"),
            Self::Drafts => f.write_str("drafts"),
            Self::Draft(draft) => write!(f, "draft/{draft}"),
            Self::Maps => f.write_str("maps"),
            Self::Tasks(connection) => write!(f, "tasks/{connection}"),
            Self::Progress(connection) => write!(f, "progress/{connection}"),
            Self::Task(connection, task) => write!(f, "task/{connection}/{task}"),
            Self::Positions(connection, task) => write!(f, "positions/{connection}/{task}"),
            Self::Roster(connection) => write!(f, "roster/{connection}"),
            Self::Saved(connection) => write!(f, "saved/{connection}"),
            Self::Clubs(connection) => write!(f, "clubs/{connection}"),
            Self::Missions(connection) => write!(f, "missions/{connection}"),
            Self::Mission(connection, mission) => write!(f, "mission/{connection}/{mission}"),
            Self::Meetings(connection) => write!(f, "meetings/{connection}"),
            Self::Meeting(connection, meeting) => write!(f, "meeting/{connection}/{meeting}"),
            Self::Quests(connection) => write!(f, "quests/{connection}"),
            Self::Quest(connection, quest) => write!(f, "quest/{connection}/{quest}"),
            Self::Moments(connection) => write!(f, "moments/{connection}"),
            Self::SopTask(connection, task) => write!(f, "sop_task/{connection}/{task}"),
            Self::MomentJob(connection, job) => write!(f, "moment_job/{connection}/{job}"),
        }
    }
}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut parts = text.splitn(3, '/');
        let tag = match (parts.next(), parts.next(), parts.next()) {
            (Some("app"), None, _) => Self::App,
            (Some("settings"), None, _) => Self::Settings,
            (Some("connections"), None, _) => Self::Connections,
            (Some("outbox"), None, _) => Self::Outbox,
            (Some("activity"), None, _) => Self::Activity,
            (Some("inbox"), None, _) => Self::Inbox,
            (Some("drafts"), None, _) => Self::Drafts,
            (Some("draft"), Some(draft), None) => Self::Draft(draft.into()),
            (Some("maps"), None, _) => Self::Maps,
            (Some("tasks"), Some(connection), None) => Self::Tasks(connection.into()),
            (Some("progress"), Some(connection), None) => Self::Progress(connection.into()),
            (Some("task"), Some(connection), Some(task)) => {
                Self::Task(connection.into(), task.into())
            }
            (Some("positions"), Some(connection), Some(task)) => {
                Self::Positions(connection.into(), task.into())
            }
            (Some("roster"), Some(connection), None) => Self::Roster(connection.into()),
            (Some("saved"), Some(connection), None) => Self::Saved(connection.into()),
            (Some("clubs"), Some(connection), None) => Self::Clubs(connection.into()),
            (Some("missions"), Some(connection), None) => Self::Missions(connection.into()),
            (Some("mission"), Some(connection), Some(mission)) => {
                Self::Mission(connection.into(), mission.into())
            }
            (Some("meetings"), Some(connection), None) => Self::Meetings(connection.into()),
            (Some("meeting"), Some(connection), Some(meeting)) => {
                Self::Meeting(connection.into(), meeting.into())
            }
            (Some("quests"), Some(connection), None) => Self::Quests(connection.into()),
            (Some("quest"), Some(connection), Some(quest)) => {
                Self::Quest(connection.into(), quest.into())
            }
            (Some("moments"), Some(connection), None) => Self::Moments(connection.into()),
            (Some("sop_task"), Some(connection), Some(task)) => {
                Self::SopTask(connection.into(), task.into())
            }
            (Some("moment_job"), Some(connection), Some(job)) => {
                Self::MomentJob(connection.into(), job.into())
            }
            _ => {
                return Err(serde::de::Error::custom(format_args!(
                    "unknown tag {text:?}"
                )));
            }
        };
        Ok(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_back_from_its_text() {
        let tags = vec![
            Tag::App,
            Tag::Settings,
            Tag::Connections,
            Tag::Outbox,
            Tag::Activity,
            Tag::Inbox,
            Tag::Drafts,
            Tag::Draft("d1".into()),
            Tag::Maps,
            Tag::Tasks("c1".into()),
            Tag::Progress("c1".into()),
            Tag::Task("c1".into(), "7/8".into()),
            Tag::Positions("c1".into(), "7/8".into()),
            Tag::Roster("c1".into()),
            Tag::Saved("c1".into()),
            Tag::Clubs("c1".into()),
            Tag::Missions("c1".into()),
            Tag::Mission("c1".into(), "26".into()),
            Tag::Meetings("c1".into()),
            Tag::Meeting("c1".into(), "6".into()),
            Tag::Quests("c1".into()),
            Tag::Quest("c1".into(), "1".into()),
            Tag::Moments("c1".into()),
            Tag::SopTask("c1".into(), "3".into()),
            Tag::MomentJob("c1".into(), "2".into()),
        ];
        let event = Event::Changed { tags };
        let json = serde_json::to_string(&event).unwrap();
        insta::assert_snapshot!(json, @r#"{"type":"changed","tags":["app","settings","connections","outbox","activity","inbox","drafts","draft/d1","maps","tasks/c1","progress/c1","task/c1/7/8","positions/c1/7/8","roster/c1","saved/c1","clubs/c1","missions/c1","mission/c1/26","meetings/c1","meeting/c1/6","quests/c1","quest/c1/1","moments/c1","sop_task/c1/3","moment_job/c1/2"]}"#);
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        assert!(serde_json::from_str::<Tag>("\"tasks\"").is_err());
    }
}

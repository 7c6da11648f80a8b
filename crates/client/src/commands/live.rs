//! Keeping what is on screen fresh.

use crate::{client::Client, notices, sync};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::{ClubId, ConnectionId, MeetingId, MissionId, MomentJobId, QuestId, SopTaskId, TaskId},
    task::TaskList,
    time::Day,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something a window shows that comes from a server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    Tasks {
        connection: ConnectionId,
        list: TaskList,
        page: u32,
    },
    Task {
        connection: ConnectionId,
        task: TaskId,
    },
    People {
        connection: ConnectionId,
        task: TaskId,
    },
    Responses {
        connection: ConnectionId,
        task: TaskId,
    },
    CheckIns {
        connection: ConnectionId,
        task: TaskId,
    },
    /// Where the people of a task are.
    Positions {
        connection: ConnectionId,
        task: TaskId,
    },
    /// The people who can be called, and the saved places.
    Roster { connection: ConnectionId },
    /// Something of the clubs.
    Club {
        connection: ConnectionId,
        view: ClubView,
    },
    /// Something of a questboard server.
    Quests {
        connection: ConnectionId,
        view: QuestView,
    },
    /// Something of what staff are to post.
    Moments {
        connection: ConnectionId,
        view: MomentView,
    },
}

/// What a server of clubs has to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClubView {
    /// Those that I administer, and those that I am in.
    Clubs,
    /// Everybody in a club.
    Roster {
        club: ClubId,
    },
    /// Those that I published.
    Missions,
    Mission {
        mission: MissionId,
    },
    /// Those that I published.
    Meetings,
    Meeting {
        meeting: MeetingId,
    },
    /// Who takes part in a meeting.
    Participation {
        meeting: MeetingId,
    },
    /// Those that I was given, by any of my clubs.
    ReceivedMissions,
    ReceivedMission {
        mission: MissionId,
    },
    /// Those that I was invited to, by any of my clubs.
    ReceivedMeetings,
    ReceivedMeeting {
        meeting: MeetingId,
    },
}

impl ClubView {
    /// What it is kept under.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Clubs => "clubs".to_owned(),
            Self::Roster { club } => format!("club_roster/{club}"),
            Self::Missions => "missions".to_owned(),
            Self::Mission { mission } => format!("mission/{mission}"),
            Self::Meetings => "meetings".to_owned(),
            Self::Meeting { meeting } => format!("meeting/{meeting}"),
            Self::Participation { meeting } => format!("participation/{meeting}"),
            Self::ReceivedMissions => "received_missions".to_owned(),
            Self::ReceivedMission { mission } => format!("received_mission/{mission}"),
            Self::ReceivedMeetings => "received_meetings".to_owned(),
            Self::ReceivedMeeting { meeting } => format!("received_meeting/{meeting}"),
        }
    }

    /// The reads that show it.
    pub(crate) fn tag(&self, connection: ConnectionId) -> Tag {
        match self {
            Self::Clubs | Self::Roster { .. } => Tag::Clubs(connection),
            Self::Missions | Self::ReceivedMissions => Tag::Missions(connection),
            Self::Mission { mission } | Self::ReceivedMission { mission } => {
                Tag::Mission(connection, mission.clone())
            }
            Self::Meetings | Self::ReceivedMeetings => Tag::Meetings(connection),
            Self::Meeting { meeting }
            | Self::Participation { meeting }
            | Self::ReceivedMeeting { meeting } => Tag::Meeting(connection, meeting.clone()),
        }
    }
}

/// What a questboard server has to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestView {
    /// All of the board.
    Board,
    /// What quests are sorted into.
    Categories,
    Quest {
        quest: QuestId,
    },
    /// How far the account is with a quest.
    Progress {
        quest: QuestId,
    },
    /// What admins did.
    Audit,
}

impl QuestView {
    /// What it is kept under.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Board => "quest_board".to_owned(),
            Self::Categories => "quest_categories".to_owned(),
            Self::Quest { quest } => format!("quest/{quest}"),
            Self::Progress { quest } => format!("quest_progress/{quest}"),
            Self::Audit => "quest_audit".to_owned(),
        }
    }

    /// The one quest that it is of.
    pub(crate) fn quest(&self) -> Option<&QuestId> {
        match self {
            Self::Quest { quest } | Self::Progress { quest } => Some(quest),
            Self::Board | Self::Categories | Self::Audit => None,
        }
    }

    /// The reads that show it. A detail is the newest of its row on the board.
    pub(crate) fn tags(&self, connection: ConnectionId) -> Vec<Tag> {
        let mut tags = vec![Tag::Quests(connection.clone())];
        tags.extend(
            self.quest()
                .map(|quest| Tag::Quest(connection, quest.clone())),
        );
        tags
    }
}

/// What a server of moments has to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MomentView {
    /// Those that I manage.
    Enterprises,
    /// Those of the chosen enterprise.
    Tasks,
    /// The jobs of a task; those of one day, or all of them.
    Jobs { task: SopTaskId, day: Option<Day> },
    /// Who is to post a job.
    People { job: MomentJobId },
}

impl MomentView {
    /// What it is kept under.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Enterprises => "enterprises".to_owned(),
            Self::Tasks => "sop_tasks".to_owned(),
            Self::Jobs { task, day: None } => format!("moment_jobs/{task}"),
            Self::Jobs {
                task,
                day: Some(day),
            } => format!("moment_jobs_of/{day}/{task}"),
            Self::People { job } => format!("moment_people/{job}"),
        }
    }

    /// The reads that show it.
    pub(crate) fn tag(&self, connection: ConnectionId) -> Tag {
        match self {
            Self::Enterprises | Self::Tasks => Tag::Moments(connection),
            Self::Jobs { task, .. } => Tag::SopTask(connection, task.clone()),
            Self::People { job } => Tag::MomentJob(connection, job.clone()),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Watch {
    pub targets: Vec<Target>,
    pub visible: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Refresh {
    pub target: Target,
}

pub(super) async fn watch(client: &Client, window: &str, args: Watch) -> Result<(), AppError> {
    sync::watch(client, window, args.targets, args.visible);
    notices::seen(client);
    Ok(())
}

pub(super) async fn refresh(client: &Client, args: Refresh) -> Result<(), AppError> {
    sync::refresh(client, &args.target).await
}

//! Clubs as the cache has them: their people, missions and meetings.

mod acts;
mod attendance;
mod codes;
pub(crate) mod drafts;
mod meetings;
mod mission_people;
mod missions;
mod people;
mod received;

pub(crate) use acts::{
    MeetingAct, act_on_meeting, edit_meeting, remind_mission, reply_to_meeting, reply_to_mission,
    revert_mission, sign_in,
};
pub(crate) use attendance::{Sheet, attendance_board, attendance_sheet, attendees};
pub(crate) use codes::{mint, open_projector, read_picture, windows};
pub(crate) use meetings::{meeting, meetings};
pub(crate) use mission_people::{Given, given, mission_people};
pub(crate) use missions::{mission, missions};
pub(crate) use people::{groups, mine, student_ids, students};
pub(crate) use received::{
    received_meeting, received_meetings, received_mission, received_missions,
};

use crate::{
    client::Client,
    commands::{ClubView, Target},
    reads,
    store::Stored,
};
use muster_domain::{
    club::ClubName,
    error::AppError,
    id::ConnectionId,
    read::{Read, Rows},
};
use serde::{Serialize, de::DeserializeOwned};

/// Characters of a mission's or a meeting's text that a list shows.
const TEXT: usize = 240;

/// What the cache has of a view. What was never fetched is asked for now.
async fn kept<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    connection: ConnectionId,
    view: ClubView,
) -> Result<Read<T>, AppError> {
    reads::kept(client, &Target::Club { connection, view }).await
}

/// The same, and nothing is asked for.
async fn found<T: DeserializeOwned + Send + 'static>(
    client: &Client,
    connection: ConnectionId,
    view: ClubView,
) -> Result<Option<Stored<T>>, AppError> {
    reads::found(client, &Target::Club { connection, view }).await
}

fn clip_name(club: &mut ClubName) {
    reads::clip(&mut club.name, reads::TITLE);
    club.avatar_url = None;
}

/// A window into rows with long texts: as many as fit into an answer.
fn window<T: Serialize>(rows: Vec<T>, offset: u32, limit: u32) -> Rows<T> {
    fit(reads::window(rows, offset, limit))
}

/// As many of a window's rows as fit into an answer.
fn fit<T: Serialize>(window: Rows<T>) -> Rows<T> {
    Rows {
        rows: reads::fitting(window.rows),
        ..window
    }
}

fn count<T>(rows: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(rows.into_iter().count()).unwrap_or(u32::MAX)
}

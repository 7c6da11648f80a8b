//! The missions that the account published.

use super::{TEXT, acts::reminded, clip_name, count, found, kept, window};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            ListAffairs, OneMission,
            missions::{MissionRow, MissionView, PartView},
        },
    },
    reads::{self, clip, clip_lines},
    search::Query,
};
use muster_domain::{
    error::AppError,
    id::ConnectionId,
    mission::{
        MissionDetail, MissionFigures, MissionStatus, MissionSummary, MissionUnit, Reminder,
        SubMission,
    },
    outbox::ClubAffair,
    read::{Read, Rows},
    time::Time,
};
use std::collections::HashMap;

/// Characters of a text in a head; more than any server takes.
const WHOLE: usize = 2_000;

/// Parts that a head lists.
const PARTS: usize = 50;

pub(crate) async fn missions(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MissionRow>>, AppError> {
    let view = ClubView::Missions;
    let connection = args.connection.clone();
    let list: Read<Vec<MissionSummary>> = kept(client, args.connection, view).await?;
    let query = Query::new(&args.filter);
    let list = list.map(|mut rows| {
        rows.retain(|row| {
            let mut texts = [&row.content, &row.club.name].into_iter();
            texts.any(|text| query.matches(text))
        });
        rows.sort_by_key(|row| std::cmp::Reverse(row.published_at));
        for row in &mut rows {
            clip(&mut row.content, TEXT);
            clip_name(&mut row.club);
            clip_status(&mut row.status);
        }
        window(rows, args.offset, args.limit)
    });
    let mut units = HashMap::new();
    for row in list.value.iter().flat_map(|window| &window.rows) {
        if let Some(unit) = unit(client, &connection, row).await? {
            units.insert(row.id.clone(), unit);
        }
    }
    Ok(list.map(|window| {
        window.map(|summary| MissionRow {
            unit: units.get(&summary.id).copied(),
            summary,
        })
    }))
}

/// What the figures of a mission in parts count, where the mission was read.
async fn unit(
    client: &Client,
    connection: &ConnectionId,
    row: &MissionSummary,
) -> Result<Option<MissionUnit>, AppError> {
    if !row.has_parts {
        return Ok(None);
    }
    let view = ClubView::Mission {
        mission: row.id.clone(),
    };
    let detail = found::<MissionDetail>(client, connection.clone(), view).await?;
    Ok(detail.and_then(|detail| detail.value.unit_of(&row.figures)))
}

/// What this version does not know is a word that a server sent.
fn clip_status(status: &mut Option<MissionStatus>) {
    if let Some(MissionStatus::Other(word)) = status {
        clip(word, reads::NAME);
    }
}

pub(crate) async fn mission(
    client: &Client,
    args: OneMission,
) -> Result<Read<MissionView>, AppError> {
    let OneMission {
        connection,
        mission,
    } = args;
    let list = found::<Vec<MissionSummary>>(client, connection.clone(), ClubView::Missions).await?;
    let affair = ClubAffair::Mission {
        mission: mission.clone(),
    };
    let reminded = reminded(client, &connection, affair).await?;
    let view = ClubView::Mission {
        mission: mission.clone(),
    };
    let detail: Read<MissionDetail> = kept(client, connection, view).await?;
    let is_together = |at: Time| reads::are_together(detail.fetched_at, Some(at));
    let list = list.filter(|list| is_together(list.age.fetched_at));
    let row = list.and_then(|list| list.value.into_iter().find(|row| row.id == mission));
    let told = row.map(|row| row.figures).unwrap_or_default();
    Ok(detail.map(|detail| head(detail, &told, reminded)))
}

fn head(
    mut detail: MissionDetail,
    told: &MissionFigures,
    (confirm_reminded_at, finish_reminded_at): (Option<Time>, Option<Time>),
) -> MissionView {
    let board = detail.board(told);
    let to_confirm = count(detail.to_remind(Reminder::Confirm));
    let to_finish = count(detail.to_remind(Reminder::Finish));
    clip_name(&mut detail.club);
    clip_lines(&mut detail.content, WHOLE);
    clip_status(&mut detail.status);
    let unlisted_parts = detail.parts.len().saturating_sub(PARTS);
    detail.parts.truncate(PARTS);
    MissionView {
        id: detail.id,
        content: detail.content,
        club: detail.club,
        published_at: detail.published_at,
        deadline: detail.deadline,
        status: detail.status,
        board,
        parts: detail.parts.into_iter().map(part).collect(),
        unlisted_parts: u32::try_from(unlisted_parts).unwrap_or(u32::MAX),
        to_confirm,
        to_finish,
        confirm_reminded_at,
        finish_reminded_at,
    }
}

fn part(mut part: SubMission) -> PartView {
    clip(&mut part.content, TEXT);
    PartView {
        id: part.id,
        content: part.content,
        people: count(&part.people),
        confirmed: count(part.people.iter().filter(|row| row.confirmed)),
        finished: count(part.people.iter().filter(|row| row.finished)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::club::ClubName;

    #[test]
    fn parts_that_a_head_does_not_list_are_counted() {
        let unlisted = |parts: usize| {
            let part = |number: usize| SubMission {
                id: number.to_string().as_str().into(),
                content: "搬运器材".into(),
                people: Vec::new(),
            };
            let detail = MissionDetail {
                id: "26".into(),
                content: "换届筹备".into(),
                club: ClubName {
                    id: "31".into(),
                    name: "灯塔社".into(),
                    avatar_url: None,
                },
                published_at: None,
                deadline: None,
                status: None,
                people: Vec::new(),
                parts: (0..parts).map(part).collect(),
            };
            let view = head(detail, &MissionFigures::default(), (None, None));
            (view.parts.len(), view.unlisted_parts)
        };
        assert_eq!(unlisted(PARTS), (PARTS, 0));
        assert_eq!(unlisted(PARTS + 3), (PARTS, 3));
    }
}

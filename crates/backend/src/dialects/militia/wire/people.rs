//! `/task/detail/mem`, `/task/response`, `/task/gather`, `/loc/getAllLocs`.

use serde::Serialize;

use super::{beijing, is_zero, level, or_null};
use crate::service::boards::{CheckInBoard, PositionPage, ResponseBoard};
use crate::store::{Answer, ChosenUnit, Participant, Participants, Position, Row};

#[derive(Serialize)]
pub struct Members {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offices: Vec<Office>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    orgs: Vec<Org>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indiv: Vec<Soldier>,
}

#[derive(Serialize)]
struct Office {
    name: String,
    office_level: &'static str,
    members: Vec<Soldier>,
}

#[derive(Serialize)]
struct Org {
    name: String,
    org_level: &'static str,
    members: Vec<Soldier>,
}

#[derive(Serialize)]
struct Soldier {
    soldier_id: i64,
    name: String,
    /// Of people chosen one by one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    serve_office: Option<String>,
    im_user_id: i64,
    #[serde(skip_serializing_if = "is_zero")]
    is_admin: bool,
}

impl From<Participants> for Members {
    fn from(people: Participants) -> Self {
        Self {
            offices: people.offices.into_iter().map(Office::from).collect(),
            orgs: people.orgs.into_iter().map(Org::from).collect(),
            indiv: people.soldiers.into_iter().map(Soldier::alone).collect(),
        }
    }
}

impl From<ChosenUnit> for Office {
    fn from(unit: ChosenUnit) -> Self {
        Self {
            name: unit.name,
            office_level: level(unit.level),
            members: unit.members.into_iter().map(Soldier::in_unit).collect(),
        }
    }
}

impl From<ChosenUnit> for Org {
    fn from(unit: ChosenUnit) -> Self {
        Self {
            name: unit.name,
            org_level: level(unit.level),
            members: unit.members.into_iter().map(Soldier::in_unit).collect(),
        }
    }
}

impl Soldier {
    fn alone(person: Participant) -> Self {
        Self {
            serve_office: Some(person.office_name.clone()),
            ..Self::in_unit(person)
        }
    }

    fn in_unit(person: Participant) -> Self {
        Self {
            soldier_id: person.soldier_id,
            name: person.name,
            serve_office: None,
            im_user_id: person.im_user_id,
            is_admin: person.is_admin,
        }
    }
}

#[derive(Serialize)]
pub struct Responses {
    mem_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    notify_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    response_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    accept_count: i64,
    /// Hours, minutes, seconds; missing before the first response.
    #[serde(skip_serializing_if = "Option::is_none")]
    avg_resp_time: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    total_pages: i64,
    #[serde(skip_serializing_if = "is_zero")]
    total_mem: i64,
    mem_list: Option<Vec<Person>>,
}

#[derive(Serialize)]
pub struct CheckIns {
    #[serde(skip_serializing_if = "is_zero")]
    check_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    total_pages: i64,
    #[serde(skip_serializing_if = "is_zero")]
    total_mem: i64,
    mem_list: Option<Vec<Person>>,
}

#[derive(Serialize)]
struct Person {
    soldier_id: i64,
    name: String,
    im_user_id: i64,
    phone: i64,
    serve_office: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    resp_time: Option<String>,
}

impl From<ResponseBoard> for Responses {
    fn from(board: ResponseBoard) -> Self {
        let ResponseBoard { pages, page } = board;
        let counts = page.counts;
        Self {
            mem_count: page.mem_count,
            notify_count: counts.notified,
            response_count: counts.refused + counts.accepted,
            accept_count: counts.accepted,
            avg_resp_time: page.mean_ms.map(hours_minutes_seconds),
            total_pages: pages,
            total_mem: counts.notified,
            mem_list: or_null(page.rows.into_iter().map(Person::answered).collect()),
        }
    }
}

impl From<CheckInBoard> for CheckIns {
    fn from(board: CheckInBoard) -> Self {
        let CheckInBoard { pages, page } = board;
        Self {
            check_count: page.counts.checked,
            total_pages: pages,
            total_mem: page.counts.accepted,
            mem_list: or_null(page.rows.into_iter().map(Person::expected).collect()),
        }
    }
}

impl Person {
    fn answered(row: Row) -> Self {
        let status = match row.answer {
            Answer::Unread => "UR",
            Answer::Refused => "RF",
            Answer::Accepted => "AC",
        };
        let resp_time = row.responded.map(beijing);
        Self::new(row, status, resp_time)
    }

    fn expected(row: Row) -> Self {
        let status = if row.checked.is_some() { "CH" } else { "UN" };
        Self::new(row, status, None)
    }

    fn new(row: Row, status: &'static str, resp_time: Option<String>) -> Self {
        Self {
            soldier_id: row.soldier_id,
            name: row.name,
            im_user_id: row.im_user_id,
            phone: row.phone,
            serve_office: row.office_name,
            status,
            resp_time,
        }
    }
}

fn hours_minutes_seconds(millis: i64) -> String {
    // A launcher may date a task later than its first response.
    let seconds = millis.max(0) / 1_000;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// The data of the location module, which has its own words for a page.
#[derive(Serialize)]
pub struct Positions {
    #[serde(skip_serializing_if = "is_zero")]
    count_page: i64,
    #[serde(skip_serializing_if = "is_zero")]
    count_data: i64,
    data: Option<Vec<Located>>,
}

#[derive(Serialize)]
struct Located {
    soldier_id: i64,
    name: String,
    phone: i64,
    serve_office: String,
    #[serde(skip_serializing_if = "is_zero")]
    longitude: f64,
    #[serde(skip_serializing_if = "is_zero")]
    latitude: f64,
}

impl From<PositionPage> for Positions {
    fn from(page: PositionPage) -> Self {
        Self {
            count_page: page.pages,
            count_data: page.total,
            data: or_null(page.rows.into_iter().map(Located::from).collect()),
        }
    }
}

impl From<Position> for Located {
    fn from(position: Position) -> Self {
        Self {
            soldier_id: position.soldier_id,
            name: position.name,
            phone: position.phone,
            serve_office: position.office_name,
            longitude: position.at.lng,
            latitude: position.at.lat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_hours_minutes_seconds() {
        assert_eq!(hours_minutes_seconds(1_810_000), "00:30:10");
        assert_eq!(hours_minutes_seconds(360_000_000), "100:00:00");
        assert_eq!(hours_minutes_seconds(-5), "00:00:00");
    }
}

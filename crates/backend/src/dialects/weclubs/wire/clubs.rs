//! `/user/login`, the clubs of somebody, and who is in one.

use std::collections::BTreeMap;

use pinyin::ToPinyin;
use serde::Serialize;

use super::NoPicture;
use crate::dialects::weclubs::denied::{Denied, Kind, Result};
use crate::dialects::weclubs::request::Params;
use crate::service::clubs::Listed;
use crate::store::{Club, ClubLevel, ClubStudent, Gender, MyClub, Student};

/// Everybody in the sample is certified.
const CERTIFIED: u8 = 1;

#[derive(Serialize)]
pub struct SignedIn {
    user_id: i64,
    token: String,
    mobile: String,
    nick_name: String,
    real_name: String,
    avatar_url: NoPicture,
    gender: u8,
    school_name: String,
    graduate_year: i64,
    is_auth: u8,
}

impl SignedIn {
    pub fn new(student: Student, token: String) -> Self {
        Self {
            user_id: student.student_id,
            token,
            mobile: student.mobile.to_string(),
            nick_name: student.name.clone(),
            real_name: student.name,
            avatar_url: None,
            gender: gender(student.gender),
            school_name: student.school,
            graduate_year: student.graduate_year,
            is_auth: CERTIFIED,
        }
    }
}

fn gender(gender: Gender) -> u8 {
    match gender {
        Gender::Female => 0,
        Gender::Male => 1,
    }
}

fn level(level: ClubLevel) -> u8 {
    match level {
        ClubLevel::School => 0,
        ClubLevel::Faculty => 1,
        ClubLevel::Interest => 2,
    }
}

#[derive(Serialize)]
pub struct Clubs {
    club: Vec<AdministeredClub>,
}

#[derive(Serialize)]
struct AdministeredClub {
    club_id: i64,
    club_name: String,
    avatar_url: NoPicture,
    level: u8,
}

impl From<Vec<Club>> for Clubs {
    fn from(clubs: Vec<Club>) -> Self {
        Self {
            club: clubs
                .into_iter()
                .map(|club| AdministeredClub {
                    club_id: club.club_id,
                    club_name: club.name,
                    avatar_url: None,
                    level: level(club.level),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub struct MyClubs {
    club: Vec<JoinedClub>,
    has_more: u8,
}

#[derive(Serialize)]
struct JoinedClub {
    club_id: i64,
    club_name: String,
    avatar_url: NoPicture,
    club_level: u8,
    member_count: i64,
    todo_count: i64,
}

impl From<Listed<MyClub>> for MyClubs {
    fn from(listed: Listed<MyClub>) -> Self {
        Self {
            club: listed
                .rows
                .into_iter()
                .map(|row| JoinedClub {
                    club_id: row.club.club_id,
                    club_name: row.club.name,
                    avatar_url: None,
                    club_level: level(row.club.level),
                    member_count: row.members,
                    todo_count: row.unanswered,
                })
                .collect(),
            has_more: listed.has_more.into(),
        }
    }
}

/// `sort_type`: by what a club's people are put into groups.
#[derive(Debug, Clone, Copy)]
pub enum Sort {
    Name,
    Year,
    Department,
    Job,
}

impl Sort {
    pub fn read(params: &Params) -> Result<Self> {
        match params.optional_number("sort_type")?.unwrap_or(0) {
            0 => Ok(Self::Name),
            1 => Ok(Self::Year),
            2 => Ok(Self::Department),
            3 => Ok(Self::Job),
            _ => Err(Denied::Wrong("sort_type", Kind::Choice)),
        }
    }

    /// What groups are ordered by, and the name of the student's group.
    /// Whoever has no place comes last.
    fn group(self, student: &ClubStudent) -> (i64, String) {
        let placed = |place: &Option<(i64, String)>| {
            place
                .clone()
                .unwrap_or_else(|| (i64::MAX, "未设置".to_owned()))
        };
        match self {
            Self::Name => {
                let initial = initial(&student.student.name);
                (initial.map_or(i64::MAX, i64::from), initial_name(initial))
            }
            Self::Year => {
                let year = student.student.graduate_year;
                (year, year.to_string())
            }
            Self::Department => placed(&student.department),
            Self::Job => placed(&student.job),
        }
    }
}

/// The first letter of a name as it is said.
fn initial(name: &str) -> Option<u8> {
    let first = name.chars().next()?;
    let letter = match first.to_pinyin() {
        Some(said) => said.plain().bytes().next()?,
        None => u8::try_from(first).ok()?,
    };
    letter
        .is_ascii_alphabetic()
        .then(|| letter.to_ascii_uppercase())
}

fn initial_name(initial: Option<u8>) -> String {
    initial.map_or('#', char::from).to_string()
}

#[derive(Serialize)]
pub struct Students {
    sort_type: u8,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    group_name: String,
    students: Vec<RosterRow>,
}

#[derive(Serialize)]
struct RosterRow {
    student_id: i64,
    name: String,
    avatar_url: NoPicture,
    mobile: String,
    department: Option<String>,
    job: Option<String>,
    graduate_year: i64,
    major: String,
    gender: u8,
}

impl Students {
    pub fn new(students: Vec<ClubStudent>, sort: Sort) -> Self {
        let mut groups: BTreeMap<(i64, String), Vec<RosterRow>> = BTreeMap::new();
        for student in students {
            groups
                .entry(sort.group(&student))
                .or_default()
                .push(student.into());
        }
        Self {
            sort_type: sort as u8,
            groups: groups
                .into_iter()
                .map(|((_, group_name), students)| Group {
                    group_name,
                    students,
                })
                .collect(),
        }
    }
}

impl From<ClubStudent> for RosterRow {
    fn from(row: ClubStudent) -> Self {
        Self {
            student_id: row.student.student_id,
            name: row.student.name,
            avatar_url: None,
            mobile: row.student.mobile.to_string(),
            department: row.department.map(|(_, name)| name),
            job: row.job.map(|(_, name)| name),
            graduate_year: row.student.graduate_year,
            major: row.student.major,
            gender: gender(row.student.gender),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_filed_under_the_letter_that_it_begins_with() {
        for (name, letter) in [
            ("张三", "Z"),
            ("李四", "L"),
            ("anna", "A"),
            ("🙂", "#"),
            ("", "#"),
        ] {
            assert_eq!(initial_name(initial(name)), letter, "{name}");
        }
    }
}

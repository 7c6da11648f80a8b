//! Clubs and their people.

use super::{club_name, count, distinct, each, picture, slice, student, wire};
use muster_domain::{
    club::{Club, ClubLevel, ClubRoster, ClubStudent, Gender},
    id::ClubId,
    read::Slice,
};

pub(in crate::weclubs) fn administered(wire: wire::Clubs) -> Vec<Club> {
    each(wire.club, club)
}

pub(in crate::weclubs) fn joined(wire: wire::Clubs, page: u32) -> Slice<Club> {
    slice(page, &wire.has_more, wire.club, club)
}

fn club(wire: wire::Club) -> Club {
    let level = [wire.level, wire.club_level];
    let level = level.iter().map(|text| text.0.trim());
    Club {
        club: club_name(wire.club_id, wire.club_name, wire.avatar_url),
        level: level.into_iter().find(|text| !text.is_empty()).map(kind),
        members: count(wire.member_count),
    }
}

fn kind(level: &str) -> ClubLevel {
    match level {
        wire::LEVEL_SCHOOL => ClubLevel::School,
        wire::LEVEL_FACULTY => ClubLevel::Faculty,
        wire::LEVEL_INTEREST => ClubLevel::Interest,
        wire::LEVEL_CLASS => ClubLevel::Class,
        wire::LEVEL_PRIVATE => ClubLevel::Private,
        other => ClubLevel::Other(other.to_owned()),
    }
}

/// Everybody once: who is in two departments stands in two groups.
pub(in crate::weclubs) fn roster(wire: wire::Students, club: &ClubId) -> ClubRoster {
    let groups = wire.groups.0.into_iter();
    let rows = groups.flat_map(|group| each(group.0.students, member));
    ClubRoster {
        club: club.clone(),
        students: distinct(rows.collect(), |row| &row.student),
    }
}

fn member(wire: wire::Student) -> ClubStudent {
    ClubStudent {
        student: student(wire.student_id),
        name: wire.name.0,
        mobile: wire.mobile.0,
        department: wire.department.0.trim().to_owned(),
        job: wire.job.0.trim().to_owned(),
        year: year(&wire.graduate_year.0),
        major: wire.major.0,
        gender: match wire.gender.0.trim() {
            wire::FEMALE => Some(Gender::Female),
            wire::MALE => Some(Gender::Male),
            _ => None,
        },
        avatar_url: picture([wire.avatar_url]),
    }
}

/// The year that a text begins with; 0 is none.
fn year(text: &str) -> Option<u16> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit());
    let digits = &text[..end.unwrap_or(text.len())];
    digits.parse().ok().filter(|&year| year != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_what_a_text_begins_with() {
        for (text, expected) in [
            ("2012", Some(2012)),
            (" 2016级 ", Some(2016)),
            ("0级", None),
            ("0", None),
            ("", None),
            ("级", None),
            ("99999", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
    }
}

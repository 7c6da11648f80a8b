//! How far a mission is, counted from its rows.

use super::{MissionDetail, MissionFigures, MissionPerson, Reminder};
use crate::{
    board::{Disagreement, disagreements, tally},
    id::StudentId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};
use ts_rs::TS;

/// What a [`Disagreement`] about a mission is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissionFigure {
    Unconfirmed,
    Confirmed,
    Unfinished,
    Finished,
}

/// What a server's counts of a mission in parts are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissionUnit {
    /// Who has several parts counts once.
    People,
    /// Who has several parts counts with each.
    Shares,
}

/// The head of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissionBoard {
    /// Distinct people.
    pub people: u32,
    /// What they were given: who has two parts has two of these.
    pub shares: u32,
    pub unconfirmed: u32,
    pub confirmed: u32,
    pub unfinished: u32,
    pub finished: u32,
    /// The server's counts where they fit neither people nor the rows of all
    /// parts: servers differ in which they count.
    pub disagreements: Vec<Disagreement<MissionFigure>>,
}

impl MissionDetail {
    /// Everybody's rows, of the whole and of its parts.
    fn rows(&self) -> impl Iterator<Item = &MissionPerson> {
        let of_parts = self.parts.iter().flat_map(|part| &part.people);
        self.people.iter().chain(of_parts)
    }

    /// Everybody once. Who has several parts has confirmed when every one is
    /// confirmed, and finished likewise.
    pub fn everybody(&self) -> Vec<MissionPerson> {
        let mut people: Vec<MissionPerson> = Vec::new();
        let mut places: BTreeMap<&StudentId, usize> = BTreeMap::new();
        for row in self.rows() {
            match places.entry(&row.student) {
                Entry::Vacant(place) => {
                    place.insert(people.len());
                    people.push(row.clone());
                }
                Entry::Occupied(place) => {
                    let all = &mut people[*place.get()];
                    all.confirmed &= row.confirmed;
                    all.finished &= row.finished;
                }
            }
        }
        people
    }

    /// Who would get a reminder, each once.
    pub fn to_remind(&self, reminder: Reminder) -> BTreeSet<&StudentId> {
        let waited_for = |row: &&MissionPerson| match reminder {
            Reminder::Confirm => !row.confirmed,
            Reminder::Finish => !row.finished,
        };
        self.rows()
            .filter(waited_for)
            .map(|row| &row.student)
            .collect()
    }

    /// What the server's figures count; `None` where they fit neither.
    pub fn unit_of(&self, server: &MissionFigures) -> Option<MissionUnit> {
        let told = [
            server.unconfirmed.zip(server.confirmed),
            server.unfinished.zip(server.finished),
        ];
        let told = told.into_iter().flatten().next();
        let (open, done) = told?;
        let total = open.checked_add(done)?;
        if total == tally(self.everybody().iter()) {
            Some(MissionUnit::People)
        } else if total == tally(self.rows()) {
            Some(MissionUnit::Shares)
        } else {
            None
        }
    }

    /// Counts the rows, beside what the list said.
    pub fn board(&self, server: &MissionFigures) -> MissionBoard {
        let people = self.everybody();
        let total = tally(people.iter());
        let confirmed = tally(people.iter().filter(|one| one.confirmed));
        let finished = tally(people.iter().filter(|one| one.finished));
        let rows = [
            tally(self.rows().filter(|row| !row.confirmed)),
            tally(self.rows().filter(|row| row.confirmed)),
            tally(self.rows().filter(|row| !row.finished)),
            tally(self.rows().filter(|row| row.finished)),
        ];
        let of_people = [total - confirmed, confirmed, total - finished, finished];
        let told = [
            (MissionFigure::Unconfirmed, server.unconfirmed),
            (MissionFigure::Confirmed, server.confirmed),
            (MissionFigure::Unfinished, server.unfinished),
            (MissionFigure::Finished, server.finished),
        ];
        let compared: Vec<_> = told
            .into_iter()
            .zip(of_people.into_iter().zip(rows))
            .filter(|((_, told), (_, rows))| *told != Some(*rows))
            .map(|((figure, told), (people, _))| (figure, people, told))
            .collect();
        MissionBoard {
            people: total,
            shares: tally(self.rows()),
            unconfirmed: total - confirmed,
            confirmed,
            unfinished: total - finished,
            finished,
            disagreements: disagreements(&compared),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SubMission, tests::detail, tests::person};
    use super::*;

    /// 1 has two parts, and has confirmed one of them.
    fn two_parts() -> MissionDetail {
        let part = |id: i64, people| SubMission {
            id: id.into(),
            content: String::new(),
            people,
        };
        detail(
            Vec::new(),
            vec![
                part(7, vec![person(1, true, false), person(2, true, true)]),
                part(8, vec![person(1, false, false), person(3, false, false)]),
            ],
        )
    }

    #[test]
    fn somebody_with_several_parts_counts_once_and_is_done_with_the_last() {
        let board = two_parts().board(&MissionFigures::default());
        assert_eq!(
            (board.people, board.unconfirmed, board.confirmed),
            (3, 2, 1)
        );
        assert_eq!(board.shares, 4);
        assert_eq!((board.unfinished, board.finished), (2, 1));
        assert!(board.disagreements.is_empty());
        let everybody = two_parts().everybody();
        assert_eq!(
            everybody,
            [
                person(1, false, false),
                person(2, true, true),
                person(3, false, false)
            ]
        );
    }

    #[test]
    fn a_server_may_count_people_or_rows_and_nothing_else() {
        let told = |unconfirmed, finished| MissionFigures {
            unconfirmed,
            finished,
            ..MissionFigures::default()
        };
        let differences = |figures| two_parts().board(&figures).disagreements;
        assert_eq!(differences(told(Some(2), Some(1))), []);
        let mut by_rows = told(Some(2), Some(1));
        by_rows.unfinished = Some(3);
        by_rows.confirmed = Some(2);
        assert_eq!(differences(by_rows), []);
        assert_eq!(
            differences(told(Some(4), Some(1))),
            [Disagreement {
                figure: MissionFigure::Unconfirmed,
                rows: 2,
                server: 4,
            }]
        );
    }

    #[test]
    fn what_a_server_counts_is_known_by_how_many_there_are() {
        let told = |unconfirmed, confirmed| MissionFigures {
            unconfirmed: Some(unconfirmed),
            confirmed: Some(confirmed),
            ..MissionFigures::default()
        };
        let unit = |figures| two_parts().unit_of(&figures);
        assert_eq!(unit(told(2, 1)), Some(MissionUnit::People));
        assert_eq!(unit(told(2, 2)), Some(MissionUnit::Shares));
        assert_eq!(unit(told(5, 0)), None);
        assert_eq!(unit(told(u32::MAX, 1)), None);
        assert_eq!(unit(MissionFigures::default()), None);
        let by_the_other_half = MissionFigures {
            unfinished: Some(3),
            finished: Some(1),
            ..MissionFigures::default()
        };
        assert_eq!(unit(by_the_other_half), Some(MissionUnit::Shares));
        let whole = detail(vec![person(9, false, true)], Vec::new());
        assert_eq!(whole.unit_of(&told(1, 0)), Some(MissionUnit::People));
    }

    #[test]
    fn a_reminder_goes_to_everybody_who_is_waited_for_once() {
        let mission = two_parts();
        let ids = |reminder| -> Vec<_> {
            let people = mission.to_remind(reminder);
            people.into_iter().map(StudentId::as_str).collect()
        };
        assert_eq!(ids(Reminder::Confirm), ["1", "3"]);
        assert_eq!(ids(Reminder::Finish), ["1", "3"]);
        let whole = detail(vec![person(9, false, true)], Vec::new());
        assert_eq!(whole.to_remind(Reminder::Confirm).len(), 1);
        assert!(whole.to_remind(Reminder::Finish).is_empty());
    }
}

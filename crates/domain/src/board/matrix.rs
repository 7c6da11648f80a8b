//! Office × status: who answered what, and who has arrived, office by office.

use super::{CheckInRow, CheckInStatus, ResponseRow, ResponseStatus};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The people of one office, by what they answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeResponses {
    /// 所属单位, as the server spells it; may be empty.
    pub office: String,
    pub accepted: u32,
    pub refused: u32,
    pub unread: u32,
    pub other: u32,
}

/// Those of one office who accepted, by whether they have arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeArrivals {
    pub office: String,
    pub arrived: u32,
    pub absent: u32,
    pub other: u32,
}

impl OfficeResponses {
    pub fn people(&self) -> u32 {
        self.accepted + self.refused + self.unread + self.other
    }
}

impl OfficeArrivals {
    pub fn people(&self) -> u32 {
        self.arrived + self.absent + self.other
    }
}

/// Every office, the one with most people first; equal ones by name.
pub fn responses_by_office(rows: &[ResponseRow]) -> Vec<OfficeResponses> {
    let mut offices: HashMap<&str, OfficeResponses> = HashMap::new();
    for row in rows {
        let office = offices.entry(&row.office).or_default();
        match row.status {
            ResponseStatus::Accepted => office.accepted += 1,
            ResponseStatus::Refused => office.refused += 1,
            ResponseStatus::Unread => office.unread += 1,
            ResponseStatus::Other(_) => office.other += 1,
        }
    }
    let mut offices: Vec<OfficeResponses> = offices
        .into_iter()
        .map(|(name, counts)| OfficeResponses {
            office: name.to_owned(),
            ..counts
        })
        .collect();
    offices.sort_by(|a, b| (b.people(), &a.office).cmp(&(a.people(), &b.office)));
    offices
}

/// Every office, the one that most are missing from first; equal ones by name.
pub fn arrivals_by_office(rows: &[CheckInRow]) -> Vec<OfficeArrivals> {
    let mut offices: HashMap<&str, OfficeArrivals> = HashMap::new();
    for row in rows {
        let office = offices.entry(&row.office).or_default();
        match row.status {
            CheckInStatus::CheckedIn => office.arrived += 1,
            CheckInStatus::Absent => office.absent += 1,
            CheckInStatus::Other(_) => office.other += 1,
        }
    }
    let mut offices: Vec<OfficeArrivals> = offices
        .into_iter()
        .map(|(name, counts)| OfficeArrivals {
            office: name.to_owned(),
            ..counts
        })
        .collect();
    offices
        .sort_by(|a, b| (b.absent, b.people(), &a.office).cmp(&(a.absent, a.people(), &b.office)));
    offices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::tests::{check_in, row};

    #[test]
    fn everybody_is_counted_once_in_their_office() {
        let mut rows = vec![
            row(1, ResponseStatus::Accepted, None),
            row(2, ResponseStatus::Refused, None),
            row(3, ResponseStatus::Unread, None),
            row(4, ResponseStatus::Other("XX".into()), None),
            row(5, ResponseStatus::Unread, None),
        ];
        rows[4].office = "昌岗街".into();
        let offices = responses_by_office(&rows);
        let counts: Vec<_> = offices
            .iter()
            .map(|row| (row.office.as_str(), row.accepted, row.refused, row.unread))
            .collect();
        assert_eq!(counts, [("江南中街", 1, 1, 1), ("昌岗街", 0, 0, 1)]);
        assert_eq!(offices.iter().map(OfficeResponses::people).sum::<u32>(), 5);
    }

    #[test]
    fn the_office_with_most_missing_comes_first() {
        let mut rows = vec![
            check_in(1, CheckInStatus::CheckedIn),
            check_in(2, CheckInStatus::CheckedIn),
            check_in(3, CheckInStatus::Absent),
        ];
        rows[2].office = "江南中街".into();
        let offices = arrivals_by_office(&rows);
        assert_eq!(offices[0].office, "江南中街");
        assert_eq!((offices[1].arrived, offices[1].absent), (2, 0));
    }
}

//! The rows of the boards and of the map, as the paging sees them.

use super::paging::Person;
use muster_domain::{
    board::{CheckInRow, CheckInStatus, ResponseRow, ResponseStatus},
    id::SoldierId,
    position::Whereabouts,
};

impl Person for ResponseRow {
    fn soldier(&self) -> &SoldierId {
        &self.soldier
    }

    fn name(&self) -> &str {
        &self.name
    }

    /// Who has answered has, whatever another row says; of two answers the
    /// later counts. The time of an answer may be left out.
    fn outweighs(&self, earlier: &Self) -> bool {
        let rank = |row: &Self| (row.status != ResponseStatus::Unread, row.responded_at);
        rank(self) > rank(earlier)
    }
}

impl Person for CheckInRow {
    fn soldier(&self) -> &SoldierId {
        &self.soldier
    }

    fn name(&self) -> &str {
        &self.name
    }

    /// Somebody who has arrived is there, whatever another row says.
    fn outweighs(&self, earlier: &Self) -> bool {
        self.status == CheckInStatus::CheckedIn && earlier.status == CheckInStatus::Absent
    }
}

impl Person for Whereabouts {
    fn soldier(&self) -> &SoldierId {
        &self.soldier
    }

    fn name(&self) -> &str {
        &self.name
    }

    /// A row without a position says nothing.
    fn outweighs(&self, earlier: &Self) -> bool {
        self.at.is_some() && earlier.at.is_none()
    }
}

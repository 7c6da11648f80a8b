//! The rows of the boards and of the map, as the paging sees them.

use super::paging::Person;
use muster_domain::{
    board::{CheckInRow, CheckInStatus, ResponseRow},
    id::SoldierId,
    position::Whereabouts,
};

impl Person for ResponseRow {
    fn soldier(&self) -> &SoldierId {
        &self.soldier
    }

    /// A page that is read later is newer.
    fn outweighs(&self, earlier: &Self) -> bool {
        self.responded_at > earlier.responded_at
    }
}

impl Person for CheckInRow {
    fn soldier(&self) -> &SoldierId {
        &self.soldier
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

    /// A row without a position says nothing.
    fn outweighs(&self, earlier: &Self) -> bool {
        self.at.is_some() && earlier.at.is_none()
    }
}

//! What privacy mode lets out.

use super::table::Table;
use crate::client::Client;

/// How privacy mode treats what leaves: masked, unless somebody asked for it
/// this time.
#[derive(Clone, Copy)]
pub(super) enum Private {
    /// Privacy mode is off.
    Open,
    Masked,
    Revealed,
}

impl Private {
    pub(super) fn of(client: &Client, reveal: bool) -> Self {
        match (client.settings().privacy, reveal) {
            (false, _) => Self::Open,
            (true, false) => Self::Masked,
            (true, true) => Self::Revealed,
        }
    }

    pub(super) fn seen(self, table: Table) -> Table {
        match self {
            Self::Open | Self::Revealed => table,
            Self::Masked => table.masked(),
        }
    }

    pub(super) fn masks(self, table: &Table) -> bool {
        matches!(self, Self::Masked) && table.is_private()
    }

    pub(super) fn reveals(self, table: &Table) -> bool {
        matches!(self, Self::Revealed) && table.is_private()
    }
}

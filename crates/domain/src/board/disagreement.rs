//! Where the server's own count differs from what its rows come to.

use super::Figure;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A figure on which the rows and the server differ; both are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Disagreement<F = Figure> {
    pub figure: F,
    /// Recounted from the rows.
    pub rows: u32,
    /// As the server says.
    pub server: u32,
}

/// Those that differ, of figures that were recounted. What the server does not
/// tell cannot differ.
pub fn disagreements<F: Copy>(compared: &[(F, u32, Option<u32>)]) -> Vec<Disagreement<F>> {
    compared
        .iter()
        .filter_map(|&(figure, rows, server)| {
            let server = server?;
            (server != rows).then_some(Disagreement {
                figure,
                rows,
                server,
            })
        })
        .collect()
}

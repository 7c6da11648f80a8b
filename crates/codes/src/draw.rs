//! A text as the dark squares of a QR code.

use fast_qr::{ECL, QRBuilder, QRCode};
use serde::Serialize;
use std::fmt::Write;
use ts_rs::TS;

/// A QR code to be drawn: dark squares on white. Around it belong four modules
/// of white, without which cameras do not find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Drawing {
    /// Modules a side.
    pub side: u16,
    /// The dark ones as the `d` of an SVG path, one unit a module.
    pub path: String,
}

/// More text than a QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more text than a QR code holds")]
pub struct TooMuch;

/// Draws `text` so that 15 % of the code may be hidden or washed out.
pub fn draw(text: &str) -> Result<Drawing, TooMuch> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|_| TooMuch)?;
    let side = u16::try_from(code.size).map_err(|_| TooMuch)?;
    Ok(Drawing {
        side,
        path: path(&code),
    })
}

/// Each run of dark modules in a row as one rectangle.
fn path(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y][..code.size];
        let mut x = 0;
        for run in row.chunk_by(|left, right| left.value() == right.value()) {
            if run[0].value() {
                let wide = run.len();
                // Writing into a string does not fail.
                let _ = write!(path, "M{x} {y}h{wide}v1h-{wide}z");
            }
            x += run.len();
        }
    }
    path
}

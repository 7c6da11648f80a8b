//! QR codes: drawn for a projector, read from a picture. A picture comes from
//! anywhere, so nothing but its bytes is known here; what a code says is the
//! business of whoever asked.

mod draw;
mod read;
mod sight;
#[cfg(test)]
mod tests;

pub use draw::{Drawing, TooMuch, draw};
pub use read::{LARGEST_PIXELS, Unreadable, read};

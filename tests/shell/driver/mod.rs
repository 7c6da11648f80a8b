//! Drives the real app in a real window: a private desktop ([`Stage`]), the app
//! on it ([`App`]), and the page found by roles and names as a person or a
//! screen reader would.

mod app;
mod deadline;
mod marks;
mod page;
mod process;
mod relay;
mod server;
mod stage;
mod system;

pub use app::App;
pub use marks::hits;
pub use process::{Process, signal};
pub use relay::Relay;
pub use server::{Account, Server};
pub use stage::Stage;

use std::time::Duration;

/// The longest that anything here takes on a slow machine. Reaching it is a
/// failure; nothing waits this long when all is well.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The longest that a test takes, by far.
const LIMIT: Duration = Duration::from_secs(180);

/// How often a condition is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// Waits until `look` answers something.
///
/// # Panics
///
/// When it has not after [`PATIENCE`], naming what was waited for.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = found_in_time(look).await;
    found.unwrap_or_else(|| panic!("waited in vain for {what}"))
}

async fn found_in_time<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(GLANCE).await;
        }
    };
    // A look that gets no answer is given up like one that finds nothing.
    tokio::time::timeout(PATIENCE, looking).await.ok()
}

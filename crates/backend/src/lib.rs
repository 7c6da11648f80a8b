//! The reference backend: it speaks the protocols of the documents on SQLite,
//! with invented people and a simulated unit that answers. It runs inside the
//! app or as `muster-server`, and shares no code with the clients that talk
//! to it.
//!
//! ```no_run
//! # async fn demo() -> Result<(), muster_backend::BackendError> {
//! let running = muster_backend::Backend::start(Default::default()).await?;
//! println!("{} {:?}", running.url(), running.accounts());
//! running.stop().await;
//! # Ok(())
//! # }
//! ```

mod backend;
mod clock;
mod dialects;
mod dice;
mod drill;
mod sample;
mod server;
mod service;
mod store;

pub use backend::{Backend, BackendError, Db, DbKey, Options, Running};
pub use clock::{Clock, ManualClock, SystemClock};
pub use dialects::militia::{Dialect, routes};
pub use dialects::questboard::routes as quest_routes;
pub use dialects::soptask::routes as moment_routes;
pub use dialects::weclubs::{SignCheck, routes as club_routes};
pub use sample::{SampleAccount, Size, accounts};
pub use service::clubs::CODE_AGE;
pub use service::quests::{RECENT, Rate};
pub use store::{
    Counts, GrantRecount, MeetingCounts, MeetingRecount, MissionCounts, MissionRecount,
    MomentCounts, MomentRecount, Notices, Recount,
};

//! Work that takes a while, off the asynchronous threads.

use crate::fault;
use muster_domain::error::AppError;

/// Runs `work` where it may block. `what` names it in the log should it be cut
/// short.
pub(crate) async fn off_thread<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| fault::internal(what, "the work was ended"))
}

//! What a failed exchange tells.

use crate::error::{Cause, Error};
use std::{error::Error as StdError, io};

/// Turns the client's error into ours. Everything after the connecting phase
/// may have sent bytes.
pub(crate) fn of(error: &reqwest::Error) -> Error {
    if error.is_connect() {
        if error.is_timeout() {
            Error::TimedOut { sent: false }
        } else {
            Error::Unreachable(cause(error))
        }
    } else if error.is_builder() {
        Error::BadAddress
    } else if error.is_timeout() {
        Error::TimedOut { sent: true }
    } else if causes(error)
        .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
        .any(hyper::Error::is_parse)
    {
        Error::WrongServer
    } else {
        Error::CutOff(cause(error))
    }
}

/// The kind of the failure, never its text: that names hosts and addresses.
fn cause(error: &reqwest::Error) -> Option<Cause> {
    if error.is_dns() {
        return Some(Cause("find the host's address".to_owned()));
    }
    let kinds = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    let kind = kinds.last()?.kind();
    Some(Cause(kind.to_string()))
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

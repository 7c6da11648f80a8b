//! Listening to `/api/task/events`.

use super::{convert, envelope::open};
use crate::{
    connector::QuestNotices,
    error::{Error, Result},
    http::{Dialled, Request, Socket, Transport},
};
use async_trait::async_trait;
use muster_domain::quest::QuestNotice;
use std::time::Duration;

/// Three of the server's pings.
const SILENCE: Duration = Duration::from_secs(60);

pub(super) async fn listen(
    transport: &Transport,
    request: Request,
) -> Result<Box<dyn QuestNotices>> {
    match transport.dial(request, SILENCE).await? {
        Dialled::Socket(socket) => Ok(Box::new(Listening { socket })),
        Dialled::Refused(reply) => {
            open(&reply)?.check()?;
            Err(Error::WrongServer)
        }
    }
}

/// An open connection.
#[derive(Debug)]
struct Listening {
    socket: Box<Socket>,
}

#[async_trait]
impl QuestNotices for Listening {
    async fn next(&mut self) -> Option<Result<QuestNotice>> {
        loop {
            let text = match self.socket.next_text().await? {
                Ok(text) => text,
                Err(error) => return Some(Err(error)),
            };
            match convert::notice(&text) {
                Ok(Some(notice)) => return Some(Ok(notice)),
                Ok(None) => tracing::info!("a notification of another kind"),
                // What it would have told is found at the next reading.
                Err(error) => tracing::warn!(%error, "a notification that makes no sense"),
            }
        }
    }
}

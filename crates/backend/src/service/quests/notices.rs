//! Who listens, and what they are told. What is told is not kept: whoever was
//! away reads the board again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::store::{Moved, Standing, TokenHash};

/// Notices that may wait for a listener. Who is slower than that is dropped.
const QUEUE: usize = 256;
/// Listeners a user may have; the oldest goes when there are more.
const LISTENERS_MAX: usize = 16;

/// What a user is told of at once.
#[derive(Debug, Clone)]
pub enum Notice {
    Progressed(Moved),
    Completed(Standing),
    /// With the moment of telling, and when the time runs out.
    Expiring(Standing, Timestamp, Timestamp),
}

/// Everybody who listens.
#[derive(Debug, Default)]
pub struct Hub(Mutex<Listeners>);

#[derive(Debug, Default)]
struct Listeners {
    all: Vec<Listener>,
    last_id: u64,
}

#[derive(Debug)]
struct Listener {
    id: u64,
    user_id: i64,
    token: TokenHash,
    sender: Sender<Arc<Notice>>,
}

/// One listener's end. Dropped, it listens no more.
#[derive(Debug)]
pub struct Listening {
    hub: Arc<Hub>,
    id: u64,
    notices: Receiver<Arc<Notice>>,
}

impl Hub {
    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens from now on, with the token that it is allowed by.
    pub fn listen(self: &Arc<Self>, user_id: i64, token: TokenHash) -> Listening {
        let (sender, notices) = mpsc::channel(QUEUE);
        let mut listeners = self.listeners();
        let mut own = listeners.all.iter().filter(|one| one.user_id == user_id);
        if let Some(oldest) = own.next().map(|one| one.id)
            && own.count() + 1 >= LISTENERS_MAX
        {
            listeners.all.retain(|one| one.id != oldest);
        }
        listeners.last_id += 1;
        let id = listeners.last_id;
        listeners.all.push(Listener {
            id,
            user_id,
            token,
            sender,
        });
        Listening {
            hub: Arc::clone(self),
            id,
            notices,
        }
    }

    /// Tells every listener of the user, in the order of the calls. Does not
    /// wait for anybody.
    pub fn tell(&self, user_id: i64, notice: Notice) {
        let notice = Arc::new(notice);
        self.listeners().all.retain(|listener| {
            listener.user_id != user_id || listener.sender.try_send(Arc::clone(&notice)).is_ok()
        });
    }

    /// Ends the listeners of a token.
    pub fn end(&self, token: &TokenHash) {
        self.listeners().all.retain(|one| one.token != *token);
    }

    #[cfg(test)]
    pub fn listeners_of(&self, user_id: i64) -> usize {
        let listeners = self.listeners();
        let own = listeners.all.iter().filter(|one| one.user_id == user_id);
        own.count()
    }

    /// Everybody who listens, each once.
    pub fn users(&self) -> Vec<i64> {
        let listeners = self.listeners();
        let mut users: Vec<i64> = listeners.all.iter().map(|one| one.user_id).collect();
        users.sort_unstable();
        users.dedup();
        users
    }
}

impl Listening {
    /// The next notice; `None` when there will be no more.
    pub async fn next(&mut self) -> Option<Arc<Notice>> {
        self.notices.recv().await
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.hub.listeners().all.retain(|one| one.id != self.id);
    }
}

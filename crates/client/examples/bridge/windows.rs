//! The pages that are open. A page that is closed ends its events, which is how
//! the core learns that it shows nothing any more.

use muster_client::{Caller, Client};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The core and who looks at it. A cheap handle.
#[derive(Clone)]
pub struct Windows {
    client: Client,
    /// How many streams of events each page has: a page that connects again is
    /// there before its broken stream is seen to end.
    streams: Arc<Mutex<HashMap<String, usize>>>,
}

impl Windows {
    pub fn new(client: Client) -> Self {
        Self {
            client,
            streams: Arc::default(),
        }
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The page is open for as long as the answer lives.
    pub fn open(&self, page: String) -> Window {
        *self.counts().entry(page.clone()).or_default() += 1;
        Window {
            windows: self.clone(),
            page,
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page with its events.
pub struct Window {
    windows: Windows,
    page: String,
}

impl Drop for Window {
    fn drop(&mut self) {
        let mut counts = self.windows.counts();
        let left = counts.get(&self.page).map_or(0, |count| count - 1);
        if left > 0 {
            counts.insert(self.page.clone(), left);
        } else {
            counts.remove(&self.page);
            self.windows.client.window_closed(Caller::Page(&self.page));
        }
    }
}

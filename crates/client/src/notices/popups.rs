//! Popups: what of the inbox is shown outside of the windows, and when.

use super::{is_attended, open, words};
use crate::{
    client::{Client, lock},
    host::{DesktopError, Popup},
    store,
};
use muster_domain::{
    error::AppError,
    event::Tag,
    id::InboxId,
    notice::{Ending, Matter, Notice, PopupState, PopupWay},
    time::Time,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

/// Two readings settle most writes that may have arrived: so long nobody is
/// called to one.
const SETTLING: Duration = Duration::from_secs(10);

/// A group of answers that grows is shown again after this, milliseconds.
const AGAIN_MS: i64 = 5 * 60_000;

/// The name of the one that shows how they look.
const SAMPLE: &str = "sample";

#[derive(Debug, Default)]
pub(crate) struct State {
    way: Mutex<PopupWay>,
    /// When each group of answers was last shown.
    shown: Mutex<HashMap<InboxId, Time>>,
}

/// Shows a line of the inbox, if it is one to be shown now.
pub(super) fn consider(client: &Client, id: InboxId) {
    let shower = client.clone();
    client.spawn(async move {
        let Ok(Some(notice)) = load(&shower, &id).await else {
            return;
        };
        let notice = if is_settling(&notice) {
            tokio::time::sleep(SETTLING).await;
            // Settled meanwhile, it was told of anew.
            match load(&shower, &id).await {
                Ok(Some(later)) if later.matter == notice.matter => later,
                _ => return,
            }
        } else {
            notice
        };
        if is_wanted(&shower, &notice) {
            let popup = popup(&shower, &notice);
            let _ = show(&shower, popup).await;
        }
    });
}

fn is_settling(notice: &Notice) -> bool {
    let Matter::Write { ending, .. } = notice.matter else {
        return false;
    };
    ending == Ending::Unknown
}

async fn load(client: &Client, id: &InboxId) -> Result<Option<Notice>, AppError> {
    let id = id.clone();
    let desk = client.stores()?.desk;
    desk.read(move |db| store::notices::find(db, &id)).await
}

fn is_wanted(client: &Client, notice: &Notice) -> bool {
    // The windows say it to who works at them; what is urgent is said twice.
    let needless = notice.read || (is_attended(client) && !notice.matter.is_urgent());
    let popups = &client.inner().options.popups;
    let now = client.now();
    let chosen = client.settings().notify;
    !needless && chosen.lets_through(&notice.matter, now, &popups.zone()) && is_due(client, notice)
}

/// A group of answers is not shown each time it grows.
fn is_due(client: &Client, notice: &Notice) -> bool {
    if !matches!(notice.matter, Matter::Responses { .. }) {
        return true;
    }
    let now = client.now();
    let mut shown = lock(&client.inner().notices.popups.shown);
    shown.retain(|_, at| (0..AGAIN_MS).contains(&now.ms_since(*at)));
    let is_due = !shown.contains_key(&notice.id);
    if is_due {
        shown.insert(notice.id.clone(), now);
    }
    is_due
}

fn popup(client: &Client, notice: &Notice) -> Popup {
    let settings = client.settings();
    let words = words::of(settings.language);
    let hidden = settings.privacy || client.inner().screen_lock.stands().locked;
    let (title, text) = if hidden {
        (words.kind(&notice.matter).to_owned(), String::new())
    } else {
        // What is ahead is reckoned by the clock of the server.
        let now = match &notice.connection {
            Some(connection) => client.now_on(connection),
            None => client.now(),
        };
        words.tell(&notice.matter, &notice.connection_name, now)
    };
    let (opener, id) = (client.clone(), notice.id.clone());
    let connection = notice.connection.as_ref().map_or("", |id| id.as_str());
    Popup {
        of: format!("{connection}/{}", notice.matter.about()),
        title,
        text,
        urgent: notice.matter.is_urgent(),
        pressed: Arc::new(move || open(&opener, id.clone())),
    }
}

async fn show(client: &Client, popup: Popup) -> Result<(), DesktopError> {
    let shown = client.inner().options.popups.show(popup).await;
    let way = match shown {
        Ok(()) => PopupWay::Works,
        Err(DesktopError::NoProgram) => PopupWay::Missing,
    };
    let before = std::mem::replace(&mut *lock(&client.inner().notices.popups.way), way);
    if before != way {
        if way == PopupWay::Missing {
            tracing::warn!("this system shows no notifications");
        }
        client.emit([Tag::Settings]);
    }
    shown
}

/// Shows one now, whatever the hour: how they look, and whether they do.
pub(crate) async fn try_one(client: &Client) -> Result<(), AppError> {
    let words = words::of(client.settings().language);
    let popup = Popup {
        of: SAMPLE.to_owned(),
        title: words.sample.0.to_owned(),
        text: words.sample.1.to_owned(),
        urgent: false,
        pressed: Arc::new(|| {}),
    };
    show(client, popup).await.map_err(|_| AppError::NoProgram)
}

pub(crate) fn state(client: &Client) -> PopupState {
    let zone = client.inner().options.popups.zone();
    PopupState {
        way: *lock(&client.inner().notices.popups.way),
        quiet: client.settings().notify.is_quiet(client.now(), &zone),
    }
}

//! Sign-in codes: minted for the projector, read from pictures.

use super::{acts::code_host, found};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{
            OneMeeting,
            codes::{MintedCode, PictureRead},
        },
    },
    host::Screen,
    store,
    threads::off_thread,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use muster_codes::Unreadable;
use muster_domain::{
    error::AppError,
    id::{ConnectionId, MeetingId},
    meeting::{CodeWindow, MeetingDetail},
    sign_in_code::SignInCode,
};
use std::sync::Arc;

/// The largest picture that is taken, bytes of its file.
const LARGEST: usize = 32 * 1024 * 1024;

/// Windows that are listed: the latest.
const WINDOWS: usize = 200;

/// A code that is minted by a clock so far off is old before it leaves the
/// screen, or not good yet, milliseconds.
const CODE_SKEW_MS: u64 = 10_000;

/// A code of the meeting as of now, by this machine's clock, and a note that it
/// is on screen. `nothing_cached` until it was read who leads its sign-in, and
/// `not_permitted` for everybody else.
pub(crate) async fn mint(client: &Client, args: OneMeeting) -> Result<MintedCode, AppError> {
    let OneMeeting {
        connection,
        meeting,
    } = args;
    let connector = client.connector(&connection).await?;
    let clubs = connector.clubs().ok_or(AppError::NotPermitted)?;
    let me = clubs.me().ok_or_else(|| AppError::NotSignedIn {
        connection: connection.clone(),
    })?;
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let detail = found::<MeetingDetail>(client, connection.clone(), view).await?;
    let leaders = detail.ok_or(AppError::NothingCached)?.value.leaders;
    if !leaders.iter().any(|row| row.student == me) {
        return Err(AppError::NotPermitted);
    }
    let now = client.now();
    let code = SignInCode::mint(&meeting, &me, now).ok_or(AppError::NotFound)?;
    let text = code.text(&code_host(client, &connection).await?);
    let skew_ms = client.exact_skew_ms(&connection);
    let drawing = muster_codes::draw(&text).map_err(|_| AppError::NotFound)?;
    let note = move |db: &mut rusqlite::Connection| {
        store::code_windows::note(db, &connection, &meeting, now)
    };
    client.stores()?.desk.with(note).await?;
    Ok(MintedCode {
        text,
        minted_at: now,
        clock_skew_ms: skew_ms.filter(|skew_ms| skew_ms.unsigned_abs() >= CODE_SKEW_MS),
        side: drawing.side,
        path: drawing.path,
    })
}

/// Shows the codes of a meeting on a window of their own, for everybody to see.
pub(crate) async fn open_projector(client: &Client, args: OneMeeting) -> Result<(), AppError> {
    let OneMeeting {
        connection,
        meeting,
    } = args;
    let view = ClubView::Meeting {
        meeting: meeting.clone(),
    };
    let detail = found::<MeetingDetail>(client, connection.clone(), view).await?;
    detail.ok_or(AppError::NotFound)?;
    let desktop = Arc::clone(&client.inner().options.desktop);
    desktop
        .open_screen(&Screen::Projector {
            connection,
            meeting,
        })
        .map_err(|_| AppError::NoProgram)
}

/// When codes of the meeting were on this machine's screen.
pub(super) async fn all_windows(
    client: &Client,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<Vec<CodeWindow>, AppError> {
    let (connection, meeting) = (connection.clone(), meeting.clone());
    let read =
        move |db: &rusqlite::Connection| store::code_windows::list(db, &connection, &meeting);
    client.stores()?.desk.read(read).await
}

/// The latest of them, the oldest first.
pub(crate) async fn windows(
    client: &Client,
    connection: &ConnectionId,
    meeting: &MeetingId,
) -> Result<Vec<CodeWindow>, AppError> {
    let mut windows = all_windows(client, connection, meeting).await?;
    windows.drain(..windows.len().saturating_sub(WINDOWS));
    Ok(windows)
}

/// The one sign-in code of this server in a picture, base64 of its file.
pub(crate) async fn read_picture(
    client: &Client,
    connection: &ConnectionId,
    picture: String,
) -> Result<PictureRead, AppError> {
    let host = code_host(client, connection).await?;
    off_thread("read a picture", move || read_in(&picture, &host)).await
}

fn read_in(picture: &str, host: &str) -> PictureRead {
    if picture.len() / 4 * 3 > LARGEST {
        return PictureRead::TooLarge;
    }
    let Ok(bytes) = STANDARD.decode(picture.trim()) else {
        return PictureRead::NotAPicture;
    };
    let texts = match muster_codes::read(&bytes) {
        Ok(texts) => texts,
        Err(Unreadable::NotAPicture) => return PictureRead::NotAPicture,
        Err(Unreadable::TooLarge { .. }) => return PictureRead::TooLarge,
        Err(Unreadable::NoCode) => return PictureRead::Nothing,
    };
    let parsed = texts.iter().map(|text| SignInCode::parse(text, host));
    let (mut codes, mut refusals) = (Vec::new(), Vec::new());
    for (text, parsed) in texts.iter().zip(parsed) {
        match parsed {
            Ok(_) => codes.push(text.clone()),
            Err(refusal) => refusals.push(refusal),
        }
    }
    match (codes.len(), codes.pop(), refusals.first()) {
        (1, Some(text), _) => PictureRead::Code { text },
        (0, _, Some(&refusal)) => PictureRead::Other { refusal },
        (0, _, None) => PictureRead::Nothing,
        (count, ..) => PictureRead::Several {
            count: u32::try_from(count).unwrap_or(u32::MAX),
        },
    }
}

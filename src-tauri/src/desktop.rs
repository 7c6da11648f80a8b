//! What stands around the main window: the program that dials, and windows for
//! everybody to see.

use muster_client::host::{Desktop, DesktopError, Screen};
use tauri::{AppHandle, Runtime};

use crate::window;

/// The desktop that this app runs on.
#[derive(Debug)]
pub struct AroundUs<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Desktop for AroundUs<R> {
    /// `tel:` and nothing else: no page and no server's text chooses what is
    /// opened.
    fn dial(&self, phone: &str) -> Result<(), DesktopError> {
        let number: String = phone
            .chars()
            .filter(|character| character.is_ascii_digit() || *character == '+')
            .collect();
        tauri_plugin_opener::open_url(format!("tel:{number}"), None::<&str>).map_err(|error| {
            tracing::warn!(%error, "no program dials");
            DesktopError::NoProgram
        })
    }

    fn open_screen(&self, screen: &Screen) -> Result<(), DesktopError> {
        let (label, connection, of) = match screen {
            Screen::Wall { connection, task } => (window::WALL, connection, task.as_str()),
            Screen::Projector {
                connection,
                meeting,
            } => (window::PROJECTOR, connection, meeting.as_str()),
        };
        // A window is called as the page that it shows.
        let path = format!("{label}/{}/{}", encoded(connection.as_str()), encoded(of));
        window::open_screen(&self.0, label, &path).map_err(|error| {
            tracing::warn!(%error, label, "open a window for everybody");
            DesktopError::NoProgram
        })
    }
}

/// As a part of an address: everything but letters, digits and `-_.` escaped.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn an_id_stays_one_part_of_an_address() {
        assert_eq!(encoded("7"), "7");
        assert_eq!(encoded("../7?a=1#b"), "..%2F7%3Fa%3D1%23b");
        assert_eq!(encoded("七"), "%E4%B8%83");
    }
}

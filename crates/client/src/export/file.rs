//! The file of an export: what it is called, and how it comes to be all there
//! or not at all.

use muster_domain::{
    error::AppError,
    time::{Time, beijing},
};
use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Characters that the title of a task may take of the name.
const TITLE: usize = 40;

/// A name for the file: title, content and Beijing's date and time, without
/// what one of the three systems refuses in a name.
pub(crate) fn name(title: &str, content: &str, now: Time, extension: &str) -> String {
    let at = now.to_civil(&beijing()).unwrap_or_default();
    // `2018-05-06 12:00:00` without its seconds.
    let at = at.get(..16).unwrap_or_default().replace(':', "");
    let title: String = safe(title).chars().take(TITLE).collect();
    let parts = [title.trim(), &safe(content), &at];
    let stem = parts.iter().filter(|part| !part.is_empty());
    let stem: Vec<&str> = stem.copied().collect();
    format!("{}.{extension}", stem.join(" "))
}

/// Neither a path nor anything hidden, and nothing that turns the direction of
/// writing, which would let a name show another ending than it has.
fn safe(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").trim_matches(['.', ' ', '~']).to_owned()
}

/// The chosen path with the extension of its format, and whether a file that
/// is there may give way: only if the user saw this very name.
pub(crate) fn with_extension(chosen: PathBuf, extension: &str) -> (PathBuf, bool) {
    let has_it = chosen
        .extension()
        .is_some_and(|other| other.eq_ignore_ascii_case(extension));
    if has_it {
        return (chosen, true);
    }
    let mut name = chosen.into_os_string();
    name.push(".");
    name.push(extension);
    (name.into(), false)
}

/// Writes the file beside its place, synced, and moves it there: a file of
/// that name is the old one or the new one, never half of it. Only its owner
/// may read it.
pub(crate) fn write(path: &Path, replace: bool, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".muster-")
        .suffix(".part")
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if replace {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    Ok(())
}

/// What the UI hears of it. Nothing was written in any case.
pub(crate) fn failure(error: &io::Error) -> AppError {
    tracing::warn!(kind = ?error.kind(), "write an export");
    AppError::NotWritten {
        full: matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: Time = Time(1_525_579_200_000);

    #[test]
    fn a_file_is_named_by_title_content_and_time() {
        assert_eq!(
            name("【演练】珠江防汛", "响应名单", NOON, "xlsx"),
            "【演练】珠江防汛 响应名单 2018-05-06 1200.xlsx"
        );
        assert_eq!(
            name("", "发件箱", NOON, "csv"),
            "发件箱 2018-05-06 1200.csv"
        );
        assert_eq!(
            name("../../etc/passwd", "A", NOON, "csv"),
            "etc passwd A 2018-05-06 1200.csv"
        );
    }

    proptest! {
        #[test]
        fn no_title_makes_a_path_or_a_name_too_long(title in ".{0,200}") {
            let name = name(&title, "响应名单", NOON, "xlsx");
            prop_assert!(name.len() < 255, "{}", name.len());
            let refused = ['/', '\\', ':', '\0', '\u{202e}'];
            prop_assert!(!name.contains(refused));
            prop_assert!(!name.starts_with(['.', ' ']));
            prop_assert_eq!(Path::new(&name).components().count(), 1);
        }
    }

    #[test]
    fn what_was_typed_without_an_ending_gets_one_and_replaces_nothing() {
        let (path, replace) = with_extension("/a/名单.XLSX".into(), "xlsx");
        assert_eq!((path.as_path(), replace), (Path::new("/a/名单.XLSX"), true));
        let (path, replace) = with_extension("/a/5.6 名单".into(), "xlsx");
        assert_eq!(
            (path.as_path(), replace),
            (Path::new("/a/5.6 名单.xlsx"), false)
        );
    }

    #[test]
    fn a_file_is_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("名单.csv");
        write(&path, false, b"one").unwrap();
        let refused = write(&path, false, b"two").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, true, b"three").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_gone_is_told_from_a_full_disk() {
        let error = write(Path::new("/nowhere/at/all.csv"), true, b"").unwrap_err();
        assert_eq!(failure(&error), AppError::NotWritten { full: false });
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(failure(&full), AppError::NotWritten { full: true });
    }

    /// `/dev/full` is a disk on which nothing fits.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_recognised() {
        let mut full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let error = full.write_all(b"x").unwrap_err();
        assert_eq!(failure(&error), AppError::NotWritten { full: true });
    }
}

//! Workbooks as another program reads them.

use std::{
    collections::HashMap,
    ffi::OsString,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// It starts in a few seconds; on a machine that is busy with other things, later.
const LONGEST: Duration = Duration::from_secs(120);

/// Every sheet of a workbook, by its name, as rows of text.
pub type Sheets = HashMap<String, Vec<Vec<String>>>;

/// CSV in UTF-8, commas, quotes where needed, cells as they are shown, every
/// sheet.
const FILTER: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

/// Converts a workbook in a home of its own, so that no other LibreOffice of
/// this user is asked to do it.
pub async fn opened_by_libreoffice(book: &Path) -> Sheets {
    let book = book.to_owned();
    let opened = tokio::task::spawn_blocking(move || open(&book));
    opened.await.unwrap()
}

/// How it ended, unless it takes too long.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(50));
    }
    child.kill().unwrap();
    None
}

fn open(book: &Path) -> Sheets {
    let home = tempfile::tempdir().unwrap();
    let program = std::env::var_os("MUSTER_SOFFICE").unwrap_or_else(|| OsString::from("soffice"));
    let out = home.path().join("sheets");
    let converting = Command::new(&program)
        .env("HOME", home.path())
        .args(["--headless", "--convert-to", FILTER, "--outdir"])
        .args([out.as_os_str(), book.as_os_str()])
        .stdout(Stdio::null())
        .spawn();
    let mut converting = converting.unwrap_or_else(|error| {
        panic!(
            "LibreOffice does not start ({error}): install libreoffice-calc-nogui, \
             as `cargo xtask test` does, or name the program in MUSTER_SOFFICE"
        )
    });
    let status = ended(&mut converting).unwrap_or_else(|| panic!("LibreOffice does not end"));
    assert!(status.success(), "{status}");
    let stem = book.file_stem().unwrap().to_string_lossy().into_owned();
    let files = std::fs::read_dir(&out).unwrap();
    files
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let sheet = name.strip_prefix(&format!("{stem}-")).unwrap().to_owned();
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_path(&path)
                .unwrap();
            let rows = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect());
            (sheet, rows.collect())
        })
        .collect()
}

/// The value beside a label.
pub fn told<'a>(sheet: &'a [Vec<String>], label: &str) -> &'a str {
    let row = sheet.iter().find(|row| row[0] == label);
    &row.unwrap_or_else(|| panic!("no line {label} in {sheet:?}"))[1]
}

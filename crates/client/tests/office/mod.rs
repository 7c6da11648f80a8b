//! Workbooks as another program reads them.

use std::{collections::HashMap, ffi::OsString, path::Path, process::Stdio, time::Duration};
use tokio::{process::Command, time::timeout};

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
    let home = tempfile::tempdir().unwrap();
    let program = std::env::var_os("MUSTER_SOFFICE").unwrap_or_else(|| OsString::from("soffice"));
    let out = home.path().join("sheets");
    let converting = Command::new(&program)
        .env("HOME", home.path())
        .args(["--headless", "--convert-to", FILTER, "--outdir"])
        .args([out.as_os_str(), book.as_os_str()])
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut converting = converting.unwrap_or_else(|error| {
        panic!(
            "LibreOffice does not start ({error}): install libreoffice-calc-nogui, \
             as `cargo xtask test` does, or name the program in MUSTER_SOFFICE"
        )
    });
    let ended = timeout(LONGEST, converting.wait()).await;
    let status = ended.unwrap_or_else(|_| panic!("LibreOffice does not end"));
    assert!(status.as_ref().unwrap().success(), "{status:?}");
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

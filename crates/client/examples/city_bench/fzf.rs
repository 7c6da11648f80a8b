//! `fzf --filter`, where it is installed: a process for each keystroke, which
//! reads everybody from a file.

use crate::{peer::Scan, table};
use std::{
    fs::File,
    io,
    path::Path,
    process::{Command, Stdio},
};

/// The times of the queries; `None` where there is no fzf.
pub fn search(
    scan: &Scan,
    dir: &Path,
    queries: &[String],
) -> Result<Option<table::Times>, io::Error> {
    let file = dir.join("people.txt");
    std::fs::write(&file, scan.people().join("\n"))?;
    let mut times = table::Times::default();
    for query in queries {
        let mut command = Command::new("fzf");
        command
            .args(["--filter", query])
            .stdin(File::open(&file)?)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        match table::timed_now(|| command.output()) {
            (Ok(_), time) => times.add(time),
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            (Err(error), _) => return Err(error),
        }
    }
    Ok(Some(times))
}

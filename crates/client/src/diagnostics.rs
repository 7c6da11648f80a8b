//! What helps to find a fault, as one text file that the user can read before
//! handing it on: versions, states, sizes and counts, and the end of the log.
//! No names, numbers, addresses or titles; the log holds none either.

use crate::{
    client::Client,
    commands::export::Exported,
    connections,
    export::{self, file},
    store::{self, Stores},
};
use muster_domain::{
    connection::Connection,
    error::AppError,
    time::{Time, beijing},
};
use serde::Serialize;
use serde_json::Value;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Of the newest log, bytes: some days of an ordinary seat.
const LOG_BYTES: usize = 512 * 1024;

const NAME: &str = "Muster diagnostics";

pub(crate) async fn save(client: &Client) -> Result<Option<Exported>, AppError> {
    let report = report(client).await;
    let name = file::name("", NAME, client.now(), "txt");
    let logs = client.inner().options.logs.clone();
    let lines = u32::try_from(report.lines().count()).unwrap_or(u32::MAX);
    let render =
        move || Ok((report + &logs.map_or_else(String::new, |logs| log(&logs))).into_bytes());
    export::write(client, &name, "txt", lines, render).await
}

/// The newest file of the log.
pub(crate) async fn reveal_logs(client: &Client) -> Result<(), AppError> {
    let logs = client.inner().options.logs.clone();
    let newest = logs.and_then(|logs| newest(&logs));
    export::show(client, newest.ok_or(AppError::NotFound)?).await
}

async fn report(client: &Client) -> String {
    let info = client.info();
    let at = client.now();
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name}: {value}");
    };
    line("version", &format!("{} ({})", info.version, info.commit));
    line(
        "system",
        &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    );
    line("made at", &at.to_civil(&beijing()).unwrap_or_default());
    line("stores", &json(&info.stores));
    line(
        "notice",
        &info.notice.as_ref().map_or_else(|| "none".to_owned(), kind),
    );
    line("screen lock", &json(&info.lock));
    line("settings", &json(&client.settings()));
    for (name, bytes) in sizes(client.data_dir()) {
        line(&format!("file {name}"), &format!("{bytes} bytes"));
    }
    if let Ok(stores) = client.stores() {
        let connections = connections::list(client).await.unwrap_or_default();
        for (index, connection) in connections.iter().enumerate() {
            line(&format!("connection {}", index + 1), &state(connection, at));
        }
        for (table, rows) in rows(&stores).await {
            line(&format!("table {table}"), &format!("{rows} rows"));
        }
    }
    text
}

/// What is the matter with a connection, but not whom it reaches.
fn state(connection: &Connection, now: Time) -> String {
    let reached = connection.reached_at.map_or_else(
        || "never".to_owned(),
        |at| format!("{} s ago", now.ms_since(at) / 1_000),
    );
    let problem = connection
        .problem
        .as_ref()
        .map_or_else(|| "none".to_owned(), kind);
    format!(
        "{} {} {} crs {} encrypted {} demo {} proxy {} reached {reached} problem {problem} skew {} ms",
        json(&connection.config.kind),
        connection.dialect.as_deref().unwrap_or("unknown"),
        json(&connection.session),
        json(&connection.config.crs),
        connection.encrypted,
        connection.demo,
        connection.proxy.is_some(),
        connection.clock_skew_ms.unwrap_or(0),
    )
}

/// What kind of error or notice, without what it says.
fn kind(of: &impl Serialize) -> String {
    let value = serde_json::to_value(of).unwrap_or_default();
    let tag = value.get("code").or_else(|| value.get("kind"));
    tag.and_then(Value::as_str).unwrap_or("?").to_owned()
}

fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.trim_matches('"').to_owned()
}

fn sizes(dir: &Path) -> Vec<(String, u64)> {
    let files = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut sizes: Vec<(String, u64)> = files
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            let is_ours = name.contains(".db") || name.ends_with(".json");
            Some((name, file.metadata().ok()?.len())).filter(|_| is_ours)
        })
        .collect();
    sizes.sort();
    sizes
}

async fn rows(stores: &Stores) -> Vec<(String, i64)> {
    let mut rows = Vec::new();
    for db in [&stores.desk, &stores.cache] {
        rows.extend(db.read(store::count_rows).await.unwrap_or_default());
    }
    rows
}

/// Its end, from a whole line on.
fn log(folder: &Path) -> String {
    let Some(bytes) = newest(folder).and_then(|file| fs::read(file).ok()) else {
        return String::new();
    };
    let text = String::from_utf8_lossy(&bytes);
    let from = text.ceil_char_boundary(text.len().saturating_sub(LOG_BYTES));
    let end = &text[from..];
    let whole = if from == 0 {
        end
    } else {
        end.split_once('\n').map_or("", |(_, rest)| rest)
    };
    format!("\n--- log ---\n{whole}")
}

/// Its name ends with its day.
fn newest(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten();
    let logs = files.map(|file| file.path()).filter(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension == Some("log")
    });
    logs.max()
}

#[cfg(test)]
mod tests;

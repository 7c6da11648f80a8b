//! Tables leave the store: as a file that the user names, or as text for the
//! clipboard.
//!
//! A file holds what is on screen, all rows of it, as it is at the moment; its
//! second sheet says how old that is. It is written whole or not at all, and
//! the activity log says that it was.

mod about;
mod attendance;
mod escape;
pub(crate) mod file;
mod listing;
mod missions;
mod moments;
mod packet;
mod private;
mod table;
mod tables;
mod text;
mod words;
pub(crate) mod xlsx;

use crate::{
    client::{Client, lock},
    commands::export::{
        Copied, CopyTable, ExportPacket, ExportTable, Exported, FileFormat, PrintedColumn,
        PrintedTable,
    },
    commands::tasks::OneTask,
    fault, reads, store,
};
use about::{About, about};
use muster_domain::{
    error::AppError, event::Tag, id::ConnectionId, outbox::ActivityKind, time::Time,
};
use private::Private;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use table::{Cell, Table};
use words::Words;

/// Text that one answer carries at most, bytes: room for what JSON adds to it.
const COPY_BYTES: usize = 100 * 1024;

/// Characters of a cell on paper.
const PRINTED: usize = 200;

/// The files that were written since the start, to be shown again.
#[derive(Default)]
pub(crate) struct State {
    written: Mutex<Vec<PathBuf>>,
}

impl FileFormat {
    fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

pub(crate) async fn table(
    client: &Client,
    args: ExportTable,
) -> Result<Option<Exported>, AppError> {
    let words = Words::of(client.settings().language);
    let mut content = listing::read(client, words, args.listing).await?;
    let private = Private::of(client, args.reveal);
    content.table = private.seen(content.table.choose(&args.columns));
    let masked = private.masks(&content.table);
    let now = client.now();
    let rows = u32::try_from(content.table.rows).unwrap_or(u32::MAX);
    let about = about(
        words,
        &About {
            what: &content.table.name,
            title: &content.title,
            facts: &content.facts,
            filter: &content.filter,
            rows,
            fetched_at: content.fetched_at,
            complete: content.complete,
            masked,
        },
        now,
    );
    let export = Export {
        title: content.title,
        what: content.table.name.clone(),
        rows,
        revealed: private.reveals(&content.table),
        connection: content.connection,
        format: args.format,
    };
    let tables = match args.format {
        FileFormat::Xlsx => [vec![content.table], content.more, vec![about]].concat(),
        FileFormat::Csv => vec![content.table],
    };
    save(client, words, export, tables, now).await
}

/// The after-action packet as one workbook.
pub(crate) async fn packet(
    client: &Client,
    args: ExportPacket,
) -> Result<Option<Exported>, AppError> {
    let words = Words::of(client.settings().language);
    let private = Private::of(client, args.reveal);
    let connection = args.connection.clone();
    let one = OneTask {
        connection: args.connection,
        task: args.task,
    };
    let read = crate::packet::parts(client, one).await?;
    let parts = read.value.ok_or(AppError::NothingCached)?;
    let now = client.now();
    let task = parts.packet.task.title.trim();
    let title = if task.is_empty() {
        words.nameless
    } else {
        task
    };
    let rows = u32::try_from(parts.responses.len()).unwrap_or(u32::MAX);
    let mut tables: Vec<Table> = packet::sheets(words, &parts)
        .into_iter()
        .map(|table| private.seen(table))
        .collect();
    tables.push(about(
        words,
        &About {
            what: words.packet.name,
            title,
            facts: &[],
            filter: "",
            rows,
            fetched_at: read.fetched_at,
            complete: read.complete,
            masked: tables.iter().any(|table| private.masks(table)),
        },
        now,
    ));
    let export = Export {
        title: title.to_owned(),
        what: words.packet.name.to_owned(),
        rows,
        revealed: tables.iter().any(|table| private.reveals(table)),
        connection: Some(connection),
        format: FileFormat::Xlsx,
    };
    save(client, words, export, tables, now).await
}

pub(crate) async fn copy(client: &Client, args: CopyTable) -> Result<Copied, AppError> {
    let words = Words::of(client.settings().language);
    let content = listing::read(client, words, args.listing).await?;
    let private = Private::of(client, args.reveal);
    let table = private.seen(content.table.choose(&args.columns));
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let (text, rows) = text::tabbed(&table, index(args.offset), index(args.limit), COPY_BYTES);
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(Copied {
        text,
        rows: count(rows),
        total: count(table.rows),
        masked: private.masks(&table),
    })
}

pub(crate) async fn print(client: &Client, args: CopyTable) -> Result<PrintedTable, AppError> {
    let words = Words::of(client.settings().language);
    let content = listing::read(client, words, args.listing).await?;
    let private = Private::of(client, args.reveal);
    // Who chose the columns wants them.
    let all = content.table.choose(&args.columns);
    let table = private.seen(if args.columns.is_empty() {
        all.filled()
    } else {
        all
    });
    let masked = private.masks(&table);
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let mut bytes = 0;
    let rows = (index(args.offset)..table.rows)
        .take(index(args.limit))
        .map(|row| table.row(row).map(printed).collect::<Vec<String>>())
        .take_while(|row| {
            let first = bytes == 0;
            bytes += row.iter().map(|text| text.len() + 3).sum::<usize>();
            first || bytes <= COPY_BYTES
        })
        .collect();
    let columns = table.columns.iter().map(|column| PrintedColumn {
        id: column.id.to_owned(),
        title: column.title.clone(),
        numeric: column
            .cells
            .iter()
            .any(|cell| matches!(cell, Cell::Count(_) | Cell::Share(_) | Cell::Span(_))),
    });
    Ok(PrintedTable {
        columns: columns.collect(),
        rows,
        total: u32::try_from(table.rows).unwrap_or(u32::MAX),
        title: content.title,
        name: table.name,
        filter: content.filter,
        fetched_at: content.fetched_at,
        complete: content.complete,
        masked,
    })
}

/// What a cell on paper has room for.
fn printed(cell: &Cell) -> String {
    let mut text = cell.plain();
    reads::clip(&mut text, PRINTED);
    text
}

/// `not_found` if the file has gone since, or was of an earlier start.
pub(crate) async fn reveal(client: &Client, export: u32) -> Result<(), AppError> {
    let index = usize::try_from(export).unwrap_or(usize::MAX);
    let path = lock(&client.inner().export.written).get(index).cloned();
    show(client, path.ok_or(AppError::NotFound)?).await
}

/// Shows a file in the system's file manager.
pub(crate) async fn show(client: &Client, path: PathBuf) -> Result<(), AppError> {
    let host = Arc::clone(&client.inner().options.save);
    let shown = tokio::task::spawn_blocking(move || {
        if path.exists() {
            host.reveal(&path)
                .map_err(|error| fault::internal("reveal_export", error))
        } else {
            Err(AppError::NotFound)
        }
    });
    shown
        .await
        .unwrap_or_else(|error| Err(fault::internal("reveal_export", error)))
}

/// What is written out, for its name and for the log.
struct Export {
    /// Of the task; empty for what is of none.
    title: String,
    what: String,
    rows: u32,
    /// Privacy mode is on, and it holds something private all the same.
    revealed: bool,
    connection: Option<ConnectionId>,
    format: FileFormat,
}

/// Asks where to, writes, and notes that it was done.
async fn save(
    client: &Client,
    words: &Words,
    export: Export,
    tables: Vec<Table>,
    now: Time,
) -> Result<Option<Exported>, AppError> {
    let format = export.format;
    let name = file::name(&export.title, &export.what, now, format.extension());
    let render = move || rendered(&tables, format, now);
    let Some(written) = write(client, &name, format.extension(), export.rows, render).await? else {
        return Ok(None);
    };
    let parts = [
        export.title.as_str(),
        &export.what,
        &(words.rows_of)(export.rows),
        if export.revealed { words.revealed } else { "" },
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    note(client, export.connection, parts.join(" · ")).await?;
    Ok(Some(written))
}

/// Asks where a file of this name shall go, and writes it; `None` if the user
/// gave up.
pub(crate) async fn write(
    client: &Client,
    name: &str,
    extension: &str,
    rows: u32,
    render: impl FnOnce() -> Result<Vec<u8>, AppError> + Send + 'static,
) -> Result<Option<Exported>, AppError> {
    let Some(chosen) = client.inner().options.save.ask(name).await else {
        return Ok(None);
    };
    let (path, replace) = file::with_extension(chosen, extension);
    let place = path.clone();
    let written = tokio::task::spawn_blocking(move || {
        file::write(&place, replace, &render()?).map_err(|error| file::failure(&error))
    });
    written
        .await
        .unwrap_or_else(|error| Err(fault::internal("export", error)))?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let mut written = lock(&client.inner().export.written);
    written.push(path);
    Ok(Some(Exported {
        export: u32::try_from(written.len() - 1).unwrap_or(u32::MAX),
        name: name.unwrap_or_default(),
        rows,
    }))
}

fn rendered(tables: &[Table], format: FileFormat, now: Time) -> Result<Vec<u8>, AppError> {
    match format {
        FileFormat::Xlsx => {
            xlsx::xlsx(tables, now).map_err(|error| fault::internal("write_xlsx", error))
        }
        FileFormat::Csv => tables.first().map_or(Ok(Vec::new()), |table| {
            text::csv(table).map_err(|error| fault::internal("write_csv", error))
        }),
    }
}

async fn note(
    client: &Client,
    connection: Option<ConnectionId>,
    subject: String,
) -> Result<(), AppError> {
    let now = client.now();
    // What is of no connection names none.
    let connection = connection.unwrap_or_else(|| ConnectionId(String::new()));
    client
        .stores()?
        .desk
        .with(move |db| {
            store::activity::append(db, now, &connection, ActivityKind::Exported, &subject)
        })
        .await?;
    client.emit([Tag::Activity]);
    Ok(())
}

#[cfg(test)]
mod tests;

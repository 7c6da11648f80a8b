//! The log: our own events only, and of those only fields that are known to
//! hold nothing personal.

use std::io;
use std::path::Path;

use tracing::Metadata;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::debug_fn;
use tracing_subscriber::prelude::*;

/// Days of logs that are kept, one file a day.
const DAYS: usize = 7;

/// Fields whose values are written. Every other value is replaced by `…`: a
/// field that somebody adds tomorrow is silent until it is looked at here.
const WRITTEN: &[&str] = &[
    "attempt",
    "bytes",
    "code",
    "column",
    "command",
    "count",
    // The core's own, of which it promises that they hold no values.
    "detail",
    "dialect",
    "elapsed_ms",
    "file",
    "id",
    "kind",
    "line",
    "message",
    "path",
    "problem",
    "state",
    "status",
    "table",
    "version",
    "what",
    "window",
];

/// Starts the log in this folder. The log is complete while the guard lives.
///
/// # Errors
///
/// The folder cannot be made or written; the program runs without a log then.
pub fn start(folder: &Path) -> io::Result<WorkerGuard> {
    std::fs::create_dir_all(folder)?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("muster")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(io::Error::other)?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    tracing::subscriber::set_global_default(subscriber(writer)).map_err(io::Error::other)?;
    log_panics();
    Ok(guard)
}

fn subscriber<W>(writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let fields = debug_fn(|writer, field, value| {
        if field.name() == "message" {
            write!(writer, "{value:?}")
        } else if WRITTEN.contains(&field.name()) {
            write!(writer, "{field}={value:?}")
        } else {
            write!(writer, "{field}=…")
        }
    })
    .delimited(" ");
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer)
        .fmt_fields(fields)
        .with_filter(filter_fn(is_ours));
    tracing_subscriber::registry().with(lines)
}

/// Other crates' messages may hold addresses and bodies; theirs are not ours to
/// vouch for.
fn is_ours(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("muster") && *metadata.level() <= tracing::Level::INFO
}

/// A panic's place goes to the log; its message may quote data and does not.
fn log_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(place) = panic.location() {
            tracing::error!(file = place.file(), line = place.line(), "panicked");
        }
        before(panic);
    }));
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(body: impl FnOnce()) -> String {
        let page = Page::default();
        let writer = page.clone();
        tracing::subscriber::with_default(subscriber(move || writer.clone()), body);
        let bytes = page.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn fields_that_are_not_known_to_be_harmless_are_not_written() {
        let text = logged(|| {
            tracing::info!(command = "sign_in", password = "mark-1", args = ?["mark-2"], "called");
        });
        assert!(
            text.contains("called") && text.contains("command=\"sign_in\""),
            "{text}"
        );
        assert!(
            text.contains("password=…") && text.contains("args=…"),
            "{text}"
        );
        assert!(!text.contains("mark-"), "{text}");
    }

    /// The window shows the id of an internal error; who asks about it needs
    /// what stands beside it.
    #[test]
    fn an_internal_error_is_written_with_its_details() {
        let text = logged(|| {
            let (what, detail) = ("cache", "column 3 does not convert");
            tracing::error!(target: "muster_client::fault", what, id = "cache-1-1", detail, "internal error");
        });
        assert!(
            text.contains("cache-1-1") && text.contains("column 3"),
            "{text}"
        );
    }

    #[test]
    fn a_span_does_not_carry_out_what_its_events_may_not() {
        let text = logged(|| {
            let _span =
                tracing::info_span!("call", command = "sign_in", token = "mark-3").entered();
            tracing::warn!("slow");
        });
        assert!(text.contains("slow") && !text.contains("mark-3"), "{text}");
    }

    #[test]
    fn other_crates_and_chatter_stay_out() {
        let text = logged(|| {
            tracing::error!(target: "reqwest::connect", "http://host/?token=mark-4");
            tracing::debug!("mark-5");
            tracing::info!("kept");
        });
        assert!(text.contains("kept") && !text.contains("mark-"), "{text}");
    }
}

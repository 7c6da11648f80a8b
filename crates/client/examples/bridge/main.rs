//! The core behind HTTP, for development and tests: the UI in an ordinary
//! browser, under the app's own content security policy.
//!
//! ```text
//! cargo run -p muster-client --example bridge -- \
//!     --listen 127.0.0.1:4600 --data DIR [--ui ui/dist] [--passphrase-mode]
//! ```
//!
//! `POST /call/<command>` with JSON arguments answers 200 with the result or
//! 400 with the error; `GET /events?page=<id>` sends events as they come. A
//! page is a window of its own, under the id that it names in `x-muster-page`,
//! until its events end. It listens on
//! loopback, answers to its own name only, and its key of the databases is
//! made from the name of their directory: nothing for real data. Exported files
//! go to the folder in `MUSTER_EXPORTS`, or to `exports` beside the databases.
//! `GET /tile/<source>/<z>/<x>/<y>` is what `tile:` is in the app; who asks for a
//! map file gets the one named in `MUSTER_MAP`. With `--clock-offset SECONDS` it
//! is a machine whose clock is so far ahead.

mod around;
mod pages;
mod tiles;
mod windows;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{get, post},
    serve::ListenerExt as _,
};
use futures_util::stream;
use muster_client::{
    Caller, Client, Options,
    host::{NamedMap, NoDesktop},
};
use muster_domain::error::AppError;
use serde::Deserialize;
use std::{
    convert::Infallible, error::Error, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc,
};
use tokio::net::{TcpListener, TcpStream};
use windows::Windows;

const USAGE: &str = "usage: bridge --data DIR [--listen 127.0.0.1:PORT] [--ui DIR] [--passphrase-mode] \
     [--clock-offset SECONDS]";

/// What stands on the command line.
struct Arguments {
    listen: SocketAddr,
    data: PathBuf,
    ui: Option<PathBuf>,
    passphrase_mode: bool,
    clock_offset_ms: i64,
}

impl Arguments {
    fn read() -> Option<Self> {
        let (mut listen, mut data, mut ui) = (None, None, None);
        let (mut passphrase_mode, mut clock_offset_ms) = (false, 0);
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--listen" => listen = Some(words.next()?.parse().ok()?),
                "--data" => data = Some(PathBuf::from(words.next()?)),
                "--ui" => ui = Some(PathBuf::from(words.next()?)),
                "--passphrase-mode" => passphrase_mode = true,
                "--clock-offset" => {
                    clock_offset_ms = words.next()?.parse::<i64>().ok()?.checked_mul(1_000)?;
                }
                _ => return None,
            }
        }
        Some(Self {
            listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
            data: data?,
            ui,
            passphrase_mode,
            clock_offset_ms,
        })
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let Some(arguments) = Arguments::read() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if !arguments.listen.ip().is_loopback() {
        eprintln!("bridge: listens on loopback only");
        return ExitCode::from(2);
    }
    match serve(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bridge: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::open(Options {
        keychain: Arc::new(around::Keys::new(
            &arguments.data,
            arguments.passphrase_mode,
        )),
        save: Arc::new(around::exports(&arguments.data)?),
        logs: Some(arguments.data.join("logs")),
        data_dir: arguments.data,
        demo: Arc::new(around::Demo::default()),
        maps: Arc::new(NamedMap(std::env::var_os("MUSTER_MAP").map(PathBuf::from))),
        desktop: Arc::new(NoDesktop),
        popups: Arc::new(NoDesktop),
        clock: Arc::new(move || around::now().plus_ms(arguments.clock_offset_ms)),
        random: Arc::new(rand::random),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: "bridge".to_owned(),
    })
    .await?;
    let listener = TcpListener::bind(arguments.listen).await?;
    let address = listener.local_addr()?;
    let mut app = Router::new()
        .route("/call/{name}", post(call))
        .route("/events", get(events))
        .with_state(Windows::new(client.clone()))
        .merge(tiles::router(client.clone()));
    if let Some(ui) = arguments.ui {
        app = app.fallback_service(pages::router(ui));
    }
    let app = app.layer(middleware::from_fn(move |request, next| {
        admit(address, request, next)
    }));
    println!("bridge on http://{address}");
    tokio::select! {
        served = axum::serve(listener.tap_io(at_once), app) => served?,
        () = end() => {}
    }
    client.close().await;
    Ok(())
}

/// Sends what is written, without waiting for more.
fn at_once(connection: &mut TcpStream) {
    if let Err(error) = connection.set_nodelay(true) {
        tracing::warn!(%error, "send without waiting");
    }
}

/// Until somebody wants it to stop.
async fn end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Answers to its own name only: a page elsewhere that resolves to this
/// machine, or posts to it, is refused.
async fn admit(address: SocketAddr, request: Request, next: Next) -> Response {
    let port = address.port();
    let hosts = [address.to_string(), format!("localhost:{port}")];
    let headers = request.headers();
    let is_ours = |name: header::HeaderName, prefix: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(|value| {
            hosts
                .iter()
                .any(|host| value.strip_prefix(prefix) == Some(host))
        })
    };
    let host = is_ours(header::HOST, "").unwrap_or(false);
    let origin = is_ours(header::ORIGIN, "http://").unwrap_or(true);
    if host && origin {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

async fn call(
    State(windows): State<Windows>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // A form of another page can send text, but not this type.
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let page = headers.get("x-muster-page").map(|page| page.to_str());
    let caller = match page {
        Some(Ok(page)) => Caller::Page(page),
        _ => Caller::Main,
    };
    let answer = match serde_json::from_slice(&body) {
        Ok(args) => windows.client().dispatch(caller, &name, args).await,
        Err(_) => Err(AppError::Internal {
            id: "bridge/json".to_owned(),
        }),
    };
    let (status, json) = match answer {
        Ok(json) => (StatusCode::OK, json),
        Err(error) => (
            StatusCode::BAD_REQUEST,
            serde_json::to_string(&error).unwrap_or_default(),
        ),
    };
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// Which page wants the events.
#[derive(Deserialize)]
struct Page {
    page: Option<String>,
}

async fn events(
    State(windows): State<Windows>,
    Query(Page { page }): Query<Page>,
) -> impl IntoResponse {
    let start = (
        windows.client().events(),
        page.map(|page| windows.open(page)),
    );
    let stream = stream::unfold(start, |(mut events, window)| async move {
        // Who fell behind is cut off like one whose core has ended: the page
        // opens its events anew, and reads everything again.
        let event = events.recv().await.ok()?;
        let json = serde_json::to_string(&event).unwrap_or_default();
        let event = Ok::<_, Infallible>(Event::default().data(json));
        Some((event, (events, window)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

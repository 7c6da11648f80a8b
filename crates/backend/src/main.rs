//! `muster-server`: the reference backend as a program.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use jiff::SignedDuration;
use muster_backend::{Backend, CODE_AGE, Db, Dialect, Options, RECENT, Rate, SignCheck, Size};

/// Muster's reference backend, with invented people and a simulated unit.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// SQLite file, made and filled when there is none; without it the data
    /// is gone when the server stops
    #[arg(long)]
    db: Option<PathBuf>,
    /// Sample for an empty database: demo (400 people), district (20 000) or
    /// city (100 000)
    #[arg(long, default_value = "demo")]
    size: Size,
    /// How the task calls are spoken: documented or enveloped
    #[arg(long, default_value = "documented")]
    dialect: Dialect,
    /// Signatures of the clubs' calls that are taken: strict, or lenient for
    /// the scheme of older servers too
    #[arg(long, default_value = "strict")]
    sign: SignCheck,
    /// Seconds that a code may be old with which somebody signs in to a
    /// meeting
    #[arg(long, default_value_t = CODE_AGE.as_secs(), value_parser = clap::value_parser!(i64).range(1..=3_600))]
    code_age: i64,
    /// Seconds after signing in for which a user of the quests may claim, and
    /// an admin act, without the password again
    #[arg(long, default_value_t = RECENT.as_secs(), value_parser = clap::value_parser!(i64).range(1..=86_400))]
    recent: i64,
    /// Calls a second that each user of the quests may make, and twice as many
    /// at once; 0 is any number
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    rate: u32,
    /// Speed of the simulated unit: 0 off, 1 real time, 60 a minute a second
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// Address and port; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8700")]
    listen: SocketAddr,
    /// Name under which clients address the server, as NAME or NAME:PORT;
    /// needed to listen beyond loopback, may be given several times
    #[arg(long = "host")]
    hosts: Vec<String>,
    /// What the sample and the simulated unit are made from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print the sample accounts as JSON and exit
    #[arg(long)]
    accounts: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.accounts {
        return print_accounts();
    }
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "warn,muster_backend=info".into()),
        )
        .init();
    match serve(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = error.as_ref(), "stopped");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    // Before anybody is told that the server is there: from then on it ends
    // cleanly.
    let stopped = stop_signal()?;
    let running = Backend::start(Options {
        db: arguments.db.map_or(Db::Memory, Db::Path),
        size: arguments.size,
        dialect: arguments.dialect,
        sign: arguments.sign,
        code_age: SignedDuration::from_secs(arguments.code_age),
        recent: SignedDuration::from_secs(arguments.recent),
        rate: (arguments.rate != 0).then(|| Rate {
            burst: 2 * arguments.rate,
            per_second: arguments.rate.into(),
        }),
        speed: arguments.speed,
        listen: arguments.listen,
        hosts: arguments.hosts,
        seed: arguments.seed,
        ..Options::default()
    })
    .await?;
    println!("listening on {}", running.url());
    stopped.await;
    running.stop().await;
    Ok(())
}

/// Ends with Ctrl-C or a request to terminate; listens from the call on.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends with Ctrl-C; listens from the call on.
#[cfg(windows)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

fn print_accounts() -> ExitCode {
    match serde_json::to_string_pretty(&muster_backend::accounts()) {
        Ok(accounts) => {
            println!("{accounts}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("failed to write the accounts: {error}");
            ExitCode::FAILURE
        }
    }
}

//! `muster-server`, as a backend somewhere else.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::process::Process;

/// A running reference backend with its own database. Dropped, it is gone as a
/// server is whose machine lost power.
pub struct Server {
    _process: Process,
    _folder: TempDir,
    /// `http://127.0.0.1:port`
    pub url: String,
}

/// A sample account.
pub struct Account {
    pub username: String,
    pub password: String,
}

impl Server {
    /// Starts a server that speaks this dialect, its unit answering fast.
    /// It answers under its own address and under `also`, as `name:port`.
    pub fn start(dialect: &str, also: Option<&str>) -> Self {
        Self::start_with(dialect, also, &[])
    }

    /// The same with options of this server's own.
    pub fn start_with(dialect: &str, also: Option<&str>, options: &[&str]) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("muster-server-")
            .tempdir()
            .unwrap();
        let mut process = Process::start(
            Command::new(binary())
                .arg("--db")
                .arg(folder.path().join("server.db"))
                .args(["--size", "demo", "--dialect", dialect, "--speed", "600"])
                .args(["--listen", "127.0.0.1:0"])
                .args(options)
                .args(also.into_iter().flat_map(|host| ["--host", host]))
                .stdout(Stdio::piped()),
        );
        let output = process.0.stdout.take().expect("piped");
        let line = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find(|line| line.contains("http://127.0.0.1:"))
            .expect("the server tells its address");
        let at = line.find("http://").expect("found above");
        let url = line[at..]
            .split_whitespace()
            .next()
            .expect("an address")
            .to_owned();
        Self {
            _process: process,
            _folder: folder,
            url,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        let address = self.url.trim_start_matches("http://");
        address.parse().expect("an address and a port")
    }

    /// The sample account of this role.
    pub fn account(role: &str) -> Account {
        let output = Command::new(binary()).arg("--accounts").output().unwrap();
        let accounts: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        let account = accounts
            .iter()
            .find(|account| account["role"] == role)
            .expect("the role");
        let text = |field: &str| account[field].as_str().expect("text").to_owned();
        Account {
            username: text("username"),
            password: text("password"),
        }
    }
}

/// Where `cargo xtask test` says, or beside the app.
fn binary() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_BIN_EXE_muster")).with_file_name("muster-server");
    std::env::var_os("MUSTER_SERVER").map_or(beside, PathBuf::from)
}

//! A core in a process of its own, which can be killed: the bridge.

use muster_domain::error::AppError;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What the bridge says once it listens.
const GREETING: &str = "bridge on http://";

pub struct Program {
    child: Child,
    address: String,
}

impl Program {
    pub async fn start(data: &Path) -> Self {
        let program = bridge();
        let data = data.to_owned();
        let starting = tokio::task::spawn_blocking(move || {
            let mut command = command(&program);
            command.arg("--data").arg(data);
            let mut child = command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap_or_else(|error| {
                    panic!(
                        "{} does not start ({error}): build it with `cargo build --workspace \
                         --example bridge`, as `cargo xtask test` does, or name it in MUSTER_BRIDGE",
                        program.display()
                    )
                });
            let mut line = String::new();
            let mut told = BufReader::new(child.stdout.take().unwrap());
            told.read_line(&mut line).unwrap();
            let address = line.trim().strip_prefix(GREETING).unwrap().to_owned();
            Self { child, address }
        });
        starting.await.unwrap()
    }

    pub async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        let (is_ok, body) = self.post(name, &args.to_string()).await.unwrap();
        if is_ok {
            Ok(serde_json::from_str(&body).unwrap())
        } else {
            Err(serde_json::from_str(&body).unwrap())
        }
    }

    /// `None` where it was killed meanwhile.
    async fn post(&self, name: &str, body: &str) -> Option<(bool, String)> {
        let address = &self.address;
        let mut stream = TcpStream::connect(address).await.ok()?;
        let request = format!(
            "POST /call/{name} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.starts_with("HTTP/1.1 200"), body.to_owned()))
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// At once, without a word: as when the power fails.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program that is not ended by a write that the system refuses.
#[cfg(unix)]
fn command(program: &Path) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
    shell.arg(program);
    shell
}

#[cfg(not(unix))]
fn command(program: &Path) -> Command {
    Command::new(program)
}

/// Beside the tests, unless it is named.
fn bridge() -> PathBuf {
    if let Some(named) = std::env::var_os("MUSTER_BRIDGE") {
        return PathBuf::from(named);
    }
    let here = std::env::current_exe().unwrap();
    let name = format!("bridge{}", std::env::consts::EXE_SUFFIX);
    here.ancestors().nth(2).unwrap().join("examples").join(name)
}

//! `muster-server` as a person starts it.

// Always so for a test binary; said for clippy, which lets tests unwrap.
#![cfg(test)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const SERVER: &str = env!("CARGO_BIN_EXE_muster-server");

#[test]
fn the_accounts_are_a_json_list_with_the_roles_of_each_connector() {
    let output = Command::new(SERVER).arg("--accounts").output().unwrap();
    assert!(output.status.success());
    let accounts: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    for (connector, role) in [
        ("militia", "commander"),
        ("militia", "platoon"),
        ("militia", "superior"),
        ("weclubs", "sponsor"),
        ("weclubs", "leader"),
        ("weclubs", "member"),
        ("weclubs", "outsider"),
        ("soptask", "manager"),
        ("soptask", "deputy"),
        ("soptask", "neighbour"),
        ("questboard", "admin"),
        ("questboard", "user"),
    ] {
        let mut with_role = accounts.iter().filter(|account| account["role"] == role);
        let account = with_role.next().unwrap();
        assert_eq!(account["connector"], connector);
        let mobile = account["username"].as_str().unwrap();
        let by_mobile = ["weclubs", "soptask"].contains(&connector);
        assert!(!by_mobile || mobile.parse::<i64>().is_ok());
        assert_eq!(account["uniacid"].is_i64(), connector == "soptask");
        for key in ["username", "password", "name"] {
            assert!(account[key].as_str().is_some_and(|text| !text.is_empty()));
        }
    }
}

#[test]
fn a_setting_that_is_none_is_named_and_nothing_starts() {
    for arguments in [
        ["--size", "village"],
        ["--dialect", "latin"],
        ["--sign", "loose"],
        ["--code-age", "0"],
        ["--recent", "0"],
        ["--rate", "-1"],
        ["--speed", "-1"],
    ] {
        let output = Command::new(SERVER)
            .args(["--listen", "127.0.0.1:0"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

/// Ends the server when the test fails.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_says_where_it_listens_and_ends_cleanly_when_asked() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Server(
            Command::new(SERVER)
                .arg("--db")
                .arg(folder.path().join("backend.db"))
                .args(["--dialect", "enveloped", "--speed", "60"])
                .args(["--listen", "127.0.0.1:0"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let mut stdout = BufReader::new(server.0.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap();
        assert!(!address.ends_with(":0"), "{address}");
        std::net::TcpStream::connect(address).unwrap();

        let sent = Command::new("kill")
            .args([signal, &server.0.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        assert!(server.0.wait().unwrap().success(), "{signal}");
    }
}

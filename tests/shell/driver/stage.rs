//! A desktop of its own for each test: screen, session bus, keyring and home,
//! so that runs see neither each other nor the user's own session.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::deadline::Deadline;
use super::process::Process;
use super::until;

/// The keyring's name on the session bus.
const SECRETS: &str = "org.freedesktop.secrets";

/// The name on the session bus that the running app holds.
const APP: &str = "app.muster.desktop.SingleInstance";

/// Programs of the test's own, found before the system's.
const PROGRAMS: &str = "bin";

/// Opens the keyring; it guards nothing but the test's own key.
const KEYRING_PASSWORD: &[u8] = b"test";

/// Fields end in this order: keyring, bus and screen before the home, and the
/// deadline after all of them.
pub struct Stage {
    _keyring: Process,
    _bus: Process,
    _screen: Process,
    variables: Vec<(&'static str, String)>,
    home: TempDir,
    _deadline: Deadline,
}

impl Stage {
    /// A stage for one test, which ends in time.
    pub async fn set() -> Self {
        Self::set_for(super::LIMIT).await
    }

    /// A stage for something that takes no longer than this.
    pub async fn set_for(limit: Duration) -> Self {
        let deadline = Deadline::set(limit);
        let home = tempfile::Builder::new()
            .prefix("muster-stage-")
            .tempdir()
            .unwrap();
        let mut variables = Vec::new();
        for (variable, name) in [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_RUNTIME_DIR", "run"),
            ("TMPDIR", "tmp"),
        ] {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
            variables.push((variable, folder.to_string_lossy().into_owned()));
        }
        let programs = home.path().join(PROGRAMS);
        fs::create_dir(&programs).unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        variables.push(("PATH", format!("{}:{path}", programs.display())));
        let (screen, display) = start_screen();
        variables.push(("DISPLAY", format!(":{display}")));
        let (bus, address) = start_bus(&variables);
        variables.push(("DBUS_SESSION_BUS_ADDRESS", address));
        let keyring = start_keyring(&variables);
        let stage = Self {
            _keyring: keyring,
            _bus: bus,
            _screen: screen,
            variables,
            home,
            _deadline: deadline,
        };
        until("the keyring on the bus", async || {
            stage.has_name(SECRETS).then_some(())
        })
        .await;
        stage
    }

    /// Where its session bus listens.
    pub fn bus(&self) -> &str {
        let address = self
            .variables
            .iter()
            .find(|(variable, _)| *variable == "DBUS_SESSION_BUS_ADDRESS");
        address.map_or("", |(_, address)| address)
    }

    /// A program on this stage.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        on_stage(program.as_ref(), &self.variables)
    }

    /// Everything that a run leaves on disk: home, data, cache, temporary files.
    pub fn root(&self) -> &Path {
        self.home.path()
    }

    /// A folder of the app under one of the XDG homes.
    pub fn app_folder(&self, home: &str) -> PathBuf {
        self.root().join(home).join("app.muster.desktop")
    }

    /// Puts a program in the way of the system's own of this name. Answers the
    /// file into which it writes its arguments, one a line, when it is started.
    pub fn program(&self, name: &str) -> PathBuf {
        let told = self.root().join(format!("{name}-was-told"));
        let program = self.root().join(PROGRAMS).join(name);
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", told.display());
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        told
    }

    /// Takes the app's key out of the keyring, as somebody does who resets it.
    ///
    /// # Panics
    ///
    /// When there is no such key.
    pub fn remove_key(&self) {
        let found = self.secrets(
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.SearchItems",
            &["dict:string:string:service,muster"],
        );
        let items: Vec<&str> = found
            .split('"')
            .filter(|part| part.starts_with("/org/freedesktop/secrets/"))
            .collect();
        assert!(
            !items.is_empty(),
            "no key of the app in the keyring: {found}"
        );
        for item in items {
            self.secrets(item, "org.freedesktop.Secret.Item.Delete", &[]);
        }
    }

    /// Whether the app runs: a further start would give way to it.
    pub fn app_runs(&self) -> bool {
        self.has_name(APP)
    }

    /// Whether somebody holds this name on the session bus.
    fn has_name(&self, name: &str) -> bool {
        let asked = self.bus_call(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            &[&format!("string:{name}")],
        );
        asked.contains("boolean true")
    }

    fn secrets(&self, object: &str, method: &str, arguments: &[&str]) -> String {
        self.bus_call(SECRETS, object, method, arguments)
    }

    fn bus_call(&self, name: &str, object: &str, method: &str, arguments: &[&str]) -> String {
        let output = self
            .command("dbus-send")
            .args([
                "--session",
                "--print-reply",
                &format!("--dest={name}"),
                object,
                method,
            ])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn on_stage(program: &Path, variables: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(program);
    command
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .env("GDK_BACKEND", "x11")
        // Animations that a screenshot would catch half-way.
        .env("GTK_THEME", "Adwaita")
        .stdin(Stdio::null());
    command
}

fn first_line(process: &mut Process) -> String {
    let mut line = String::new();
    let output = process.0.stdout.take().expect("piped");
    BufReader::new(output).read_line(&mut line).unwrap();
    line.trim().to_owned()
}

fn start_screen() -> (Process, String) {
    let mut screen = Process::start(
        Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let display = first_line(&mut screen);
    assert!(!display.is_empty(), "Xvfb did not start");
    (screen, display)
}

fn start_bus(variables: &[(&'static str, String)]) -> (Process, String) {
    let mut bus = Process::start(
        on_stage(Path::new("dbus-daemon"), variables)
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    );
    let address = first_line(&mut bus);
    assert!(!address.is_empty(), "the session bus did not start");
    (bus, address)
}

fn start_keyring(variables: &[(&'static str, String)]) -> Process {
    let mut keyring = Process::start(
        on_stage(Path::new("gnome-keyring-daemon"), variables)
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    );
    let mut password = keyring.0.stdin.take().expect("piped");
    password.write_all(KEYRING_PASSWORD).unwrap();
    keyring
}

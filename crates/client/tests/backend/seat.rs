//! A commander's seat: a core on an empty directory, a backend with sample
//! people who answer quickly, and the cable between them.

mod call_outs;

use crate::{
    cable::Cable,
    machine::{self, Drawer},
    program::Program,
};
use muster_backend::{
    Backend, Clock, Dialect, Options as BackendOptions, Recount, Running, accounts,
};
use muster_client::{Caller, Client};
use muster_domain::{error::AppError, time::Time};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;

/// Seconds that the simulated unit lives in one: an answer within a moment.
const SPEED: f64 = 2_000.0;
/// Looks for something that comes by itself, until a minute has passed.
const LOOKS: u32 = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Where the core runs.
enum Core {
    Here(Client),
    /// In a process of its own, which can be killed.
    Apart(Program),
}

impl Core {
    async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        match self {
            Self::Here(client) => {
                let answer = client.dispatch(Caller::Main, name, args).await?;
                Ok(serde_json::from_str(&answer).unwrap())
            }
            Self::Apart(program) => program.call(name, args).await,
        }
    }
}

pub struct Seat {
    core: Core,
    connection: String,
    backend: Arc<Running>,
    /// Of both: no clock is wrong here.
    clock: Arc<dyn Clock>,
    cable: Cable,
    dir: TempDir,
    keychain: Arc<Drawer>,
    called: Mutex<u64>,
}

impl Seat {
    /// What a task's screens read: the target to fetch, and the read.
    pub const READS: [(&str, &str); 4] = [
        ("task", "get_task"),
        ("people", "list_task_groups"),
        ("responses", "get_response_board"),
        ("check_ins", "get_check_in_board"),
    ];

    /// Signed in, with the roster fetched.
    pub async fn take(dialect: Dialect, role: &str) -> Self {
        let cable = Cable::lay().await;
        let seat = Self::signed_out(dialect, cable).await;
        seat.arrive(role).await;
        seat
    }

    /// With a connection that nobody has signed in to.
    pub async fn signed_out(dialect: Dialect, cable: Cable) -> Self {
        let options = BackendOptions {
            dialect,
            speed: SPEED,
            ..BackendOptions::default()
        };
        Self::facing(options, cable).await
    }

    /// The same, with a backend of the caller's choice.
    pub async fn facing(options: BackendOptions, cable: Cable) -> Self {
        let (backend, clock) = behind(&cable, options).await;
        Self::sit_down(backend, clock, cable).await
    }

    /// Signed in, with the roster fetched, and a core that can be killed.
    pub async fn apart(dialect: Dialect, role: &str) -> Self {
        let cable = Cable::lay().await;
        let options = BackendOptions {
            dialect,
            ..BackendOptions::default()
        };
        let (backend, clock) = behind(&cable, options).await;
        let dir = TempDir::new().unwrap();
        let core = Core::Apart(Program::start(dir.path()).await);
        let seat = Self::connected(core, backend, clock, cable, dir, Arc::default()).await;
        seat.arrive(role).await;
        seat
    }

    /// Another account's seat at the same backend.
    pub async fn beside(&self, role: &str) -> Self {
        let (backend, clock) = (Arc::clone(&self.backend), Arc::clone(&self.clock));
        let seat = Self::sit_down(backend, clock, self.cable.clone()).await;
        seat.arrive(role).await;
        seat
    }

    async fn sit_down(backend: Arc<Running>, clock: Arc<dyn Clock>, cable: Cable) -> Self {
        let dir = TempDir::new().unwrap();
        let keychain = Arc::new(Drawer::default());
        let core = Core::Here(open(&dir, &keychain, &clock).await);
        Self::connected(core, backend, clock, cable, dir, keychain).await
    }

    async fn connected(
        core: Core,
        backend: Arc<Running>,
        clock: Arc<dyn Clock>,
        cable: Cable,
        dir: TempDir,
        keychain: Arc<Drawer>,
    ) -> Self {
        let config = json!({
            "kind": "militia", "name": "值班室", "crs": "gcj02",
            "base_url": format!("http://127.0.0.1:{}", cable.port),
            "modules": {"task": null, "sign_in": null, "location": null},
        });
        let added = core.call("add_connection", config).await.unwrap();
        let connection = added["id"].as_str().unwrap().to_owned();
        Self {
            core,
            connection,
            backend,
            clock,
            cable,
            dir,
            keychain,
            called: Mutex::new(0),
        }
    }

    /// Signs in and fetches the roster.
    pub async fn arrive(&self, role: &str) {
        let account = accounts()
            .into_iter()
            .find(|account| account.role == role)
            .unwrap();
        self.sign_in(account.username, account.password)
            .await
            .unwrap();
        self.refresh("roster", "").await.unwrap();
    }

    pub async fn sign_in(&self, username: &str, password: &str) -> Result<Value, AppError> {
        let args = json!({
            "connection": self.connection, "username": username, "password": password,
            "allow_plain": false,
        });
        self.call("sign_in", args).await
    }

    /// The same desk after a restart, with nothing at the cable's other end.
    pub async fn without_server(self) -> Self {
        if let Core::Here(client) = &self.core {
            client.close().await;
        }
        self.cable.unplug().await;
        let core = Core::Here(open(&self.dir, &self.keychain, &self.clock).await);
        Self { core, ..self }
    }

    /// Kills a core that is apart.
    pub fn kill(&mut self) {
        let Core::Apart(program) = &mut self.core else {
            panic!("the core runs in this process");
        };
        program.kill();
    }

    /// The process of a core that is apart.
    pub fn process(&self) -> u32 {
        let Core::Apart(program) = &self.core else {
            panic!("the core runs in this process");
        };
        program.id()
    }

    /// Starts one again where another was killed.
    pub async fn start_again(&mut self) {
        self.core = Core::Apart(Program::start(self.dir.path()).await);
    }

    /// A second core on the same databases.
    pub async fn second_core(&self) -> Program {
        Program::start(self.dir.path()).await
    }

    pub fn backend(&self) -> &Running {
        &self.backend
    }

    pub fn cable(&self) -> &Cable {
        &self.cable
    }

    /// Where exported files go.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }

    pub fn connection(&self) -> &str {
        &self.connection
    }

    pub async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        self.core.call(name, args).await
    }

    /// The arguments that name a task.
    pub fn one(&self, task: &str) -> Value {
        json!({"connection": self.connection, "task": task, "offset": 0, "limit": 200})
    }

    pub async fn refresh(&self, kind: &str, task: &str) -> Result<Value, AppError> {
        let target = json!({
            "kind": kind, "connection": self.connection, "task": task, "list": "working", "page": 1,
        });
        self.call("refresh", json!({"target": target})).await
    }

    /// Fetches, then reads.
    pub async fn fetch(&self, target: &str, read: &str, task: &str) -> Value {
        self.refresh(target, task).await.unwrap();
        self.call(read, self.one(task)).await.unwrap()
    }

    /// Every read of a task's screens, from the cache.
    pub async fn reads(&self, task: &str) -> Vec<(&'static str, Value)> {
        let mut reads = Vec::new();
        for (_, name) in Self::READS {
            reads.push((name, self.call(name, self.one(task)).await.unwrap()));
        }
        reads
    }

    pub async fn board(&self, task: &str) -> Value {
        self.fetch("responses", "get_response_board", task).await
    }

    pub async fn recount(&self, title: &str) -> Recount {
        let counts = self.backend.recount().await.unwrap();
        counts
            .into_iter()
            .find(|count| count.title == title)
            .unwrap()
    }

    /// How many tasks of this title the backend holds.
    pub async fn tasks_titled(&self, title: &str) -> usize {
        let counts = self.backend.recount().await.unwrap();
        counts.iter().filter(|count| count.title == title).count()
    }

    pub async fn until(&self, what: &str, reached: impl AsyncFn() -> bool) {
        for _ in 0..LOOKS {
            if reached().await {
                return;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        panic!("never: {what}");
    }
}

/// A backend at the other end of the cable, and its clock.
async fn behind(cable: &Cable, mut options: BackendOptions) -> (Arc<Running>, Arc<dyn Clock>) {
    options.hosts.push(format!("127.0.0.1:{}", cable.port));
    let clock = Arc::clone(&options.clock);
    let backend = Arc::new(Backend::start(options).await.unwrap());
    let address: SocketAddr = backend.url().trim_start_matches("http://").parse().unwrap();
    cable.plug_in(address.port());
    (backend, clock)
}

fn now(clock: &dyn Clock) -> Time {
    Time(clock.now().as_millisecond())
}

async fn open(dir: &TempDir, keychain: &Arc<Drawer>, clock: &Arc<dyn Clock>) -> Client {
    let clock = Arc::clone(clock);
    let clock: machine::Clock = Arc::new(move || now(clock.as_ref()));
    machine::open(dir.path(), keychain, &clock).await
}

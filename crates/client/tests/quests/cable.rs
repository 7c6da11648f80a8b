//! The network between a core and a guild's backend: it can lose an answer, or
//! the call itself, be cut through, and counts what it carried.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    task::JoinSet,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It is done, and nobody hears of it.
    Answer,
    /// It was sent, and did not arrive.
    Request,
}

#[derive(Debug)]
pub struct Cable {
    pub url: String,
    listener: Mutex<Option<TcpListener>>,
    /// Keeps the address while the cable is pulled out.
    kept: Mutex<Option<TcpSocket>>,
    plan: Arc<Mutex<Plan>>,
    cuts: watch::Sender<u32>,
    /// Ends, with every connection, when dropped.
    carrying: Mutex<JoinSet<()>>,
}

#[derive(Debug, Default)]
struct Plan {
    backend: String,
    /// What happens to the next call of a path.
    losses: HashMap<&'static str, Loss>,
    /// Their calls are lost.
    closed: HashSet<&'static str>,
    /// How often each path was called.
    calls: HashMap<String, usize>,
}

impl Cable {
    pub async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            listener: Mutex::new(Some(listener)),
            kept: Mutex::default(),
            plan: Arc::default(),
            cuts: watch::channel(0).0,
            carrying: Mutex::default(),
        }
    }

    pub fn host(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    pub fn plug_in(&self, url: &str) {
        self.plan.lock().unwrap().backend = url.trim_start_matches("http://").to_owned();
        let listener = self.listener.lock().unwrap().take().unwrap();
        let (plan, cuts) = (Arc::clone(&self.plan), self.cuts.clone());
        self.carrying.lock().unwrap().spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let (plan, mut cut) = (Arc::clone(&plan), cuts.subscribe());
                connections.spawn(async move {
                    tokio::select! {
                        () = carry(client, plan) => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
    }

    /// Whoever connects is refused, and what was open ends, until it is put
    /// back.
    pub async fn pull_out(&self) {
        let mut carrying = std::mem::take(&mut *self.carrying.lock().unwrap());
        carrying.shutdown().await;
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(self.host().parse().unwrap()).unwrap();
        *self.kept.lock().unwrap() = Some(socket);
    }

    /// To where it led before.
    pub fn put_back(&self) {
        let socket = self.kept.lock().unwrap().take().unwrap();
        *self.listener.lock().unwrap() = Some(socket.listen(64).unwrap());
        let backend = self.plan.lock().unwrap().backend.clone();
        self.plug_in(&backend);
    }

    /// The next call of the path fares so.
    pub fn lose(&self, path: &'static str, loss: Loss) {
        self.plan.lock().unwrap().losses.insert(path, loss);
    }

    /// No call of the path arrives until it is opened.
    pub fn close(&self, path: &'static str) {
        self.plan.lock().unwrap().closed.insert(path);
    }

    pub fn open(&self, path: &str) {
        self.plan.lock().unwrap().closed.remove(path);
    }

    /// Everything that is open ends, in the middle of whatever it carries.
    pub fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// How often the path was called.
    pub fn calls(&self, path: &str) -> usize {
        let plan = self.plan.lock().unwrap();
        plan.calls.get(path).copied().unwrap_or(0)
    }
}

/// The path of a request that begins here.
fn called(bytes: &[u8]) -> Option<&str> {
    let line = bytes.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let method = words.next()?;
    let path = words.next()?;
    let is_first = words.next() == Some("HTTP/1.1") && ["GET", "POST"].contains(&method);
    is_first.then(|| path.split('?').next()).flatten()
}

async fn carry(mut client: TcpStream, plan: Arc<Mutex<Plan>>) {
    let backend = plan.lock().unwrap().backend.clone();
    let Ok(mut server) = TcpStream::connect(backend).await else {
        return;
    };
    let (mut request, mut answer) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut losing = None;
    let mut lost = String::new();
    loop {
        tokio::select! {
            read = client.read(&mut request) => {
                let Ok(length @ 1..) = read else { return };
                let bytes = &request[..length];
                if let Some(path) = called(bytes) {
                    let mut plan = plan.lock().unwrap();
                    *plan.calls.entry(path.to_owned()).or_default() += 1;
                    losing = plan.losses.remove(path);
                    if plan.closed.contains(path) {
                        return;
                    }
                }
                // Whole: the body is JSON and ends with its brace.
                if losing == Some(Loss::Request) {
                    lost.push_str(&String::from_utf8_lossy(bytes));
                    if lost.ends_with('}') {
                        return;
                    }
                    continue;
                }
                if server.write_all(bytes).await.is_err() {
                    return;
                }
            }
            read = server.read(&mut answer) => {
                let Ok(length @ 1..) = read else { return };
                if losing.is_some() || client.write_all(&answer[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}

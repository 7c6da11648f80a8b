//! The network between a core and a hall's backend: it can lose the answer to
//! a call, or keep the call from arriving.

use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
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
pub struct Wire {
    pub url: String,
    listener: Mutex<Option<TcpListener>>,
    shared: Arc<Mutex<Plan>>,
    /// Ends, with every connection, when dropped.
    carrying: Mutex<JoinSet<()>>,
}

#[derive(Debug, Default)]
struct Plan {
    backend: String,
    /// What happens to the next call of this path.
    loss: Option<(&'static str, Loss)>,
    /// The request that something was lost of.
    lost: String,
}

impl Wire {
    pub async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            listener: Mutex::new(Some(listener)),
            shared: Arc::default(),
            carrying: Mutex::default(),
        }
    }

    pub fn host(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    pub fn plug_in(&self, url: &str) {
        self.shared.lock().unwrap().backend = url.trim_start_matches("http://").to_owned();
        let listener = self.listener.lock().unwrap().take().unwrap();
        let shared = Arc::clone(&self.shared);
        self.carrying.lock().unwrap().spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                connections.spawn(carry(client, Arc::clone(&shared)));
            }
        });
    }

    pub fn lose(&self, path: &'static str, loss: Loss) {
        self.shared.lock().unwrap().loss = Some((path, loss));
    }

    /// The `data` of the call that something was lost of.
    pub fn lost(&self) -> Value {
        let plan = self.shared.lock().unwrap();
        let (_, body) = plan.lost.split_once("\r\n\r\n").unwrap();
        let envelope: Value = serde_json::from_str(body).unwrap();
        envelope["data"].clone()
    }
}

async fn carry(mut client: TcpStream, shared: Arc<Mutex<Plan>>) {
    let backend = shared.lock().unwrap().backend.clone();
    let Ok(mut server) = TcpStream::connect(backend).await else {
        return;
    };
    let (mut request, mut answer) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut losing = None;
    loop {
        tokio::select! {
            read = client.read(&mut request) => {
                let Ok(length @ 1..) = read else { return };
                let bytes = &request[..length];
                {
                    let mut plan = shared.lock().unwrap();
                    if let Some((path, loss)) = plan.loss
                        && bytes.starts_with(format!("POST {path} ").as_bytes())
                    {
                        (plan.loss, losing) = (None, Some(loss));
                        plan.lost.clear();
                    }
                    if losing.is_some() {
                        plan.lost.push_str(std::str::from_utf8(bytes).unwrap());
                    }
                    // Whole: the body is JSON and ends with its brace.
                    if losing == Some(Loss::Request) {
                        if plan.lost.ends_with('}') {
                            return;
                        }
                        continue;
                    }
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

//! The network between the core and the backend: a proxy that can be unplugged
//! and can lose an answer.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// How a publication begins on the wire.
const PUBLICATION: &[u8] = b"POST /task HTTP/1.1\r\n";

/// How an ending begins on the wire, in either dialect.
const ENDINGS: [&[u8]; 2] = [
    b"PUT /task/finish HTTP/1.1\r\n",
    b"POST /task/finish HTTP/1.1\r\n",
];

const REFUSAL: &str = r#"{"code":500,"enmsg":"error","cnmsg":"很抱歉,服务器出错了"}"#;

/// Forwards to the backend's port, once that is known.
#[derive(Clone, Debug)]
pub struct Cable {
    pub port: u16,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    backend: AtomicU16,
    losing: AtomicBool,
    holding: AtomicBool,
    refusing: AtomicBool,
    /// What is refused reaches the backend all the same.
    refusing_late: AtomicBool,
    publications: AtomicUsize,
    /// The last publication, as it went through.
    published: Mutex<Vec<u8>>,
    /// Ends, with every connection, when dropped.
    carrying: Mutex<JoinSet<()>>,
}

impl Cable {
    /// A cable with only this end plugged in.
    pub async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let cable = Self { port, shared };
        cable.listen(listener);
        cable
    }

    pub fn plug_in(&self, backend_port: u16) {
        self.shared.backend.store(backend_port, Ordering::SeqCst);
    }

    /// The port at the other end.
    pub fn other_end(&self) -> u16 {
        self.shared.backend.load(Ordering::SeqCst)
    }

    /// Connections end, and new ones are refused.
    pub async fn unplug(&self) {
        let mut carrying = std::mem::take(&mut *self.shared.carrying.lock().unwrap());
        carrying.shutdown().await;
    }

    pub async fn plug_in_again(&self) {
        self.listen(TcpListener::bind(("127.0.0.1", self.port)).await.unwrap());
    }

    /// The next publication reaches the backend, and its answer does not come
    /// back.
    pub fn lose_next_answer(&self) {
        self.shared.losing.store(true, Ordering::SeqCst);
    }

    /// The next publication does not reach the backend.
    pub fn hold_next_publication(&self) {
        self.shared.holding.store(true, Ordering::SeqCst);
    }

    /// The next ending is refused; `late`: after the backend did it.
    pub fn refuse_next_ending(&self, late: bool) {
        self.shared.refusing_late.store(late, Ordering::SeqCst);
        self.shared.refusing.store(true, Ordering::SeqCst);
    }

    /// How many publications went through.
    pub fn publications(&self) -> usize {
        self.shared.publications.load(Ordering::SeqCst)
    }

    /// The body of the last publication.
    pub fn published(&self) -> serde_json::Value {
        let bytes = self.shared.published.lock().unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let (_, body) = text.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap()
    }

    fn listen(&self, listener: TcpListener) {
        let cable = self.clone();
        self.shared.carrying.lock().unwrap().spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                connections.spawn(cable.clone().carry(client));
            }
        });
    }

    async fn carry(self, mut client: TcpStream) {
        let port = self.other_end();
        let Ok(mut server) = TcpStream::connect(("127.0.0.1", port)).await else {
            return;
        };
        let (mut request, mut answer) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
        let (mut losing, mut holding) = (false, false);
        let (mut publishing, mut refusing) = (false, false);
        loop {
            tokio::select! {
                read = client.read(&mut request) => {
                    let Ok(length @ 1..) = read else { return };
                    let bytes = &request[..length];
                    if bytes.starts_with(PUBLICATION) {
                        self.shared.publications.fetch_add(1, Ordering::SeqCst);
                        losing |= self.shared.losing.swap(false, Ordering::SeqCst);
                        holding |= self.shared.holding.swap(false, Ordering::SeqCst);
                        publishing = true;
                        self.shared.published.lock().unwrap().clear();
                    }
                    if publishing {
                        self.shared.published.lock().unwrap().extend(bytes);
                    }
                    if ENDINGS.iter().any(|ending| bytes.starts_with(ending))
                        && self.shared.refusing.swap(false, Ordering::SeqCst)
                    {
                        if !self.shared.refusing_late.load(Ordering::SeqCst) {
                            refuse(&mut client).await;
                            return;
                        }
                        refusing = true;
                    }
                    if holding {
                        continue;
                    }
                    if server.write_all(bytes).await.is_err() {
                        return;
                    }
                }
                read = server.read(&mut answer) => {
                    let Ok(length @ 1..) = read else { return };
                    if refusing {
                        refuse(&mut client).await;
                        return;
                    }
                    if losing || client.write_all(&answer[..length]).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

async fn refuse(client: &mut TcpStream) {
    let head = format!(
        "HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        REFUSAL.len()
    );
    let _ = client.write_all((head + REFUSAL).as_bytes()).await;
    let _ = client.shutdown().await;
}

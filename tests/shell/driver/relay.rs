//! A relay between the app and a server, which listens: what crossed the wire
//! tells secrets that neither end shows, such as the session's token.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Relays connections until it is dropped.
pub struct Relay {
    listener: Option<TcpListener>,
    pub address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Relay {
    /// Takes an address, so that a server can be told of it before it starts.
    pub async fn bind() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        Self {
            listener: Some(listener),
            address,
            heard: Arc::default(),
        }
    }

    /// Starts to relay to this server.
    pub fn to(&mut self, server: SocketAddr) {
        let listener = self.listener.take().expect("relays to one server");
        let heard = Arc::clone(&self.heard);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if let Ok(far) = TcpStream::connect(server).await {
                    let (near_in, near_out) = near.into_split();
                    let (far_in, far_out) = far.into_split();
                    tokio::spawn(pass(near_in, far_out, Arc::clone(&heard)));
                    tokio::spawn(pass(far_in, near_out, Arc::clone(&heard)));
                }
            }
        });
    }

    /// The values of the cookies that the server set.
    pub fn cookies(&self) -> Vec<String> {
        let heard = String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned();
        let set = heard
            .lines()
            .filter(|line| line.to_lowercase().starts_with("set-cookie:"));
        set.filter_map(|line| {
            line.split(';')
                .next()?
                .split_once('=')
                .map(|(_, value)| value.to_owned())
        })
        .filter(|value| !value.is_empty())
        .collect()
    }
}

async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    heard: Arc<Mutex<Vec<u8>>>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read) = from.read(&mut buffer).await {
        if read == 0 || to.write_all(&buffer[..read]).await.is_err() {
            break;
        }
        heard.lock().unwrap().extend_from_slice(&buffer[..read]);
    }
}

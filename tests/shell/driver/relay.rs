//! A relay between the app and a server, which listens: what crossed the wire
//! tells secrets that neither end shows, such as the session's token.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use serde_json::{Deserializer, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Relays connections until it is dropped.
pub struct Relay {
    listener: Option<TcpListener>,
    pub address: SocketAddr,
    heard: Arc<Mutex<Heard>>,
}

/// What was said, each side of each connection by itself.
#[derive(Default)]
struct Heard {
    asked: Vec<Said>,
    answered: Vec<Said>,
}

#[derive(Default)]
struct Said {
    bytes: Vec<u8>,
    /// Where each piece of them begins, and when it was said.
    pieces: Vec<(usize, Timestamp)>,
}

impl Said {
    fn add(&mut self, piece: &[u8]) {
        self.pieces.push((self.bytes.len(), Timestamp::now()));
        self.bytes.extend_from_slice(piece);
    }

    /// When the byte at this place was.
    fn when(&self, at: usize) -> Timestamp {
        let begun = self.pieces.iter().rfind(|(from, _)| *from <= at);
        begun.expect("it was said").1
    }
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
                    tokio::spawn(pass(near_in, far_out, heard.clone(), |heard| {
                        &mut heard.asked
                    }));
                    tokio::spawn(pass(far_in, near_out, heard.clone(), |heard| {
                        &mut heard.answered
                    }));
                }
            }
        });
    }

    /// The values of the cookies that the server set.
    pub fn cookies(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        let answered: Vec<&[u8]> = heard.answered.iter().map(|said| &*said.bytes).collect();
        let answered = answered.concat();
        let answered = String::from_utf8_lossy(&answered);
        let set = answered
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

    /// The JSON bodies of the requests that began with this line.
    pub fn bodies(&self, line: &str) -> Vec<Value> {
        let asked = &self.heard.lock().unwrap().asked;
        asked
            .iter()
            .flat_map(|said| {
                let said = String::from_utf8_lossy(&said.bytes).into_owned();
                let bodies = said.split(line).skip(1).filter_map(|request| {
                    let (_, body) = request.split_once("\r\n\r\n")?;
                    // The next request may follow the body on the same line.
                    Deserializer::from_str(body).into_iter().next()?.ok()
                });
                bodies.collect::<Vec<_>>()
            })
            .collect()
    }

    /// When the requests that began with this line were made.
    pub fn times(&self, line: &str) -> Vec<Timestamp> {
        let asked = &self.heard.lock().unwrap().asked;
        asked
            .iter()
            .flat_map(|said| {
                let places = said.bytes.windows(line.len()).enumerate();
                places
                    .filter(|(_, bytes)| *bytes == line.as_bytes())
                    .map(|(at, _)| said.when(at))
            })
            .collect()
    }
}

async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    heard: Arc<Mutex<Heard>>,
    side: fn(&mut Heard) -> &mut Vec<Said>,
) {
    let mut buffer = vec![0; 16 * 1024];
    let at = {
        let mut heard = heard.lock().unwrap();
        let said = side(&mut heard);
        said.push(Said::default());
        said.len() - 1
    };
    while let Ok(read) = from.read(&mut buffer).await {
        if read == 0 || to.write_all(&buffer[..read]).await.is_err() {
            break;
        }
        side(&mut heard.lock().unwrap())[at].add(&buffer[..read]);
    }
}

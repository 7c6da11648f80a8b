//! HTTP by hand: bytes out, bytes in, and when they came. Nothing of the client
//! takes part in it.

use crate::Fallible;
use axum::body::Bytes;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// One request. Lines of the head end in `\r\n`.
pub struct Asked<'a> {
    pub method: &'a str,
    /// With its query.
    pub path: &'a str,
    pub cookie: Option<&'a str>,
    pub body: &'a [u8],
}

/// What came back, and when.
pub struct Answer {
    pub status: u16,
    /// As it came, in the order it came.
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
    /// From the first byte sent to the first one received.
    pub first_byte: Duration,
    /// From the first byte sent to the last one received.
    pub whole: Duration,
}

impl Answer {
    /// One that nobody was asked for.
    pub fn of_json(body: String) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: Bytes::from(body),
            first_byte: Duration::ZERO,
            whole: Duration::ZERO,
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// A connection that takes one request after the other.
pub struct Line {
    server: SocketAddr,
    stream: TcpStream,
}

impl Line {
    pub async fn open(server: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self { server, stream })
    }

    /// Asks, and reads as much as the answer announces.
    pub async fn ask(&mut self, asked: &Asked<'_>) -> Fallible<Answer> {
        let cookie = asked
            .cookie
            .map_or_else(String::new, |cookie| format!("Cookie: {cookie}\r\n"));
        let head = format!(
            "{} {} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n{cookie}\r\n",
            asked.method,
            asked.path,
            self.server,
            asked.body.len()
        );
        let start = Instant::now();
        self.stream.write_all(head.as_bytes()).await?;
        self.stream.write_all(asked.body).await?;
        let mut bytes = vec![0; 64 * 1024];
        let first = self.stream.read(&mut bytes).await?;
        let first_byte = start.elapsed();
        bytes.truncate(first);
        let mut answer = loop {
            match read_head(&bytes)? {
                Some(answer) => break answer,
                None => self.more(&mut bytes).await?,
            }
        };
        let head = bytes.len() - answer.body.len();
        let announced: usize = answer.header("content-length").unwrap_or("0").parse()?;
        bytes.reserve(announced);
        while bytes.len() < head + announced {
            self.more(&mut bytes).await?;
        }
        answer.first_byte = first_byte;
        answer.whole = start.elapsed();
        answer.body = Bytes::from(bytes).slice(head..);
        Ok(answer)
    }

    async fn more(&mut self, bytes: &mut Vec<u8>) -> Fallible<()> {
        match self.stream.read_buf(bytes).await? {
            0 => Err("an answer that ends too early".into()),
            _ => Ok(()),
        }
    }
}

/// Asks once, over a connection of its own.
pub async fn ask(server: SocketAddr, asked: &Asked<'_>) -> Fallible<Answer> {
    Line::open(server).await?.ask(asked).await
}

/// The head, and of the body what is here; `None` while the head is cut.
fn read_head(bytes: &[u8]) -> Fallible<Option<Answer>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&bytes[..end])?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    Ok(Some(Answer {
        status: status.ok_or("an answer without a status")?.parse()?,
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        body: Bytes::copy_from_slice(&bytes[end + 4..]),
        first_byte: Duration::ZERO,
        whole: Duration::ZERO,
    }))
}

//! HTTP by hand, over a fresh connection: bytes out, bytes in, and when they
//! came. Nothing of the client takes part in it.

use axum::body::Bytes;
use std::{
    error::Error,
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
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Asks once and reads until the server closes.
pub async fn ask(server: SocketAddr, asked: &Asked<'_>) -> Result<Answer, Box<dyn Error>> {
    let cookie = asked
        .cookie
        .map_or_else(String::new, |cookie| format!("Cookie: {cookie}\r\n"));
    let head = format!(
        "{} {} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\nAccept: application/json\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n{cookie}\r\n",
        asked.method,
        asked.path,
        asked.body.len()
    );
    let mut stream = TcpStream::connect(server).await?;
    let start = Instant::now();
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(asked.body).await?;
    let mut bytes = vec![0; 64 * 1024];
    let first = stream.read(&mut bytes).await?;
    let first_byte = start.elapsed();
    bytes.truncate(first);
    stream.read_to_end(&mut bytes).await?;
    read(Bytes::from(bytes), first_byte, start.elapsed())
}

fn read(bytes: Bytes, first_byte: Duration, whole: Duration) -> Result<Answer, Box<dyn Error>> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or("an answer without an end of its head")?;
    let head = std::str::from_utf8(&bytes[..end])?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let answer = Answer {
        status: status.ok_or("an answer without a status")?.parse()?,
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        body: bytes.slice(end + 4..),
        first_byte,
        whole,
    };
    let announced: usize = answer.header("content-length").unwrap_or("0").parse()?;
    if answer.body.len() == announced {
        Ok(answer)
    } else {
        Err("an answer of another length than it announced".into())
    }
}

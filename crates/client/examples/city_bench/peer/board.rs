//! A board: every page read, all rows of before thrown away, all of now stored,
//! then the first ones and the figures read.

use super::{list, open};
use crate::{
    Fallible,
    raw::{Asked, Line},
};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::{net::SocketAddr, path::Path};

const TABLE: &str = "
    CREATE TABLE responses (
        soldier INTEGER PRIMARY KEY, name TEXT, phone INTEGER, office TEXT, status TEXT, at TEXT
    );
    CREATE INDEX responses_at ON responses (at);";

/// The first 60 names, and how many are of each status.
type Shown = (Vec<String>, Vec<(String, u32)>);

pub struct Board {
    db: Connection,
    line: Line,
    path: String,
    cookie: String,
}

impl Board {
    /// Stored in a new file.
    pub async fn open(server: SocketAddr, cookie: &str, task: &str, file: &Path) -> Fallible<Self> {
        let db = open(file)?;
        db.execute_batch(TABLE)?;
        Ok(Self {
            db,
            line: Line::open(server).await?,
            path: format!("/task/response/{task}"),
            cookie: cookie.to_owned(),
        })
    }

    pub async fn refresh(&mut self) -> Fallible<Shown> {
        let mut pages = Vec::new();
        loop {
            let page = self.page(pages.len() + 1).await?;
            let last = page["total_pages"].as_u64().unwrap_or_default();
            pages.push(page);
            if pages.len() as u64 >= last {
                break;
            }
        }
        self.store(&pages)?;
        Ok(self.shown()?)
    }

    async fn page(&mut self, number: usize) -> Fallible<Value> {
        let body = json!({"pc": 200, "pn": number}).to_string();
        let asked = Asked {
            method: "GET",
            path: &self.path,
            cookie: Some(&self.cookie),
            body: body.as_bytes(),
        };
        let answer = self.line.ask(&asked).await?;
        Ok(serde_json::from_slice(&answer.body)?)
    }

    fn store(&mut self, pages: &[Value]) -> rusqlite::Result<()> {
        let transaction = self.db.transaction()?;
        transaction.execute("DELETE FROM responses", [])?;
        {
            let mut insert = transaction
                .prepare_cached("INSERT INTO responses VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for row in pages.iter().flat_map(|page| list(&page["mem_list"])) {
                insert.execute(params![
                    row["soldier_id"].as_i64(),
                    row["name"].as_str(),
                    row["phone"].as_i64(),
                    row["serve_office"].as_str(),
                    row["status"].as_str(),
                    row["resp_time"].as_str(),
                ])?;
            }
        }
        transaction.commit()
    }

    fn shown(&self) -> rusqlite::Result<Shown> {
        let mut first = self
            .db
            .prepare_cached("SELECT name FROM responses ORDER BY at DESC LIMIT 60")?;
        let first = first.query_map([], |row| row.get(0))?;
        let first = first.collect::<Result<_, _>>()?;
        let mut counts = self
            .db
            .prepare_cached("SELECT status, count(*) FROM responses GROUP BY status")?;
        let counts = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((first, counts.collect::<Result<_, _>>()?))
    }
}

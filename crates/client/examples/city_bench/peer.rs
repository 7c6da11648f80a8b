//! What one would write first: the answers as `serde_json::Value`, people and
//! units into a plain SQLite file, row by row in one transaction, the first
//! rows read back; and a text for each person, searched from end to end at
//! each keystroke. It follows no lower organisations, counts nobody once,
//! encrypts nothing, and knows one reading of each character.

use pinyin::{Pinyin, ToPinyin};
use rusqlite::{CachedStatement, Connection, params};
use serde_json::Value;
use std::{error::Error, path::Path};

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE units (kind TEXT, id INTEGER, name TEXT);
    CREATE TABLE members (kind TEXT, unit INTEGER, soldier INTEGER, name TEXT, admin INTEGER);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);";

/// Reads both answers, stores them in a new file, and reads the first rows.
pub fn store(file: &Path, orgs: &[u8], offices: &[u8]) -> Result<Vec<String>, Box<dyn Error>> {
    let orgs: Value = serde_json::from_slice(orgs)?;
    let offices: Value = serde_json::from_slice(offices)?;
    let mut db = Connection::open(file)?;
    db.execute_batch(TABLES)?;
    let transaction = db.transaction()?;
    {
        let mut rows = Rows {
            unit: transaction.prepare_cached("INSERT INTO units VALUES (?1, ?2, ?3)")?,
            member: transaction
                .prepare_cached("INSERT INTO members VALUES (?1, ?2, ?3, ?4, ?5)")?,
            person: transaction.prepare_cached("INSERT OR IGNORE INTO people VALUES (?1, ?2)")?,
        };
        rows.offices_of_orgs(&orgs["detail"])?;
        rows.offices(&offices["office_detail"])?;
    }
    transaction.commit()?;
    let mut first = db.prepare("SELECT name FROM units WHERE kind = 'org' LIMIT 60")?;
    let names = first.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// The statements that fill the tables.
struct Rows<'a> {
    unit: CachedStatement<'a>,
    member: CachedStatement<'a>,
    person: CachedStatement<'a>,
}

impl Rows<'_> {
    fn offices_of_orgs(&mut self, office: &Value) -> rusqlite::Result<()> {
        for org in list(&office["orgs"]) {
            self.unit("org", &org["org_id"], org)?;
        }
        for lower in list(&office["lower_offices"]) {
            self.offices_of_orgs(lower)?;
        }
        Ok(())
    }

    fn offices(&mut self, office: &Value) -> rusqlite::Result<()> {
        self.unit("office", &office["office_id"], office)?;
        for lower in list(&office["lower_offices"]) {
            self.offices(lower)?;
        }
        Ok(())
    }

    fn unit(&mut self, kind: &str, id: &Value, unit: &Value) -> rusqlite::Result<()> {
        let (id, name) = (id.as_i64(), unit["name"].as_str());
        self.unit.execute(params![kind, id, name])?;
        for member in list(&unit["members"]) {
            let (soldier, name) = (member["soldier_id"].as_i64(), member["name"].as_str());
            let admin = member["is_admin"].as_bool().unwrap_or_default();
            self.member
                .execute(params![kind, id, soldier, name, admin])?;
            self.person.execute(params![soldier, name])?;
        }
        Ok(())
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Everybody, with name, pinyin and initials, a line each.
pub struct Scan {
    people: Vec<String>,
}

impl Scan {
    /// Of everybody that the peer stored.
    pub fn of(file: &Path) -> Result<Self, Box<dyn Error>> {
        let db = Connection::open(file)?;
        let mut names = db.prepare("SELECT name FROM people")?;
        let names = names.query_map([], |row| row.get::<_, String>(0))?;
        let people = names.map(|name| {
            let name = name?;
            let readings = || name.as_str().to_pinyin().flatten();
            let full: String = readings().map(Pinyin::plain).collect();
            let initials: String = readings().map(Pinyin::first_letter).collect();
            Ok(format!("{name}\t{full}\t{initials}"))
        });
        Ok(Self {
            people: people.collect::<rusqlite::Result<_>>()?,
        })
    }

    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// The first 60 who match, and how many there are.
    pub fn find(&self, query: &str) -> (Vec<&str>, usize) {
        let all: Vec<&str> = self
            .people
            .iter()
            .filter(|text| text.contains(query))
            .map(String::as_str)
            .collect();
        (all.iter().take(60).copied().collect(), all.len())
    }
}

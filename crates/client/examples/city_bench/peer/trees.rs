//! The trees: people and units, row by row.

use super::{list, open};
use crate::Fallible;
use rusqlite::{CachedStatement, params};
use serde_json::Value;
use std::path::Path;

const TABLES: &str = "
    CREATE TABLE units (kind TEXT, id INTEGER, name TEXT);
    CREATE TABLE members (kind TEXT, unit INTEGER, soldier INTEGER, name TEXT, admin INTEGER);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);";

/// Reads both answers, stores them in a new file, and reads the first rows.
pub fn store(file: &Path, orgs: &[u8], offices: &[u8]) -> Fallible<Vec<String>> {
    let orgs: Value = serde_json::from_slice(orgs)?;
    let offices: Value = serde_json::from_slice(offices)?;
    let mut db = open(file)?;
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

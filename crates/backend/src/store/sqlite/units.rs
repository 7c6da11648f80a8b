//! Offices, organisations and who is in them.

use std::collections::HashSet;
use std::hash::Hash;

use rusqlite::types::FromSql;
use rusqlite::{Connection, params};

use crate::store::{Member, Office, Org, Place, Point, Reach, Unit};

/// The start of a query about what stands at or below the unit whose two
/// columns are ?1 and ?2. UNION drops what was seen before, so a cycle ends.
pub const AT_OR_BELOW: &str = "WITH RECURSIVE
     below_offices (office_id) AS (
         SELECT office_id FROM offices WHERE office_id = ?1
         UNION
         SELECT o.office_id FROM offices o
         JOIN below_offices b ON o.upper_office_id = b.office_id
     ),
     below_orgs (org_id) AS (
         SELECT org_id FROM orgs
         WHERE org_id = ?2 OR office_id IN (SELECT office_id FROM below_offices)
         UNION
         SELECT o.org_id FROM orgs o
         JOIN below_orgs b ON o.upper_org_id = b.org_id
     )";

pub fn governs(db: &Connection, upper: Unit, lower: Unit) -> rusqlite::Result<bool> {
    let (office, org) = upper.columns();
    let (lower_office, lower_org) = lower.columns();
    db.prepare_cached(&format!(
        "{AT_OR_BELOW}
         SELECT EXISTS (SELECT 1 FROM below_offices WHERE office_id = ?3)
             OR EXISTS (SELECT 1 FROM below_orgs WHERE org_id = ?4)"
    ))?
    .query_row(params![office, org, lower_office, lower_org], |row| {
        row.get(0)
    })
}

pub fn reach(db: &Connection, unit: Unit, with_soldiers: bool) -> rusqlite::Result<Reach> {
    let offices = ids(
        db,
        &format!(
            "{AT_OR_BELOW}
         SELECT office_id FROM below_offices"
        ),
        unit,
    )?;
    let orgs = ids(
        db,
        &format!(
            "{AT_OR_BELOW}
         SELECT org_id FROM below_orgs"
        ),
        unit,
    )?;
    let soldiers = if with_soldiers {
        ids(
            db,
            &format!(
                "{AT_OR_BELOW}
         SELECT soldier_id FROM people
                 WHERE office_id IN (SELECT office_id FROM below_offices)
                 UNION
                 SELECT soldier_id FROM org_members
                 WHERE org_id IN (SELECT org_id FROM below_orgs)"
            ),
            unit,
        )?
    } else {
        HashSet::new()
    };
    Ok(Reach {
        offices,
        orgs,
        soldiers,
    })
}

fn ids<T: FromSql + Eq + Hash>(
    db: &Connection,
    sql: &str,
    unit: Unit,
) -> rusqlite::Result<HashSet<T>> {
    db.prepare_cached(sql)?
        .query_map(unit.columns(), |row| row.get(0))?
        .collect()
}

pub fn offices(db: &Connection, unit: Unit) -> rusqlite::Result<Vec<Office>> {
    db.prepare_cached(&format!(
        "{AT_OR_BELOW}
         SELECT office_id, name, level, upper_office_id FROM offices
         WHERE office_id IN (SELECT office_id FROM below_offices)
            OR office_id IN (SELECT office_id FROM orgs WHERE org_id = ?2)
         ORDER BY office_id"
    ))?
    .query_map(unit.columns(), |row| {
        Ok(Office {
            office_id: row.get(0)?,
            name: row.get(1)?,
            level: row.get(2)?,
            upper_office_id: row.get(3)?,
        })
    })?
    .collect()
}

pub fn orgs(db: &Connection, unit: Unit) -> rusqlite::Result<Vec<Org>> {
    db.prepare_cached(&format!(
        "{AT_OR_BELOW}
         SELECT org_id, name, office_id, upper_org_id FROM orgs
         WHERE org_id IN (SELECT org_id FROM below_orgs)
         ORDER BY org_id"
    ))?
    .query_map(unit.columns(), |row| {
        Ok(Org {
            org_id: row.get(0)?,
            name: row.get(1)?,
            office_id: row.get(2)?,
            upper_org_id: row.get(3)?,
        })
    })?
    .collect()
}

pub fn org_members(db: &Connection, unit: Unit) -> rusqlite::Result<Vec<Member>> {
    db.prepare_cached(&format!(
        "{AT_OR_BELOW}
         SELECT m.org_id, m.soldier_id, p.name, m.is_admin
         FROM org_members m JOIN people p ON p.soldier_id = m.soldier_id
         WHERE m.org_id IN (SELECT org_id FROM below_orgs)
         ORDER BY m.org_id, m.soldier_id"
    ))?
    .query_map(unit.columns(), member)?
    .collect()
}

pub fn office_members(db: &Connection, unit: Unit) -> rusqlite::Result<Vec<Member>> {
    db.prepare_cached(&format!(
        "{AT_OR_BELOW}
         SELECT office_id, soldier_id, name, 0 FROM people
         WHERE office_id IN (SELECT office_id FROM below_offices)
         ORDER BY office_id, soldier_id"
    ))?
    .query_map(unit.columns(), member)?
    .collect()
}

fn member(row: &rusqlite::Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        unit_id: row.get(0)?,
        soldier_id: row.get(1)?,
        name: row.get(2)?,
        is_admin: row.get(3)?,
    })
}

pub fn places(db: &Connection, unit: Unit) -> rusqlite::Result<Vec<Place>> {
    db.prepare_cached(
        "SELECT place_id, name, lat, lng FROM places
         WHERE office_id = ?1 OR org_id = ?2 ORDER BY place_id",
    )?
    .query_map(unit.columns(), |row| {
        Ok(Place {
            place_id: row.get(0)?,
            name: row.get(1)?,
            at: Point {
                lat: row.get(2)?,
                lng: row.get(3)?,
            },
        })
    })?
    .collect()
}

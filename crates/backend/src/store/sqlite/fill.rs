//! Filling an empty store with a sample.

use rusqlite::{Connection, OptionalExtension, params};

use crate::sample::Sample;

pub fn filled(db: &Connection) -> rusqlite::Result<Option<(String, u64)>> {
    db.query_row("SELECT size, seed FROM seeding", [], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))
    })
    .optional()
}

pub fn fill(db: &Connection, sample: &Sample) -> rusqlite::Result<()> {
    fill_units(db, sample)?;
    fill_people(db, sample)?;
    fill_places_and_accounts(db, sample)?;
    db.execute(
        "INSERT INTO seeding (size, seed) VALUES (?1, ?2)",
        params![sample.size.name(), sample.seed.cast_signed()],
    )?;
    Ok(())
}

fn fill_units(db: &Connection, sample: &Sample) -> rusqlite::Result<()> {
    let mut office = db.prepare(
        "INSERT INTO offices (office_id, name, level, upper_office_id) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &sample.offices {
        office.execute(params![
            row.office_id,
            row.name,
            row.level,
            row.upper_office_id
        ])?;
    }
    let mut org = db.prepare(
        "INSERT INTO orgs (org_id, name, office_id, upper_org_id) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &sample.orgs {
        org.execute(params![
            row.org_id,
            row.name,
            row.office_id,
            row.upper_org_id
        ])?;
    }
    Ok(())
}

fn fill_people(db: &Connection, sample: &Sample) -> rusqlite::Result<()> {
    let mut person = db.prepare(
        "INSERT INTO people (soldier_id, im_user_id, name, phone, office_id, home_lat, home_lng)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for row in &sample.people {
        person.execute(params![
            row.soldier_id,
            row.im_user_id,
            row.name,
            row.phone,
            row.office_id,
            row.home.lat,
            row.home.lng,
        ])?;
    }
    let mut member =
        db.prepare("INSERT INTO org_members (org_id, soldier_id, is_admin) VALUES (?1, ?2, ?3)")?;
    for row in &sample.memberships {
        member.execute(params![row.org_id, row.soldier_id, row.is_admin])?;
    }
    Ok(())
}

fn fill_places_and_accounts(db: &Connection, sample: &Sample) -> rusqlite::Result<()> {
    let mut place = db.prepare(
        "INSERT INTO places (place_id, office_id, org_id, name, lat, lng)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (unit, row) in &sample.places {
        let (office, org) = unit.columns();
        place.execute(params![
            row.place_id,
            office,
            org,
            row.name,
            row.at.lat,
            row.at.lng
        ])?;
    }
    let mut account = db.prepare(
        "INSERT INTO accounts (username, password_hash, office_id, org_id)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &sample.logins {
        let (office, org) = row.unit.columns();
        account.execute(params![row.username, row.password_hash, office, org])?;
    }
    Ok(())
}

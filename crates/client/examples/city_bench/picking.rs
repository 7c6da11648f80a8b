//! The recipient picker over the stored city.

use crate::{
    Fallible, fzf,
    peer::Scan,
    seat::Seat,
    table::{Times, beside, chapter, fact, line, timed, timed_now},
};
use serde_json::{Value, json};
use std::path::Path;

/// Rows that a tall window shows.
const WINDOW: u32 = 60;
const ROUNDS: usize = 20;
/// Of what takes longer.
const FEW: usize = 7;

/// What somebody types, key by key: Chinese, pinyin, initials, mixtures, and
/// units beside people.
const TYPED: [&str; 10] = [
    "陈嘉欣",
    "欧阳",
    "chenjiaxin",
    "ouyang",
    "zhangwei",
    "cjx",
    "zhjx",
    "陈jx",
    "海珠区应急",
    "haizhuqu",
];

/// A new draft, and the first rows of its picker. The first of the two commands
/// makes the index, where there is none yet.
pub async fn open(seat: &Seat) -> Fallible<String> {
    let draft = seat.new_draft().await?;
    let rows = rows(seat, &draft, "orgs", "").await?;
    if rows.contains("\"value\":null") {
        return Err("the picker opened without the roster".into());
    }
    Ok(draft)
}

/// The first rows of a picker whose roster is on its way, as a window gets them:
/// it asks, and asks again whenever it is told of something.
pub async fn await_rows(seat: &Seat, draft: &str) -> Fallible<()> {
    let mut told = seat.events();
    while rows(seat, draft, "orgs", "")
        .await?
        .contains("\"value\":null")
    {
        told.recv().await?;
    }
    Ok(())
}

async fn rows(seat: &Seat, draft: &str, view: &str, query: &str) -> Fallible<String> {
    let window = json!({
        "draft": draft, "view": view, "query": query, "offset": 0, "limit": WINDOW,
    });
    seat.call("list_picker_rows", window).await
}

pub async fn all(seat: Seat, scan: &Scan, dir: &Path) -> Fallible<()> {
    chapter("the picker");
    let seat = opening(seat).await?;
    let draft = seat.new_draft().await?;
    searching(&seat, &draft, scan, dir).await?;
    found(&seat, &draft, scan).await?;
    chapter("choosing");
    selecting(&seat, &draft).await
}

async fn opening(mut seat: Seat) -> Fallible<Seat> {
    let [mut cold, mut warm] = [(); 2].map(|()| Times::default());
    for _ in 0..FEW {
        seat = seat.again().await?;
        cold.add(timed(open(&seat)).await?.1);
        warm.add(timed(open(&seat)).await?.1);
    }
    line("after a restart: store to index to first rows", &cold);
    line("another draft, index kept: first rows", &warm);
    Ok(seat)
}

async fn searching(seat: &Seat, draft: &str, scan: &Scan, dir: &Path) -> Fallible<()> {
    let keys: Vec<String> = TYPED.iter().flat_map(|typed| prefixes(typed)).collect();
    let mut scanned = Times::default();
    for _ in 0..ROUNDS {
        for key in &keys {
            scanned.add(timed_now(|| scan.find(key)).1);
        }
    }
    for view in ["people", "orgs", "offices"] {
        let mut times = Times::default();
        for _ in 0..ROUNDS {
            for key in &keys {
                times.add(timed(rows(seat, draft, view, key)).await?.1);
            }
        }
        let name = format!("a keystroke in {view}, first {WINDOW} rows");
        match view {
            "people" => beside(&format!("{name} (peer: scan)"), &times, &scanned),
            _ => line(&name, &times),
        }
        if view == "people" {
            let name = "  the same (peer: fzf --filter, whole process)";
            match fzf::search(scan, dir, &keys)? {
                Some(fzf) => beside(name, &times, &fzf),
                None => fact("  fzf", "is not installed: no comparison"),
            }
        }
    }
    Ok(())
}

/// How much each finds, to see that both search.
async fn found(seat: &Seat, draft: &str, scan: &Scan) -> Fallible<()> {
    for typed in TYPED {
        let people = total(seat, draft, "people", typed).await?;
        let rows = total(seat, draft, "orgs", typed).await?;
        let theirs = scan.find(typed).1;
        let found = format!("{people} people, {rows} rows in orgs; the scan {theirs} people");
        fact(&format!("  {typed}"), found);
    }
    Ok(())
}

async fn total(seat: &Seat, draft: &str, view: &str, query: &str) -> Fallible<u64> {
    let answer: Value = serde_json::from_str(&rows(seat, draft, view, query).await?)?;
    let total = answer["value"]["total"].as_u64();
    total.ok_or_else(|| "rows without a total".into())
}

async fn selecting(seat: &Seat, draft: &str) -> Fallible<()> {
    seat.fill(draft).await?;
    for (view, rounds) in [("offices", ROUNDS), ("orgs", ROUNDS), ("people", FEW)] {
        let mut times = Times::default();
        let mut totals = String::new();
        for _ in 0..rounds {
            everything(seat, draft, view, false).await?;
            let (answer, took) = timed(everything(seat, draft, view, true)).await?;
            times.add(took);
            totals = answer;
        }
        line(&format!("select all in {view}, totals and stored"), &times);
        fact("  totals", counted(&totals)?);
        switching(seat, draft, view).await?;
        rehearsing(seat, draft, view).await?;
        everything(seat, draft, view, false).await?;
    }
    Ok(())
}

async fn everything(seat: &Seat, draft: &str, view: &str, on: bool) -> Fallible<String> {
    let args = json!({"draft": draft, "view": view, "query": "", "on": on});
    seat.call("toggle_picker_matches", args).await
}

/// People off and on again, one after the other.
async fn switching(seat: &Seat, draft: &str, chosen: &str) -> Fallible<()> {
    let answer: Value = serde_json::from_str(&rows(seat, draft, "people", "").await?)?;
    let rows = answer["value"]["rows"].as_array().ok_or("no rows")?;
    let mut times = Times::default();
    for row in rows.iter().take(FEW) {
        for on in [false, true] {
            let args = json!({"draft": draft, "view": "people", "key": row["key"], "on": on});
            times.add(timed(seat.call("toggle_picker_row", args)).await?.1);
        }
    }
    line(
        &format!("  switch one person, all chosen by {chosen}"),
        &times,
    );
    Ok(())
}

async fn rehearsing(seat: &Seat, draft: &str, chosen: &str) -> Fallible<()> {
    let mut times = Times::default();
    for _ in 0..FEW {
        let args = json!({"draft": draft});
        times.add(timed(seat.call("rehearse_draft", args)).await?.1);
    }
    line(&format!("  rehearse, all chosen by {chosen}"), &times);
    Ok(())
}

fn counted(totals: &str) -> Fallible<String> {
    let totals: Value = serde_json::from_str(totals)?;
    Ok(format!(
        "{} people; {} organisations, {} offices, {} one by one; {} chosen twice",
        totals["people"],
        totals["orgs"],
        totals["offices"],
        totals["individuals"],
        totals["chosen_twice"]
    ))
}

fn prefixes(typed: &str) -> Vec<String> {
    let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| typed[..end].to_owned()).collect()
}

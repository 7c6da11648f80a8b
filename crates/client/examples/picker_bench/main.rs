//! How fast the recipient picker is among 100 000 people. Prints; asserts
//! nothing about time.
//!
//! `cargo run --release -p muster-client --example picker_bench [people]`
//!
//! Every search is measured to the first 60 rows, as a keystroke is. Beside
//! it, in the same run, the peer: `str::contains` over every name with its
//! pinyin and its initials. It knows one reading a character and no mixtures,
//! finds `ouyang` inside 周阳, and marks nothing.

mod city;
mod peer;

use muster_client::picker::{Desk, Recipients, Roster};
use muster_domain::picker::{PickerView, Selection};
use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

/// Rows that a tall window shows.
const WINDOW: u32 = 60;
const ROUNDS: usize = 40;
/// What somebody types, key by key.
const TYPED: [&str; 8] = [
    "chenjiashu",
    "陈嘉",
    "cjs",
    "ouyang",
    "jiashu",
    "陈js",
    "zhangwei",
    "yingjip",
];

fn main() {
    let people = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let city = city::build(people.unwrap_or(100_000));
    let roster = Arc::new(Roster::new(&city.orgs, Some(&city.offices)));
    println!(
        "{} people, {} organisations, {} offices; milliseconds\n",
        roster.len(),
        city.orgs.orgs.len(),
        city.offices.offices.len()
    );
    println!("{:<46}{:>9}{:>9}{:>9}", "", "median", "p95", "max");
    let build = || Roster::new(&city.orgs, Some(&city.offices));
    print("build the index from the trees", times(5, build));
    print("open the picker, first rows", open(&roster));
    let peer = peer::Peer::new(&city);
    for view in [PickerView::People, PickerView::Orgs] {
        print(
            &format!("a keystroke in {view:?}, first {WINDOW} rows"),
            keystrokes(&roster, view),
        );
    }
    print("  the peer: linear scan, first 60 names", peer_scan(&peer));
    for typed in TYPED {
        let queries = prefixes(typed);
        let mut desk = Desk::new(Arc::clone(&roster), &Selection::default());
        let last = queries.len() - 1;
        let found = desk.rows(PickerView::People, &queries[last], 0, 0).total;
        let theirs = peer.count(&queries[last]);
        println!("    {typed:<14} finds {found:>6}, the peer {theirs:>6}");
    }
    selecting(&roster);
}

fn open(roster: &Arc<Roster>) -> Vec<Duration> {
    times(ROUNDS, || {
        let mut desk = Desk::new(Arc::clone(roster), &Selection::default());
        desk.rows(PickerView::Orgs, "", 0, WINDOW)
    })
}

/// Each prefix of each query, as typed: the desk keeps its views between keys.
fn keystrokes(roster: &Arc<Roster>, view: PickerView) -> Vec<Duration> {
    let mut desk = Desk::new(Arc::clone(roster), &Selection::default());
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        for query in TYPED.iter().flat_map(|typed| prefixes(typed)) {
            all.extend(times(1, || desk.rows(view, &query, 0, WINDOW)));
        }
    }
    all
}

fn peer_scan(peer: &peer::Peer) -> Vec<Duration> {
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        for query in TYPED.iter().flat_map(|typed| prefixes(typed)) {
            all.extend(times(1, || peer.first(&query, WINDOW as usize)));
        }
    }
    all
}

fn selecting(roster: &Arc<Roster>) {
    let new = || Desk::new(Arc::clone(roster), &Selection::default());
    let mut desk = new();
    for (name, view) in [
        (
            "select all, by organisations, and the totals",
            PickerView::Orgs,
        ),
        ("select all, one by one, and the totals", PickerView::People),
    ] {
        let all = (0..ROUNDS).flat_map(|_| {
            desk.toggle_matches(view, "", false);
            times(1, || {
                desk.toggle_matches(view, "", true);
                desk.totals()
            })
        });
        print(name, all.collect());
    }
    let everybody = desk.selection();
    let mut desk = new();
    desk.toggle_matches(PickerView::Orgs, "", true);
    let rows = desk.rows(PickerView::People, "", 0, 2 * ROUNDS as u32).rows;
    let mut keys = rows.iter().map(|row| &row.key).cycle();
    let mut on = false;
    let toggles = times(2 * ROUNDS, || {
        if let Some(key) = keys.next() {
            let _ = black_box(desk.toggle(PickerView::People, key, on));
        }
        on = !on;
        desk.totals()
    });
    print("switch one person, and the totals", toggles);
    print(
        "the selection as it is stored",
        times(ROUNDS, || desk.selection()),
    );
    print(
        "whom 100 000 single ids call, for sending",
        times(5, || Recipients::new(&everybody, roster)),
    );
}

fn prefixes(typed: &str) -> Vec<String> {
    let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| typed[..end].to_owned()).collect()
}

fn times<T>(rounds: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        let value = black_box(work());
        times.push(start.elapsed());
        // Letting go of it is nobody's waiting.
        drop(value);
    }
    times
}

fn print(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| {
        let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times
            .get(index)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!("{name:<46}{:>9.2}{:>9.2}{:>9.2}", at(50), at(95), at(100));
}

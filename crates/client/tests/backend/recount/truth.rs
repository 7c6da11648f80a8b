//! What the backend's database holds of a task: read by SQL that the backend
//! does not have, counted person by person, and put in the form in which
//! [`super::shown`] puts the screens.

use rusqlite::{Connection, OpenFlags, Row};
use serde_json::{Map, Value, json};
use std::{cmp::Reverse, collections::BTreeMap, ops::RangeInclusive, path::Path};

/// Whoever is this near is there, metres; and how far the two ways to measure
/// may differ.
const THERE_M: f64 = 50.0;
const MARGIN_M: f64 = 0.5;

pub struct Database(Connection);

impl Database {
    pub fn open(path: &Path) -> Self {
        Self(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap())
    }

    pub fn read(&self, task: &str) -> Truth {
        let task: i64 = task.parse().unwrap();
        let (wanted, times, place) = self
            .0
            .query_row(
                "SELECT mem_count, launched_ms, gather_ms, finish_ms, place_lat, place_lng
                 FROM tasks WHERE task_id = ?1",
                [task],
                |row| {
                    let times = [second(row, 1)?, second(row, 2)?, second(row, 3)?];
                    Ok((row.get(0)?, times, (row.get(4)?, row.get(5)?)))
                },
            )
            .unwrap();
        let sql = "SELECT p.soldier_id, p.im_user_id, p.name, p.phone, o.name, n.status,
                 n.responded_ms, n.checked_ms, q.lat, q.lng
             FROM people p
                 INNER JOIN offices o USING (office_id)
                 INNER JOIN notified n USING (soldier_id)
                 LEFT OUTER JOIN positions q USING (task_id, soldier_id)
             WHERE task_id = ?1";
        let mut statement = self.0.prepare_cached(sql).unwrap();
        let people = statement.query_map([task], person).unwrap();
        Truth {
            wanted,
            times: times.map(|at| at.unwrap()),
            place,
            people: people.map(Result::unwrap).collect(),
        }
    }
}

/// The wire tells whole seconds.
fn second(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<i64>> {
    let ms: Option<i64> = row.get(column)?;
    Ok(ms.map(|ms| ms.div_euclid(1_000) * 1_000))
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let number = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.to_string());
    let (lat, lng): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
    Ok(Person {
        soldier: number(0)?,
        im_user: number(1)?,
        name: row.get(2)?,
        phone: number(3)?,
        office: row.get(4)?,
        answer: row.get(5)?,
        responded_at: second(row, 6)?,
        is_here: second(row, 7)?.is_some(),
        at: lat.zip(lng),
    })
}

/// A task and its people at one moment.
pub struct Truth {
    wanted: i64,
    /// Of the launch, the gathering and the end.
    times: [i64; 3],
    place: (f64, f64),
    people: Vec<Person>,
}

struct Person {
    soldier: String,
    im_user: String,
    name: String,
    phone: String,
    office: String,
    answer: String,
    responded_at: Option<i64>,
    is_here: bool,
    at: Option<(f64, f64)>,
}

impl Person {
    fn response(&self) -> Value {
        let mut row = self.row();
        (row["status"], row["responded_at"]) = (json!(self.answer), json!(self.responded_at));
        row
    }

    fn check_in(&self) -> Value {
        let mut row = self.row();
        (row["status"], row["seen"]) = (json!(self.presence()), json!(self.is_here));
        row
    }

    fn row(&self) -> Value {
        json!({
            "soldier": self.soldier, "name": self.name, "phone": self.phone,
            "office": self.office, "im_user": self.im_user,
        })
    }

    fn presence(&self) -> &'static str {
        if self.is_here { "checked_in" } else { "absent" }
    }
}

/// How many people of each office there are of each word, offices in the
/// order of `first`.
type Offices<'a> = Vec<(&'a str, BTreeMap<&'a str, u64>)>;

impl Truth {
    /// Unread, refused, accepted.
    pub fn answers(&self) -> [usize; 3] {
        ["unread", "refused", "accepted"].map(|answer| self.answered(answer).len())
    }

    fn answered(&self, answer: &str) -> Vec<&Person> {
        let people = self.people.iter();
        people.filter(|person| person.answer == answer).collect()
    }

    pub fn arrived(&self) -> usize {
        self.people.iter().filter(|person| person.is_here).count()
    }

    /// Grows by one whenever somebody answers or arrives.
    pub fn news(&self) -> usize {
        let [_, refused, accepted] = self.answers();
        refused + accepted + self.arrived()
    }

    /// Everything that stands on the response board.
    pub fn responses(&self) -> Value {
        let [_, refused, accepted] = self.answers();
        json!({
            "board": self.response_board(),
            "offices": self.response_offices(),
            "curve": [accepted, refused],
            "people": everybody(&self.people, Person::response),
        })
    }

    fn response_board(&self) -> Value {
        let [unread, refused, accepted] = self.answers();
        let mut waits: Vec<i64> = self
            .people
            .iter()
            .filter_map(|person| Some(person.responded_at? - self.times[0]))
            .collect();
        waits.sort_unstable();
        let count = waits.len();
        let within = |tenths: usize| waits.get((count * tenths).div_ceil(10).max(1) - 1);
        let average = waits.iter().sum::<i64>().checked_div(count as i64);
        json!({
            "wanted": self.wanted, "notified": self.people.len(), "unread": unread,
            "refused": refused, "accepted": accepted, "other": 0,
            "average_ms": average, "median_ms": within(5), "ninetieth_ms": within(9),
            "server": {
                "wanted": self.wanted, "notified": self.people.len(),
                "responded": refused + accepted, "accepted": accepted,
            },
            "disagreements": [],
        })
    }

    fn response_offices(&self) -> Value {
        let people = self.people.iter();
        let mut offices = by_office(people.map(|person| (&*person.office, &*person.answer)));
        offices.sort_by_key(|(name, words)| (Reverse(words.values().sum::<u64>()), *name));
        let cells = ["accepted", "refused", "unread"].map(|word| (word, word));
        table(&offices, &cells)
    }

    /// Everything that stands on the check-in board.
    pub fn check_ins(&self) -> Value {
        let accepted = self.answered("accepted");
        let here = accepted.iter().filter(|person| person.is_here).count();
        json!({
            "board": {
                "accepted": accepted.len(), "checked_in": here, "absent": accepted.len() - here,
                "other": 0,
                "server": {"accepted": accepted.len(), "checked_in": here},
                "disagreements": [],
            },
            "offices": self.arrival_offices(),
            "curve": here,
            "people": everybody(accepted, Person::check_in),
        })
    }

    fn arrival_offices(&self) -> Value {
        let accepted = self.answered("accepted");
        let people = accepted.iter();
        let mut offices = by_office(people.map(|person| (&*person.office, person.presence())));
        offices.sort_by_key(|(name, words)| {
            let missing = words.get("absent").copied().unwrap_or(0);
            let all: u64 = words.values().sum();
            (Reverse((missing, all)), *name)
        });
        table(&offices, &[("arrived", "checked_in"), ("absent", "absent")])
    }

    pub fn wanted(&self) -> i64 {
        self.wanted
    }

    /// What a row of the list and the task itself sum up.
    pub fn summary(&self) -> Value {
        let board = &self.check_ins()["board"];
        json!({
            "accepted": board["accepted"], "checked_in": board["checked_in"],
            "progress": null, "disagreements": [],
        })
    }

    /// Everybody on the map.
    pub fn positions(&self) -> Value {
        let located = self.people.iter().filter_map(|person| {
            let (lat, lng) = person.at?;
            let mut row = person.row();
            row.as_object_mut().unwrap().remove("im_user");
            (row["lat"], row["lng"]) = (millionths(lat), millionths(lng));
            Some((person.soldier.clone(), row))
        });
        let people: Map<_, _> = located.collect();
        json!({"count": people.len(), "people": people})
    }

    /// What the map tells of the check-ins.
    pub fn on_map(&self) -> Value {
        let located = self.people.iter().filter(|person| person.at.is_some());
        let accepted = self.answered("accepted").into_iter();
        json!({
            "silent": accepted.filter(|person| person.at.is_none()).count(),
            "here": ids(located.filter(|person| person.is_here)),
        })
    }

    /// How many are within 50 metres, as far as that is sure.
    pub fn there(&self) -> RangeInclusive<u64> {
        let within = |metres: f64| {
            let points = self.people.iter().filter_map(|person| person.at);
            points
                .filter(|at| metres_between(*at, self.place) <= metres)
                .count() as u64
        };
        within(THERE_M - MARGIN_M)..=within(THERE_M + MARGIN_M)
    }

    /// Every figure of the after-action packet.
    pub fn packet(&self) -> Value {
        let times = |people: Vec<&Person>| {
            let mut times: Vec<i64> = people.iter().filter_map(|who| who.responded_at).collect();
            times.sort_unstable();
            times
        };
        let first = times(self.people.iter().collect()).first().copied();
        let accepted = times(self.answered("accepted"));
        let enough = accepted.get(usize::try_from(self.wanted).unwrap() - 1);
        let [launch, gather, finish] = self.times;
        json!({
            "steps": [launch, first, enough, gather, finish],
            "responses": self.response_board(),
            "check_ins": self.check_ins()["board"],
            "offices": self.response_offices(),
            "arrivals": self.arrival_offices(),
        })
    }
}

/// Everybody by id.
fn everybody<'a>(
    people: impl IntoIterator<Item = &'a Person>,
    row: impl Fn(&Person) -> Value,
) -> Map<String, Value> {
    let rows = people.into_iter();
    rows.map(|person| (person.soldier.clone(), row(person)))
        .collect()
}

fn ids<'a>(people: impl Iterator<Item = &'a Person>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = people.map(|person| &*person.soldier).collect();
    ids.sort_unstable();
    ids
}

fn by_office<'a>(people: impl Iterator<Item = (&'a str, &'a str)>) -> Offices<'a> {
    let mut offices: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for (office, word) in people {
        *offices.entry(office).or_default().entry(word).or_default() += 1;
    }
    offices.into_iter().collect()
}

/// A row an office; `cells` are named as the client does, and count a word.
fn table(offices: &Offices<'_>, cells: &[(&str, &str)]) -> Value {
    let rows = offices.iter().map(|(office, words)| {
        let mut row = json!({"office": office, "other": 0});
        for (cell, word) in cells {
            row[cell] = json!(words.get(word).copied().unwrap_or(0));
        }
        row
    });
    rows.collect()
}

fn millionths(degrees: f64) -> Value {
    json!((degrees * 1e6).round() as i64)
}

/// On a flat sheet, in degrees of one system or the other: they bend by less
/// than a hundredth over the few metres that count here.
fn metres_between(a: (f64, f64), b: (f64, f64)) -> f64 {
    const METRES_PER_DEGREE: f64 = 111_195.0;
    let north = (a.0 - b.0) * METRES_PER_DEGREE;
    let east = (a.1 - b.1) * METRES_PER_DEGREE * b.0.to_radians().cos();
    north.hypot(east)
}

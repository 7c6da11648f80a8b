//! Boards of any size, as document 001 and the location module write them: the
//! reference backend's own tasks call a few hundred people. Who stands on them
//! and where is always the same.

use jiff::{SignedDuration, Timestamp, tz::Offset};
use serde_json::Value;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The first answer came so many seconds before the bench began.
const SINCE_FIRST_S: i64 = 5_400;
/// Within so many seconds the first ones have answered; each change is later.
const ANSWERED_IN_S: usize = 3_000;

const UNREAD: &str = "UR";
const REFUSED: &str = "RF";
const ACCEPTED: &str = "AC";

/// Somebody of the city.
pub struct Person {
    id: i64,
    name: String,
    office: String,
}

/// Everybody in both trees, once, in the order of their offices.
pub fn everybody(orgs: &Value, offices: &Value) -> Vec<Person> {
    let mut found = Found::default();
    found.offices(&offices["office_detail"]);
    found.orgs(&orgs["detail"]);
    found.people
}

#[derive(Default)]
struct Found {
    people: Vec<Person>,
    known: HashSet<i64>,
}

impl Found {
    fn offices(&mut self, office: &Value) {
        self.members(office, &office["name"]);
        list(&office["lower_offices"]).for_each(|lower| self.offices(lower));
    }

    fn orgs(&mut self, office: &Value) {
        list(&office["orgs"]).for_each(|org| self.members(org, &office["office_name"]));
        list(&office["lower_offices"]).for_each(|lower| self.orgs(lower));
    }

    fn members(&mut self, unit: &Value, office: &Value) {
        for member in list(&unit["members"]) {
            let id = member["soldier_id"].as_i64().unwrap_or_default();
            if self.known.insert(id) {
                self.people.push(Person {
                    id,
                    name: member["name"].as_str().unwrap_or_default().to_owned(),
                    office: office.as_str().unwrap_or_default().to_owned(),
                });
            }
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The boards of tasks that are said to have so many people. Every other task
/// is the backend's.
pub struct Boards {
    people: Vec<Person>,
    first_answer: Timestamp,
    made: Mutex<HashMap<String, Board>>,
}

/// What a board shows once it was changed.
pub struct Changed {
    /// Who answered last.
    pub last: String,
    pub accepted: usize,
}

impl Boards {
    pub fn new(people: Vec<Person>) -> Arc<Self> {
        Arc::new(Self {
            people,
            first_answer: Timestamp::now() - SignedDuration::from_secs(SINCE_FIRST_S),
            made: Mutex::default(),
        })
    }

    /// What everybody in the city is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.people.iter().map(|person| person.name.as_str())
    }

    fn made(&self) -> MutexGuard<'_, HashMap<String, Board>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that so many people of the city were called, of whom four in ten
    /// have answered, and that each has a position.
    pub fn make(&self, task: &str, people: usize) {
        let step = (self.people.len() / people.max(1)).max(1);
        let called = self.people.iter().step_by(step).take(people);
        let board = Board {
            rows: called.map(Row::new).collect(),
            first_answer: self.first_answer,
            latest_s: ANSWERED_IN_S,
        };
        self.made().insert(task.to_owned(), board);
    }

    /// So many of them, spread over all pages, answer otherwise than before.
    /// `None` for a task that has no such board.
    pub fn change(&self, task: &str, rows: usize) -> Option<Changed> {
        let mut made = self.made();
        let board = made.get_mut(task)?;
        Some(Changed {
            last: board.change(rows),
            accepted: board.count(ACCEPTED),
        })
    }

    /// What the server answers; `None` to what is not about these boards.
    pub fn answer(&self, path: &str, body: &[u8]) -> Option<String> {
        let asked = || serde_json::from_slice::<Value>(body).unwrap_or_default();
        let made = self.made();
        if let Some(task) = path.strip_prefix("/task/response/") {
            return Some(made.get(task)?.responses(&Page::of(&asked())));
        }
        if path == "/loc/getAllLocs" {
            let asked = asked();
            let board = made.get(&asked["task_id"].to_string())?;
            return Some(board.positions(&Page::of(&asked)));
        }
        None
    }
}

/// What a page is asked by.
struct Page {
    rows: usize,
    number: usize,
}

impl Page {
    fn of(asked: &Value) -> Self {
        let figure = |name: &str| asked[name].as_u64().and_then(|one| one.try_into().ok());
        Self {
            rows: figure("pc").unwrap_or(20),
            number: figure("pn").unwrap_or(1),
        }
    }
}

struct Board {
    rows: Vec<Row>,
    first_answer: Timestamp,
    /// The last answer, seconds after the first.
    latest_s: usize,
}

impl Board {
    fn change(&mut self, rows: usize) -> String {
        let step = (self.rows.len() / rows.max(1)).max(1);
        let offset = dice(self.latest_s as u64, 0) as usize % step;
        let (all, latest) = (self.rows.iter_mut(), self.latest_s);
        let mut last = String::new();
        for (more, row) in all.skip(offset).step_by(step).take(rows).enumerate() {
            row.status = if row.status == ACCEPTED {
                REFUSED
            } else {
                ACCEPTED
            };
            row.answered_s = latest + 1 + more / (rows - 1).max(1);
            last.clone_from(&row.name);
        }
        self.latest_s += 2;
        last
    }

    fn count(&self, status: &str) -> usize {
        self.rows.iter().filter(|row| row.status == status).count()
    }

    /// How many pages there are, and the rows of one.
    fn page(&self, page: &Page, row: impl Fn(&Row) -> String) -> (usize, String) {
        let before = page.rows * (page.number - 1).min(self.rows.len());
        let rows = self.rows.iter().skip(before).take(page.rows).map(row);
        let rows: Vec<String> = rows.collect();
        (self.rows.len().div_ceil(page.rows), rows.join(","))
    }

    fn responses(&self, page: &Page) -> String {
        let (pages, rows) = self.page(page, |row| row.response(self.first_answer));
        let (people, accepted) = (self.rows.len(), self.count(ACCEPTED));
        let (wanted, answered) = (people / 2, accepted + self.count(REFUSED));
        format!(
            r#"{{"mem_count":{wanted},"notify_count":{people},"response_count":{answered},"accept_count":{accepted},"avg_resp_time":"00:25:00","total_pages":{pages},"total_mem":{people},"mem_list":[{rows}]}}"#
        )
    }

    fn positions(&self, page: &Page) -> String {
        let (pages, rows) = self.page(page, Row::position);
        let people = self.rows.len();
        format!(
            r#"{{"code":200,"enmsg":"ok","cnmsg":"成功","data":{{"count_page":{pages},"count_data":{people},"data":[{rows}]}}}}"#
        )
    }
}

/// Somebody who was called.
struct Row {
    id: i64,
    name: String,
    office: String,
    status: &'static str,
    /// After the first answer.
    answered_s: usize,
}

impl Row {
    fn new(person: &Person) -> Self {
        let answer = dice(person.id.unsigned_abs(), 1);
        Self {
            id: person.id,
            name: person.name.clone(),
            office: person.office.clone(),
            status: match answer % 10 {
                0..3 => ACCEPTED,
                3 => REFUSED,
                _ => UNREAD,
            },
            answered_s: (answer / 10) as usize % ANSWERED_IN_S,
        }
    }

    fn response(&self, first_answer: Timestamp) -> String {
        let Self {
            id, name, office, ..
        } = self;
        let status = self.status;
        let answered = if status == UNREAD {
            String::new()
        } else {
            let at = first_answer + SignedDuration::from_secs(self.answered_s as i64);
            let at = Offset::constant(8).to_datetime(at);
            format!(r#","resp_time":"{}""#, at.strftime("%F %T"))
        };
        format!(
            r#"{{"soldier_id":{id},"name":"{name}","im_user_id":{id},"phone":{},"serve_office":"{office}","status":"{status}"{answered}}}"#,
            self.phone()
        )
    }

    /// Somewhere around one of the city's 300 crossroads, within some 2 km.
    fn position(&self) -> String {
        let Self {
            id, name, office, ..
        } = self;
        let seed = id.unsigned_abs();
        let crossroads = 1_000_000 + seed % 300;
        let near = |salt| (share(seed, salt) - share(seed, salt + 1)) * share(seed, 9) * 0.02;
        let latitude = 22.95 + share(crossroads, 2) * 0.5 + near(3);
        let longitude = 113.1 + share(crossroads, 5) * 0.5 + near(6);
        format!(
            r#"{{"soldier_id":{id},"name":"{name}","phone":{},"serve_office":"{office}","longitude":{longitude:.6},"latitude":{latitude:.6}}}"#,
            self.phone()
        )
    }

    /// Of a range that is not in use.
    fn phone(&self) -> i64 {
        10_000_000_000 + self.id
    }
}

/// A number that looks like chance and is always the same (splitmix64).
fn dice(seed: u64, salt: u64) -> u64 {
    let mut mixed = (seed ^ (salt << 56)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// From 0 to 1.
fn share(seed: u64, salt: u64) -> f64 {
    (dice(seed, salt) >> 11) as f64 / (1_u64 << 53) as f64
}

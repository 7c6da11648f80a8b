//! What one person will do about one task, decided once by the dice. All
//! times are drill time: milliseconds since the task was published.

use crate::dice::Dice;
use crate::store::{Answer, DrillStep, DuePerson, Point};

/// Half of those who answer do so within this time.
const MEDIAN_RESPONSE_MS: f64 = 6.0 * MINUTE_MS;
/// Deviation of the logarithm of the response time: a quarter answers within
/// half the median, a tenth takes more than four times as long.
const RESPONSE_SPREAD: f64 = 1.1;
const NEVER_ANSWERS: f64 = 0.08;
const ACCEPTS_BUT_STAYS_AWAY: f64 = 0.05;
/// Whose telephone tells no position: switched off, or not allowed to.
const NEVER_REPORTS: f64 = 0.15;
/// Keeps the dice about somebody's telephone apart from those about tasks.
const TELEPHONE: i64 = -1;
/// Somebody on the way reports a position this often.
const REPORT_EVERY_MS: i64 = 30_000;
const MINUTE_MS: f64 = 60_000.0;
const METRES_PER_DEGREE: f64 = 111_320.0;

#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// When and what the person answers; `None` never answers.
    pub answer: Option<(i64, Answer)>,
    /// `None` never sets out.
    pub journey: Option<Journey>,
    /// Whether positions are reported, from accepting on.
    pub reports: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    pub depart_ms: i64,
    pub arrive_ms: i64,
    pub from: Point,
    pub to: Point,
}

impl Plan {
    /// `gather_ms` is the gather time; `home` and `place` where the way
    /// begins and ends.
    pub fn new(
        seed: u64,
        task_id: i64,
        soldier_id: i64,
        gather_ms: i64,
        home: Point,
        place: Point,
    ) -> Self {
        // How willing somebody is stays the same over all tasks.
        let willing = Dice::new(seed, &[soldier_id]).between(0.5, 0.97);
        let reports = !Dice::new(seed, &[soldier_id, TELEPHONE]).chance(NEVER_REPORTS);
        let mut dice = Dice::new(seed, &[soldier_id, task_id]);
        if dice.chance(NEVER_ANSWERS) {
            return Self {
                answer: None,
                journey: None,
                reports,
            };
        }
        let respond_ms = (MEDIAN_RESPONSE_MS * (RESPONSE_SPREAD * dice.normal()).exp()) as i64;
        if !dice.chance(willing) {
            return Self {
                answer: Some((respond_ms, Answer::Refused)),
                journey: None,
                reports,
            };
        }
        let journey = (!dice.chance(ACCEPTS_BUT_STAYS_AWAY))
            .then(|| Journey::new(&mut dice, respond_ms, gather_ms, home, place));
        Self {
            answer: Some((respond_ms, Answer::Accepted)),
            journey,
            reports,
        }
    }

    /// What has happened to `person` by `lived_ms`. `wall` turns drill time
    /// into the time that is written down.
    pub fn step(
        &self,
        person: &DuePerson,
        lived_ms: i64,
        wall: impl Fn(i64) -> jiff::Timestamp,
    ) -> DrillStep {
        let mut step = DrillStep {
            soldier_id: person.soldier_id,
            answered: None,
            position: None,
            checked: None,
            due_ms: None,
        };
        let mut answer = person.answer;
        if answer == Answer::Unread {
            match self.answer {
                Some((at, given)) if at <= lived_ms => {
                    answer = given;
                    step.answered = Some((given, wall(at)));
                    if given == Answer::Accepted {
                        step.position = Some((person.home, wall(at)));
                    }
                }
                Some((at, _)) => step.due_ms = Some(at),
                None => {}
            }
        }
        if let (Answer::Accepted, Some(journey), false) = (answer, &self.journey, person.checked) {
            journey.step(lived_ms, wall, &mut step);
        }
        step.position = step.position.filter(|_| self.reports);
        step
    }
}

impl Journey {
    fn new(dice: &mut Dice, respond_ms: i64, gather_ms: i64, home: Point, place: Point) -> Self {
        let to = Point {
            lat: place.lat + dice.normal() * 10.0 / METRES_PER_DEGREE,
            lng: place.lng + dice.normal() * 10.0 / METRES_PER_DEGREE,
        }
        .rounded();
        // Streets are longer than the straight line; far homes mean wheels.
        let way_m = distance_m(home, to) * 1.3;
        let metres_per_s = if way_m < 1_500.0 {
            dice.between(1.2, 1.7)
        } else {
            dice.between(4.0, 9.0)
        };
        let travel_ms = (way_m / metres_per_s * 1_000.0) as i64;
        let ready_ms = respond_ms + (dice.between(1.0, 5.0) * MINUTE_MS) as i64;
        let early_ms = ((12.0 + 8.0 * dice.normal()) * MINUTE_MS) as i64;
        let depart_ms = ready_ms.max(gather_ms - early_ms - travel_ms);
        Self {
            depart_ms,
            arrive_ms: depart_ms + travel_ms,
            from: home,
            to,
        }
    }

    fn step(&self, lived_ms: i64, wall: impl Fn(i64) -> jiff::Timestamp, step: &mut DrillStep) {
        if lived_ms >= self.arrive_ms {
            step.checked = Some(wall(self.arrive_ms));
            step.position = Some((self.to, wall(self.arrive_ms)));
        } else if lived_ms >= self.depart_ms {
            step.position = Some((self.at(lived_ms), wall(lived_ms)));
            step.due_ms = Some(self.arrive_ms.min(lived_ms + REPORT_EVERY_MS));
        } else {
            step.due_ms = Some(self.depart_ms);
        }
    }

    /// Where the person is on the way.
    fn at(&self, lived_ms: i64) -> Point {
        let whole = (self.arrive_ms - self.depart_ms).max(1) as f64;
        let done = ((lived_ms - self.depart_ms) as f64 / whole).clamp(0.0, 1.0);
        Point {
            lat: self.from.lat + (self.to.lat - self.from.lat) * done,
            lng: self.from.lng + (self.to.lng - self.from.lng) * done,
        }
        .rounded()
    }
}

/// Metres between two near points.
pub fn distance_m(a: Point, b: Point) -> f64 {
    let north = (b.lat - a.lat) * METRES_PER_DEGREE;
    let east = (b.lng - a.lng) * METRES_PER_DEGREE * a.lat.to_radians().cos();
    north.hypot(east)
}

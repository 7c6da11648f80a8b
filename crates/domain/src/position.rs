//! Where people are, and when they may arrive.
//!
//! A server tells where somebody's telephone was last, and no time. So the
//! time is ours: a point that does not change from one fetch to the next grows
//! old, and how somebody moves is what lies between two different points.

use crate::{
    geo::{Bounds, Point},
    id::SoldierId,
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The weight of what was known before wears off within this time.
const SMOOTHING_MS: f64 = 60_000.0;
/// Between two points this far apart in time nothing is known of the way.
const LONGEST_STEP_MS: i64 = 15 * 60_000;
/// Two points nearer in time than this say more of the receiver than of the
/// way.
const SHORTEST_STEP_MS: i64 = 5_000;
/// Faster is a jump of the receiver, metres a second.
const FASTEST_MPS: f64 = 70.0;
/// Slower is somebody who stays, metres a second.
const SLOWEST_MPS: f64 = 0.3;
/// Whoever is this near is there, metres: the error of a telephone in a street.
pub const THERE_M: f64 = 50.0;
/// An older point says nothing of an arrival.
const STALE_MS: i64 = 10 * 60_000;
/// Whoever should have been there longer ago than two fetches lie apart has
/// stopped, or went another way.
const OVERDUE_MS: i64 = 60_000;
/// A later arrival is no estimate.
const LATEST_MS: f64 = 12.0 * 3_600_000.0;

/// 人员位置, a row as a server says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whereabouts {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    pub office: String,
    /// `None` for somebody who has not reported a position.
    pub at: Option<Point>,
}

/// How somebody moves, metres a second on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Movement {
    pub north: f64,
    pub east: f64,
}

/// A point with what this machine saw of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    pub at: Point,
    /// When this point was first seen.
    pub seen_at: Time,
    /// This machine saw it change to this point: the age is right to one
    /// refresh. Otherwise the point was there from the start and may be older.
    pub moved: bool,
    /// `None` until two points are known that say something of the way.
    pub movement: Option<Movement>,
}

impl Sighting {
    /// The first that is seen of somebody.
    pub fn first(at: Point, now: Time) -> Self {
        Self {
            at,
            seen_at: now,
            moved: false,
            movement: None,
        }
    }

    /// What is known once `at` is reported at `now`.
    #[must_use]
    pub fn then(self, at: Point, now: Time) -> Self {
        if at == self.at {
            return self;
        }
        Self {
            at,
            seen_at: now,
            moved: true,
            movement: self.movement_to(at, now),
        }
    }

    /// The mean of this step and of what was known before: the longer the step
    /// took, the more it counts.
    fn movement_to(self, at: Point, now: Time) -> Option<Movement> {
        let took_ms = now.ms_since(self.seen_at);
        if took_ms < SHORTEST_STEP_MS {
            return self.movement;
        }
        if took_ms > LONGEST_STEP_MS {
            return None;
        }
        let (north, east) = at.metres_from(self.at);
        let took_s = took_ms as f64 / 1000.0;
        let step = Movement {
            north: north / took_s,
            east: east / took_s,
        };
        if step.speed_mps() > FASTEST_MPS {
            return None;
        }
        let Some(before) = self.movement else {
            return Some(step);
        };
        let weight = took_ms as f64 / (took_ms as f64 + SMOOTHING_MS);
        let mean = |new: f64, old: f64| new * weight + old * (1.0 - weight);
        Some(Movement {
            north: mean(step.north, before.north),
            east: mean(step.east, before.east),
        })
    }

    /// Metres a second by which the distance to `place` shrinks; negative for
    /// somebody who goes away.
    pub fn approach_mps(&self, place: Point) -> Option<f64> {
        let movement = self.movement?;
        let (north, east) = place.metres_from(self.at);
        let way = north.hypot(east);
        (way > 0.0).then(|| (movement.north * north + movement.east * east) / way)
    }

    /// When somebody who goes on like this arrives: the straight distance
    /// divided by how fast it shrank, counted from when the point was seen.
    /// Streets are longer, so this is the earliest. `None` for whoever is
    /// there, stays, goes away, has not been seen for ten minutes, or should
    /// have been there a minute ago; until then whoever is late arrives now.
    pub fn arrives_at(&self, place: Point, now: Time) -> Option<Time> {
        let metres = self.at.metres_to(place);
        let approach = self.approach_mps(place)?;
        if metres <= THERE_M || approach < SLOWEST_MPS || now.ms_since(self.seen_at) > STALE_MS {
            return None;
        }
        let ms = metres / approach * 1000.0;
        if ms > LATEST_MS {
            return None;
        }
        let arrival = self.seen_at.plus_ms(ms as i64);
        (now.ms_since(arrival) <= OVERDUE_MS).then(|| arrival.max(now))
    }
}

impl Movement {
    pub fn speed_mps(self) -> f64 {
        self.north.hypot(self.east)
    }
}

/// The head of the gather map. Figures are counted from the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PositionBoard {
    /// False where the server has no module for positions: nobody is on the
    /// map, and that is no error.
    pub has_module: bool,
    /// The gather place; `null` where the server gives it no coordinates.
    pub place: Option<Point>,
    /// What the place is called.
    pub place_name: String,
    /// People with a position.
    pub people: u32,
    /// Accepted, as far as the check-ins were read, and not on the map.
    pub silent: Option<u32>,
    /// Within 50 metres of the place.
    pub there: u32,
    /// With an arrival estimate.
    pub coming: u32,
    /// There, or with an estimate no later than people are to gather; `null`
    /// without a place or a time.
    pub in_time: Option<u32>,
    /// Half of the people on the map are nearer to the place than this, metres,
    /// straight; `null` without a place or people.
    pub median_metres: Option<u32>,
    /// Around all of them; `null` around none.
    pub bounds: Option<Bounds>,
}

/// Somebody on the gather map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonOnMap {
    pub soldier: SoldierId,
    pub name: String,
    pub phone: String,
    pub office: String,
    pub at: Point,
    /// When this machine first saw the point: its age.
    pub seen_at: Time,
    /// False: the point was there when this machine first looked, so it is at
    /// least as old as `seen_at` says.
    pub moved: bool,
    /// Metres to the gather place, straight.
    pub metres: Option<u32>,
    /// Straight-line estimate from the movement between refreshes: the
    /// earliest. `null` for whoever is there, stays or has gone quiet.
    pub arrives_at: Option<Time>,
    /// Metres a second, from the movement between refreshes.
    pub speed_mps: Option<f64>,
    /// Has checked in, as far as that was read.
    pub checked_in: bool,
}

/// Positions for drawing, column by column, because there may be 100 000. All
/// columns have the same length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PositionPoints {
    pub soldiers: Vec<SoldierId>,
    /// Degrees times a million, in the system that was asked for.
    pub lat: Vec<i32>,
    pub lng: Vec<i32>,
    /// Whole seconds that the point was seen before the read's `fetched_at`.
    pub seen_s: Vec<u32>,
    /// Sum of: 1 has checked in, 2 has an arrival estimate, 4 within 50 metres
    /// of the place, 8 the point may be older than `seen_s` says.
    pub marks: Vec<u8>,
    /// Where the next page begins; `null` on the last.
    pub next: Option<SoldierId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLACE: Point = Point {
        lat: 23.1067,
        lng: 113.3245,
    };
    const SECOND: i64 = 1_000;

    /// So many metres south of the place.
    fn south(metres: f64) -> Point {
        Point {
            lat: PLACE.lat - (metres / 6_371_008.8).to_degrees(),
            ..PLACE
        }
    }

    fn walk(steps: &[(f64, i64)]) -> Sighting {
        let first = Sighting::first(south(steps[0].0), Time(steps[0].1 * SECOND));
        steps[1..].iter().fold(first, |sighting, (metres, at)| {
            sighting.then(south(*metres), Time(at * SECOND))
        })
    }

    #[test]
    fn a_point_that_does_not_change_grows_old() {
        let sighting = walk(&[(1_000.0, 0), (1_000.0, 30), (1_000.0, 60)]);
        assert_eq!((sighting.seen_at, sighting.moved), (Time(0), false));
        let sighting = sighting.then(south(900.0), Time(90 * SECOND));
        assert_eq!(
            (sighting.seen_at, sighting.moved),
            (Time(90 * SECOND), true)
        );
    }

    #[test]
    fn an_arrival_is_the_distance_over_the_speed_of_approach() {
        // 100 m in 30 s, so 900 m take 270 s more.
        let sighting = walk(&[(1_000.0, 0), (900.0, 30)]);
        let now = Time(40 * SECOND);
        let arrives = sighting.arrives_at(PLACE, now).unwrap();
        assert!(
            arrives.ms_since(Time(300 * SECOND)).abs() < SECOND,
            "{arrives:?}"
        );
        assert!((sighting.approach_mps(PLACE).unwrap() - 3.333).abs() < 0.01);
    }

    #[test]
    fn who_is_there_stays_goes_away_or_is_quiet_has_no_arrival() {
        let now = Time(60 * SECOND);
        for steps in [
            [(100.0, 0), (20.0, 30)],
            [(1_000.0, 0), (999.0, 30)],
            [(900.0, 0), (1_000.0, 30)],
            // A jump of the receiver.
            [(20_000.0, 0), (900.0, 30)],
            // Half an hour between the two.
            [(1_000.0, -1_800), (900.0, 30)],
        ] {
            assert_eq!(walk(&steps).arrives_at(PLACE, now), None, "{steps:?}");
        }
        // It would take fifty minutes.
        let coming = walk(&[(10_100.0, 0), (10_000.0, 30)]);
        let seen_last = Time(30 * SECOND + STALE_MS);
        assert!(coming.arrives_at(PLACE, seen_last).is_some());
        assert_eq!(coming.arrives_at(PLACE, seen_last.plus_ms(SECOND)), None);
        assert_eq!(walk(&[(1_000.0, 0)]).arrives_at(PLACE, now), None);
    }

    #[test]
    fn who_should_have_been_there_a_minute_ago_is_not_coming_any_more() {
        // Due after 300 s, and not seen since.
        let coming = walk(&[(1_000.0, 0), (900.0, 30)]);
        let at = |second: i64| coming.arrives_at(PLACE, Time(second * SECOND));
        assert!(at(290).is_some_and(|arrives| arrives > Time(299 * SECOND)));
        assert_eq!(at(330), Some(Time(330 * SECOND)));
        assert_eq!(at(362), None);
    }

    #[test]
    fn a_fetch_soon_after_another_does_not_make_a_speed() {
        let sighting = walk(&[(1_000.0, 0), (900.0, 30), (899.0, 31)]);
        assert!((sighting.movement.unwrap().speed_mps() - 3.333).abs() < 0.01);
    }

    proptest! {
        /// Noise of ten metres, fetches every half minute: whoever walks three
        /// kilometres is told to arrive within a third of the true time left.
        #[test]
        fn an_estimate_stands_noise(
            speed in 1.2f64..8.0,
            noise in prop::collection::vec(-10.0f64..10.0, 12),
        ) {
            let steps: Vec<(f64, i64)> = (0..12)
                .zip(noise)
                .map(|(step, noise)| (8_000.0 - speed * 30.0 * step as f64 + noise, 30 * step))
                .collect();
            let sighting = walk(&steps);
            let left_s = (8_000.0 - speed * 330.0) / speed;
            let told = sighting.arrives_at(PLACE, Time(330 * SECOND)).unwrap();
            let told_s = told.ms_since(Time(330 * SECOND)) as f64 / 1000.0;
            prop_assert!((told_s / left_s - 1.0).abs() < 0.34, "{told_s} {left_s}");
        }
    }
}

//! Places on the ground, and the three coordinate systems used in China.
//!
//! A [`Point`] is always WGS-84. A connector converts once, where the wire ends.
//!
//! GCJ-02 is WGS-84 moved by a published pseudo-random offset of some hundred
//! metres inside China; BD-09 is GCJ-02 moved again.

mod describe;
mod distance;
pub mod mgrs;
mod parse;

pub use describe::{Bounds, PointText, Reading, ReadingForm};
pub use parse::parse;

use serde::{Deserialize, Serialize};
use std::f64::consts::PI;
use ts_rs::TS;

/// A coordinate system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Crs {
    /// The system of GPS.
    Wgs84,
    /// 火星坐标, the system of the maps used in China. The original console of
    /// the militia API picks places on such a map.
    #[default]
    Gcj02,
    /// The system of one map vendor.
    Bd09,
}

/// A point in WGS-84, degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Point {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lng: f64,
}

/// Semi-major axis of the Krasovsky 1940 ellipsoid, metres, and the square of
/// its eccentricity: the two constants of the GCJ-02 offset.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
const BD_TURN: f64 = PI * 3000.0 / 180.0;

impl Point {
    /// Reads a coordinate pair that is given in `crs`. `None` if it lies
    /// outside ±90°/±180° or is not finite.
    pub fn from_crs(lat: f64, lng: f64, crs: Crs) -> Option<Self> {
        if !(lat.abs() <= 90.0 && lng.abs() <= 180.0) {
            return None;
        }
        let given = Self { lat, lng };
        Some(match crs {
            Crs::Wgs84 => given,
            Crs::Gcj02 => given.undo(Self::offset_to_gcj02),
            Crs::Bd09 => given.bd09_to_gcj02().undo(Self::offset_to_gcj02),
        })
    }

    /// This point as a `(lat, lng)` pair in `crs`, degrees.
    pub fn to_crs(self, crs: Crs) -> (f64, f64) {
        let moved = match crs {
            Crs::Wgs84 => self,
            Crs::Gcj02 => self.offset_to_gcj02(),
            Crs::Bd09 => self.offset_to_gcj02().gcj02_to_bd09(),
        };
        (moved.lat, moved.lng)
    }

    /// Where the offset applies: the rectangle that the published algorithm
    /// calls China.
    fn in_china(self) -> bool {
        (72.004..=137.8347).contains(&self.lng) && (0.8293..=55.8271).contains(&self.lat)
    }

    fn offset_to_gcj02(self) -> Self {
        if !self.in_china() {
            return self;
        }
        let (x, y) = (self.lng - 105.0, self.lat - 35.0);
        let waves = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
        let north = -100.0
            + 2.0 * x
            + 3.0 * y
            + 0.2 * y * y
            + 0.1 * x * y
            + 0.2 * x.abs().sqrt()
            + waves
            + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
            + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
        let east = 300.0
            + x
            + 2.0 * y
            + 0.1 * x * x
            + 0.1 * x * y
            + 0.1 * x.abs().sqrt()
            + waves
            + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
            + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
        let latitude = self.lat.to_radians();
        let flat = 1.0 - ECCENTRICITY_SQUARED * latitude.sin().powi(2);
        let metres_per_radian_north = AXIS * (1.0 - ECCENTRICITY_SQUARED) / (flat * flat.sqrt());
        let metres_per_radian_east = AXIS / flat.sqrt() * latitude.cos();
        Self {
            lat: self.lat + (north / metres_per_radian_north).to_degrees(),
            lng: self.lng + (east / metres_per_radian_east).to_degrees(),
        }
    }

    fn gcj02_to_bd09(self) -> Self {
        let (x, y) = (self.lng, self.lat);
        let radius = x.hypot(y) + 0.000_02 * (y * BD_TURN).sin();
        let angle = y.atan2(x) + 0.000_003 * (x * BD_TURN).cos();
        Self {
            lat: radius * angle.sin() + 0.006,
            lng: radius * angle.cos() + 0.0065,
        }
    }

    fn bd09_to_gcj02(self) -> Self {
        let shifted = Self {
            lat: self.lat - 0.006,
            lng: self.lng - 0.0065,
        };
        self.undo_from(shifted, Self::gcj02_to_bd09)
    }

    /// The point that `forward` moves to this one.
    fn undo(self, forward: impl Fn(Self) -> Self) -> Self {
        self.undo_from(self, forward)
    }

    /// Fixed-point iteration: the offsets change by far less than they are
    /// long, so each round gains about three digits.
    fn undo_from(self, start: Self, forward: impl Fn(Self) -> Self) -> Self {
        let mut guess = start;
        for _ in 0..8 {
            let image = forward(guess);
            guess.lat += self.lat - image.lat;
            guess.lng += self.lng - image.lng;
        }
        guess
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_offset_in_guangzhou_is_some_hundred_metres() {
        let (lat, lng) = Point {
            lat: 23.1067,
            lng: 113.3245,
        }
        .to_crs(Crs::Gcj02);
        assert!(
            (lat - 23.1067).abs() > 0.001 && (lng - 113.3245).abs() > 0.003,
            "{lat} {lng}"
        );
    }

    #[test]
    fn outside_china_gcj02_is_wgs84() {
        let paris = Point {
            lat: 48.8584,
            lng: 2.2945,
        };
        assert_eq!(paris.to_crs(Crs::Gcj02), (48.8584, 2.2945));
    }

    /// `tests/fixtures/geo/gcoord.mjs` says where the fixture comes from.
    #[test]
    fn conversions_agree_with_gcoord_within_a_metre() {
        let fixture = include_str!("../../../tests/fixtures/geo/gcoord.csv");
        let (mut inside, mut outside, mut worst_m) = (0, 0, 0.0_f64);
        for line in fixture.lines().skip(1) {
            let numbers: Vec<f64> = line.split(',').map(|text| text.parse().unwrap()).collect();
            let [lat, lng, gcj_lat, gcj_lng, bd_lat, bd_lng] = numbers[..] else {
                panic!("{line}");
            };
            let here = Point { lat, lng };
            for (crs, north, east) in [(Crs::Gcj02, gcj_lat, gcj_lng), (Crs::Bd09, bd_lat, bd_lng)]
            {
                let theirs = (lat + north / 1e6, lng + east / 1e6);
                let ours = here.to_crs(crs);
                let off = Point {
                    lat: ours.0,
                    lng: ours.1,
                }
                .metres_to(Point {
                    lat: theirs.0,
                    lng: theirs.1,
                });
                assert!(off < 1.0, "{line} in {crs:?}: {off} m off");
                // And back: their coordinate is our point.
                let back = Point::from_crs(theirs.0, theirs.1, crs).unwrap();
                assert!(back.metres_to(here) < 1.0, "{line} from {crs:?}");
                worst_m = worst_m.max(off);
            }
            if here.in_china() {
                inside += 1;
            } else {
                outside += 1;
                assert_eq!(here.to_crs(Crs::Gcj02), (lat, lng));
            }
        }
        assert_eq!((inside, outside), (10_000, 500));
        println!("furthest from gcoord: {worst_m:.3} m");
    }

    #[test]
    fn an_impossible_coordinate_is_refused() {
        for (lat, lng) in [
            (91.0, 0.0),
            (0.0, 181.0),
            (f64::NAN, 0.0),
            (0.0, f64::INFINITY),
        ] {
            assert_eq!(Point::from_crs(lat, lng, Crs::Wgs84), None);
        }
    }

    proptest! {
        #[test]
        fn a_conversion_reads_back(lat in 4.0f64..53.0, lng in 74.0f64..135.0) {
            for crs in [Crs::Wgs84, Crs::Gcj02, Crs::Bd09] {
                let (there_lat, there_lng) = Point { lat, lng }.to_crs(crs);
                let back = Point::from_crs(there_lat, there_lng, crs).unwrap();
                prop_assert!((back.lat - lat).abs() < 1e-7 && (back.lng - lng).abs() < 1e-7);
            }
        }
    }
}

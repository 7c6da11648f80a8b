//! A point in words: every notation that somebody may be asked for on the
//! telephone or may paste into another map.

use super::{Crs, Point, mgrs};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A point in every notation. Pairs are written latitude first, six decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PointText {
    pub at: Point,
    /// `23.106700, 113.324500`
    pub wgs84: String,
    pub gcj02: String,
    pub bd09: String,
    /// `23°06′24.1″N 113°19′28.2″E`, WGS-84.
    pub dms: String,
    /// `49Q GF 38004 57431`; `null` near the poles.
    pub mgrs: Option<String>,
}

impl PointText {
    pub fn of(at: Point) -> Self {
        let pair = |crs| {
            let (lat, lng) = at.to_crs(crs);
            format!("{lat:.6}, {lng:.6}")
        };
        Self {
            at,
            wgs84: pair(Crs::Wgs84),
            gcj02: pair(Crs::Gcj02),
            bd09: pair(Crs::Bd09),
            dms: format!("{} {}", dms(at.lat, 'N', 'S'), dms(at.lng, 'E', 'W')),
            mgrs: mgrs::format(at),
        }
    }
}

/// Degrees, minutes and tenths of a second; rounded first, so that no 60 is
/// ever written.
fn dms(degrees: f64, positive: char, negative: char) -> String {
    let tenths = (degrees.abs() * 36_000.0).round() as u64;
    let (whole, rest) = (tenths / 36_000, tenths % 36_000);
    let (minutes, seconds) = (rest / 600, rest % 600);
    let side = if degrees < 0.0 { negative } else { positive };
    format!(
        "{whole}°{minutes:02}′{:02}.{}″{side}",
        seconds / 10,
        seconds % 10
    )
}

/// A rectangle around points, WGS-84 degrees. `west` is never east of `east`:
/// a unit that stands on both sides of the date line gets the whole girdle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Bounds {
    pub south: f64,
    pub west: f64,
    pub north: f64,
    pub east: f64,
}

impl Bounds {
    /// Around all points; `None` around none.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds, Point { lat, lng }| {
            Some(match bounds {
                None => Self {
                    south: lat,
                    west: lng,
                    north: lat,
                    east: lng,
                },
                Some(bounds) => Self {
                    south: lat.min(bounds.south),
                    west: lng.min(bounds.west),
                    north: lat.max(bounds.north),
                    east: lng.max(bounds.east),
                },
            })
        })
    }
}

/// How a text was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadingForm {
    /// Degrees with a fraction.
    Decimal,
    /// Degrees with minutes, perhaps with seconds.
    Sexagesimal,
    Mgrs,
}

/// What a pasted text says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Reading {
    pub form: ReadingForm,
    /// The pair was read longitude first, because it makes no sense otherwise:
    /// say so.
    pub longitude_first: bool,
    /// The side of the square that a grid reference names, metres; `at` is its
    /// middle. `null` for a pair.
    pub square_m: Option<u32>,
    pub point: PointText,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_written_in_every_notation() {
        let text = PointText::of(Point {
            lat: 23.1067,
            lng: 113.3245,
        });
        insta::assert_json_snapshot!(text);
        let pole = PointText::of(Point {
            lat: -90.0,
            lng: 0.0,
        });
        assert_eq!(
            (pole.dms.as_str(), pole.mgrs),
            ("90°00′00.0″S 0°00′00.0″E", None)
        );
    }

    #[test]
    fn no_sixty_is_written() {
        assert_eq!(dms(22.999_999_9, 'N', 'S'), "23°00′00.0″N");
        assert_eq!(dms(-0.016_66, 'E', 'W'), "0°01′00.0″W");
    }

    #[test]
    fn bounds_hold_every_point() {
        let at = |lat, lng| Point { lat, lng };
        assert_eq!(Bounds::around([]), None);
        let bounds = Bounds::around([at(1.0, 5.0), at(-1.0, 7.0), at(0.0, 6.0)]);
        assert_eq!(
            bounds,
            Some(Bounds {
                south: -1.0,
                west: 5.0,
                north: 1.0,
                east: 7.0
            })
        );
    }
}

//! Coordinates as people paste them: `23.1067, 113.3245`, `113.3245E
//! 23.1067N`, `北纬23°06′24″，东经113°19′28″`, `lat: 23.1 lng: 113.3`, grid
//! references.
//!
//! Whoever pastes longitude first is understood where the other reading is no
//! place, or is one outside China while this one is in it.

mod tokens;

use super::{Crs, Point, PointText, Reading, ReadingForm, mgrs};
use tokens::{Side, Token, Unit, tokens};

/// More is no coordinate.
const LONGEST: usize = 200;

/// Reads a text whose pair of numbers is given in `crs`; a grid reference is
/// WGS-84 always. `None` for what is no coordinate.
pub fn parse(text: &str, crs: Crs) -> Option<Reading> {
    if text.chars().count() > LONGEST {
        return None;
    }
    if let Some(square) = mgrs::parse(text) {
        return Some(Reading {
            form: ReadingForm::Mgrs,
            longitude_first: false,
            square_m: Some(square.side_m),
            point: PointText::of(square.middle),
        });
    }
    let (first, second) = halves(&tokens(text)?)?;
    let form = if first.is_plain && second.is_plain {
        ReadingForm::Decimal
    } else {
        ReadingForm::Sexagesimal
    };
    let (lat, lng, longitude_first) = sides(&first, &second)?;
    Some(Reading {
        form,
        longitude_first,
        square_m: None,
        point: PointText::of(Point::from_crs(lat, lng, crs)?),
    })
}

/// One of the two numbers of a pair, in degrees.
#[derive(Debug)]
struct Angle {
    degrees: f64,
    side: Option<Side>,
    /// Without minutes.
    is_plain: bool,
}

/// Cuts the tokens into two angles: at the break, else where the second side
/// or the second degree begins, else in the middle.
fn halves(tokens: &[Token]) -> Option<(Angle, Angle)> {
    let is_break = |token: &Token| *token == Token::Break;
    let mut parts = tokens.split(is_break).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if third.is_some() {
        return None;
    }
    let (first, second) = match second {
        Some(second) => (first, second),
        None => first.split_at(cut(first)?),
    };
    Some((angle(first)?, angle(second)?))
}

fn cut(tokens: &[Token]) -> Option<usize> {
    let places = |wanted: fn(&Token) -> bool| -> Vec<usize> {
        let indexed = tokens.iter().enumerate();
        indexed
            .filter(|(_, token)| wanted(token))
            .map(|(index, _)| index)
            .collect()
    };
    let sides = places(|token| matches!(token, Token::Side(_)));
    let degrees = places(|token| *token == Token::Unit(Unit::Degree));
    let numbers = places(|token| matches!(token, Token::Number { .. }));
    match (sides.as_slice(), degrees.as_slice()) {
        ([0, second], _) => Some(*second),
        ([first, last], _) if *last == tokens.len() - 1 => Some(first + 1),
        ([], [_, second]) => second.checked_sub(1),
        ([], []) if numbers.len() % 2 == 0 => numbers.get(numbers.len() / 2).copied(),
        _ => None,
    }
}

/// `[side] degrees [minutes [seconds]] [side]`, each perhaps with its mark.
fn angle(tokens: &[Token]) -> Option<Angle> {
    let (side, tokens) = match tokens {
        [Token::Side(side), rest @ ..] | [rest @ .., Token::Side(side)] => (Some(*side), rest),
        rest => (None, rest),
    };
    let mut parts: Vec<(f64, bool)> = Vec::new();
    let mut marked = None;
    for token in tokens {
        match *token {
            Token::Number { value, whole } => parts.push((value, whole)),
            Token::Unit(unit) => {
                let unit_of_part = [Unit::Degree, Unit::Minute, Unit::Second]
                    .get(parts.len().checked_sub(1)?)
                    .copied();
                // A mark belongs to the number before it, and to one only.
                if unit_of_part != Some(unit) || marked >= unit_of_part {
                    return None;
                }
                marked = unit_of_part;
            }
            Token::Side(_) | Token::Break => return None,
        }
    }
    let (last, before) = parts.split_last()?;
    let below_sixty = parts.iter().skip(1).all(|(value, _)| *value < 60.0);
    // Only the last part may have a fraction, only the first a sign.
    let unsigned = parts
        .iter()
        .skip(1)
        .all(|(value, _)| !value.is_sign_negative());
    let whole = before.iter().all(|(value, _)| value.fract() == 0.0);
    if parts.len() > 3 || !below_sixty || !unsigned || !whole || !last.0.is_finite() {
        return None;
    }
    let (degrees, signed) = (parts[0].0, parts[0].0.is_sign_negative());
    let rest: f64 = parts
        .iter()
        .skip(1)
        .zip([60.0, 3600.0])
        .map(|((value, _), share)| value / share)
        .sum();
    let degrees = (degrees.abs() + rest).copysign(degrees);
    let degrees = match side {
        Some(Side::North | Side::East | Side::South | Side::West) if signed => return None,
        Some(Side::South | Side::West) => -degrees,
        _ => degrees,
    };
    Some(Angle {
        degrees,
        side,
        is_plain: parts.len() == 1,
    })
}

/// Which is the latitude: as the sides say, else the first, else the one that
/// makes sense. The last value says that nobody asked for that order.
fn sides(first: &Angle, second: &Angle) -> Option<(f64, f64, bool)> {
    let is_lat = |angle: &Angle| {
        angle
            .side
            .map(|side| matches!(side, Side::North | Side::South | Side::Latitude))
    };
    let (a, b) = (first.degrees, second.degrees);
    match (is_lat(first), is_lat(second)) {
        (Some(true), Some(false) | None) | (None, Some(false)) => Some((a, b, false)),
        (Some(false), Some(true) | None) | (None, Some(true)) => Some((b, a, false)),
        (Some(_), Some(_)) => None,
        (None, None) => {
            let at = |lat: f64, lng: f64| Point::from_crs(lat, lng, Crs::Wgs84);
            let (written, turned) = (at(a, b), at(b, a));
            let in_china = |point: Option<Point>| point.is_some_and(Point::in_china);
            let turn = written.is_none() || (in_china(turned) && !in_china(written));
            Some(if turn { (b, a, true) } else { (a, b, false) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(f64, f64, bool)> {
        let reading = parse(text, Crs::Wgs84)?;
        let at = reading.point.at;
        let rounded = |degrees: f64| (degrees * 1e4).round() / 1e4;
        Some((rounded(at.lat), rounded(at.lng), reading.longitude_first))
    }

    #[test]
    fn every_common_notation_is_understood() {
        for text in [
            "23.1067, 113.3245",
            "23.1067 113.3245",
            "23.1067，113.3245",
            "２３.１０６７；１１３.３２４５",
            "(23.1067,113.3245)",
            "113.3245E 23.1067N",
            "23.1067°N, 113.3245°E",
            "N23.1067 E113.3245",
            "e113.3245,n23.1067",
            "北纬23.1067°，东经113.3245°",
            "东经113.3245度 北纬23.1067度",
            "lat: 23.1067 lng: 113.3245",
            "Longitude=113.3245, Latitude=23.1067",
            "经度：113.3245\n纬度：23.1067",
            "23°06′24.12″N 113°19′28.2″E",
            "23°06'24.12\"N, 113°19'28.2\"E",
            "N23°06'24.12'' E113°19'28.2''",
            "23度6分24.12秒，113度19分28.2秒",
            "23 06 24.12 113 19 28.2",
            "23 6.402 N 113 19.47 E",
            "23°6.402′ 113°19.47′",
            "49Q GF 38004 57431",
        ] {
            let found = read(text).map(|(lat, lng, turned)| {
                (
                    (lat - 23.1067).abs() < 0.01,
                    (lng - 113.3245).abs() < 0.01,
                    turned,
                )
            });
            assert_eq!(found, Some((true, true, false)), "{text}: {:?}", read(text));
        }
        assert_eq!(
            read("33.8568S 151.2153E"),
            Some((-33.8568, 151.2153, false))
        );
        assert_eq!(read("-33.8568 151.2153"), Some((-33.8568, 151.2153, false)));
        assert_eq!(read("+48.8584, +2.2945"), Some((48.8584, 2.2945, false)));
    }

    #[test]
    fn longitude_first_is_understood_and_told() {
        for (text, expected) in [
            ("113.3245, 23.1067", (23.1067, 113.3245, true)),
            // Ürümqi: both numbers could be a latitude.
            ("87.6168, 43.8256", (43.8256, 87.6168, true)),
            // Asked for by name, so there is nothing to tell.
            ("lng 113.3245 lat 23.1067", (23.1067, 113.3245, false)),
            // No place of China either way: as written.
            ("2.2945, 48.8584", (2.2945, 48.8584, false)),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_pair_is_read_in_the_system_it_is_given_in() {
        let (lat, lng) = (23.104_1, 113.329_9);
        let given = parse(&format!("{lat}, {lng}"), Crs::Gcj02).unwrap();
        assert!((given.point.at.lng - lng).abs() > 0.004);
        assert_eq!(given.point.gcj02, "23.104100, 113.329900");
        // The grid is WGS-84 in every system.
        let grid = |crs| parse("49QGF3800457431", crs).unwrap().point.at;
        assert_eq!(grid(Crs::Gcj02), grid(Crs::Wgs84));
    }

    #[test]
    fn what_is_no_coordinate_is_refused() {
        for text in [
            "",
            " ",
            "23",
            "23.1067",
            "tonight",
            "海珠广场",
            "23.1067, ",
            "1, 2, 3",
            "23.1067 N 113.3245 N",
            "91, 181",
            "23.1067, 200",
            "-23N, 113E",
            "23°61′N 113°E",
            "23°06′24″60 113°",
            "23.5°06′N 113°E",
            "10000000916",
            "2026-11-26 14:00",
            "14:00, 15:00:00:00",
            "23N",
            "NNN",
            "°, °",
            "23'06 113'19",
            "1e5, 3",
            "NaN, NaN",
            "inf, 1",
            "23..1, 113",
            "<script>",
            "23.1067, 113.3245, 5",
            "1 2 3 4 5 6 7 8",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"1".repeat(300)), None);
    }

    proptest! {
        #[test]
        fn what_we_write_reads_back(lat in -79.0f64..83.0, lng in -179.0f64..179.0) {
            let text = PointText::of(Point { lat, lng });
            let near = |text: &str, crs, metres: f64| {
                let reading = parse(text, crs).unwrap();
                let mut at = reading.point.at;
                // A pair that only makes sense the other way round is turned.
                if reading.longitude_first {
                    (at.lat, at.lng) = (at.lng, at.lat);
                }
                at.metres_to(Point { lat, lng }) < metres
            };
            prop_assert!(near(&text.wgs84, Crs::Wgs84, 0.2));
            prop_assert!(near(&text.dms, Crs::Wgs84, 3.0));
            prop_assert!(near(&text.mgrs.unwrap(), Crs::Wgs84, 1.0));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,40}", near in "[0-9 .,°′″'\"NSEW度分秒北纬东经+-]{0,30}") {
            let _ = (parse(&text, Crs::Bd09), parse(&near, Crs::Gcj02));
        }
    }
}

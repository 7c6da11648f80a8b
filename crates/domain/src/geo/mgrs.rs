//! The military grid (MGRS) on WGS-84, between 80° south and 84° north. The
//! polar caps have a grid of their own, which nobody is called to.
//!
//! The projection is Krüger's series to the fourth order, exact to less than a
//! millimetre in a zone.

use super::Point;

/// WGS-84: semi-major axis in metres, flattening, third flattening.
const AXIS_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
const N: f64 = FLATTENING / (2.0 - FLATTENING);
/// Scale on the central meridian, and the offsets of UTM in metres.
const SCALE: f64 = 0.9996;
const EAST_M: f64 = 500_000.0;
const SOUTH_M: f64 = 10_000_000.0;

const SQUARE_M: f64 = 100_000.0;
/// Rows of squares repeat after this many.
const ROWS: f64 = 20.0;

const BANDS: &[u8] = b"CDEFGHJKLMNPQRSTUVWX";
const COLUMNS: [&[u8]; 3] = [b"STUVWXYZ", b"ABCDEFGH", b"JKLMNPQR"];
const ROW_LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUV";

/// Along and across the meridian: Krüger's coefficients, there and back, and
/// from the conformal latitude to the geographic one.
const ALPHA: [f64; 4] = [
    N / 2.0 - 2.0 / 3.0 * N * N + 5.0 / 16.0 * N * N * N + 41.0 / 180.0 * N * N * N * N,
    13.0 / 48.0 * N * N - 3.0 / 5.0 * N * N * N + 557.0 / 1440.0 * N * N * N * N,
    61.0 / 240.0 * N * N * N - 103.0 / 140.0 * N * N * N * N,
    49_561.0 / 161_280.0 * N * N * N * N,
];
const BETA: [f64; 4] = [
    N / 2.0 - 2.0 / 3.0 * N * N + 37.0 / 96.0 * N * N * N - 1.0 / 360.0 * N * N * N * N,
    1.0 / 48.0 * N * N + 1.0 / 15.0 * N * N * N - 437.0 / 1440.0 * N * N * N * N,
    17.0 / 480.0 * N * N * N - 37.0 / 840.0 * N * N * N * N,
    4_397.0 / 161_280.0 * N * N * N * N,
];
const DELTA: [f64; 4] = [
    2.0 * N - 2.0 / 3.0 * N * N - 2.0 * N * N * N + 116.0 / 45.0 * N * N * N * N,
    7.0 / 3.0 * N * N - 8.0 / 5.0 * N * N * N - 227.0 / 45.0 * N * N * N * N,
    56.0 / 15.0 * N * N * N - 136.0 / 35.0 * N * N * N * N,
    4_279.0 / 630.0 * N * N * N * N,
];
/// Radius of the rectifying sphere, metres.
const RECTIFYING_M: f64 = AXIS_M / (1.0 + N) * (1.0 + N * N / 4.0 + N * N * N * N / 64.0);

/// What a reference names: a square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    /// Its middle.
    pub middle: Point,
    /// Its side, metres: 1 to 100 000.
    pub side_m: u32,
}

/// `49Q GF 43020 57100`: the square of one metre around the point. `None` near
/// the poles.
pub fn format(point: Point) -> Option<String> {
    let band = band_of(point.lat)?;
    let zone = zone_of(point);
    let (east, north) = project(point, zone);
    let column = usize::try_from((east / SQUARE_M) as i64 - 1).ok()?;
    let shift = if zone.is_multiple_of(2) { 5.0 } else { 0.0 };
    let row = ((north / SQUARE_M).floor() + shift).rem_euclid(ROWS) as usize;
    let column = *COLUMNS.get(zone as usize % 3)?.get(column)?;
    Some(format!(
        "{zone}{} {}{} {:05} {:05}",
        char::from(BANDS[band]),
        char::from(column),
        char::from(*ROW_LETTERS.get(row)?),
        (east % SQUARE_M) as u32,
        (north % SQUARE_M) as u32,
    ))
}

/// Reads a reference with or without blanks, of two, four, … ten digits or
/// none. `None` for what is no such square.
pub fn parse(text: &str) -> Option<Square> {
    let compact: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    let digits = compact.iter().take_while(|b| b.is_ascii_digit()).count();
    let zone: u32 = number(compact.get(..digits).filter(|_| digits <= 2)?)?;
    let [band, column, row, rest @ ..] = &compact[digits..] else {
        return None;
    };
    let band = BANDS.iter().position(|letter| letter == band)?;
    let columns = COLUMNS[zone as usize % 3];
    let column = columns.iter().position(|letter| letter == column)?;
    let row = ROW_LETTERS.iter().position(|letter| letter == row)?;
    let half = rest.len() / 2;
    if !(1..=60).contains(&zone) || rest.len() % 2 == 1 || half > 5 {
        return None;
    }
    let side_m = 10_u32.pow(5 - u32::try_from(half).ok()?);
    let within = |digits| Some(f64::from(number(digits)? * side_m) + f64::from(side_m) / 2.0);
    let (east, north) = (within(&rest[..half])?, within(&rest[half..])?);
    let east = (column as f64 + 1.0) * SQUARE_M + east;
    let shift = if zone.is_multiple_of(2) { 5.0 } else { 0.0 };
    let north = (row as f64 - shift).rem_euclid(ROWS) * SQUARE_M + north;
    let middle = in_band(zone, band, east, north)?;
    Some(Square { middle, side_m })
}

/// Digits as a number; nothing is 0.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| {
        let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
        sum.checked_mul(10)?.checked_add(u32::from(digit))
    })
}

/// The point of that easting and of a northing that is known but for whole
/// rounds of letters, in the band.
fn in_band(zone: u32, band: usize, east: f64, north: f64) -> Option<Point> {
    let south = if BANDS[band] < b'N' { SOUTH_M } else { 0.0 };
    let bottom = -80.0 + 8.0 * band as f64;
    let height = if band == BANDS.len() - 1 { 12.0 } else { 8.0 };
    let middle = bottom + height / 2.0;
    let rounds = (0..5).map(|round| north + f64::from(round) * ROWS * SQUARE_M);
    let candidates = rounds.map(|north| unproject(east, north - south, zone));
    let off = |point: &Point| (point.lat - middle).abs();
    let best = candidates.min_by(|a, b| off(a).total_cmp(&off(b)))?;
    // A square may reach over the edge of its band.
    (off(&best) <= height / 2.0 + 1.0).then_some(best)
}

fn band_of(lat: f64) -> Option<usize> {
    if !(-80.0..84.0).contains(&lat) {
        return None;
    }
    Some((((lat + 80.0) / 8.0) as usize).min(BANDS.len() - 1))
}

/// 1 to 60, with the exceptions around Norway and Svalbard.
fn zone_of(point: Point) -> u32 {
    let lng = (point.lng + 180.0).rem_euclid(360.0) - 180.0;
    let plain = ((lng + 180.0) / 6.0) as u32 + 1;
    if (56.0..64.0).contains(&point.lat) && (3.0..12.0).contains(&lng) {
        32
    } else if point.lat >= 72.0 && (0.0..42.0).contains(&lng) {
        match lng {
            lng if lng < 9.0 => 31,
            lng if lng < 21.0 => 33,
            lng if lng < 33.0 => 35,
            _ => 37,
        }
    } else {
        plain
    }
}

fn meridian(zone: u32) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

/// Easting and northing in the zone, metres.
fn project(point: Point, zone: u32) -> (f64, f64) {
    let e = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let sine = point.lat.to_radians().sin();
    let turn = (point.lng - meridian(zone)).to_radians();
    let t = (sine.atanh() - e * (e * sine).atanh()).sinh();
    let along = t.atan2(turn.cos());
    let across = (turn.sin() / t.hypot(turn.cos())).asinh();
    let (mut xi, mut eta) = (along, across);
    for (j, alpha) in (1..).zip(ALPHA) {
        let twice = 2.0 * f64::from(j);
        xi += alpha * (twice * along).sin() * (twice * across).cosh();
        eta += alpha * (twice * along).cos() * (twice * across).sinh();
    }
    let south = if point.lat < 0.0 { SOUTH_M } else { 0.0 };
    (
        EAST_M + SCALE * RECTIFYING_M * eta,
        south + SCALE * RECTIFYING_M * xi,
    )
}

/// The point of an easting and of a northing from the equator, metres.
fn unproject(east: f64, north: f64, zone: u32) -> Point {
    let xi = north / (SCALE * RECTIFYING_M);
    let eta = (east - EAST_M) / (SCALE * RECTIFYING_M);
    let (mut along, mut across) = (xi, eta);
    for (j, beta) in (1..).zip(BETA) {
        let twice = 2.0 * f64::from(j);
        along -= beta * (twice * xi).sin() * (twice * eta).cosh();
        across -= beta * (twice * xi).cos() * (twice * eta).sinh();
    }
    let conformal = (along.sin() / across.cosh()).asin();
    let mut lat = conformal;
    for (j, delta) in (1..).zip(DELTA) {
        lat += delta * (2.0 * f64::from(j) * conformal).sin();
    }
    let turn = across.sinh().atan2(along.cos());
    Point {
        lat: lat.to_degrees(),
        lng: meridian(zone) + turn.to_degrees(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sights and their references to the metre, as they are commonly printed.
    const PRINTED: [(f64, f64, &str); 6] = [
        (21.409_796, -157.916_084, "4Q FJ 12345 67890"),
        (48.858_2, 2.294_5, "31U DQ 48251 11932"),
        (40.748_333, -73.985_278, "18T WL 85664 11315"),
        (60.391_35, 5.324_9, "32V KN 97508 00645"),
        (-33.857, 151.215, "56H LH 34873 52266"),
        (38.897_7, -77.036_5, "18S UJ 23394 07395"),
    ];

    #[test]
    fn printed_references_are_met_within_a_metre_or_two() {
        for (lat, lng, text) in PRINTED {
            let square = parse(text).unwrap();
            assert_eq!(square.side_m, 1);
            let off = square.middle.metres_to(Point { lat, lng });
            assert!(
                off < 2.0,
                "{text}: {off} m off, {:?}",
                format(Point { lat, lng })
            );
        }
    }

    #[test]
    fn a_reference_may_be_coarse_and_have_blanks() {
        for (text, side_m) in [
            ("49QGF", 100_000),
            ("49Q GF 4 5", 10_000),
            ("49qgf4357", 1_000),
            ("49Q GF 430 571", 100),
            ("49QGF43025710", 10),
            (" 49Q GF 43020 57100 ", 1),
        ] {
            assert_eq!(parse(text).unwrap().side_m, side_m, "{text}");
        }
    }

    #[test]
    fn what_is_no_square_is_refused() {
        for text in [
            "",
            "49",
            "49Q",
            "49QG",
            "0QGF",
            "61QGF",
            "149QGF",
            "49IGF",
            "49QJF",
            "49QGW",
            "49QGF1",
            "49QGF123456789012",
            "49QGF12x4",
            "49Q,GF",
            "四九QGF",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for lat in [-80.1, 84.0, 90.0, -90.0] {
            assert_eq!(format(Point { lat, lng: 10.0 }), None);
        }
    }

    /// `tests/fixtures/geo/geotrans.py` says where the fixture comes from.
    #[test]
    fn it_agrees_with_the_reference_implementation() {
        let fixture = include_str!("../../../../tests/fixtures/geo/mgrs.csv");
        let mut rows = 0;
        for line in fixture.lines().skip(1) {
            let [lat, lng, theirs] = line.split(',').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let point = Point {
                lat: lat.parse().unwrap(),
                lng: lng.parse().unwrap(),
            };
            let ours: String = format(point).unwrap().split(' ').collect();
            let theirs = theirs.trim_start_matches('0');
            // On the edge of a metre the last digit may differ.
            let off = parse(theirs).unwrap().middle.metres_to(point);
            assert!(ours == theirs || off < 0.75, "{line}: {ours}, {off} m off");
            rows += 1;
        }
        assert_eq!(rows, 2_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_reference_reads_back(lat in -79.9f64..83.9, lng in -179.99f64..179.99) {
            let point = Point { lat, lng };
            let square = parse(&format(point).unwrap()).unwrap();
            prop_assert!(square.middle.metres_to(point) < 0.8, "{:?}", square);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,20}", grid in "[0-9A-Z ]{0,20}") {
            let _ = (parse(&text), parse(&grid));
        }
    }
}

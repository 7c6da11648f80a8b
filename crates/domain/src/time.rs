//! Instants and the zone-less times of the wire.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ts_rs::TS;

/// An instant, in Unix milliseconds. A JSON number, a `number` in TypeScript.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS,
)]
#[serde(transparent)]
pub struct Time(#[ts(type = "number")] pub i64);

impl Time {
    /// This instant moved by a number of milliseconds, which may be negative.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant; negative if it is later.
    pub fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `YYYY-MM-DD HH:MM[:SS]` (a `T` may stand for the blank) as the
    /// clock on the wall in `zone`. `None` if it is not such a time.
    pub fn from_civil(text: &str, zone: &TimeZone) -> Option<Self> {
        let civil: DateTime = text.trim().replace(' ', "T").parse().ok()?;
        let stamp = zone.to_ambiguous_timestamp(civil).compatible().ok()?;
        Some(Self(stamp.as_millisecond()))
    }

    /// Writes `YYYY-MM-DD HH:MM:SS` in `zone`. `None` beyond the years 1–9999.
    pub fn to_civil(self, zone: &TimeZone) -> Option<String> {
        let stamp = Timestamp::from_millisecond(self.0).ok()?;
        Some(
            zone.to_datetime(stamp)
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string(),
        )
    }
}

/// Beijing time: the zone of every zone-less time on the wire
/// (`docs/protocols/militia.md`).
/// China has had no daylight saving since 1991, so a fixed offset is the zone.
pub fn beijing() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(8))
}

/// A day in Beijing, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
pub struct Day(#[ts(type = "string")] Date);

impl Day {
    /// The day on which an instant falls. `None` beyond the years 1–9999.
    pub fn of(time: Time) -> Option<Self> {
        let stamp = Timestamp::from_millisecond(time.0).ok()?;
        Some(Self(beijing().to_datetime(stamp).date()))
    }

    /// The day before. `None` before the first one of the calendar.
    pub fn before(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        text.parse().map(Self).map_err(|_| NotADay)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The text is no `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day was expected, as YYYY-MM-DD")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_begins_at_midnight_in_beijing() {
        let at = |text| Day::of(Time::from_civil(text, &beijing()).unwrap()).unwrap();
        assert_eq!(at("2024-05-23 00:00:00").to_string(), "2024-05-23");
        assert_eq!(at("2024-05-22 23:59:59").to_string(), "2024-05-22");
        assert_eq!(Day::of(Time(i64::MAX)), None);
        let before = at("2024-03-01 12:00:00").before().unwrap();
        assert_eq!(before.to_string(), "2024-02-29");
        let json = serde_json::to_string(&at("2024-05-23 17:40:01")).unwrap();
        assert_eq!(json, r#""2024-05-23""#);
        assert_eq!(
            serde_json::from_str::<Day>(&json).unwrap(),
            at("2024-05-23 08:00:00")
        );
        for text in ["", "2024-05", "2024-13-01", "23.05.2024", "today"] {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn a_wire_time_is_beijing_time() {
        let time = Time::from_civil("2018-05-07 20:00:00", &beijing()).unwrap();
        assert_eq!(time, Time(1_525_694_400_000));
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in [
            "",
            "tonight",
            "2018-13-07 20:00:00",
            "2018-05-07 25:00:00",
            "0",
        ] {
            assert_eq!(Time::from_civil(text, &beijing()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn civil_text_reads_back(seconds in 0i64..4_102_444_800) {
            let time = Time(seconds * 1000);
            let text = time.to_civil(&beijing()).unwrap();
            prop_assert_eq!(Time::from_civil(&text, &beijing()), Some(time));
        }
    }
}

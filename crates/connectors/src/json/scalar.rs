//! Scalars as real servers send them: a number may be text, text may be a
//! number, and what is zero or empty may be `""`, `null` or not there at all.
//! Put `#[serde(default)]` on the struct for the last.

use muster_domain::time::{Time, beijing};
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};
use std::fmt;

/// Any JSON scalar.
#[derive(Clone, Debug, PartialEq)]
enum Scalar {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyScalar;

        impl Visitor<'_> for AnyScalar {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a single value")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
                Ok(Scalar::Null)
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar::Bool(value))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar::Integer(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalar, E> {
                Ok(i64::try_from(value).map_or_else(
                    // An id beyond 63 bits is still an id.
                    |_| Scalar::Text(value.to_string()),
                    Scalar::Integer,
                ))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Scalar, E> {
                Ok(whole(value).map_or(Scalar::Real(value), Scalar::Integer))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(value.to_owned()))
            }

            fn visit_string<E: de::Error>(self, value: String) -> Result<Scalar, E> {
                Ok(Scalar::Text(value))
            }
        }

        deserializer.deserialize_any(AnyScalar)
    }
}

/// The integer that a float is, where it is exactly one.
fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.trunc() != value || value.abs() > EXACT {
        return None;
    }
    format!("{value:.0}").parse().ok()
}

/// Defines a scalar type: what it holds, what it is called in a reason, and
/// how it is read; `None` refuses.
macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident($inner:ty), $expected:literal, $read:path;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name(pub(crate) $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read(Scalar::deserialize(deserializer)?)
                    .map(Self)
                    .ok_or_else(|| de::Error::custom(concat!("expected ", $expected)))
            }
        }
    )*};
}

scalars! {
    /// Any text. A number is its digits, as in a phone number.
    Text(String), "text", text;
    /// An id; `None` for 0, `""` and `null`, which no row has.
    Id(Option<String>), "an id", id;
    /// 0 to 2³²−1.
    Count(u32), "a count", count;
    /// 0 to 2⁵³: of what is summed.
    Amount(u64), "an amount", amount;
    /// A finite number; `None` for `""` and `null`.
    Number(Option<f64>), "a number", number;
    /// `true`, 1 and `"1"` against `false`, 0, `"0"`, `""` and `null`.
    Flag(bool), "a flag", flag;
    /// `YYYY-MM-DD HH:MM:SS` in Beijing, or Unix milliseconds of 13 digits;
    /// `None` for 0, `""`, `null` and the zero dates of databases.
    Moment(Option<Time>), "a time", moment;
}

impl Id {
    /// The id of a row. One that is missing reads 0, as the rule on zeros has
    /// it.
    pub(crate) fn of_row(self) -> String {
        self.0.unwrap_or_else(|| "0".to_owned())
    }
}

fn text(scalar: Scalar) -> Option<String> {
    match scalar {
        Scalar::Null => Some(String::new()),
        Scalar::Integer(number) => Some(number.to_string()),
        Scalar::Real(number) => Some(number.to_string()),
        Scalar::Text(text) => Some(text),
        Scalar::Bool(_) => None,
    }
}

fn id(scalar: Scalar) -> Option<Option<String>> {
    match scalar {
        Scalar::Real(_) => None,
        other => text(other).map(|text| {
            let id = text.trim();
            // As a rule there is nothing to trim, and the text is the id.
            match id {
                "" | "0" => None,
                id if id.len() == text.len() => Some(text),
                id => Some(id.to_owned()),
            }
        }),
    }
}

fn count(scalar: Scalar) -> Option<u32> {
    u32::try_from(amount(scalar)?).ok()
}

fn amount(scalar: Scalar) -> Option<u64> {
    match number(scalar)? {
        None => Some(0),
        Some(number) => u64::try_from(whole(number)?).ok(),
    }
}

fn number(scalar: Scalar) -> Option<Option<f64>> {
    match scalar {
        Scalar::Null => Some(None),
        Scalar::Bool(_) => None,
        // No figure of these protocols needs more than 53 bits.
        Scalar::Integer(number) => Some(Some(number as f64)),
        Scalar::Real(number) => Some(Some(number)),
        Scalar::Text(text) if text.trim().is_empty() => Some(None),
        Scalar::Text(text) => {
            let number: f64 = text.trim().parse().ok()?;
            number.is_finite().then_some(Some(number))
        }
    }
}

fn flag(scalar: Scalar) -> Option<bool> {
    match scalar {
        Scalar::Null => Some(false),
        Scalar::Bool(flag) => Some(flag),
        Scalar::Integer(number) => read_flag(&number.to_string()),
        Scalar::Text(text) => read_flag(text.trim()),
        Scalar::Real(_) => None,
    }
}

fn read_flag(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" | "" => Some(false),
        _ => None,
    }
}

fn moment(scalar: Scalar) -> Option<Option<Time>> {
    let text = text(scalar)?;
    let text = text.trim();
    let is_zero_date = text.starts_with("0000-") || text.starts_with("0001-");
    if matches!(text, "" | "0") || is_zero_date {
        Some(None)
    } else if text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok().map(|ms| Some(Time(ms)))
    } else {
        Time::from_civil(text, &beijing()).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read<T: de::DeserializeOwned>(json: &str) -> Option<T> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn each_scalar_reads_every_form_that_servers_send() {
        for json in ["7", "7.0", "\"7\"", "\" 7 \"", "7e0"] {
            assert_eq!(read(json), Some(Count(7)), "{json}");
            assert_eq!(read(json), Some(Number(Some(7.0))), "{json}");
        }
        for json in ["0", "\"0\"", "\"\"", "null"] {
            assert_eq!(read(json), Some(Count(0)), "{json}");
            assert_eq!(read(json), Some(Flag(false)), "{json}");
            assert_eq!(read(json), Some(Id(None)), "{json}");
            assert_eq!(read(json), Some(Moment(None)), "{json}");
        }
        for json in ["1", "\"1\"", "true", "\"true\""] {
            assert_eq!(read(json), Some(Flag(true)), "{json}");
        }
        assert_eq!(read("false"), Some(Flag(false)));
        assert_eq!(read("4294967296"), Some(Amount(4_294_967_296)));
        assert_eq!(read("\"\""), Some(Amount(0)));
        assert_eq!(read("\"a-7\""), Some(Id(Some("a-7".into()))));
        assert_eq!(read("10000000001"), Some(Text("10000000001".into())));
        assert_eq!(read("null"), Some(Text(String::new())));
        assert_eq!(read("\"\""), Some(Number(None)));
    }

    #[test]
    fn what_is_of_no_such_kind_is_refused() {
        for json in ["-1", "4294967296", "1.5", "\"many\"", "true", "[]", "{}"] {
            assert_eq!(read::<Count>(json), None, "{json}");
        }
        for json in ["-1", "1.5", "1e30", "\"many\"", "true", "[]"] {
            assert_eq!(read::<Amount>(json), None, "{json}");
        }
        for json in ["2", "-1", "\"yes\"", "1.5", "[]"] {
            assert_eq!(read::<Flag>(json), None, "{json}");
        }
        for json in ["\"NaN\"", "\"inf\"", "true", "\"east\""] {
            assert_eq!(read::<Number>(json), None, "{json}");
        }
        for json in ["\"tonight\"", "12345", "true", "\"2018-13-01 00:00:00\""] {
            assert_eq!(read::<Moment>(json), None, "{json}");
        }
        for json in ["true", "[]", "{}"] {
            assert_eq!(read::<Text>(json), None, "{json}");
            assert_eq!(read::<Id>(json), None, "{json}");
        }
    }

    #[test]
    fn a_time_is_beijing_time_or_milliseconds() {
        let expected = Some(Moment(Some(Time(1_525_694_400_000))));
        for json in [
            "\"2018-05-07 20:00:00\"",
            "\"2018-05-07T20:00:00\"",
            "\"2018-05-07 20:00\"",
            "1525694400000",
            "\"1525694400000\"",
        ] {
            assert_eq!(read(json), expected, "{json}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in ".*") {
            let json = serde_json::to_string(&text).unwrap();
            read::<Text>(&json);
            read::<Id>(&json);
            read::<Count>(&json);
            read::<Number>(&json);
            read::<Flag>(&json);
            read::<Moment>(&json);
        }

        #[test]
        fn no_number_makes_a_reader_panic(number in any::<f64>(), integer in any::<i64>()) {
            for json in [number.to_string(), format!("{number:e}"), integer.to_string()] {
                read::<Text>(&json);
                read::<Id>(&json);
                read::<Count>(&json);
                read::<Number>(&json);
                read::<Flag>(&json);
                read::<Moment>(&json);
            }
        }

        #[test]
        fn a_count_is_the_same_as_number_and_as_text(count: u32) {
            prop_assert_eq!(read(&count.to_string()), Some(Count(count)));
            prop_assert_eq!(read(&format!("\"{count}\"")), Some(Count(count)));
        }
    }
}

//! When resets come: at midnight in Beijing.

use jiff::Timestamp;
use jiff::civil::Weekday;

use crate::clock::BEIJING;
use crate::store::Reset;

/// The next reset after `now`.
pub fn next_reset(reset: Reset, now: Timestamp) -> Option<Timestamp> {
    let today = now.to_zoned(BEIJING).date();
    let day = match reset {
        Reset::Never => return None,
        Reset::Daily => today.tomorrow(),
        Reset::Weekly => today.nth_weekday(1, Weekday::Monday),
        Reset::Monthly => today.last_of_month().tomorrow(),
    };
    // The calendar ends in the year 9999.
    let midnight = day.and_then(|day| day.to_zoned(BEIJING)).ok()?;
    Some(midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reset_comes_at_the_next_midnight_of_its_kind_in_beijing() {
        for (reset, now, next) in [
            // 23:59:59 in Beijing, and midnight itself.
            (Reset::Daily, "2026-05-06T15:59:59Z", "2026-05-06T16:00:00Z"),
            (Reset::Daily, "2026-05-06T16:00:00Z", "2026-05-07T16:00:00Z"),
            // A Wednesday, a Sunday, and a Monday at midnight.
            (
                Reset::Weekly,
                "2026-05-06T04:00:00Z",
                "2026-05-10T16:00:00Z",
            ),
            (
                Reset::Weekly,
                "2026-05-10T15:59:59Z",
                "2026-05-10T16:00:00Z",
            ),
            (
                Reset::Weekly,
                "2026-05-10T16:00:00Z",
                "2026-05-17T16:00:00Z",
            ),
            // Months of 31 and 28 days, and the end of a year.
            (
                Reset::Monthly,
                "2026-05-06T04:00:00Z",
                "2026-05-31T16:00:00Z",
            ),
            (
                Reset::Monthly,
                "2026-01-31T16:00:00Z",
                "2026-02-28T16:00:00Z",
            ),
            (
                Reset::Monthly,
                "2026-12-31T15:59:59Z",
                "2026-12-31T16:00:00Z",
            ),
        ] {
            let at = |text: &str| text.parse::<Timestamp>().unwrap();
            assert_eq!(
                next_reset(reset, at(now)),
                Some(at(next)),
                "{reset:?} {now}"
            );
        }
        assert_eq!(next_reset(Reset::Never, Timestamp::UNIX_EPOCH), None);
    }
}

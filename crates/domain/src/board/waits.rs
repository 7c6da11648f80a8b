//! How long people took to answer: from the launch to the response.

use super::ResponseRow;
use crate::time::Time;

/// Milliseconds from the launch to each response, shortest first. A clock that
/// runs behind may date a response before the launch; such a row counts as
/// immediate.
pub fn waits_ms(rows: &[ResponseRow], launch: Time) -> Vec<i64> {
    let mut waits: Vec<i64> = rows
        .iter()
        .filter_map(|row| Some(row.responded_at?.ms_since(launch).max(0)))
        .collect();
    waits.sort_unstable();
    waits
}

/// The wait within which `share` (0–1) of those who answered did so: the
/// smallest one that is no shorter than that share of them. `None` of nobody.
pub fn percentile_ms(sorted: &[i64], share: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rank among people, rounded up"
    )]
    let rank = (share.clamp(0.0, 1.0) * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Their mean; `None` of nobody.
pub fn average_ms(waits: &[i64]) -> Option<i64> {
    let count = i64::try_from(waits.len()).ok().filter(|count| *count > 0)?;
    Some(waits.iter().sum::<i64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_and_nine_tenths_are_people_who_answered() {
        let ten: Vec<i64> = (1..=10).map(|minute| minute * 60_000).collect();
        assert_eq!(percentile_ms(&ten, 0.5), Some(5 * 60_000));
        assert_eq!(percentile_ms(&ten, 0.9), Some(9 * 60_000));
        assert_eq!(percentile_ms(&ten[..1], 0.9), Some(60_000));
        assert_eq!(percentile_ms(&[], 0.5), None);
        assert_eq!(average_ms(&ten), Some(330_000));
        assert_eq!(average_ms(&[]), None);
    }

    proptest! {
        #[test]
        fn the_share_has_answered_by_then_and_not_before(
            mut waits in prop::collection::vec(0i64..10_000, 1..60),
            share in 0.01f64..1.0,
        ) {
            waits.sort_unstable();
            let at = percentile_ms(&waits, share).unwrap();
            let within = waits.iter().filter(|wait| **wait <= at).count() as f64;
            let before = waits.iter().filter(|wait| **wait < at).count() as f64;
            let wanted = share * waits.len() as f64;
            prop_assert!(within >= wanted - 1e-9 && before < wanted + 1e-9);
        }
    }
}

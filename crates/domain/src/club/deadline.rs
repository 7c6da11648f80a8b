//! A mark in the milliseconds of a deadline, by which a publication is found
//! again.

use crate::time::Time;

/// 0 to 999. Publishing answers no id, so a mission or a meeting that may have
/// been published is looked for by club, content and deadline; nobody sees the
/// milliseconds of a deadline, and the same text sent twice differs in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineTag(u16);

impl DeadlineTag {
    /// The tag that a random number comes to.
    pub fn of(random: u128) -> Self {
        Self(u16::try_from(random % 1000).unwrap_or(0))
    }

    /// The deadline that is sent: this second, and the tag.
    pub fn mark(self, deadline: Time) -> Time {
        Time(deadline.0 - deadline.0.rem_euclid(1000) + i64::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mark_stays_in_its_second(random: u128, ms in 0_i64..4_102_444_800_000) {
            let marked = DeadlineTag::of(random).mark(Time(ms));
            prop_assert_eq!(marked.0.div_euclid(1000), ms.div_euclid(1000));
            prop_assert_eq!(u128::try_from(marked.0.rem_euclid(1000)).unwrap(), random % 1000);
        }
    }
}

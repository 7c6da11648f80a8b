//! Which notices are shown outside of the inbox, and when.

use super::{Matter, NoticeKind};
use crate::time::Time;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const DAY_MIN: u32 = 24 * 60;

/// What the user chose. The inbox has everything in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Notify {
    pub responses: bool,
    pub headcount: bool,
    /// Too few people, and tasks that end soon.
    pub warnings: bool,
    /// Writes that did not arrive, and sessions that ended.
    pub sending: bool,
    /// Quests that are completed, and those whose time is over soon.
    pub quests: bool,
    /// Whether there are quiet hours.
    pub quiet: bool,
    /// Minutes after midnight, on the clock of this machine.
    pub quiet_from: u32,
    /// The first minute that is not quiet. The same as `quiet_from`: all day.
    pub quiet_to: u32,
    /// What is urgent is shown in the quiet hours too.
    pub urgent_through: bool,
}

impl Default for Notify {
    fn default() -> Self {
        Self {
            responses: true,
            headcount: true,
            warnings: true,
            sending: true,
            quests: true,
            quiet: false,
            quiet_from: 22 * 60,
            quiet_to: 7 * 60,
            urgent_through: true,
        }
    }
}

impl Notify {
    /// Whether a matter of this kind is shown at all.
    pub fn wants(&self, kind: NoticeKind) -> bool {
        match kind {
            NoticeKind::Responses => self.responses,
            NoticeKind::HeadcountReached => self.headcount,
            NoticeKind::Shortfall | NoticeKind::DeadlineNear => self.warnings,
            NoticeKind::SessionEnded | NoticeKind::Write => self.sending,
            NoticeKind::QuestCompleted | NoticeKind::QuestExpiring => self.quests,
        }
    }

    /// Whether the matter is shown now, where the clock on the wall is in `zone`.
    pub fn lets_through(&self, matter: &Matter, now: Time, zone: &TimeZone) -> bool {
        let held = self.is_quiet(now, zone) && !(matter.is_urgent() && self.urgent_through);
        self.wants(matter.kind()) && !held
    }

    /// Whether the quiet hours are now.
    pub fn is_quiet(&self, now: Time, zone: &TimeZone) -> bool {
        let Ok(stamp) = Timestamp::from_millisecond(now.0) else {
            return false;
        };
        let wall = zone.to_datetime(stamp).time();
        let minute = u32::try_from(i32::from(wall.hour()) * 60 + i32::from(wall.minute()));
        let (from, to) = (self.quiet_from, self.quiet_to);
        self.quiet
            && minute.is_ok_and(|minute| {
                if from < to {
                    (from..to).contains(&minute)
                } else {
                    minute >= from || minute < to
                }
            })
    }

    /// With hours that are on a clock.
    #[must_use]
    pub fn within_range(mut self) -> Self {
        self.quiet_from = self.quiet_from.min(DAY_MIN - 1);
        self.quiet_to = self.quiet_to.min(DAY_MIN - 1);
        self
    }
}

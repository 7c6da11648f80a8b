//! How often what is on screen is fetched again. Pure: the times come in.

use crate::commands::{ClubView, MomentView, QuestView, Target};
use muster_domain::{
    task::{Phase, TaskList, TaskSummary},
    time::Time,
};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
/// For what changes seldom, and the longest pause after failures.
pub(crate) const SLOW_MS: i64 = 5 * MINUTE;
/// Whom a task called is settled when it is published; the roster of a unit
/// changes by the week.
const SETTLED_MS: i64 = 60 * MINUTE;
/// No pause is longer.
pub(crate) const LONGEST_MS: i64 = SETTLED_MS;
/// The first pause after a failure; it doubles.
const AFTER_FAILURE_MS: i64 = 10 * SECOND;
/// Around the gather time people arrive.
const GATHERING_MS: i64 = 15 * MINUTE;

/// From so long before the gather time until so long after it people are on
/// their way, and an arrival is estimated from what moves between two fetches.
const ON_THE_WAY_MS: i64 = 120 * MINUTE;

/// Milliseconds between two fetches of `target`. `tasks` are those that it
/// shows: one, or the rows of a list.
pub(crate) fn interval_ms(target: &Target, tasks: &[TaskSummary], now: Time) -> i64 {
    match target {
        Target::Roster { .. } | Target::People { .. } => SETTLED_MS,
        Target::Club { view, .. } => club_ms(view),
        Target::Quests { view, .. } => quest_ms(view),
        Target::Moments { view, .. } => moments_ms(view),
        Target::Tasks {
            list: TaskList::Done,
            ..
        } => SLOW_MS,
        Target::Positions { .. } => tasks
            .iter()
            .map(|task| movement_ms(task, now))
            .min()
            .unwrap_or(SLOW_MS),
        Target::Tasks { .. }
        | Target::Task { .. }
        | Target::Responses { .. }
        | Target::CheckIns { .. } => tasks
            .iter()
            .map(|task| pace_ms(task, now))
            .min()
            .unwrap_or(SLOW_MS),
    }
}

/// People sign in to a meeting by the second; a club changes by the term.
fn club_ms(view: &ClubView) -> i64 {
    match view {
        ClubView::Clubs | ClubView::Roster { .. } => SETTLED_MS,
        ClubView::Missions
        | ClubView::Meetings
        | ClubView::Meeting { .. }
        | ClubView::ReceivedMissions
        | ClubView::ReceivedMeetings
        | ClubView::ReceivedMeeting { .. } => MINUTE,
        ClubView::Mission { .. } | ClubView::ReceivedMission { .. } => 30 * SECOND,
        ClubView::Participation { .. } => 5 * SECOND,
    }
}

/// What moves is told while a line is open; this is for when none is.
fn quest_ms(view: &QuestView) -> i64 {
    match view {
        QuestView::Categories => SETTLED_MS,
        QuestView::Board | QuestView::Quest { .. } | QuestView::Audit => MINUTE,
        QuestView::Progress { .. } => 30 * SECOND,
    }
}

/// People post within hours; what was pushed on other days is settled as a rule,
/// and all of it is many pages.
fn moments_ms(view: &MomentView) -> i64 {
    match view {
        MomentView::Enterprises => SETTLED_MS,
        MomentView::Tasks | MomentView::Jobs { day: None, .. } => SLOW_MS,
        MomentView::Jobs { day: Some(_), .. } | MomentView::People { .. } => MINUTE,
    }
}

/// Every 30 seconds in the first ten minutes after publishing and around the
/// gather time, every minute for the next fifty, then every five minutes.
fn pace_ms(task: &TaskSummary, now: Time) -> i64 {
    if task.phase == Phase::Done || task.finish_at.is_some_and(|finish| now >= finish) {
        return SLOW_MS;
    }
    let gathering = task
        .gather_at
        .is_some_and(|gather| now.ms_since(gather).abs() <= GATHERING_MS);
    // A clock that runs behind the server's sees launches in the future.
    let age = task.launched_at.map(|launch| now.ms_since(launch).max(0));
    match age {
        _ if gathering => 30 * SECOND,
        Some(age) if age < 10 * MINUTE => 30 * SECOND,
        Some(age) if age < 60 * MINUTE => MINUTE,
        _ => SLOW_MS,
    }
}

/// As the task, but no slower than a minute while people are on their way.
fn movement_ms(task: &TaskSummary, now: Time) -> i64 {
    let pace = pace_ms(task, now);
    let is_over = task.phase == Phase::Done || task.finish_at.is_some_and(|finish| now >= finish);
    let on_the_way = task
        .gather_at
        .is_some_and(|gather| now.ms_since(gather).abs() <= ON_THE_WAY_MS);
    if on_the_way && !is_over {
        pace.min(MINUTE)
    } else {
        pace
    }
}

/// Milliseconds until the next attempt after so many failures in a row.
pub(crate) fn after_failures_ms(failures: u32) -> i64 {
    let doublings = failures.saturating_sub(1).min(10);
    (AFTER_FAILURE_MS << doublings).min(SLOW_MS)
}

/// `ms` moved by up to a tenth in either direction, so that many consoles do
/// not ask in step.
pub(crate) fn jittered(ms: i64, random: u128) -> i64 {
    let tenth = ms / 10;
    // Below 2001: fits.
    let thousandths = i64::try_from(random % 2_001).unwrap_or(1_000) - 1_000;
    ms + tenth * thousandths / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::summary;
    use proptest::prelude::*;

    fn target() -> Target {
        Target::Responses {
            connection: "c".into(),
            task: "7".into(),
        }
    }

    /// A task launched at 0 that gathers after four hours and ends after eight.
    fn task() -> TaskSummary {
        TaskSummary {
            launched_at: Some(Time(0)),
            gather_at: Some(Time(240 * MINUTE)),
            finish_at: Some(Time(480 * MINUTE)),
            ..summary(7)
        }
    }

    #[test]
    fn the_pace_follows_the_task() {
        let rows = [
            (-5, 30),
            (0, 30),
            (9, 30),
            (10, 60),
            (59, 60),
            (60, 300),
            (224, 300),
            (225, 30),
            (255, 30),
            (256, 300),
            (480, 300),
        ];
        for (minutes, seconds) in rows {
            assert_eq!(
                interval_ms(&target(), &[task()], Time(minutes * MINUTE)),
                seconds * SECOND,
                "{minutes} minutes after the launch"
            );
        }
    }

    #[test]
    fn positions_go_at_no_less_than_a_minute_while_people_are_on_their_way() {
        let target = Target::Positions {
            connection: "c".into(),
            task: "7".into(),
        };
        for (minutes, seconds) in [
            (0, 30),
            (59, 60),
            (90, 300),
            (120, 60),
            (240, 30),
            (300, 60),
            (480, 300),
        ] {
            assert_eq!(
                interval_ms(&target, &[task()], Time(minutes * MINUTE)),
                seconds * SECOND,
                "{minutes} minutes after the launch"
            );
        }
    }

    #[test]
    fn a_list_goes_at_the_pace_of_its_fastest_task() {
        let list = |list| Target::Tasks {
            connection: "c".into(),
            list,
            page: 1,
        };
        let old = TaskSummary {
            launched_at: Some(Time(-100 * MINUTE)),
            ..task()
        };
        let now = Time(20 * MINUTE);
        let working = list(TaskList::Working);
        assert_eq!(interval_ms(&working, &[old.clone(), task()], now), MINUTE);
        assert_eq!(interval_ms(&working, &[old], now), SLOW_MS);
        assert_eq!(interval_ms(&working, &[], now), SLOW_MS);
        assert_eq!(interval_ms(&list(TaskList::Done), &[task()], now), SLOW_MS);
    }

    #[test]
    fn arrivals_at_a_meeting_are_asked_for_most_often() {
        let pace = |view| {
            let connection = "c".into();
            interval_ms(&Target::Club { connection, view }, &[], Time(0)) / SECOND
        };
        let arrivals = ClubView::Participation { meeting: 6.into() };
        assert_eq!(pace(arrivals), 5);
        assert_eq!(pace(ClubView::Mission { mission: 26.into() }), 30);
        assert_eq!(pace(ClubView::Meetings), 60);
        assert_eq!(pace(ClubView::Clubs), 3_600);
    }

    #[test]
    fn jobs_of_one_day_and_their_people_go_by_the_minute() {
        let pace = |view| {
            let connection = "c".into();
            interval_ms(&Target::Moments { connection, view }, &[], Time(0)) / SECOND
        };
        let jobs = |day: Option<&str>| MomentView::Jobs {
            task: 1.into(),
            day: day.map(|day| day.parse().unwrap()),
        };
        assert_eq!(pace(jobs(Some("2024-05-23"))), 60);
        assert_eq!(pace(MomentView::People { job: 2.into() }), 60);
        assert_eq!(pace(jobs(None)), 300);
        assert_eq!(pace(MomentView::Enterprises), 3_600);
    }

    #[test]
    fn failures_slow_it_down_to_five_minutes() {
        let pauses: Vec<i64> = [1, 2, 3, 5, 6, 60]
            .map(|count| after_failures_ms(count) / SECOND)
            .to_vec();
        assert_eq!(pauses, [10, 20, 40, 160, 300, 300]);
    }

    proptest! {
        #[test]
        fn jitter_stays_within_a_tenth(ms in 1_000i64..3_600_000, random: u128) {
            let moved = jittered(ms, random);
            prop_assert!((moved - ms).abs() <= ms / 10);
        }
    }
}

//! When notices are shown, and how they are told together.

use super::*;
use jiff::tz::{TimeZone, offset};

#[test]
fn a_group_is_counted_from_where_it_began() {
    let part = |before: (u32, u32), now: (u32, u32)| Matter::Responses {
        task: "7".into(),
        title: "珠江防汛".into(),
        before: tally(before.0, before.1),
        now: tally(now.0, now.1),
    };
    let joined = part((3, 1), (9, 3)).after(&part((0, 0), (3, 1)));
    assert_eq!(joined, part((0, 0), (9, 3)));
    assert_eq!(part((3, 1), (9, 3)).joins(), Joins::Unread);
}

#[test]
fn the_quiet_hours_go_over_midnight_and_by_the_clock_on_the_wall() {
    let quiet = |from: u32, to: u32| Notify {
        quiet: true,
        quiet_from: from * 60,
        quiet_to: to * 60,
        ..Notify::default()
    };
    // The first hour of 1970 in London.
    let hour = |h: i64| Time(h * HOUR);
    let (london, beijing) = (TimeZone::UTC, TimeZone::fixed(offset(8)));
    let cases = [
        (quiet(22, 7), 21, &london, false),
        (quiet(22, 7), 22, &london, true),
        (quiet(22, 7), 23, &london, true),
        (quiet(22, 7), 0, &london, true),
        (quiet(22, 7), 6, &london, true),
        (quiet(22, 7), 7, &london, false),
        (quiet(9, 17), 8, &london, false),
        (quiet(9, 17), 9, &london, true),
        (quiet(9, 17), 17, &london, false),
        (quiet(8, 8), 3, &london, true),
        // 14:00 in London is 22:00 in Beijing.
        (quiet(22, 7), 14, &beijing, true),
        (quiet(22, 7), 22, &beijing, true),
        (quiet(22, 7), 23, &beijing, false),
    ];
    for (notify, h, zone, expected) in cases {
        assert_eq!(
            notify.is_quiet(hour(h), zone),
            expected,
            "{h}:00 in {zone:?} of {}–{}",
            notify.quiet_from,
            notify.quiet_to
        );
        // The control: without quiet hours it never is.
        let loud = Notify {
            quiet: false,
            ..notify
        };
        assert!(!loud.is_quiet(hour(h), zone));
    }
}

#[test]
fn what_is_urgent_goes_through_where_the_user_lets_it() {
    let night = Time(23 * HOUR);
    let quiet = Notify {
        quiet: true,
        ..Notify::default()
    };
    let kept = Notify {
        urgent_through: false,
        ..quiet
    };
    let shown =
        |notify: Notify, matter: &Matter| notify.lets_through(matter, night, &TimeZone::UTC);
    let cases = [
        (matter(NoticeKind::Responses), false),
        (matter(NoticeKind::HeadcountReached), false),
        (matter(NoticeKind::Shortfall), true),
        (matter(NoticeKind::DeadlineNear), false),
        (matter(NoticeKind::SessionEnded), false),
        (write(Ending::Unknown), true),
        (write(Ending::Rejected), false),
        (matter(NoticeKind::QuestCompleted), false),
        (matter(NoticeKind::QuestExpiring), false),
    ];
    for (matter, urgent) in cases {
        assert_eq!(shown(quiet, &matter), urgent, "{matter:?}");
        assert!(!shown(kept, &matter), "{matter:?}");
        assert!(shown(Notify::default(), &matter), "{matter:?}");
        let none = Notify {
            responses: false,
            headcount: false,
            warnings: false,
            sending: false,
            quests: false,
            ..Notify::default()
        };
        assert!(!shown(none, &matter), "{matter:?}");
    }
}

#[test]
fn hours_stay_on_the_clock() {
    let wild = Notify {
        quiet_from: 9_000,
        quiet_to: u32::MAX,
        ..Notify::default()
    };
    let tame = wild.within_range();
    assert_eq!((tame.quiet_from, tame.quiet_to), (1_439, 1_439));
}

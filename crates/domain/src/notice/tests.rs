//! Which notices are due.

mod popups;

use super::*;
use crate::quest::Reward;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A task launched at 0 that wants 10, gathers after two hours and ends after
/// four, looked at after so many minutes.
fn at(minutes: i64, accepted: u32, refused: u32) -> Sight {
    Sight {
        now: Time(minutes * MINUTE),
        wanted: 10,
        launched_at: Some(Time(0)),
        gather_at: Some(Time(2 * HOUR)),
        finish_at: Some(Time(4 * HOUR)),
        is_done: false,
        is_ours: false,
        tally: Some(tally(accepted, refused)),
    }
}

fn tally(accepted: u32, refused: u32) -> Tally {
    Tally {
        notified: 20,
        accepted,
        refused,
        other: 0,
    }
}

/// What is due at each look, one after the other.
fn looks(sights: &[Sight]) -> Vec<Vec<Due>> {
    let mut told = Told::default();
    sights
        .iter()
        .map(|sight| {
            let (next, due) = look(&told, sight);
            told = next;
            due
        })
        .collect()
}

fn answers(before: (u32, u32), now: (u32, u32)) -> Due {
    Due::Responses {
        before: tally(before.0, before.1),
        now: tally(now.0, now.1),
    }
}

#[test]
fn answers_are_told_once_and_counted_from_what_was_told() {
    let seen = looks(&[at(1, 0, 0), at(2, 3, 1), at(3, 3, 1), at(4, 4, 2)]);
    assert_eq!(
        seen,
        [
            vec![],
            vec![answers((0, 0), (3, 1))],
            vec![],
            vec![answers((3, 1), (4, 2))],
        ]
    );
    // The control: who forgets what was told tells it again.
    let (_, again) = look(&Told::default(), &at(4, 4, 2));
    assert_eq!(again, [answers((0, 0), (4, 2))]);
}

#[test]
fn a_task_that_was_there_before_us_is_taken_as_it_is() {
    let ours = Sight {
        is_ours: true,
        ..at(40, 8, 2)
    };
    let cases = [
        (at(40, 8, 2), vec![]),
        (at(9, 8, 2), vec![answers((0, 0), (8, 2))]),
        (ours, vec![answers((0, 0), (8, 2))]),
    ];
    for (sight, due) in cases {
        assert_eq!(looks(std::slice::from_ref(&sight)), [due], "{sight:?}");
    }
}

#[test]
fn whoever_changed_their_mind_counts_with_the_new_answer() {
    let seen = looks(&[at(1, 5, 0), at(2, 4, 1), at(3, 4, 0)]);
    assert_eq!(seen[1], [answers((5, 0), (4, 1))]);
    assert_eq!(tally(4, 1).since(tally(5, 0)), tally(0, 1));
    assert_eq!(seen[2], [], "an answer that was taken back is none");
}

#[test]
fn the_headcount_is_reached_once() {
    let reached = |dues: &Vec<Due>| {
        dues.iter()
            .any(|due| matches!(due, Due::HeadcountReached { .. }))
    };
    let seen = looks(&[at(1, 9, 0), at(2, 10, 0), at(3, 9, 1), at(4, 11, 1)]);
    let when: Vec<bool> = seen.iter().map(reached).collect();
    assert_eq!(when, [false, true, false, false]);
    // Reached before anybody looked: no news.
    assert!(!reached(&looks(&[at(40, 12, 0), at(41, 13, 0)])[1]));
    // A figure of 0 is one that was left out.
    let nobody = Sight {
        wanted: 0,
        ..at(1, 1, 0)
    };
    assert!(!reached(&looks(&[nobody])[0]));
}

#[test]
fn a_lack_of_people_is_told_thirty_fifteen_and_five_minutes_before() {
    // Minutes after the launch; the gathering is at 120.
    let short = |minutes: i64, accepted: u32| {
        let found = looks(&[at(1, accepted, 0), at(minutes, accepted, 0)]);
        found[1].iter().find_map(|due| match due {
            Due::Shortfall { minutes, .. } => Some(*minutes),
            _ => None,
        })
    };
    let cases = [
        (89, 9, None),
        (90, 9, Some(30)),
        (90, 10, None),
        (104, 9, Some(30)),
        (105, 9, Some(15)),
        (115, 9, Some(5)),
        (119, 0, Some(5)),
        (120, 0, None),
        (200, 0, None),
    ];
    for (minutes, accepted, told) in cases {
        assert_eq!(
            short(minutes, accepted),
            told,
            "{accepted} at {minutes} min"
        );
    }
}

#[test]
fn each_lack_is_told_once_and_the_nearest_only() {
    let minutes = |sights: &[Sight]| -> Vec<u32> {
        looks(sights)
            .into_iter()
            .flatten()
            .filter_map(|due| match due {
                Due::Shortfall { minutes, .. } => Some(minutes),
                _ => None,
            })
            .collect()
    };
    let looked = |after: &[i64]| -> Vec<Sight> { after.iter().map(|&m| at(m, 4, 0)).collect() };
    assert_eq!(
        minutes(&looked(&[89, 90, 91, 105, 106, 115, 119])),
        [30, 15, 5]
    );
    // Off for a while: 30 and 15 have passed together.
    assert_eq!(minutes(&looked(&[60, 110, 111])), [15]);
    // Enough at 30, and then somebody cannot come.
    assert_eq!(
        minutes(&[at(90, 10, 0), at(100, 9, 1), at(105, 9, 1)]),
        [15]
    );
    // A gathering that is put off begins anew.
    let later = Sight {
        gather_at: Some(Time(3 * HOUR)),
        ..at(150, 4, 0)
    };
    assert_eq!(minutes(&[at(116, 4, 0), later]), [5, 30]);
    // Launched twenty minutes before it gathers: there were no thirty.
    let hasty = |m: i64| Sight {
        launched_at: Some(Time(100 * MINUTE)),
        ..at(m, 0, 0)
    };
    assert_eq!(minutes(&[hasty(100), hasty(104), hasty(106)]), [15]);
    // Nothing read yet: it is told as soon as something is.
    let unread = Sight {
        tally: None,
        ..at(91, 0, 0)
    };
    assert_eq!(minutes(&[unread, at(92, 4, 0)]), [30]);
}

#[test]
fn an_end_that_comes_near_is_told_once_unless_the_task_is_done() {
    let told = |sights: &[Sight]| -> usize {
        let seen = looks(sights);
        seen.iter()
            .flatten()
            .filter(|due| **due == Due::DeadlineNear)
            .count()
    };
    assert_eq!(told(&[at(224, 10, 0)]), 0);
    assert_eq!(told(&[at(225, 10, 0), at(230, 10, 0)]), 1);
    assert_eq!(told(&[at(240, 10, 0)]), 0);
    let done = Sight {
        is_done: true,
        ..at(230, 10, 0)
    };
    assert_eq!(looks(&[done]), [vec![]]);
    let never_read = Sight {
        tally: None,
        ..at(230, 0, 0)
    };
    assert_eq!(told(&[never_read]), 1);
}

#[test]
fn the_clock_alone_is_looked_at_when_something_may_be_due() {
    let next = |minutes: i64| {
        let next = at(minutes, 0, 0).next_moment();
        next.map(|moment| moment.0 / MINUTE)
    };
    let rows = [
        (0, Some(90)),
        (90, Some(105)),
        (105, Some(115)),
        (115, Some(225)),
        (225, None),
    ];
    for (minutes, moment) in rows {
        assert_eq!(next(minutes), moment, "after {minutes} minutes");
    }
}

fn matter(kind: NoticeKind) -> Matter {
    let (task, title) = ("7".into(), "珠江防汛".to_owned());
    match kind {
        NoticeKind::Responses => Matter::Responses {
            task,
            title,
            before: tally(0, 0),
            now: tally(9, 3),
        },
        NoticeKind::HeadcountReached => Matter::HeadcountReached {
            task,
            title,
            accepted: 10,
            wanted: 10,
        },
        NoticeKind::Shortfall => Matter::Shortfall {
            task,
            title,
            minutes: 15,
            gather_at: Time(2 * HOUR),
            accepted: 4,
            wanted: 10,
            as_of: Time(HOUR),
            expected: Some(Expected { low: 5, high: 8 }),
        },
        NoticeKind::DeadlineNear => Matter::DeadlineNear {
            task,
            title,
            finish_at: Time(4 * HOUR),
        },
        NoticeKind::SessionEnded => Matter::SessionEnded,
        NoticeKind::Write => write(Ending::Unknown),
        NoticeKind::QuestCompleted => Matter::QuestCompleted {
            quest: "1".into(),
            title: "每日登录".into(),
            rewards: vec![Reward {
                item: "1001".into(),
                name: "金币".into(),
                quantity: 100,
                icon: None,
            }],
        },
        NoticeKind::QuestExpiring => Matter::QuestExpiring {
            quest: "1".into(),
            title: "每日登录".into(),
            expires_at: Some(Time(HOUR)),
        },
    }
}

fn write(ending: Ending) -> Matter {
    Matter::Write {
        entry: "e".into(),
        title: "珠江防汛".into(),
        what: WriteKind::PublishTask,
        ending,
    }
}

/// What stands in the inbox of older versions.
#[test]
fn stored_matters_keep_their_form() {
    use NoticeKind as K;
    let all = [
        K::Responses,
        K::HeadcountReached,
        K::Shortfall,
        K::DeadlineNear,
        K::SessionEnded,
        K::Write,
        K::QuestCompleted,
        K::QuestExpiring,
    ];
    let lines: Vec<String> = all
        .map(|kind| {
            let matter = matter(kind);
            assert_eq!(matter.kind(), kind);
            let json = serde_json::to_string(&matter).unwrap();
            assert_eq!(serde_json::from_str::<Matter>(&json).unwrap(), matter);
            format!("{} {json}", matter.about())
        })
        .to_vec();
    insta::assert_snapshot!(lines.join("\n"));
    let told = Told {
        tally: Some(tally(9, 3)),
        reached: true,
        short: Some((Time(2 * HOUR), 15)),
        deadline: None,
    };
    insta::assert_snapshot!(serde_json::to_string(&told).unwrap());
    assert_eq!(serde_json::from_str::<Told>("{}").unwrap(), Told::default());
}

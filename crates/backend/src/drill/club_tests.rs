use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::clock::ManualClock;
use crate::sample::club_tests::{club_demo, member_ids, noon};
use crate::store::{
    Act, Affair, Attendee, MeetingPlan, NewMeeting, NewMission, Part, Reply, Work, sqlite::Sqlite,
};

const CLUB: i64 = 31;

fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// A mission due in four hours and a meeting that begins in three, both for
/// the whole club.
struct Hall {
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    mission_id: i64,
    meeting_id: i64,
}

impl Hall {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_clubs(club_demo()).unwrap();
        let seat = |role| club_demo().seat_of(role).unwrap().0;
        let mission = NewMission {
            club_id: CLUB,
            sponsor_id: seat("sponsor"),
            content: "扫大街".to_owned(),
            created: noon(),
            deadline: noon() + mins(240),
            work: Work::Whole(member_ids(CLUB)),
        };
        let meeting = NewMeeting {
            club_id: CLUB,
            sponsor_id: seat("sponsor"),
            created: noon(),
            plan: MeetingPlan {
                content: "例会".to_owned(),
                address: "E202".to_owned(),
                deadline: noon() + mins(180),
                need_sign: true,
                leaders: vec![seat("leader")],
            },
            people: member_ids(CLUB),
        };
        Self {
            mission_id: store.publish_mission(&mission).unwrap(),
            meeting_id: store.publish_meeting(&meeting).unwrap(),
            clock: Arc::new(ManualClock::at(noon())),
            store,
        }
    }

    fn drill(&self, speed: f64) -> Drill {
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&self.clock);
        Drill::new(Arc::clone(&self.store), same, 1, speed, Arc::default())
    }

    /// Ticks `times` times, `step` apart.
    fn live(&self, drill: &mut Drill, times: usize, step: SignedDuration) {
        for _ in 0..times {
            self.clock.advance(step);
            drill.tick().unwrap();
        }
    }

    fn mission(&self) -> Part {
        self.store.parts(self.mission_id).unwrap().remove(0)
    }

    fn meeting(&self) -> Vec<Attendee> {
        self.store.attendees(self.meeting_id).unwrap()
    }

    /// Who did what when.
    fn outcome(&self) -> String {
        format!("{:?} {:?}", self.mission(), self.meeting())
    }

    fn signed(&self) -> usize {
        let rows = self.meeting().into_iter();
        rows.filter(|row| row.signed.is_some()).count()
    }
}

#[test]
fn a_day_passes_as_days_pass() {
    let hall = Hall::new();
    let mut drill = hall.drill(1.0);
    hall.live(&mut drill, 400, mins(1));
    let shares = hall.mission().shares;
    let total = shares.len();
    let confirmed = shares.iter().filter(|share| share.confirmed.is_some());
    let finished = shares.iter().filter(|share| share.finished.is_some());
    let deadline = noon() + mins(240);
    let late = finished
        .clone()
        .filter(|share| share.finished > Some(deadline));
    assert!(confirmed.clone().count() > total * 8 / 10, "{total}");
    assert!(finished.clone().count() > total / 2);
    assert!(finished.count() < confirmed.count());
    assert!(late.count() > 0);

    let rows = hall.meeting();
    let begins = noon() + mins(180);
    let came: Vec<_> = rows.iter().filter_map(|row| row.signed).collect();
    assert!(
        came.len() > total * 6 / 10 && came.len() < total,
        "{}",
        came.len()
    );
    assert!(
        came.iter()
            .all(|at| (*at - begins).get_seconds().abs() < 30 * 60)
    );
    let late = came.iter().filter(|at| **at > begins).count();
    assert!((1..came.len() / 2).contains(&late), "{late}");
    let on_leave = rows.iter().filter(|row| row.reply == Reply::Leave);
    assert!(on_leave.clone().count() > 1);
    assert!(on_leave.into_iter().all(|row| row.signed.is_none()));
}

#[test]
fn nobody_with_an_account_is_moved() {
    let hall = Hall::new();
    let mut drill = hall.drill(60.0);
    hall.live(&mut drill, 200, mins(1));
    for role in ["sponsor", "leader", "member"] {
        let (student_id, _) = club_demo().seat_of(role).unwrap();
        let shares = hall.mission().shares;
        let share = shares.iter().find(|one| one.student_id == student_id);
        assert!(share.unwrap().confirmed.is_none());
        let invitation = hall.store.invitation(student_id, hall.meeting_id);
        let invitation = invitation.unwrap().unwrap();
        assert_eq!(
            (invitation.reply, invitation.signed),
            (Reply::Nothing, None)
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_outcome_whatever_the_ticks() {
    let [fine, coarse] = [Hall::new(), Hall::new()];
    let (mut often, mut seldom) = (fine.drill(1.0), coarse.drill(1.0));
    for _ in 0..30 {
        fine.live(&mut often, 40, SignedDuration::from_secs(15));
        coarse.live(&mut seldom, 1, mins(10));
    }
    assert_eq!(fine.outcome(), coarse.outcome());
    assert!(fine.signed() > 40);
}

#[test]
fn a_restart_goes_on_where_it_stopped() {
    let [whole, broken] = [Hall::new(), Hall::new()];
    let mut drill = whole.drill(1.0);
    whole.live(&mut drill, 240, mins(1));
    for _ in 0..8 {
        let mut drill = broken.drill(1.0);
        broken.live(&mut drill, 30, mins(1));
    }
    assert_eq!(whole.outcome(), broken.outcome());
}

#[test]
fn who_would_have_come_while_the_server_was_down_did_not() {
    let hall = Hall::new();
    let mut drill = hall.drill(1.0);
    hall.live(&mut drill, 60, mins(1));
    hall.clock.advance(mins(118));
    let mut drill = hall.drill(1.0);
    hall.live(&mut drill, 60, mins(1));
    let begins = noon() + mins(180);
    let came: Vec<_> = hall.meeting().iter().filter_map(|row| row.signed).collect();
    assert!(!came.is_empty());
    let at_work = begins - mins(2) - SignedDuration::from_secs(1);
    assert!(came.iter().all(|at| *at >= at_work));
}

#[test]
fn speed_packs_replies_and_work_but_a_meeting_begins_when_it_begins() {
    let hall = Hall::new();
    let mut drill = hall.drill(60.0);
    hall.live(&mut drill, 5, mins(1));
    let shares = hall.mission().shares;
    let finished = shares.iter().filter(|share| share.finished.is_some());
    assert!(finished.count() > shares.len() / 2, "four hours are over");
    let replied = hall
        .meeting()
        .iter()
        .filter(|row| row.replied.is_some())
        .count();
    assert!(replied > shares.len() * 8 / 10);
    assert_eq!(hall.signed(), 0, "nobody comes three hours early");
    hall.live(&mut drill, 210, mins(1));
    assert!(hall.signed() > 40);
}

#[test]
fn a_meeting_that_is_moved_is_come_to_when_it_begins() {
    for (moved_to, ticks) in [(400, 430), (100, 130)] {
        let hall = Hall::new();
        let mut drill = hall.drill(1.0);
        hall.live(&mut drill, 60, mins(1));
        let meeting = hall.store.meeting(hall.meeting_id).unwrap().unwrap();
        let before = meeting.plan;
        let plan = MeetingPlan {
            deadline: noon() + mins(moved_to),
            ..before.clone()
        };
        let edited = hall.store.edit_meeting(hall.meeting_id, &before, &plan);
        assert!(edited.unwrap());
        hall.live(&mut drill, ticks - 60, mins(1));
        let signed: Vec<_> = hall.meeting().iter().filter_map(|row| row.signed).collect();
        assert!(signed.len() > 40, "{moved_to}: {}", signed.len());
        let near = |at: &Timestamp| (*at - plan.deadline).get_seconds().abs() < 30 * 60;
        assert!(signed.iter().all(near));
    }
}

#[test]
fn what_was_taken_back_or_ended_stands_still() {
    let hall = Hall::new();
    let mut drill = hall.drill(1.0);
    hall.live(&mut drill, 10, mins(1));
    hall.store.revert_mission(hall.mission_id, noon()).unwrap();
    hall.store.end_meeting(hall.meeting_id, noon()).unwrap();
    let outcome = hall.outcome();
    hall.clock.advance(mins(300));
    assert_eq!(drill.tick().unwrap(), 0);
    assert_eq!(hall.outcome(), outcome);
}

#[test]
fn a_clock_set_back_moves_nobody() {
    let hall = Hall::new();
    let mut drill = hall.drill(1.0);
    hall.live(&mut drill, 10, mins(1));
    let outcome = hall.outcome();
    hall.clock.advance(mins(-5));
    drill.tick().unwrap();
    assert_eq!(hall.outcome(), outcome);
}

proptest! {
    #[test]
    fn a_plan_is_in_order_and_a_step_asks_for_a_later_one(
        seed: u64,
        student_id in 1_i64..1_000_000,
        id in 1_i64..1_000,
        is_mission: bool,
        deadline_min in 1_i64..5_000,
        until_min in 0_i64..6_000,
        speed in 0.01_f64..1_000.0,
    ) {
        let affair = DrillAffair {
            affair: if is_mission { Affair::Mission(id) } else { Affair::Meeting(id) },
            published: noon(),
            deadline: noon() + mins(deadline_min),
            need_sign: !is_mission,
            lived_ms: 0,
        };
        let plan = ClubPlan::new(seed, student_id, &affair);
        prop_assert_eq!(&plan, &ClubPlan::new(seed, student_id, &affair));
        prop_assert!(plan.acts.is_sorted_by_key(|(at, _)| *at));
        let lived = Lived {
            from_ms: 0,
            until_ms: until_min * 60_000,
            now: noon() + mins(until_min),
            speed,
        };
        let step = plan.step(student_id, &lived);
        prop_assert!(step.due_ms.is_none_or(|due| due > lived.until_ms));
        prop_assert!(step.acts.iter().all(|(_, at)| *at <= lived.now));
        let acts: Vec<Act> = step.acts.iter().map(|(act, _)| *act).collect();
        prop_assert!(!is_mission || !acts.contains(&Act::Sign));
        prop_assert!(!(acts.contains(&Act::Leave) && acts.contains(&Act::Sign)));
        prop_assert!(!acts.contains(&Act::Finish) || acts[0] == Act::Confirm);
    }
}

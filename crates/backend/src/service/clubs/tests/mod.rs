//! The rules, over SQLite in memory, with the time standing still.

mod meetings;
mod missions;
mod received;
mod sign_in;
mod tokens;

use super::*;
use crate::clock::ManualClock;
use crate::sample::club_tests::{club_demo, member_ids, noon};
use crate::store::{MeetingPlan, NewPart, Work, sqlite::Sqlite};

const CLUB: i64 = 31;
const OTHER_CLUB: i64 = 32;
const NOBODY: i64 = 999_999;

fn after(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

/// A club's desk and its people.
struct Post {
    clubs: Clubs,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    sponsor: i64,
    leader: i64,
    member: i64,
    outsider: i64,
    /// Another administrator of the sponsor's club.
    deputy: i64,
    /// Members of the sponsor's club without an account.
    others: Vec<i64>,
}

impl Post {
    fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(Sqlite::in_memory().unwrap());
        store.fill_clubs(club_demo()).unwrap();
        let clock = Arc::new(ManualClock::at(noon()));
        let same: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let seat = |role| club_demo().seat_of(role).unwrap().0;
        let others: Vec<i64> = member_ids(CLUB)
            .into_iter()
            .filter(|id| *id > seat("outsider"))
            .collect();
        Self {
            clubs: Clubs::new(Arc::clone(&store), same, CODE_AGE),
            deputy: others[0],
            others: others[3..].to_vec(),
            sponsor: seat("sponsor"),
            leader: seat("leader"),
            member: seat("member"),
            outsider: seat("outsider"),
            store,
            clock,
        }
    }

    fn wait(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    fn page(&self) -> PageAt {
        page(0, 1).unwrap()
    }

    fn mission(&self, people: &[i64]) -> i64 {
        self.clubs
            .publish_mission(self.sponsor, mission(people))
            .unwrap()
    }

    /// A meeting in an hour, led by the leader.
    fn meeting(&self, people: &[i64]) -> i64 {
        self.clubs
            .publish_meeting(self.sponsor, self.draft(people))
            .unwrap()
    }

    fn draft(&self, people: &[i64]) -> MeetingDraft {
        MeetingDraft {
            club_id: CLUB,
            plan: MeetingPlan {
                content: "例会".to_owned(),
                address: "E202".to_owned(),
                deadline: after(60),
                need_sign: true,
                leaders: vec![self.leader],
            },
            people: people.to_vec(),
        }
    }
}

fn mission(people: &[i64]) -> MissionDraft {
    MissionDraft {
        club_id: CLUB,
        content: "扫大街".to_owned(),
        deadline: after(60),
        work: Work::Whole(people.to_vec()),
    }
}

fn part(content: &str, people: &[i64]) -> NewPart {
    NewPart {
        content: content.to_owned(),
        people: people.to_vec(),
    }
}

/// That something was refused with this refusal.
macro_rules! refused {
    ($result:expr, $($refusal:tt)+) => {{
        let refused = $result.unwrap_err();
        assert!(matches!(refused, $($refusal)+), "{refused:?}");
    }};
}
use refused;

#[test]
fn a_roster_is_for_those_in_the_club() {
    let post = Post::new();
    for (me, club_id) in [(post.member, CLUB), (post.outsider, OTHER_CLUB)] {
        let roster = post.clubs.roster(me, club_id).unwrap();
        assert_eq!(roster.len(), member_ids(club_id).len());
    }
    for club_id in [OTHER_CLUB, 999] {
        refused!(post.clubs.roster(post.sponsor, club_id), Refusal::NotInClub);
    }
}

#[test]
fn a_size_of_zero_is_everything_and_more_follows_until_the_last_page() {
    let post = Post::new();
    for _ in 0..3 {
        post.mission(&[post.member]);
    }
    for (size, number, rows, has_more) in [
        (0, 1, 3, false),
        (3, 1, 3, false),
        (2, 1, 2, true),
        (2, 2, 1, false),
        (2, 9, 0, false),
    ] {
        let at = page(size, number).unwrap();
        let listed = post.clubs.my_missions(post.sponsor, at).unwrap();
        assert_eq!((listed.rows.len(), listed.has_more), (rows, has_more));
    }
    for (size, number) in [(-1, 1), (10, 0), (PAGE_SIZE_MAX + 1, 1)] {
        assert!(page(size, number).is_err());
    }
}

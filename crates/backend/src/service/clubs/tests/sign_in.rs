use super::*;
use crate::store::Reply;

/// A meeting that begins in an hour, with a code of its leader minted now.
fn held(post: &Post) -> Code {
    Code {
        meeting_id: post.meeting(&[post.member, post.leader, post.others[0]]),
        leader_id: post.leader,
        minted: post.clubs.now(),
    }
}

fn later(code: Code, milliseconds: i64) -> Code {
    Code {
        minted: code.minted + SignedDuration::from_millis(milliseconds),
        ..code
    }
}

#[test]
fn a_fresh_code_signs_in_once_and_confirms() {
    let post = Post::new();
    let code = held(&post);
    post.clubs.sign_in(post.member, code).unwrap();
    refused!(
        post.clubs.sign_in(post.member, code),
        Refusal::SignIn(SignInFault::AlreadySigned)
    );
    let invitation = post
        .store
        .invitation(post.member, code.meeting_id)
        .unwrap()
        .unwrap();
    assert_eq!(invitation.signed, Some(noon()));
    assert_eq!(invitation.reply, Reply::Confirmed);
    refused!(
        post.clubs
            .reply(post.member, code.meeting_id, Reply::Leave, ""),
        Refusal::SignedIn
    );
}

#[test]
fn a_code_is_good_for_fifteen_seconds_of_the_servers_clock() {
    for (age_ms, taken) in [(0, true), (15_000, true), (15_001, false), (30_000, false)] {
        let post = Post::new();
        let code = held(&post);
        post.clock.advance(SignedDuration::from_millis(age_ms));
        let result = post.clubs.sign_in(post.member, code);
        assert_eq!(result.is_ok(), taken, "{age_ms}");
        if let Err(refusal) = result {
            let Refusal::SignIn(SignInFault::TooOld { age, most }) = refusal else {
                panic!("{refusal:?}");
            };
            assert_eq!((age.as_millis(), most), (i128::from(age_ms), CODE_AGE));
        }
    }
}

#[test]
fn a_leaders_clock_may_be_a_little_ahead() {
    let post = Post::new();
    let code = held(&post);
    refused!(
        post.clubs.sign_in(post.member, later(code, 5_001)),
        Refusal::SignIn(SignInFault::FromTheFuture(_))
    );
    post.clubs.sign_in(post.member, later(code, 5_000)).unwrap();
}

#[test]
fn the_owner_sets_how_old_a_code_may_be() {
    let post = Post::new();
    let clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&post.clock);
    let patient = Clubs::new(Arc::clone(&post.store), clock, SignedDuration::from_mins(1));
    let code = held(&post);
    post.wait(1);
    patient.sign_in(post.member, code).unwrap();
}

#[test]
fn a_code_is_of_a_leader_of_this_very_meeting() {
    let post = Post::new();
    let code = held(&post);
    for leader_id in [post.sponsor, post.member, post.outsider, NOBODY] {
        let code = Code { leader_id, ..code };
        refused!(
            post.clubs.sign_in(post.member, code),
            Refusal::SignIn(SignInFault::NotOfALeader)
        );
    }
    // A leader of another meeting shows that one's code.
    let mut draft = post.draft(&[post.member]);
    draft.plan.leaders = vec![post.sponsor];
    let other = post.clubs.publish_meeting(post.sponsor, draft).unwrap();
    let code = Code {
        meeting_id: other,
        ..code
    };
    refused!(
        post.clubs.sign_in(post.member, code),
        Refusal::SignIn(SignInFault::NotOfALeader)
    );
}

#[test]
fn who_is_not_invited_learns_no_more_than_that() {
    let post = Post::new();
    let code = held(&post);
    let unknown = Code {
        meeting_id: NOBODY,
        ..code
    };
    for (me, code) in [
        (post.sponsor, code),
        (post.outsider, code),
        (post.member, unknown),
    ] {
        refused!(
            post.clubs.sign_in(me, code),
            Refusal::SignIn(SignInFault::NotInvited)
        );
    }
}

#[test]
fn the_meeting_has_to_want_it_and_be_open() {
    let post = Post::new();
    let mut draft = post.draft(&[post.member]);
    draft.plan.deadline = after(26 * 60);
    let code = Code {
        meeting_id: post.clubs.publish_meeting(post.sponsor, draft).unwrap(),
        leader_id: post.leader,
        minted: noon(),
    };
    let sign = |minutes: i64| {
        let code = Code {
            minted: after(minutes),
            ..code
        };
        post.clubs.sign_in(post.member, code)
    };
    refused!(sign(0), Refusal::SignIn(SignInFault::NotOpenYet(_)));
    let edit = |need_sign| {
        let edit = MeetingEdit {
            need_sign: Some(need_sign),
            leaders: Some(vec![post.leader]),
            ..MeetingEdit::default()
        };
        post.clubs
            .edit_meeting(post.sponsor, code.meeting_id, &edit)
            .unwrap();
    };
    edit(false);
    refused!(sign(0), Refusal::SignIn(SignInFault::NotNeeded));
    edit(true);
    post.wait(26 * 60 + 12 * 60);
    refused!(sign(38 * 60), Refusal::SignIn(SignInFault::Closed));
}

#[test]
fn an_ended_or_reverted_meeting_takes_nobody() {
    let post = Post::new();
    let code = held(&post);
    post.clubs
        .end_meeting(post.leader, code.meeting_id)
        .unwrap();
    refused!(
        post.clubs.sign_in(post.member, code),
        Refusal::SignIn(SignInFault::Closed)
    );
    post.clubs
        .revert_meeting(post.sponsor, code.meeting_id)
        .unwrap();
    refused!(
        post.clubs.sign_in(post.member, code),
        Refusal::MeetingReverted
    );
}

#[test]
fn late_is_who_signs_in_after_the_beginning() {
    let post = Post::new();
    let code = held(&post);
    post.wait(60);
    let at = |ms| {
        post.clock.advance(SignedDuration::from_millis(ms));
        Code {
            minted: post.clubs.now(),
            ..code
        }
    };
    post.clubs.sign_in(post.member, at(0)).unwrap();
    post.clubs.sign_in(post.leader, at(1)).unwrap();
    let recount = post.store.recount_meetings().unwrap().remove(0);
    assert_eq!((recount.counts.signed, recount.late), (2, 1));
}

/// Whoever comes on leave or without a word is there all the same.
#[test]
fn leave_ends_with_coming() {
    let post = Post::new();
    let code = held(&post);
    post.clubs
        .reply(post.member, code.meeting_id, Reply::Leave, "感冒")
        .unwrap();
    post.clubs.sign_in(post.member, code).unwrap();
    let meeting = post.store.meeting(code.meeting_id).unwrap().unwrap();
    assert_eq!((meeting.counts.signed, meeting.counts.on_leave), (1, 0));
}

#[test]
fn of_many_at_once_one_signs_in() {
    let post = Post::new();
    let code = held(&post);
    let signed: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| post.clubs.sign_in(post.member, code).is_ok()))
            .collect();
        let taken = tries.into_iter().map(|one| one.join().unwrap());
        taken.filter(|taken| *taken).count()
    });
    assert_eq!(signed, 1);
}

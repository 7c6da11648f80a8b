use super::*;

const TOKEN: [u8; 32] = [7; 32];

fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn expiring(notice: &Notice) -> (i64, SignedDuration) {
    match notice {
        Notice::Expiring(standing, now, ends) => {
            (standing.quest.quest_id, ends.duration_since(*now))
        }
        other => panic!("{other:?}"),
    }
}

/// A board on which nothing runs but what a test begins.
fn quiet() -> Board {
    let board = Board::new();
    let line = |_| crate::store::AuditLine {
        at: noon(),
        user_id: board.admin.user_id,
        action: crate::store::Action::Reset,
        quest_id: None,
        quest_name: String::new(),
        detail: String::new(),
    };
    let all: Vec<i64> = quest_demo().quests.iter().map(|(id, _)| *id).collect();
    board.store.reset_quests(&all, &line).unwrap();
    board
}

#[tokio::test]
async fn that_time_runs_out_is_told_an_hour_before_and_once_more() {
    let board = quiet();
    let mut listening = board.hub.listen(board.user.user_id, TOKEN);
    let quest_id = board.quest(|edit| edit.time_limit_s = Some(Some(2 * 3_600)));
    board.accept(quest_id).unwrap();
    let mut told = Vec::new();
    for _ in 0..130 {
        board.wait(mins(1));
        for _ in 0..board.quests.tick().unwrap() {
            let (id, left) = expiring(&listening.next().await.unwrap());
            assert_eq!(id, quest_id);
            told.push(left.as_mins());
        }
    }
    assert_eq!(told, [60, 10]);
}

#[tokio::test]
async fn a_reset_and_the_end_of_a_quest_run_out_too() {
    let board = quiet();
    let mut listening = board.hub.listen(board.user.user_id, TOKEN);
    let daily = board.quest(|edit| edit.reset = Some(Reset::Daily));
    let ending = board.quest(|edit| edit.ends = Some(Some(noon() + mins(11 * 60 + 30))));
    board.accept(daily).unwrap();
    board.accept(ending).unwrap();
    board.wait(mins(10 * 60 + 30));
    assert_eq!(board.quests.tick().unwrap(), 1);
    assert_eq!(
        expiring(&listening.next().await.unwrap()),
        (ending, mins(60))
    );
    board.wait(mins(30));
    assert_eq!(board.quests.tick().unwrap(), 1);
    assert_eq!(
        expiring(&listening.next().await.unwrap()),
        (daily, mins(60))
    );
}

#[tokio::test]
async fn who_comes_late_is_told_once_of_what_is_left() {
    let board = quiet();
    let quest_id = board.quest(|edit| edit.time_limit_s = Some(Some(300)));
    board.accept(quest_id).unwrap();
    board.wait(mins(1));
    assert_eq!(board.quests.tick().unwrap(), 0, "nobody listens");
    let mut listening = board.hub.listen(board.user.user_id, TOKEN);
    assert_eq!(board.quests.tick().unwrap(), 1);
    assert_eq!(
        expiring(&listening.next().await.unwrap()),
        (quest_id, mins(4))
    );
    assert_eq!(board.quests.tick().unwrap(), 0);
    // Another try is another matter.
    board.wait(mins(5));
    board.accept(quest_id).unwrap();
    assert_eq!(board.quests.tick().unwrap(), 1);
}

#[tokio::test]
async fn what_is_over_or_done_runs_out_no_more() {
    let board = quiet();
    let _listening = board.hub.listen(board.user.user_id, TOKEN);
    let [done, given_up] =
        [(); 2].map(|()| board.quest(|edit| edit.time_limit_s = Some(Some(7_200))));
    board.do_all(done);
    board.accept(given_up).unwrap();
    board.quests.abandon(&board.user, given_up).unwrap();
    board.wait(mins(90));
    assert_eq!(board.quests.tick().unwrap(), 0);
}

#[tokio::test]
async fn completing_is_told_to_every_listener_of_that_user_once() {
    let board = quiet();
    let mut own = [(); 2].map(|()| board.hub.listen(board.user.user_id, TOKEN));
    let mut other = board.hub.listen(board.admin.user_id, TOKEN);
    let quest_id = board.quest(|_| {});
    board.do_all(quest_id);
    board.complete(quest_id).unwrap();
    for listening in &mut own {
        let notice = listening.next().await.unwrap();
        let Notice::Completed(standing) = notice.as_ref() else {
            panic!("{notice:?}");
        };
        assert_eq!(standing.quest.quest_id, quest_id);
        assert_eq!(standing.run.ended, Some(noon()));
    }
    // Nothing more comes: the hub has nobody left to tell it.
    board.hub.end(&TOKEN);
    for listening in own.iter_mut().chain([&mut other]) {
        assert!(listening.next().await.is_none());
    }
}

#[tokio::test]
async fn who_reads_too_slowly_is_dropped_and_nobody_waits_for_them() {
    let board = quiet();
    let quest_id = board.quest(|_| {});
    let standing = board.seen(quest_id).standing;
    let mut slow = board.hub.listen(board.user.user_id, TOKEN);
    let mut quick = board.hub.listen(board.user.user_id, TOKEN);
    for _ in 0..1_000 {
        let notice = Notice::Completed(standing.clone());
        board.hub.tell(board.user.user_id, notice);
        quick.next().await.unwrap();
    }
    let mut taken = 0;
    while slow.next().await.is_some() {
        taken += 1;
    }
    assert_eq!(taken, 256, "what waited is still there, and then no more");
    assert_eq!(
        board.hub.users(),
        [board.user.user_id],
        "the quick one stays"
    );
}

#[tokio::test]
async fn the_oldest_of_too_many_listeners_goes() {
    let board = quiet();
    let mut first = board.hub.listen(board.user.user_id, TOKEN);
    let others: Vec<_> = (0..16)
        .map(|_| board.hub.listen(board.user.user_id, TOKEN))
        .collect();
    assert!(first.next().await.is_none());
    drop(others);
    assert!(board.hub.users().is_empty());
}

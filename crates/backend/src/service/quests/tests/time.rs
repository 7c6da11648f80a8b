use super::*;

fn secs(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn when_time_runs_out_some_quests_fail_and_the_others_expire() {
    for (kind, state) in [
        (QuestKind::Event, RunState::Failed),
        (QuestKind::Team, RunState::Failed),
        (QuestKind::Daily, RunState::Expired),
        (QuestKind::Weekly, RunState::Expired),
        (QuestKind::Achievement, RunState::Expired),
        (QuestKind::Tutorial, RunState::Expired),
    ] {
        let board = Board::new();
        let quest_id = board.quest(|edit| {
            edit.kind = Some(kind);
            edit.time_limit_s = Some(Some(60));
        });
        let seen = board.accept(quest_id).unwrap();
        assert_eq!(seen.expires, Some(noon() + secs(60)));
        board.bring(3);
        board.wait(secs(59));
        assert_eq!(board.state(quest_id), RunState::Running, "{kind:?}");
        board.wait(secs(1));
        let seen = board.seen(quest_id);
        assert_eq!(seen.standing.run.state, state, "{kind:?}");
        assert_eq!(seen.expires, Some(noon() + secs(60)));
        match state {
            RunState::Failed => refused!(board.complete(quest_id), Refusal::Failed),
            _ => refused!(board.complete(quest_id), Refusal::Expired),
        }
        refused!(board.claim(quest_id), Refusal::NotCompleted);
        refused!(
            board.quests.abandon(&board.user, quest_id),
            Refusal::NotAccepted
        );
        // Another try begins at nothing.
        let seen = board.accept(quest_id).unwrap();
        assert_eq!(seen.standing.run.progress, 0);
        assert_eq!(seen.expires, Some(noon() + secs(120)));
    }
}

#[test]
fn a_quest_is_accepted_from_its_beginning_to_its_end() {
    let board = Board::new();
    let quest_id = board.quest(|edit| {
        edit.starts = Some(Some(noon() + secs(60)));
        edit.ends = Some(Some(noon() + secs(120)));
    });
    refused!(
        board.accept(quest_id),
        Refusal::Obstacle(Obstacle::NotYet(_))
    );
    board.wait(secs(60));
    let seen = board.accept(quest_id).unwrap();
    assert_eq!(seen.expires, Some(noon() + secs(120)));
    board.wait(secs(60));
    assert_eq!(board.state(quest_id), RunState::Expired);
    refused!(board.complete(quest_id), Refusal::Expired);
    refused!(board.accept(quest_id), Refusal::Obstacle(Obstacle::Over));
}

/// The three ways to be too late are told apart.
#[test]
fn too_late_to_accept_to_complete_and_failed_are_three_things() {
    let board = Board::new();
    let with = |kind| {
        board.quest(|edit| {
            edit.kind = Some(kind);
            edit.ends = Some(Some(noon() + secs(60)));
        })
    };
    let [late, expired, failed] = [QuestKind::Daily, QuestKind::Daily, QuestKind::Team].map(with);
    board.accept(expired).unwrap();
    board.accept(failed).unwrap();
    board.wait(secs(60));
    refused!(board.accept(late), Refusal::Obstacle(Obstacle::Over));
    refused!(board.complete(expired), Refusal::Expired);
    refused!(board.complete(failed), Refusal::Failed);
}

#[test]
fn what_was_completed_in_time_is_claimed_after_it() {
    let board = Board::new();
    let quest_id = board.quest(|edit| {
        edit.time_limit_s = Some(Some(60));
        edit.ends = Some(Some(noon() + secs(90)));
    });
    board.do_all(quest_id);
    board.wait(secs(1_000));
    assert_eq!(board.claim(quest_id).unwrap(), [gold(100)]);
}

/// Noon of a Wednesday to the moment of the reset, and what holds before and
/// after it.
#[test]
fn everything_goes_back_at_midnight_in_beijing_by_its_kind() {
    for (reset, midnight) in [
        (Reset::Daily, "2026-05-06T16:00:00Z"),
        (Reset::Weekly, "2026-05-10T16:00:00Z"),
        (Reset::Monthly, "2026-05-31T16:00:00Z"),
    ] {
        let board = Board::new();
        let [running, completed, claimed, idle] =
            [(); 4].map(|()| board.quest(|edit| edit.reset = Some(reset)));
        let kept = board.quest(|_| {});
        board.do_all(completed);
        board.do_all(claimed);
        board.claim(claimed).unwrap();
        board.do_all(kept);
        assert_eq!(board.accept(running).unwrap().expires, Some(at(midnight)));
        board.bring(2);

        board.wait(at(midnight).duration_since(noon()) - secs(1));
        let states = || [running, completed, claimed, idle, kept].map(|id| board.state(id));
        let before = [
            RunState::Running,
            RunState::Completed,
            RunState::Claimed,
            RunState::Idle,
            RunState::Completed,
        ];
        assert_eq!(states(), before, "{reset:?}");
        refused!(
            board.accept(claimed),
            Refusal::Obstacle(Obstacle::Exhausted(1))
        );
        board.wait(secs(1));
        let after = [
            RunState::Idle,
            RunState::Idle,
            RunState::Idle,
            RunState::Idle,
            RunState::Completed,
        ];
        assert_eq!(states(), after, "{reset:?}");
        let seen = board.accept(running).unwrap();
        assert_eq!(seen.standing.run.progress, 0);
        // A new period, a new reward.
        board.do_all(claimed);
        board.claim(claimed).unwrap();
        assert_eq!(board.grants(claimed), 2);
    }
}

#[test]
fn a_daily_quest_is_done_on_each_of_thirty_days() {
    let board = Board::new();
    let daily = board.quest(|edit| edit.reset = Some(Reset::Daily));
    let weekly = board.quest(|edit| edit.reset = Some(Reset::Weekly));
    let monthly = board.quest(|edit| edit.reset = Some(Reset::Monthly));
    let mut done = [0; 3];
    for _ in 0..30 {
        for (quest_id, done) in [daily, weekly, monthly].into_iter().zip(&mut done) {
            match board.accept(quest_id) {
                Ok(_) => {
                    board.bring(3);
                    board.complete(quest_id).unwrap();
                    board.claim(quest_id).unwrap();
                    *done += 1;
                }
                Err(Refusal::Obstacle(Obstacle::Exhausted(_))) => {}
                Err(other) => panic!("{other}"),
            }
        }
        board.wait(SignedDuration::from_hours(24));
    }
    // From Wednesday the 6th of May to Thursday the 4th of June.
    assert_eq!(done, [30, 5, 2]);
    assert_eq!(
        [daily, weekly, monthly].map(|id| board.grants(id)),
        [30, 5, 2]
    );
}

/// Whoever was away for days finds neither a failure nor old progress.
#[test]
fn a_reset_leaves_nothing_that_could_run_out() {
    let board = Board::new();
    let quest_id = board.quest(|edit| {
        edit.reset = Some(Reset::Daily);
        edit.kind = Some(QuestKind::Event);
        edit.time_limit_s = Some(Some(3_600));
    });
    board.accept(quest_id).unwrap();
    board.wait(SignedDuration::from_hours(72));
    assert_eq!(board.state(quest_id), RunState::Idle);
    board.accept(quest_id).unwrap();
}

#[test]
fn the_time_that_is_left_is_told_while_it_runs() {
    let board = Board::new();
    let quest_id = board.quest(|edit| edit.time_limit_s = Some(Some(600)));
    let left = || board.quests.progress(&board.user, quest_id).unwrap().left_s;
    assert_eq!(left(), None);
    board.accept(quest_id).unwrap();
    board.wait(secs(100));
    assert_eq!(left(), Some(500));
    board.wait(secs(500));
    assert_eq!(left(), None);
}

use super::*;

#[test]
fn a_quest_is_accepted_completed_and_claimed() {
    let board = Board::new();
    let quest_id = board.quest(|_| {});
    assert_eq!(board.state(quest_id), RunState::Idle);
    let seen = board.accept(quest_id).unwrap();
    assert_eq!(seen.standing.run.state, RunState::Running);
    refused!(board.accept(quest_id), Refusal::AlreadyAccepted);
    refused!(board.claim(quest_id), Refusal::NotCompleted);

    board.bring(2);
    refused!(board.complete(quest_id), Refusal::NotEnough);
    board.bring(3);
    let seen = board.complete(quest_id).unwrap();
    assert_eq!(seen.standing.run.state, RunState::Completed);
    refused!(board.accept(quest_id), Refusal::AlreadyAccepted);

    assert_eq!(board.claim(quest_id).unwrap(), [gold(100)]);
    assert_eq!(board.state(quest_id), RunState::Claimed);
    refused!(board.claim(quest_id), Refusal::AlreadyClaimed);
    assert_eq!(board.grants(quest_id), 1);
}

#[test]
fn completing_again_changes_nothing_and_is_no_error() {
    let board = Board::new();
    let quest_id = board.quest(|edit| edit.max_completions = Some(5));
    board.do_all(quest_id);
    for expected in [RunState::Completed, RunState::Claimed] {
        let seen = board.complete(quest_id).unwrap();
        assert_eq!(seen.standing.run.state, expected);
        assert_eq!(seen.standing.run.completions, 1);
        if expected == RunState::Completed {
            board.claim(quest_id).unwrap();
        }
    }
}

#[test]
fn a_quest_that_is_not_there_is_none_to_every_call() {
    let board = Board::new();
    refused!(board.accept(NOBODYS), Refusal::NoSuchQuest);
    refused!(board.complete(NOBODYS), Refusal::NoSuchQuest);
    refused!(board.claim(NOBODYS), Refusal::NoSuchQuest);
    let (quests, me) = (&board.quests, &board.user);
    refused!(quests.abandon(me, NOBODYS), Refusal::NoSuchQuest);
    refused!(quests.detail(me, NOBODYS), Refusal::NoSuchQuest);
    refused!(quests.progress(me, NOBODYS), Refusal::NoSuchQuest);
}

#[test]
fn what_is_not_accepted_cannot_be_worked_on() {
    let board = Board::new();
    let quest_id = board.quest(|_| {});
    let abandon = || board.quests.abandon(&board.user, quest_id);
    refused!(abandon(), Refusal::NotAccepted);
    refused!(board.complete(quest_id), Refusal::NotAccepted);
    refused!(board.claim(quest_id), Refusal::NotCompleted);

    board.accept(quest_id).unwrap();
    board.bring(2);
    abandon().unwrap();
    assert_eq!(board.state(quest_id), RunState::Idle);
    refused!(abandon(), Refusal::NotAccepted);
    // From the beginning again.
    let seen = board.accept(quest_id).unwrap();
    assert_eq!(seen.standing.run.progress, 0);

    board.bring(3);
    board.complete(quest_id).unwrap();
    refused!(abandon(), Refusal::Completed);
    board.claim(quest_id).unwrap();
    refused!(abandon(), Refusal::Completed);
}

#[test]
fn a_level_is_enough_when_it_is_reached() {
    let board = Board::new();
    let level = board.user.level;
    let just = board.quest(|edit| edit.level_required = Some(level));
    let higher = board.quest(|edit| edit.level_required = Some(level + 1));
    board.accept(just).unwrap();
    let obstacle = Obstacle::Level(level + 1);
    assert_eq!(board.seen(higher).obstacle, Some(obstacle));
    refused!(board.accept(higher), Refusal::Obstacle(Obstacle::Level(_)));
    board.quests.accept(&board.admin, higher).unwrap();
}

#[test]
fn what_comes_before_has_to_be_completed_by_oneself_and_once_is_enough() {
    let board = Board::new();
    let first = board.quest(|edit| edit.reset = Some(Reset::Daily));
    let second = board.quest(|_| {});
    let last = board.quest(|edit| edit.needs = Some(vec![first, second, first]));
    let waits = || refused!(board.accept(last), Refusal::Obstacle(Obstacle::Needs));
    waits();
    board.do_all(first);
    waits();
    board.accept(second).unwrap();
    board.bring(3);
    waits();
    board.complete(second).unwrap();
    let (seen, needs) = board.quests.detail(&board.user, last).unwrap();
    assert_eq!(seen.obstacle, None);
    let completed: Vec<_> = needs
        .iter()
        .map(|need| (need.quest_id, need.is_completed))
        .collect();
    assert_eq!(completed, [(first, true), (second, true)]);
    // The reset of one does not undo that it was completed.
    board.wait(SignedDuration::from_hours(24));
    assert_eq!(board.state(first), RunState::Idle);
    board.accept(last).unwrap();
    refused!(
        board.quests.accept(&board.admin, last),
        Refusal::Obstacle(Obstacle::Needs)
    );
}

#[test]
fn a_quest_is_completed_as_often_as_may_be() {
    let board = Board::new();
    let quest_id = board.quest(|edit| edit.max_completions = Some(2));
    for round in 1..=2 {
        board.do_all(quest_id);
        // What was completed is claimed before it begins anew.
        refused!(board.accept(quest_id), Refusal::AlreadyAccepted);
        board.claim(quest_id).unwrap();
        assert_eq!(board.seen(quest_id).standing.run.completions, round);
        assert_eq!(board.grants(quest_id), round);
    }
    refused!(
        board.accept(quest_id),
        Refusal::Obstacle(Obstacle::Exhausted(2))
    );
}

/// Giving up does not give a completion back.
#[test]
fn abandoning_keeps_the_completions() {
    let board = Board::new();
    let quest_id = board.quest(|edit| edit.max_completions = Some(2));
    board.do_all(quest_id);
    board.claim(quest_id).unwrap();
    board.accept(quest_id).unwrap();
    board.quests.abandon(&board.user, quest_id).unwrap();
    board.do_all(quest_id);
    board.claim(quest_id).unwrap();
    refused!(
        board.accept(quest_id),
        Refusal::Obstacle(Obstacle::Exhausted(2))
    );
}

#[test]
fn users_do_not_stand_in_each_others_way() {
    let board = Board::new();
    let quest_id = board.quest(|_| {});
    board.do_all(quest_id);
    board.claim(quest_id).unwrap();
    let theirs = board.quests.detail(&board.admin, quest_id).unwrap().0;
    assert_eq!(theirs.standing.run.state, RunState::Idle);
    board.quests.accept(&board.admin, quest_id).unwrap();
    assert_eq!(board.state(quest_id), RunState::Claimed);
}

#[test]
fn of_many_claims_at_once_one_is_granted() {
    let board = Board::new();
    let quest_id = board.quest(|_| {});
    board.do_all(quest_id);
    let granted: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| board.claim(quest_id)))
            .collect();
        let results = tries.into_iter().map(|one| one.join().unwrap());
        results
            .filter(|result| match result {
                Ok(_) => true,
                Err(Refusal::AlreadyClaimed) => false,
                Err(other) => panic!("{other}"),
            })
            .count()
    });
    assert_eq!((granted, board.grants(quest_id)), (1, 1));
}

#[test]
fn a_batch_answers_each_once_in_the_order_asked() {
    let board = Board::new();
    let [a, b, c] = [(); 3].map(|()| board.quest(|_| {}));
    board.accept(b).unwrap();
    let outcomes = board
        .quests
        .accept_all(&board.user, &[c, b, c, NOBODYS, a])
        .unwrap();
    let told: Vec<_> = outcomes
        .iter()
        .map(|(id, result)| (*id, result.is_ok()))
        .collect();
    assert_eq!(told, [(c, true), (b, false), (NOBODYS, false), (a, true)]);
    assert!(matches!(outcomes[1].1, Err(Refusal::AlreadyAccepted)));
    for ids in [vec![], vec![1; BATCH_MAX + 1]] {
        refused!(
            board.quests.accept_all(&board.user, &ids),
            Refusal::Invalid(Fault::Batch)
        );
        refused!(
            board.quests.claim_all(&board.user, &ids),
            Refusal::Invalid(Fault::Batch)
        );
    }
    assert_eq!(
        board
            .quests
            .accept_all(&board.user, &[a; BATCH_MAX])
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_batch_of_claims_grants_what_can_be_granted() {
    let board = Board::new();
    let [done, running] = [(); 2].map(|()| board.quest(|_| {}));
    board.do_all(done);
    board.accept(running).unwrap();
    let outcomes = board
        .quests
        .claim_all(&board.user, &[running, done, done])
        .unwrap();
    assert!(matches!(outcomes[0].1, Err(Refusal::NotCompleted)));
    assert_eq!(outcomes[1].1.as_deref().unwrap(), [gold(100)]);
    assert_eq!((outcomes.len(), board.grants(done)), (2, 1));
}

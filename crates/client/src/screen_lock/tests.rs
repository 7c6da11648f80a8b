use super::*;
use crate::{
    commands::TABLE,
    host::KeychainError,
    testing::{Bench, MemoryKeychain},
};
use muster_domain::event::Event;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

const OURS: &str = "三点集合 0310";

async fn with_passphrase() -> Bench {
    let bench = Bench::new().await;
    bench.sign_in().await;
    set(&bench, "", OURS).await.unwrap();
    bench
}

async fn set(bench: &Bench, current: &str, new: &str) -> Result<Value, AppError> {
    let args = json!({"current": current, "new": new});
    bench.call("set_lock_passphrase", args).await
}

async fn lock_it(bench: &Bench) -> Result<Value, AppError> {
    bench.call("lock_screen", json!({})).await
}

async fn unlock_with(bench: &Bench, passphrase: &str) -> Result<Value, AppError> {
    let args = json!({ "passphrase": passphrase });
    bench.call("unlock_screen", args).await
}

fn stands(bench: &Bench) -> (bool, OpenedBy) {
    let ScreenLock { locked, opened_by } = bench.client.info().lock;
    (locked, opened_by)
}

#[test]
fn it_is_never_locked_when_nothing_opens_it_any_more() {
    const ROUNDS: usize = 100_000;
    let state = State::default();
    let (asked, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let until = |count: &AtomicUsize, round| {
        while count.load(Ordering::SeqCst) < round {
            std::thread::yield_now();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=ROUNDS {
                until(&asked, round);
                state.close();
                done.store(round, Ordering::SeqCst);
            }
        });
        let (mut given_up, mut closed, mut shut_in) = (0, 0, 0);
        for round in 1..=ROUNDS {
            // Each has come before the other, so that both were at it at once.
            if given_up >= 1_000 && closed >= 1_000 {
                break;
            }
            state.set(false, OpenedBy::Own);
            asked.store(round, Ordering::SeqCst);
            (0..round % 64).for_each(|_| std::hint::spin_loop());
            let gave_up = state.give_up();
            until(&done, round);
            given_up += usize::from(gave_up);
            closed += usize::from(!gave_up);
            shut_in += usize::from(gave_up && state.stands().locked);
        }
        asked.store(usize::MAX, Ordering::SeqCst);
        assert_eq!(shut_in, 0, "of {given_up}");
    });
}

#[tokio::test]
async fn while_locked_only_the_marked_commands_are_answered() {
    let bench = with_passphrase().await;
    let is_locked = |answer: &Result<Value, AppError>| matches!(answer, Err(AppError::Locked));
    // The control: unlocked, the door refuses none of them for the lock.
    for command in TABLE {
        if command.name != "lock_screen" {
            let answer = bench.call(command.name, Value::Null).await;
            assert!(!is_locked(&answer), "{}", command.name);
        }
    }
    let list = bench.call("list_connections", json!({})).await.unwrap();
    assert!(!list.as_array().unwrap().is_empty());

    lock_it(&bench).await.unwrap();
    for command in TABLE {
        let answer = bench.call(command.name, Value::Null).await;
        assert_eq!(
            is_locked(&answer),
            !command.while_locked,
            "{}",
            command.name
        );
    }
    let marked: Vec<&str> = TABLE
        .iter()
        .filter(|command| command.while_locked)
        .map(|command| command.name)
        .collect();
    assert_eq!(
        marked,
        [
            "app_info",
            "lock_screen",
            "unlock_screen",
            "get_settings",
            "watch"
        ]
    );
    // What the marked ones answer names nobody.
    for name in ["app_info", "get_settings"] {
        let answer = bench.call(name, json!({})).await.unwrap().to_string();
        assert!(!answer.contains("commander"), "{answer}");
        assert!(!answer.contains("海珠"), "{answer}");
    }
}

#[tokio::test]
async fn its_passphrase_opens_it_and_every_window_hears_of_both() {
    let bench = with_passphrase().await;
    let mut events = bench.client.events();
    lock_it(&bench).await.unwrap();
    assert_eq!(
        events.try_recv().unwrap(),
        Event::Changed {
            tags: vec![Tag::App]
        }
    );
    assert_eq!(
        unlock_with(&bench, "三点集合 0311").await,
        Err(AppError::WrongPassphrase)
    );
    assert_eq!(stands(&bench), (true, OpenedBy::Own));
    unlock_with(&bench, OURS).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Own));
    assert!(events.try_recv().is_ok());
    bench.call("list_connections", json!({})).await.unwrap();
}

#[tokio::test]
async fn whoever_locks_while_the_passphrase_is_changed_or_removed_has_locked() {
    let bench = with_passphrase().await;
    let (changed, locked) = tokio::join!(set(&bench, OURS, "三点集合 0311"), lock_it(&bench));
    assert!(changed.is_ok() && locked.is_ok(), "{changed:?} {locked:?}");
    assert_eq!(stands(&bench), (true, OpenedBy::Own));
    unlock_with(&bench, "三点集合 0311").await.unwrap();

    let args = json!({"passphrase": "三点集合 0311"});
    let remove = bench.call("remove_lock_passphrase", args.clone());
    let (removed, locked) = tokio::join!(remove, lock_it(&bench));
    assert_eq!((removed, locked.is_ok()), (Err(AppError::Locked), true));
    assert_eq!(stands(&bench), (true, OpenedBy::Own));
    unlock_with(&bench, "三点集合 0311").await.unwrap();
    // The control.
    bench.call("remove_lock_passphrase", args).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Nothing));
}

#[tokio::test]
async fn without_a_passphrase_nothing_locks_and_a_short_one_is_not_taken() {
    let bench = Bench::new().await;
    assert_eq!(stands(&bench), (false, OpenedBy::Nothing));
    assert_eq!(lock_it(&bench).await, Err(AppError::NotPermitted));
    assert_eq!(set(&bench, "", "12345").await, Err(AppError::NotPermitted));
    assert_eq!(stands(&bench), (false, OpenedBy::Nothing));
}

#[tokio::test]
async fn a_restart_is_no_way_around() {
    let bench = with_passphrase().await.reopen().await;
    assert_eq!(stands(&bench), (true, OpenedBy::Own));
    assert_eq!(
        bench.call("list_connections", json!({})).await,
        Err(AppError::Locked)
    );
    unlock_with(&bench, OURS).await.unwrap();
    bench.call("list_connections", json!({})).await.unwrap();
}

#[tokio::test]
async fn changing_and_removing_it_need_the_one_that_is_set() {
    let bench = with_passphrase().await;
    let other = "四点集合 0410";
    assert_eq!(set(&bench, "", other).await, Err(AppError::WrongPassphrase));
    set(&bench, OURS, other).await.unwrap();
    let remove = |passphrase: &str| {
        let args = json!({ "passphrase": passphrase });
        bench.call("remove_lock_passphrase", args)
    };
    assert_eq!(remove(OURS).await, Err(AppError::WrongPassphrase));
    remove(other).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Nothing));
    let bench = bench.reopen().await;
    assert_eq!(stands(&bench), (false, OpenedBy::Nothing));
}

#[tokio::test]
async fn guesses_have_to_wait_longer_and_longer_even_over_a_restart() {
    let bench = with_passphrase().await;
    lock_it(&bench).await.unwrap();
    for _ in 0..5 {
        assert_eq!(
            unlock_with(&bench, "wrong").await,
            Err(AppError::WrongPassphrase)
        );
    }
    let at = bench.clock.now().plus_ms(WAIT_MS);
    // The right one is not looked at either: nothing tells it from a wrong one.
    assert_eq!(
        unlock_with(&bench, OURS).await,
        Err(AppError::TryLater { at })
    );
    let bench = bench.reopen().await;
    assert_eq!(
        unlock_with(&bench, OURS).await,
        Err(AppError::TryLater { at })
    );
    bench.clock.advance_ms(WAIT_MS);
    assert_eq!(
        unlock_with(&bench, "wrong").await,
        Err(AppError::WrongPassphrase)
    );
    let twice = bench.clock.now().plus_ms(2 * WAIT_MS);
    assert_eq!(
        unlock_with(&bench, OURS).await,
        Err(AppError::TryLater { at: twice })
    );
    bench.clock.advance_ms(2 * WAIT_MS);
    unlock_with(&bench, OURS).await.unwrap();
    // A right one makes up for the wrong ones.
    lock_it(&bench).await.unwrap();
    assert_eq!(
        unlock_with(&bench, "wrong").await,
        Err(AppError::WrongPassphrase)
    );
    unlock_with(&bench, OURS).await.unwrap();
}

#[test]
fn the_wait_is_never_longer_than_a_quarter_of_an_hour_whatever_the_clock_does() {
    let kept = |failures, failed_at| store::screen_lock::ScreenLock {
        hash: String::new(),
        failures,
        failed_at: Time(failed_at),
    };
    let now = Time(1_000_000_000);
    assert_eq!(open_at(&kept(4, now.0), now), now);
    assert_eq!(open_at(&kept(5, now.0), now), now.plus_ms(WAIT_MS));
    let most = now.plus_ms(LONGEST_WAIT_MS);
    assert_eq!(open_at(&kept(u32::MAX, now.0), now), most);
    // The clock was set back by a year since.
    assert_eq!(open_at(&kept(u32::MAX, now.0 * 40), now), most);
}

#[tokio::test]
async fn the_passphrase_is_kept_as_argon2id_and_nowhere_in_the_clear() {
    let bench = with_passphrase().await;
    let desk = bench.client.stores().unwrap().desk;
    let kept = desk.read(store::screen_lock::find).await.unwrap();
    assert!(
        kept.hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"),
        "{}",
        kept.hash
    );
    assert!(verify(&kept.hash, OURS), "the control");
    assert!(!verify(&kept.hash, "三点集合 0311"));
    assert!(!verify("", OURS));
}

#[tokio::test]
async fn where_a_passphrase_opens_the_stores_it_opens_the_lock_too() {
    let bench = Bench::with_keychain(MemoryKeychain::failing(KeychainError::NoService)).await;
    let open = json!({ "passphrase": OURS });
    bench.call("unlock", open.clone()).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Stores));
    // There is one already.
    assert_eq!(
        set(&bench, OURS, "another one").await,
        Err(AppError::NotPermitted)
    );
    lock_it(&bench).await.unwrap();
    assert_eq!(
        unlock_with(&bench, "wrong").await,
        Err(AppError::WrongPassphrase)
    );
    assert_eq!(stands(&bench), (true, OpenedBy::Stores));
    unlock_with(&bench, OURS).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Stores));
    // After a start it is asked for once, not twice.
    let bench = bench.reopen().await;
    bench.call("unlock", open).await.unwrap();
    assert_eq!(stands(&bench), (false, OpenedBy::Stores));
}

use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::service::signin::Passwords;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn gate(board: &Board) -> Arc<QuestGate> {
    let clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&board.clock);
    let passwords = Arc::new(Passwords::new(Arc::clone(&clock)).unwrap());
    let (store, hub) = (Arc::clone(&board.store), Arc::clone(&board.hub));
    Arc::new(QuestGate::new(store, clock, passwords, RECENT, None, hub))
}

async fn sign_in(gate: &Arc<QuestGate>, name: &str) -> String {
    let password = format!("muster-{name}");
    let pass = gate.sign_in(name.to_owned(), password, HERE).await.unwrap();
    assert_eq!(pass.user.username, name);
    pass.token
}

#[tokio::test]
async fn a_token_holds_for_a_day_beside_others_and_until_it_is_ended() {
    let board = Board::new();
    let gate = gate(&board);
    let first = sign_in(&gate, "user").await;
    let second = sign_in(&gate, "user").await;
    assert_eq!(first.len(), 64);
    assert!(gate.holds(&first) && gate.holds(&second));
    gate.sign_out(Some(&second)).unwrap();
    assert!(gate.holds(&first) && !gate.holds(&second));
    refused!(
        gate.sign_out(Some(&second)),
        Refusal::Other(service::Refusal::NotSignedIn)
    );
    board.wait(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    assert!(gate.holds(&first));
    board.wait(SignedDuration::from_secs(1));
    assert!(!gate.holds(&first));
    assert!(gate.enter(None, Access::User).is_err());
}

#[tokio::test]
async fn what_is_sensitive_wants_the_password_again_after_fifteen_minutes() {
    let board = Board::new();
    let gate = gate(&board);
    let old = sign_in(&gate, "admin").await;
    board.wait(RECENT);
    for access in [Access::User, Access::Recent, Access::Admin] {
        gate.enter(Some(&old), access).unwrap();
    }
    board.wait(SignedDuration::from_secs(1));
    let new = sign_in(&gate, "admin").await;
    gate.enter(Some(&old), Access::User).unwrap();
    for access in [Access::Recent, Access::Admin] {
        refused!(gate.enter(Some(&old), access), Refusal::SignInAgain);
        gate.enter(Some(&new), access).unwrap();
    }
}

#[tokio::test]
async fn who_is_no_admin_is_told_so_however_recently_they_came() {
    let board = Board::new();
    let gate = gate(&board);
    let user = sign_in(&gate, "user").await;
    refused!(gate.enter(Some(&user), Access::Admin), Refusal::NotAdmin);
    board.wait(SignedDuration::from_hours(1));
    refused!(gate.enter(Some(&user), Access::Admin), Refusal::NotAdmin);
}

#[tokio::test]
async fn signing_out_ends_what_listens_with_that_token() {
    let board = Board::new();
    let gate = gate(&board);
    let [first, second] = [sign_in(&gate, "user").await, sign_in(&gate, "user").await];
    let mut ended = gate.listen(Some(&first)).unwrap();
    let _goes_on = gate.listen(Some(&second)).unwrap();
    gate.sign_out(Some(&first)).unwrap();
    assert!(ended.next().await.is_none());
    assert_eq!(board.hub.users(), [board.user.user_id]);
}

#[tokio::test]
async fn wrong_passwords_and_unknown_names_fail_alike() {
    let board = Board::new();
    let gate = gate(&board);
    for (name, password) in [("user", "wrong"), ("nobody", "muster-user"), ("", "")] {
        let refused = gate
            .sign_in(name.to_owned(), password.to_owned(), HERE)
            .await;
        refused!(refused, Refusal::Other(service::Refusal::WrongPassword));
    }
}

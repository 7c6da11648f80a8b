use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::service::signin::Passwords;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// MD5 of `muster-member`.
const MEMBER_PASSWORD: &str = "0485a35ece6cb4f2c45c9a2d80be917c";

fn desk(post: &Post) -> Arc<TokenDesk> {
    let clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&post.clock);
    let passwords = Arc::new(Passwords::new(Arc::clone(&clock)).unwrap());
    Arc::new(TokenDesk::new(Arc::clone(&post.store), clock, passwords))
}

async fn sign_in(desk: &Arc<TokenDesk>, caller: &str, password: &str) -> Result<String> {
    let mobile = "10050000002".to_owned();
    let pass = desk
        .sign_in(mobile, password.to_owned(), caller.to_owned(), HERE)
        .await?;
    Ok(pass.token)
}

#[tokio::test]
async fn a_token_holds_for_seven_days_or_until_the_next_sign_in() {
    let post = Post::new();
    let desk = desk(&post);
    let token = sign_in(&desk, "web", MEMBER_PASSWORD).await.unwrap();
    let (random, minted) = token.split_once("_date=").unwrap();
    assert!(random.len() == 32 && random.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(minted, noon().as_millisecond().to_string());

    let holds = |token: &str| desk.require(post.member, "web", token).is_ok();
    post.clock
        .advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    assert!(holds(&token));
    let other = sign_in(&desk, "app", MEMBER_PASSWORD).await.unwrap();
    assert!(holds(&token), "another caller's is another token");
    post.clock.advance(SignedDuration::from_secs(1));
    refused!(
        desk.require(post.member, "web", &token),
        Refusal::TokenInvalid
    );
    assert!(desk.require(post.member, "app", &other).is_ok());

    let first = sign_in(&desk, "web", MEMBER_PASSWORD).await.unwrap();
    let second = sign_in(&desk, "web", MEMBER_PASSWORD).await.unwrap();
    assert!(!holds(&first) && holds(&second));
    assert!(desk.require(post.leader, "web", &second).is_err());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_fail_alike() {
    let post = Post::new();
    let desk = desk(&post);
    let without_account = club_demo().students.last().unwrap().mobile.to_string();
    for (mobile, password) in [
        ("10050000002", "wrong"),
        ("10050000002", "muster-member"),
        ("10050000002", ""),
        (without_account.as_str(), MEMBER_PASSWORD),
        ("13800000000", MEMBER_PASSWORD),
        ("member", MEMBER_PASSWORD),
    ] {
        let refusal = desk
            .sign_in(
                mobile.to_owned(),
                password.to_owned(),
                "web".to_owned(),
                HERE,
            )
            .await
            .unwrap_err();
        assert!(
            matches!(refusal, Refusal::Other(service::Refusal::WrongPassword)),
            "{mobile}: {refusal:?}"
        );
    }
}

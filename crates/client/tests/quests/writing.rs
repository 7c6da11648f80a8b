//! What a user does to quests, and what becomes of it.

use crate::{
    cable::Cable,
    desk::{Desk, LIST, entry_id},
    guild::Guild,
};
use muster_backend::Rate;
use muster_domain::error::AppError;
use serde_json::{Value, json};
use std::time::Duration;

fn board() -> Value {
    json!({"kind": "board"})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quest_is_accepted_given_up_and_another_completed_and_claimed() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let never = desk.call("accept_quest", desk.here(json!({"quest": "9999"})));
    assert_eq!(never.await, Err(AppError::NotFound), "never seen here");

    let id = desk.id("清晨巡护").await;
    let accepted = desk.act("accept_quest", &id).await;
    let accepted = desk.becomes(&accepted, "confirmed").await;
    assert_eq!(accepted["kind"], "accept_quest");
    assert_eq!(
        (&accepted["title"], &accepted["quest"]),
        (&json!("清晨巡护"), &json!(id))
    );
    assert_eq!(accepted["outcome"]["kind"], "accepted");
    let hour = guild.now().plus_ms(3_600_000).0;
    assert_eq!(accepted["outcome"]["expires_at"], hour);
    desk.until("the board shows it", async || {
        desk.row("清晨巡护").await["status"] == "in_progress"
    })
    .await;
    let abandoned = desk.act("abandon_quest", &id).await;
    desk.becomes(&abandoned, "confirmed").await;
    desk.until("the board shows it", async || {
        desk.row("清晨巡护").await["status"] == "not_accepted"
    })
    .await;

    let id = desk.id("百步穿杨").await;
    let completed = desk.act("complete_quest", &id).await;
    let completed = desk.becomes(&completed, "confirmed").await;
    assert_eq!(completed["outcome"]["kind"], "completed");
    assert_eq!(completed["outcome"]["can_claim_now"], true);
    let claimed = desk.act("claim_quest", &id).await;
    let claimed = desk.becomes(&claimed, "confirmed").await;
    assert_eq!(claimed["outcome"]["kind"], "claimed");
    assert_eq!(claimed["outcome"]["rewards"].as_array().unwrap().len(), 2);
    assert_eq!(guild.grants("user", &id).await, 1);
    desk.until("the board shows it", async || {
        desk.row("百步穿杨").await["status"] == "claimed"
    })
    .await;
    let of = desk.here(json!({"kind": "quest", "quest": id}));
    let log = json!({"offset": 0, "limit": 50, "of": of});
    let log = desk.call("list_outbox", log).await.unwrap();
    assert_eq!(log["total"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_says_which_it_is_and_is_meant() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    for (name, act, refusal) in [
        ("浇灌菜园", "accept_quest", "already_accepted"),
        ("夏日烟火", "accept_quest", "expired"),
        ("深海远航", "accept_quest", "level_too_low"),
        ("新手毕业", "accept_quest", "prerequisite_missing"),
        ("清晨巡护", "abandon_quest", "not_accepted"),
        ("每日登录", "abandon_quest", "already_completed"),
        ("浇灌菜园", "complete_quest", "not_enough_progress"),
        ("拾贝比赛", "complete_quest", "ran_out"),
        ("点亮灯塔", "complete_quest", "failed"),
        ("浇灌菜园", "claim_quest", "not_completed"),
        ("认识农场", "claim_quest", "already_claimed"),
        ("认识农场", "accept_quest", "unavailable"),
    ] {
        let entry = desk.act(act, &desk.id(name).await).await;
        let entry = desk.becomes(&entry, "rejected").await;
        let problem = &entry["problem"];
        assert_eq!(problem["code"], "quest_refused", "{act} {name}");
        assert_eq!(problem["refusal"], refusal, "{act} {name}");
        assert!(
            problem["message"]
                .as_str()
                .is_some_and(|words| !words.is_empty())
        );
        assert_eq!(entry["search"], Value::Null, "it is not read back");
    }
    // What is refused is no problem of the connection.
    let connections = desk.call("list_connections", json!({})).await.unwrap();
    assert_eq!(connections[0]["problem"], Value::Null);
    assert_eq!(connections[0]["session"], "signed_in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_has_an_outcome_for_each_of_its_quests() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let (open, running) = (desk.id("清晨巡护").await, desk.id("浇灌菜园").await);
    let batch = desk
        .act_on("accept_quests", &[&open, &running, &open])
        .await;
    let entry = desk.becomes(&batch, "confirmed").await;
    assert_eq!(entry["title"], "清晨巡护、浇灌菜园");
    assert_eq!(entry["batch"], 2, "each is named once");
    let outcome = &entry["outcome"];
    assert_eq!(
        (&outcome["done"], &outcome["refused"]),
        (&json!(1), &json!(1))
    );
    let rows = json!({"entry": batch, "offset": 0, "limit": 200});
    let rows = desk.call("list_quest_results", rows).await.unwrap();
    assert_eq!(rows["total"], 2);
    assert_eq!(rows["rows"][0]["name"], "清晨巡护");
    assert_eq!(rows["rows"][0]["result"]["kind"], "done");
    assert_eq!(rows["rows"][1]["result"]["refusal"], "already_accepted");

    let (first, second) = (desk.id("每日登录").await, desk.id("环岛旅行").await);
    let batch = desk
        .act_on("claim_quests", &[&first, &running, &second])
        .await;
    let entry = desk.becomes(&batch, "confirmed").await;
    let outcome = &entry["outcome"];
    assert_eq!(
        (&outcome["done"], &outcome["refused"]),
        (&json!(2), &json!(1))
    );
    let coins = outcome["rewards"].as_array().unwrap().iter();
    let coins = coins.filter(|reward| reward["name"] == "金币");
    let coins: Vec<_> = coins.map(|reward| reward["quantity"].clone()).collect();
    assert_eq!(coins, [json!(700)], "summed over both");

    // A batch of which nothing is done is refused, and its rows say why.
    let batch = desk.act_on("claim_quests", &[&first, &running]).await;
    let entry = desk.becomes(&batch, "rejected").await;
    assert_eq!(entry["problem"]["refusal"], "partly_failed");
    let rows = json!({"entry": batch, "offset": 0, "limit": 200});
    let rows = desk.call("list_quest_results", rows).await.unwrap();
    assert_eq!(rows["rows"][0]["result"]["refusal"], "already_claimed");

    let none = desk.call("claim_quests", desk.here(json!({"quests": []})));
    assert_eq!(none.await, Err(AppError::NotFound));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_waits_for_the_password_after_a_quarter_of_an_hour() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let id = desk.id("每日登录").await;
    guild.wait_minutes(16);
    // What needs no fresh sign-in goes on.
    let open = desk.id("清晨巡护").await;
    let accepted = desk.act("accept_quest", &open).await;
    desk.becomes(&accepted, "confirmed").await;

    let claim = desk.act("claim_quest", &id).await;
    desk.until("it is held", async || {
        desk.entry(&claim).await["problem"]["code"] == "password_needed"
    })
    .await;
    let held = desk.entry(&claim).await;
    assert_eq!(held["state"], "queued");
    assert_eq!(guild.grants("user", &id).await, 0);
    let counts = desk.call("count_outbox", json!({})).await.unwrap();
    assert_eq!(
        (&counts["moving"], &counts["needs_you"]),
        (&json!(0), &json!(1))
    );
    let connections = desk.call("list_connections", json!({})).await.unwrap();
    assert_eq!(
        connections[0]["session"], "signed_in",
        "the session lives on"
    );
    let again = desk.call("claim_quest", desk.here(json!({"quest": id})));
    assert_eq!(again.await, Err(AppError::TooLate), "a second click");

    desk.sign_in("user").await.unwrap();
    let waits = desk.entry(&claim).await;
    assert_eq!(
        (&waits["state"], &waits["problem"]),
        (&json!("queued"), &Value::Null)
    );
    desk.call("send_now", json!({"entry": claim}))
        .await
        .unwrap();
    desk.becomes(&claim, "confirmed").await;
    assert_eq!(guild.grants("user", &id).await, 1);

    // The other way out: it is taken back, and nothing was sent.
    guild.wait_minutes(16);
    let id = desk.id("环岛旅行").await;
    let claim = entry_id(&desk.read("claim_quest", json!({"quest": id})).await);
    desk.until("it is held", async || {
        desk.entry(&claim).await["problem"]["code"] == "password_needed"
    })
    .await;
    desk.call("take_back", json!({"entry": claim}))
        .await
        .unwrap();
    assert_eq!(desk.entry(&claim).await["state"], "taken_back");
    assert_eq!(guild.grants("user", &id).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_claims_at_once_hand_the_reward_out_once() {
    let guild = Guild::open().await;
    let mut desks = Vec::new();
    for _ in 0..5 {
        let desk = Desk::take(&guild, "user").await;
        desk.refresh(board()).await.unwrap();
        desks.push(desk);
    }
    let id = desks[0].id("每日登录").await;
    let claims = desks.iter().flat_map(|desk| {
        (0..10).map(|_| desk.call("claim_quest", desk.here(json!({"quest": id}))))
    });
    let answers = futures_util::future::join_all(claims).await;
    assert_eq!(answers.len(), 50);
    let queued = answers.iter().filter(|answer| answer.is_ok()).count();
    // Of one seat the second click finds the first under way, or its end.
    for answer in &answers {
        assert!(
            answer.is_ok() || *answer == Err(AppError::TooLate),
            "{answer:?}"
        );
    }
    assert!(queued >= 5, "{queued}");
    let (mut confirmed, mut refused) = (0, 0);
    for (index, answer) in answers.into_iter().enumerate() {
        let Ok(entry) = answer else { continue };
        let entry = desks[index / 10].settled(&entry_id(&entry)).await;
        if entry["state"] == "confirmed" {
            confirmed += 1;
        } else {
            assert_eq!(entry["problem"]["refusal"], "already_claimed");
            refused += 1;
        }
    }
    assert_eq!((confirmed, refused), (1, queued - 1));
    assert_eq!(guild.grants("user", &id).await, 1);
}

/// Two seats of one account: the second does not hear what the first did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_refused_is_read_again() {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let first = Desk::take(&guild, "user").await;
    first.refresh(board()).await.unwrap();
    let second = Desk::caught_up(&guild, &cable, "user").await;
    let id = first.id("每日登录").await;
    let claimed = first.act("claim_quest", &id).await;
    first.becomes(&claimed, "confirmed").await;
    assert_eq!(second.row("每日登录").await["status"], "completed");
    let asked = cable.calls(LIST);
    let again = second.act("claim_quest", &id).await;
    let refused = second.becomes(&again, "rejected").await;
    assert_eq!(refused["problem"]["refusal"], "already_claimed");
    second
        .until("the board shows why", async || {
            second.row("每日登录").await["status"] == "claimed"
        })
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(cable.calls(LIST), asked + 1, "the board is read once");
}

/// A server that finds it too often did nothing: it is asked again in a while.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_counts_calls_is_never_in_the_way_of_a_person_clicking() {
    let few = Rate {
        burst: 10,
        per_second: 5.0,
    };
    let guild = Guild::that_counts(few).await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let id = desk.id("清晨巡护").await;
    for act in ["accept_quest", "abandon_quest"].repeat(6) {
        let entry = desk.settled(&desk.act(act, &id).await).await;
        assert_eq!(entry["state"], "confirmed", "{act}: {entry}");
    }
    desk.until("the board shows it", async || {
        desk.row("清晨巡护").await["status"] == "not_accepted"
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_shows_in_the_detail_that_is_open() {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let desk = Desk::caught_up(&guild, &cable, "user").await;
    let id = desk.id("集市采购").await;
    let detail = json!({"kind": "quest", "quest": id});
    desk.refresh(detail.clone()).await.unwrap();
    desk.show(&[board(), detail]).await;
    let batch = desk.act_on("accept_quests", &[&id]).await;
    desk.becomes(&batch, "confirmed").await;
    desk.until("the detail shows it", async || {
        let read = desk.read("get_quest", json!({"quest": id})).await;
        read["value"]["status"] == "in_progress"
    })
    .await;
}

//! What the server tells unasked: written to the cache and to the inbox, and
//! caught up with after every cut.

use crate::{
    cable::Cable,
    desk::{Desk, EVENTS, LIST, emitted},
    guild::Guild,
};
use muster_domain::event::Tag;
use serde_json::{Value, json};
use std::time::Duration;

fn board() -> Value {
    json!({"kind": "board"})
}

/// The board as the server has it, asked by somebody else.
async fn truth(guild: &Guild) -> Vec<Value> {
    let desk = Desk::take(guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let rows = desk.rows(json!({})).await;
    desk.close().await;
    rows
}

/// Waits until a line to the server is open for the so-manieth time.
async fn listens(cable: &Cable, desk: &Desk, times: usize) {
    desk.until("it listens", async || cable.calls(EVENTS) >= times)
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn progress_arrives_by_itself_wherever_it_is_shown() {
    let cable = Cable::lay().await;
    let guild = Guild::behind_at(&cable, 60.0).await;
    let desk = Desk::caught_up(&guild, &cable, "user").await;
    let id = desk.id("浇灌菜园").await;
    let views = [
        json!({"kind": "quest", "quest": id}),
        json!({"kind": "progress", "quest": id}),
    ];
    for view in &views {
        desk.refresh(view.clone()).await.unwrap();
    }
    desk.show(&views).await;
    let before = desk.row("浇灌菜园").await["progress"].as_u64().unwrap();
    let mut events = desk.events();
    let asked = cable.calls(LIST);
    for _ in 0..200 {
        guild.live_on(2).await.unwrap();
        if desk.row("浇灌菜园").await["progress"].as_u64() > Some(before) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let row = desk.row("浇灌菜园").await;
    assert!(row["progress"].as_u64() > Some(before), "{row}");
    assert_eq!(cable.calls(LIST), asked, "the board was told, not read");
    let told = emitted(&mut events);
    assert!(told.iter().any(|tag| matches!(tag, Tag::Quests(_))));
    assert!(
        told.iter()
            .any(|tag| matches!(tag, Tag::Quest(_, quest) if quest.0 == id))
    );
    let one = json!({"quest": id});
    desk.until("detail and parts agree with the row", async || {
        let row = desk.row("浇灌菜园").await["progress"].clone();
        let detail = desk.read("get_quest", one.clone()).await["value"]["progress"].clone();
        let standing = desk.read("get_quest_progress", one.clone()).await["value"].clone();
        row == detail && standing["progress"]["current"] == row
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_inbox_tells_once_that_a_quest_is_completed_and_that_one_expires() {
    let guild = Guild::open().await;
    let (desk, elsewhere) = (
        Desk::take(&guild, "user").await,
        Desk::take(&guild, "user").await,
    );
    for desk in [&desk, &elsewhere] {
        desk.refresh(board()).await.unwrap();
    }
    let id = desk.id("百步穿杨").await;
    let done = elsewhere.act("complete_quest", &id).await;
    elsewhere.becomes(&done, "confirmed").await;
    desk.until("it is told", async || {
        !desk.notices("quest_completed").await.is_empty()
    })
    .await;
    let told = desk.notices("quest_completed").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["matter"]["title"], "百步穿杨");
    assert_eq!(told[0]["matter"]["rewards"].as_array().unwrap().len(), 2);
    assert_eq!(told[0]["read"], false);
    assert_eq!(desk.row("百步穿杨").await["status"], "completed");
    // Whoever did it is not called to it.
    elsewhere
        .until("it is written down", async || {
            !elsewhere.notices("quest_completed").await.is_empty()
        })
        .await;
    assert_eq!(elsewhere.notices("quest_completed").await[0]["read"], true);

    // The meteors' three hours are over in less than one.
    desk.until("it is told", async || {
        !desk.notices("quest_expiring").await.is_empty()
    })
    .await;
    let told = desk.notices("quest_expiring").await;
    assert!(
        told.iter()
            .any(|notice| notice["matter"]["title"] == "流星之夜"),
        "{told:?}"
    );
    let expiring = told.len();
    // Reading the board again tells nothing anew, nor does a restart.
    desk.refresh(board()).await.unwrap();
    let desk = desk.again().await;
    desk.refresh(board()).await.unwrap();
    assert_eq!(desk.notices("quest_completed").await.len(), 1);
    assert_eq!(desk.notices("quest_expiring").await.len(), expiring);
}

/// Whether the inbox tells of an end that the server tells of, where nothing is
/// read by which it could be seen.
async fn an_end_is_told_of(by_line: bool) -> bool {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let desk = Desk::caught_up(&guild, &cable, "user").await;
    let escort = desk.id("限时护送").await;
    let accepted = desk.act("accept_quest", &escort).await;
    desk.becomes(&accepted, "confirmed").await;
    desk.until("its end is known", async || {
        desk.row("限时护送").await["expires_at"].is_i64()
    })
    .await;
    let is_told = async || {
        let told = desk.notices("quest_expiring").await;
        told.iter()
            .any(|notice| notice["matter"]["title"] == "限时护送")
    };
    cable.close(LIST);
    if !by_line {
        cable.close(EVENTS);
        cable.cut();
    }
    assert!(!is_told().await, "two hours are left");
    // Of its two hours less than one is left.
    guild.live_on(61 * 60).await.unwrap();
    if by_line {
        desk.until("it is told", is_told).await;
    } else {
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    is_told().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_a_quest_ends_soon_comes_over_the_line() {
    assert!(an_end_is_told_of(true).await);
    assert!(!an_end_is_told_of(false).await, "the control");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_completed_while_the_program_was_closed_is_told_at_its_next_start() {
    let guild = Guild::open().await;
    let desk = Desk::take(&guild, "user").await;
    desk.refresh(board()).await.unwrap();
    let id = desk.id("百步穿杨").await;
    let elsewhere = Desk::take(&guild, "user").await;
    elsewhere.refresh(board()).await.unwrap();
    let desk = desk
        .again_after(async {
            let done = elsewhere.act("complete_quest", &id).await;
            elsewhere.becomes(&done, "confirmed").await;
        })
        .await;
    desk.until("it is told", async || {
        desk.notices("quest_completed").await.len() == 1
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_cuts_miss_nothing_that_a_refresh_would_show() {
    let cable = Cable::lay().await;
    let guild = Guild::behind_at(&cable, 4.0).await;
    let desk = Desk::at(&guild, &cable.url, "user").await;
    desk.refresh(board()).await.unwrap();
    listens(&cable, &desk, 1).await;
    let mut moved = 0;
    for cut in 1..=100 {
        cable.cut();
        // What happens now is told to nobody.
        moved += guild.live_on(1).await.unwrap();
        listens(&cable, &desk, cut + 1).await;
    }
    assert!(moved > 0, "something happened");
    let wanted = truth(&guild).await;
    desk.until("the board is as a refresh would show it", async || {
        desk.rows(json!({})).await == wanted
    })
    .await;

    // The control: where the board cannot be read after a cut, something is
    // missed.
    let long = desk.act("accept_quest", &desk.id("修复古桥").await).await;
    desk.becomes(&long, "confirmed").await;
    desk.until("it is under way", async || {
        desk.row("修复古桥").await["status"] == "in_progress"
    })
    .await;
    cable.close(LIST);
    cable.close(EVENTS);
    cable.cut();
    guild.live_on(60).await.unwrap();
    let before = cable.calls(EVENTS);
    cable.open(EVENTS);
    listens(&cable, &desk, before + 1).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_ne!(desk.rows(json!({})).await, truth(&guild).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_listens_after_signing_out_and_somebody_does_after_signing_in() {
    let cable = Cable::lay().await;
    let guild = Guild::behind(&cable).await;
    let desk = Desk::at(&guild, &cable.url, "user").await;
    listens(&cable, &desk, 1).await;
    let out = desk.here(json!({"wipe": false}));
    desk.call("sign_out", out).await.unwrap();
    cable.cut();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(cable.calls(EVENTS), 1);
    desk.sign_in("user").await.unwrap();
    listens(&cable, &desk, 2).await;
}

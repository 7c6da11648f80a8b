//! The core against the reference backend, over HTTP, in both dialects: what a
//! commander does from signing in to finishing a task.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod cable;
mod deck;
mod fault_proxy;
#[cfg(target_os = "linux")]
mod full_disk;
mod inbox;
mod killed;
mod leaving_out;
mod ledger;
#[path = "../seat/mod.rs"]
mod machine;
#[path = "../office/mod.rs"]
mod office;
mod packet;
mod program;
mod recount;
mod seat;

use cable::Cable;
#[cfg(target_os = "linux")]
use full_disk::full_disk;
use inbox::inbox;
use killed::killed;
use leaving_out::leaving_out;
use muster_backend::Dialect;
use muster_domain::error::AppError;
use packet::packet;
use recount::recounted;
use seat::Seat;
use serde_json::json;

/// Runs a test in each dialect.
macro_rules! in_both_dialects {
    ($($name:ident => $body:ident;)*) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn documented() {
                super::$body(super::Dialect::Documented).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn enveloped() {
                super::$body(super::Dialect::Enveloped).await;
            }
        }
    )*};
}

// Elsewhere nothing is at hand that lets a disk refuse.
#[cfg(target_os = "linux")]
in_both_dialects! {
    a_disk_that_refuses_leaves_nothing_by_half => full_disk;
}

in_both_dialects! {
    a_call_out_is_published_answered_and_finished => whole_call_out;
    a_cut_after_sending_is_unknown_then_found_and_sent_once => cut_after_sending;
    a_cut_before_sending_sends_once_when_it_heals => cut_before_sending;
    people_are_seen_to_come_to_the_place => people_come;
    everything_seen_opens_without_the_server => offline;
    a_refused_ending_is_read_back_before_it_is_believed => refused_ending;
    the_packet_opens_in_libreoffice_with_the_figures_of_the_board => packet;
    what_the_drill_answers_stands_in_the_inbox_as_on_the_board => inbox;
    a_district_without_a_street_is_sent_word_for_word => leaving_out;
    every_screen_equals_a_recount_while_the_unit_answers => recounted;
    a_core_killed_at_any_moment_sends_once_and_loses_nothing => killed;
    a_superior_sees_and_may_not_finish => superior;
    a_wrong_password_is_said_and_nothing_is_kept => wrong_password;
}

async fn whole_call_out(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let task = seat.call_out("珠江防汛 100% + 🌊").await;

    seat.until("somebody accepts", async || {
        let board = seat.board(&task).await;
        board["value"]["accepted"].as_u64().unwrap_or(0) > 0
    })
    .await;
    let board = seat.board(&task).await["value"].clone();
    assert_eq!(board["notified"], seat.people_called());
    assert_eq!(board["disagreements"], json!([]), "rows and server agree");
    let detail = seat.fetch("task", "get_task", &task).await;
    let summary = &detail["value"]["detail"]["summary"];
    assert_eq!(summary["title"], "【演练】珠江防汛 100% + 🌊");
    assert_eq!(summary["wanted"], 2);

    seat.call("finish_task", seat.one(&task)).await.unwrap();
    seat.until("the task is done", async || {
        let detail = seat.fetch("task", "get_task", &task).await;
        detail["value"]["phase"] == "done"
    })
    .await;
    let counted = seat.recount("【演练】珠江防汛 100% + 🌊").await;
    assert_eq!(
        counted.notices, counted.people_noticed,
        "nobody is called twice"
    );
}

async fn cut_after_sending(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    seat.cable().lose_next_answer();
    let entry = seat.publish("夜间巡堤").await;
    seat.until("the answer is lost", async || {
        seat.state(&entry).await == "unknown"
    })
    .await;
    assert_eq!(
        seat.tasks_titled("【演练】夜间巡堤").await,
        1,
        "it had arrived"
    );

    seat.until("it is found", async || {
        seat.state(&entry).await == "confirmed"
    })
    .await;
    let found = seat.entry(&entry).await;
    assert_eq!(found["search"]["readings"], 2);
    assert!(found["task"].is_string());
    assert_eq!(
        seat.tasks_titled("【演练】夜间巡堤").await,
        1,
        "and was not sent again"
    );
    assert_eq!(seat.cable().publications(), 1);
}

async fn cut_before_sending(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    seat.cable().unplug().await;
    let entry = seat.publish("器材清点").await;
    seat.until("it was tried and waits", async || {
        seat.entry(&entry).await["attempts"] == 1 && seat.state(&entry).await == "queued"
    })
    .await;
    seat.cable().plug_in_again().await;
    seat.call("send_now", json!({"entry": entry}))
        .await
        .unwrap();
    seat.until("it is sent", async || {
        seat.state(&entry).await == "confirmed"
    })
    .await;
    assert_eq!(seat.tasks_titled("【演练】器材清点").await, 1);
}

/// Their points and that of the place come from different modules and agree.
async fn people_come(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let task = seat.call_out("沙袋装填").await;
    seat.fetch("task", "get_task", &task).await;
    seat.until("somebody is there", async || {
        let map = seat.fetch("positions", "get_position_board", &task).await;
        map["value"]["there"].as_u64().unwrap_or(0) > 0
    })
    .await;
    let map = seat.fetch("positions", "get_position_board", &task).await["value"].clone();
    assert_eq!(map["has_module"], true);
    let window = json!({
        "connection": seat.connection(), "task": task, "filter": "", "soldiers": null,
        "sort": "distance", "descending": false, "offset": 0, "limit": 200,
    });
    let people = seat.call("list_positions", window).await.unwrap()["value"].clone();
    assert_eq!(people["total"], map["people"]);
    let first = &people["rows"][0];
    assert!(
        first["metres"].as_u64().unwrap() <= 50,
        "{}",
        first["metres"]
    );
    assert!(first["name"].as_str().is_some_and(|name| !name.is_empty()));
    let page = json!({
        "connection": seat.connection(), "task": task, "crs": "gcj02", "after": null,
    });
    let points = seat.call("list_position_points", page).await.unwrap()["value"].clone();
    let count = points["soldiers"].as_array().unwrap().len();
    assert_eq!(Some(count as u64), map["people"].as_u64());
}

async fn refused_ending(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let task = seat.call_out("桥头值守").await;
    for (late, settled) in [(false, "rejected"), (true, "confirmed")] {
        seat.cable().refuse_next_ending(late);
        let entry = seat.call("finish_task", seat.one(&task)).await.unwrap();
        let entry = entry["id"].as_str().unwrap();
        seat.until("it is read back", async || {
            seat.state(entry).await == settled
        })
        .await;
        let search = seat.entry(entry).await["search"].clone();
        assert!(search["readings"].as_u64().unwrap() > 0, "late: {late}");
    }
}

async fn offline(dialect: Dialect) {
    let seat = Seat::take(dialect, "commander").await;
    let task = seat.call_out("考点秩序维护").await;
    for (target, name) in Seat::READS {
        seat.fetch(target, name, &task).await;
    }
    let before = seat.reads(&task).await;
    let seat = seat.without_server().await;
    let after = seat.reads(&task).await;
    for ((name, before), (_, after)) in before.iter().zip(&after) {
        assert!(after["value"] != json!(null), "{name} opens from the cache");
        assert_eq!(before["value"], after["value"], "{name}");
        assert_eq!(
            before["fetched_at"], after["fetched_at"],
            "{name} says how old it is"
        );
    }
    let refresh =
        json!({"target": {"kind": "task", "connection": seat.connection(), "task": task}});
    assert_eq!(
        seat.call("refresh", refresh).await,
        Err(AppError::Unreachable)
    );
}

async fn superior(dialect: Dialect) {
    let commander = Seat::take(dialect, "commander").await;
    let task = commander.call_out("道路清障支援").await;
    let superior = commander.beside("superior").await;
    let detail = superior.fetch("task", "get_task", &task).await;
    assert_eq!(detail["value"]["detail"]["is_launcher"], false);
    let finish = superior.call("finish_task", superior.one(&task)).await;
    assert_eq!(finish, Err(AppError::NotPermitted));
    let detail = superior.fetch("task", "get_task", &task).await;
    assert_ne!(detail["value"]["phase"], "done");
}

async fn wrong_password(dialect: Dialect) {
    let seat = Seat::signed_out(dialect, Cable::lay().await).await;
    let refused = seat.sign_in("commander", "错的 password%+").await;
    assert_eq!(refused, Err(AppError::WrongPassword));
    let connections = seat.call("list_connections", json!({})).await.unwrap();
    assert_eq!(connections[0]["session"], "signed_out");
}

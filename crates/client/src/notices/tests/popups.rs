//! What is shown outside of the windows, and when.

use super::*;
use crate::testing::Call;
use muster_connectors::Error;
use muster_domain::{error::AppError, event::Event, notice::PopupWay};
use std::sync::atomic::Ordering;

impl Console {
    fn shown(&self) -> Vec<String> {
        self.bench.popups.take()
    }

    /// Somebody turns to the main window, or away from it: the window says so
    /// from its own thread, which knows no runtime.
    fn attend(&self, attended: bool) {
        self.bench.popups.attended.store(attended, Ordering::SeqCst);
        std::thread::scope(|scope| {
            scope.spawn(|| self.bench.client.window_attended());
        });
    }

    /// The inbox was told something ordinary, and something urgent.
    async fn happen(&self) {
        answer(&self.bench, 9, 3);
        pass(2 * MINUTE).await;
        self.bench.server.fail(Call::Finish, Error::CutOff(None));
        for _ in 0..60 {
            self.bench.server.fail(Call::Detail, Error::CutOff(None));
        }
        self.call("finish_task", self.one()).await;
        pass(MINUTE).await;
    }
}

const ANSWERS: &str = "珠江防汛 7 | 9 人接受，3 人拒绝";
const UNKNOWN: &str = "珠江防汛 7 | 结束任务结果不明，请到发件箱核对";

#[tokio::test(start_paused = true)]
async fn what_nobody_looks_at_is_shown_and_pressing_it_opens_it() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let mut events = console.bench.client.events();
    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    let popup = crate::client::lock(&console.bench.popups.shown)[0].clone();
    assert_eq!((popup.title.as_str(), popup.urgent), ("珠江防汛 7", false));
    (popup.pressed)();
    let id = console.inbox().await[0]["id"].as_str().unwrap().into();
    let mut opened = None;
    while let Ok(event) = events.try_recv() {
        if let Event::Opened { notice } = event {
            opened = Some(notice);
        }
    }
    assert_eq!(opened, Some(id));
}

#[tokio::test(start_paused = true)]
async fn a_group_that_grows_is_not_shown_each_time() {
    let console = Console::on_duty().await;
    for accepted in 1..=12 {
        answer(&console.bench, accepted, 0);
        pass(MINUTE).await;
    }
    let shown = console.shown();
    assert!((2..=4).contains(&shown.len()), "{shown:?}");
    assert_eq!(console.inbox().await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_works_at_the_window_is_shown_only_what_is_urgent() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    console.attend(true);
    console.happen().await;
    assert_eq!(console.shown(), [UNKNOWN]);
    assert_eq!(console.inbox().await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_quiet_hours_hold_popups_and_never_the_inbox() {
    // The clock on the wall says 12:00.
    let cases = [
        (false, true, vec![ANSWERS, UNKNOWN]),
        (true, true, vec![UNKNOWN]),
        (true, false, vec![]),
    ];
    for (quiet, urgent_through, expected) in cases {
        let console = Console::on_duty().await;
        pass(MINUTE).await;
        let mut notify = console.call("get_settings", json!({})).await["notify"].clone();
        notify["quiet"] = json!(quiet);
        notify["quiet_from"] = json!(11 * 60);
        notify["quiet_to"] = json!(13 * 60);
        notify["urgent_through"] = json!(urgent_through);
        console.change(json!({ "notify": notify })).await;
        let state = console.call("get_popups", json!({})).await;
        assert_eq!(state["quiet"], quiet);
        console.happen().await;
        assert_eq!(console.shown(), expected, "quiet {quiet}, {urgent_through}");
        assert_eq!(console.unread().await, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_kind_that_is_switched_off_is_not_shown() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let mut notify = console.call("get_settings", json!({})).await["notify"].clone();
    notify["responses"] = json!(false);
    console.change(json!({ "notify": notify })).await;
    answer(&console.bench, 9, 3);
    pass(2 * MINUTE).await;
    assert_eq!(console.shown(), Vec::<String>::new());
    let unread = console.call("count_unread", json!({})).await;
    assert_eq!(
        (&unread["unread"], &unread["wanted"]),
        (&json!(1), &json!(false))
    );
    notify["responses"] = json!(true);
    console.change(json!({ "notify": notify })).await;
    answer(&console.bench, 10, 3);
    pass(2 * MINUTE).await;
    assert_eq!(console.shown().len(), 1, "the control");
}

#[tokio::test(start_paused = true)]
async fn in_privacy_mode_and_under_the_lock_a_popup_names_nothing() {
    for locked in [false, true] {
        let console = Console::on_duty().await;
        pass(MINUTE).await;
        if locked {
            let passphrase = json!({"current": "", "new": "opensesame"});
            console.call("set_lock_passphrase", passphrase).await;
            console.call("lock_screen", json!({})).await;
            // A covered window shows nothing to whoever sits before it.
            console.attend(true);
        } else {
            console.change(json!({"privacy": true})).await;
        }
        answer(&console.bench, 9, 3);
        pass(2 * MINUTE).await;
        assert_eq!(console.shown(), ["有新的应答 | "], "locked: {locked}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_that_settles_by_itself_calls_nobody_twice() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let refused = Error::Rejected {
        message: "没有权限".into(),
    };
    console.bench.server.fail(Call::Finish, refused);
    console.call("finish_task", console.one()).await;
    pass(5).await;
    assert_eq!(console.of("write").await[0]["matter"]["ending"], "unknown");
    assert_eq!(console.shown(), Vec::<String>::new());
    pass(MINUTE).await;
    assert_eq!(console.shown(), ["珠江防汛 7 | 结束任务被拒绝"]);
}

#[tokio::test(start_paused = true)]
async fn answers_that_somebody_sees_come_are_read() {
    let console = Console::on_duty().await;
    pass(MINUTE).await;
    let board = json!({"kind": "responses", "connection": console.connection, "task": "7"});
    let shown = json!({"targets": [board], "visible": true});
    console.call("watch", shown).await;
    // Shown, and nobody at the desk.
    answer(&console.bench, 9, 3);
    pass(MINUTE).await;
    assert_eq!(console.unread().await, 1);
    assert_eq!(console.shown(), [ANSWERS]);
    console.attend(true);
    pass(1).await;
    assert_eq!(console.unread().await, 0, "they came back");
    answer(&console.bench, 12, 3);
    pass(MINUTE).await;
    assert_eq!(console.unread().await, 0);
    assert_eq!(console.shown(), Vec::<String>::new());
    assert_eq!(console.inbox().await[0]["matter"]["now"]["accepted"], 12);
}

#[tokio::test(start_paused = true)]
async fn a_system_without_notifications_is_told_of_once_in_the_settings() {
    let console = Console::on_duty().await;
    let way = async || console.call("get_popups", json!({})).await["way"].clone();
    assert_eq!(way().await, json!(PopupWay::Untried));
    console.bench.popups.missing.store(true, Ordering::SeqCst);
    let tried = console.bench.call("try_popup", json!({})).await;
    assert_eq!(tried, Err(AppError::NoProgram));
    assert_eq!(way().await, json!(PopupWay::Missing));
    console.bench.popups.missing.store(false, Ordering::SeqCst);
    console.call("try_popup", json!({})).await;
    assert_eq!(way().await, json!(PopupWay::Works));
    assert_eq!(console.shown(), ["点将台 | 通知会这样显示。"]);
}

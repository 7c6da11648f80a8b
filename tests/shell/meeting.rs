//! A meeting held: the code on the projector's window is photographed, read by
//! a member's side of the app, and good for some seconds only.

use std::time::{Duration, Instant};

use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::clubs::{Seat, refresh};
use crate::driver::{App, Server, Stage};
use crate::steps::go;

const CONTENT: &str = "新学期招新动员大会";

/// Seconds that this server takes a code for: longer than others do, since a
/// busy machine takes its time from the picture to the press.
const GOOD_FOR: &str = "45";

/// Longer than that.
const OLD: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_photographed_code_signs_a_member_in_and_is_refused_a_minute_later() {
    let stage = Stage::set().await;
    let server = Server::start_with("documented", None, &["--code-age", GOOD_FOR]);
    let app = App::start(&stage).await;
    app.find("button", "试用演示").await;
    let sponsor = Seat::take(&app, &server, "sponsor").await;
    let member = Seat::take(&app, &server, "member").await;
    let late = Seat::take(&app, &server, "leader").await;
    let meeting = hold(&app, &sponsor, &[&sponsor, &member, &late]).await;

    go(&app, &format!("/c/{}/meetings", sponsor.connection)).await;
    app.click("link", CONTENT).await;
    app.find("button", "已签到").await;
    app.click("button", "投影签到码").await;

    app.turn().await;
    app.find("img", "签到码").await;
    app.sees("0\n/ 3 已签到").await;
    // It shows codes, and does nothing to the meeting.
    let one = json!({ "connection": sponsor.connection, "meeting": meeting });
    let refused = Err(json!({ "code": "read_only_window" }));
    assert_eq!(app.call("end_meeting", one).await, refused);
    // One that was renewed a moment ago: a member has ten seconds and more.
    app.until("a fresh code", async || {
        let text = app.text().await;
        let fresh = ["8 秒后更新", "9 秒后更新", "10 秒后更新"];
        fresh.iter().any(|left| text.contains(left)).then_some(())
    })
    .await;
    let picture = stage.root().join("projector.png");
    app.picture(&picture).await;
    let taken = Instant::now();
    let picture = picture.to_str().expect("a path in words");

    app.turn().await;
    go(&app, &format!("/c/{}/meetings/sign-in", member.connection)).await;
    app.choose_file("选择图片", picture).await;
    app.sees("服务器已确认").await;
    app.sees("已签到").await;

    app.turn().await;
    app.sees("1\n/ 3 已签到").await;
    app.sees(&member.name).await;

    app.turn().await;
    go(&app, &format!("/c/{}/meetings/sign-in", late.connection)).await;
    tokio::time::sleep(OLD.saturating_sub(taken.elapsed())).await;
    app.choose_file("选择图片", picture).await;
    app.sees("没有签到").await;
    app.sees("签到码已过期").await;

    app.turn().await;
    app.sees("1\n/ 3 已签到").await;
    app.quit().await;
}

/// Publishes a meeting of these people, whose sign-in the first leads; answers
/// its id.
async fn hold(app: &App, sponsor: &Seat, people: &[&Seat]) -> String {
    let begins = Timestamp::now() + SignedDuration::from_hours(1);
    let begins = begins.to_zoned(TimeZone::fixed(offset(8)));
    let people: Vec<&str> = people.iter().map(|seat| seat.student.as_str()).collect();
    let draft = json!({
        "connection": sponsor.connection,
        "fields": {
            "kind": "meeting", "club": sponsor.club, "content": CONTENT, "address": "D101",
            "deadline": begins.strftime("%Y-%m-%d %H:%M").to_string(),
            "people": people, "needs_sign_in": true, "leaders": [sponsor.student],
        },
    });
    let draft = app.call("new_club_draft", draft).await.unwrap()["id"].clone();
    let sent = app
        .call("publish_club_draft", json!({ "draft": draft }))
        .await
        .unwrap();
    assert_eq!(sent["kind"], "queued", "{sent}");
    app.call("send_now", json!({ "entry": sent["entry"]["id"] }))
        .await
        .unwrap();
    app.until("the meeting in the list", async || {
        refresh(app, &sponsor.connection, json!({ "kind": "meetings" })).await;
        let window = json!({
            "connection": sponsor.connection, "filter": CONTENT, "offset": 0, "limit": 1,
        });
        let found = app.call("list_meetings", window).await.ok()?;
        let id = &found["value"]["rows"][0]["id"];
        id.as_str().map(str::to_owned)
    })
    .await
}

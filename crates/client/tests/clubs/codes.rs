//! From the projector's screen to the member's picture of it.

use crate::{desk::Desk, hall::Hall};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::SignedDuration;
use muster_backend::Options;
use muster_domain::{
    error::AppError,
    id::MeetingId,
    sign_in_code::{CODE_HOST, SignInCode},
};
use serde_json::{Value, json};

/// Pixels of a module, and modules of white around a code.
const MODULE: usize = 6;
const QUIET: usize = 4;

/// Codes side by side on white, as base64 of a bitmap.
fn photograph(codes: &[&Value]) -> String {
    let side = |code: &Value| usize::try_from(code["side"].as_u64().unwrap()).unwrap();
    let high = codes.iter().map(|code| side(code)).max().unwrap_or(21) + 2 * QUIET;
    let wide: usize = codes.iter().map(|code| side(code) + 2 * QUIET).sum();
    let mut dark = vec![vec![false; wide.max(high)]; high];
    let mut left = QUIET;
    for code in codes {
        for run in code["path"]
            .as_str()
            .unwrap()
            .split('z')
            .filter(|run| !run.is_empty())
        {
            let (at, rest) = run[1..].split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            dark[QUIET + y][left + x..][..length].fill(true);
        }
        left += side(code) + 2 * QUIET;
    }
    let (width, height) = (dark[0].len() * MODULE, high * MODULE);
    let line = (width * 3).next_multiple_of(4);
    let number = |size: usize| u32::try_from(size).unwrap();
    let (size, across, down) = (number(54 + line * height), number(width), number(height));
    let mut file = b"BM".to_vec();
    for number in [size, 0, 54, 40, across, down, 0x0018_0001, 0, 0, 0, 0, 0, 0] {
        file.extend(number.to_le_bytes());
    }
    // From the last line to the first.
    for y in (0..height).rev() {
        let start = file.len();
        for x in 0..width {
            let shade = if dark[y / MODULE][x / MODULE] { 0 } else { 255 };
            file.extend([shade; 3]);
        }
        file.resize(start + line, 0);
    }
    STANDARD.encode(file)
}

async fn look(desk: &Desk, picture: String) -> Value {
    desk.read("read_code_picture", json!({"picture": picture}))
        .await
}

async fn a_meeting(hall: &Hall) -> MeetingId {
    let sponsor = hall.sign_in("sponsor").await;
    let (leader, member) = (hall.sign_in("leader").await, hall.sign_in("member").await);
    let new = hall.meeting_for(&[&leader, &member], &[&leader]);
    sponsor.publish_meeting(&new).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_minted_code_is_photographed_read_and_accepted() {
    let hall = Hall::open().await;
    let id = a_meeting(&hall).await;
    let (leader, member) = (
        Desk::take(&hall, "leader").await,
        Desk::take(&hall, "member").await,
    );
    let one = json!({"meeting": id});
    // Whose codes they are is known of a meeting that was read, and of no other.
    let view = json!({"kind": "meeting", "meeting": id});
    for desk in [&leader, &member] {
        let early = desk.call("mint_sign_in_code", desk.here(one.clone())).await;
        assert_eq!(early, Err(AppError::NothingCached));
    }
    leader.refresh(view.clone()).await.unwrap();
    let code = leader.read("mint_sign_in_code", one.clone()).await;
    assert_eq!(code["minted_at"], hall.now().0);
    assert_eq!(code["clock_skew_ms"], Value::Null, "the clocks agree");
    let picture = photograph(&[&code]);
    let read = look(&member, picture).await;
    assert_eq!(read, json!({"kind": "code", "text": code["text"]}));
    let sent = member
        .read("sign_in_to_meeting", json!({"text": read["text"]}))
        .await;
    let entry = sent["entry"]["id"].as_str().unwrap();
    member
        .until("it is accepted", async || {
            member.entry(entry).await["state"] == "confirmed"
        })
        .await;
    assert_eq!(hall.meeting(&id).await.counts.signed, 1);

    hall.wait(SignedDuration::from_secs(10));
    let next = leader.read("mint_sign_in_code", one.clone()).await;
    assert_ne!(next["text"], code["text"]);
    let several = look(&member, photograph(&[&code, &next])).await;
    assert_eq!(several, json!({"kind": "several", "count": 2}));
    for (picture, kind) in [
        (photograph(&[]), "nothing"),
        (STANDARD.encode("no picture"), "not_a_picture"),
        ("no base64".to_owned(), "not_a_picture"),
    ] {
        assert_eq!(look(&member, picture).await["kind"], kind);
    }
    let windows = leader.read("list_code_windows", one.clone()).await;
    let window = json!([{"from": code["minted_at"], "until": next["minted_at"]}]);
    assert_eq!(windows, window);

    // Who does not lead the sign-in mints nothing.
    let sponsor = Desk::take(&hall, "sponsor").await;
    sponsor.refresh(view).await.unwrap();
    let refused = sponsor.call("mint_sign_in_code", sponsor.here(one)).await;
    assert_eq!(refused, Err(AppError::NotPermitted));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_of_another_host_are_named_and_arrivals_without_a_code_flagged() {
    let hall = Hall::open().await;
    let id = a_meeting(&hall).await;
    let settings = json!({"code_host": "codes.muster.test"});
    let elsewhere = Desk::signed_out(&hall, &hall.url(), settings).await;
    elsewhere.sign_in("leader").await.unwrap();
    let one = json!({"meeting": id});
    let view = json!({"kind": "meeting", "meeting": id});
    elsewhere.refresh(view).await.unwrap();
    let code = elsewhere.read("mint_sign_in_code", one.clone()).await;
    let member = Desk::take(&hall, "member").await;
    let read = look(&member, photograph(&[&code])).await;
    assert_eq!(
        read,
        json!({"kind": "other", "refusal": {"reason": "elsewhere"}})
    );

    // A leader's code that was never on this screen.
    hall.wait(SignedDuration::from_secs(60));
    let shared = SignInCode::mint(&id, &"30002".into(), hall.now()).unwrap();
    let shared = json!({"text": shared.text(CODE_HOST)});
    sign_in(&member, &hall, &id, &shared).await;
    let arrived = arrived(&elsewhere, &id).await;
    assert_eq!(arrived["outside"], true);
    assert_eq!(arrived["in_burst"], false);
}

/// The one who has signed in, as this desk sees them.
async fn arrived(desk: &Desk, meeting: &MeetingId) -> Value {
    let view = json!({"kind": "participation", "meeting": meeting});
    desk.refresh(view).await.unwrap();
    let window = json!({
        "meeting": meeting, "figure": "signed", "department": null, "filter": "",
        "sort": "name", "descending": false, "offset": 0, "limit": 200,
    });
    let rows = desk.read("list_attendees", window).await["value"]["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    rows[0].clone()
}

async fn sign_in(desk: &Desk, hall: &Hall, meeting: &MeetingId, code: &Value) {
    let args = json!({"text": code["text"]});
    desk.read("sign_in_to_meeting", args).await;
    let signed = async || hall.meeting(meeting).await.counts.signed == 1;
    desk.until("it is accepted", signed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_is_told_that_their_clock_is_off_and_nobody_is_flagged_for_it() {
    let hall = Hall::open_with(Options {
        code_age: SignedDuration::from_secs(60),
        ..Options::default()
    })
    .await;
    let id = a_meeting(&hall).await;
    let leader = Desk::take_behind(&hall, "leader", 40_000).await;
    let member = Desk::take(&hall, "member").await;
    let view = json!({"kind": "meeting", "meeting": id});
    leader.refresh(view).await.unwrap();
    let code = leader
        .read("mint_sign_in_code", json!({"meeting": id}))
        .await;
    assert_eq!(code["minted_at"], hall.now().0 - 40_000);
    assert_eq!(code["clock_skew_ms"], 40_000);
    sign_in(&member, &hall, &id, &code).await;
    assert_eq!(arrived(&leader, &id).await["outside"], false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_came_with_the_first_of_many_codes_is_not_flagged_later() {
    let hall = Hall::open().await;
    let id = a_meeting(&hall).await;
    let leader = Desk::take(&hall, "leader").await;
    let member = Desk::take(&hall, "member").await;
    let view = json!({"kind": "meeting", "meeting": id});
    leader.refresh(view).await.unwrap();
    let one = json!({"meeting": id});
    let code = leader.read("mint_sign_in_code", one.clone()).await;
    sign_in(&member, &hall, &id, &code).await;
    // The projector is closed and opened again, more often than is listed.
    for _ in 0..200 {
        hall.wait(SignedDuration::from_secs(30));
        leader.read("mint_sign_in_code", one.clone()).await;
    }
    let windows = leader.read("list_code_windows", one).await;
    assert_eq!(windows.as_array().unwrap().len(), 200);
    assert_ne!(windows[0]["from"], code["minted_at"], "not listed any more");
    assert_eq!(arrived(&leader, &id).await["outside"], false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_projector_without_a_second_window_says_so() {
    let hall = Hall::open().await;
    let id = a_meeting(&hall).await;
    let leader = Desk::take(&hall, "leader").await;
    let one = leader.here(json!({"meeting": id}));
    let unread = leader.call("open_projector", one.clone()).await;
    assert_eq!(unread, Err(AppError::NotFound));
    leader
        .refresh(json!({"kind": "meeting", "meeting": id}))
        .await
        .unwrap();
    let alone = leader.call("open_projector", one).await;
    assert_eq!(alone, Err(AppError::NoProgram));
}

//! The fixtures that stand between this server and its clients: each request
//! in them is sent, with ids of the sample, and the answers have their keys
//! and kinds, both ways.

use muster_backend::club_routes;
use serde_json::{Value, json};

use super::meetings::Cast;
use super::{CLUB, Hall, Me, as_somebody, envelope, joined};
use crate::fixtures::{self, call, strange};

/// Notices, which nobody can publish here.
const OF_OTHERS: [&str; 3] = [
    "get_dynamic_detail.notify",
    "get_dynamic_list.notify",
    "set_dynamic_status.confirm_notify",
];

/// What the fixtures do on purpose, to show clients what other servers send:
/// numbers as text, a year with a word behind it, and keys of their own.
const ON_PURPOSE: [&str; 7] = [
    ".already_finish_count is ",
    ".todo_count is ",
    ".data.graduate_year is ",
    ".data.school_id is unknown",
    ".data.class_name is unknown",
    ".data.club[].activity_count is unknown",
    ".participant[].avatar_url is unknown",
];

/// A mission and a meeting that a fixture can be about.
struct Affairs {
    mission: i64,
    meeting: i64,
}

/// Published by the sponsor; the mission in one piece or in two parts, the
/// meeting answered and signed in to by the member.
async fn affairs(hall: &Hall, cast: &Cast, in_parts: bool) -> Affairs {
    let people = [cast.member.user_id, cast.leader.user_id];
    if in_parts {
        let mut draft = hall.mission_draft(&cast.sponsor, &[]);
        draft["child"] = json!([
            {"content": "东街", "participation": joined(&people)},
            {"content": "西街", "participation": joined(&people[..1])},
        ]);
        let path = "/manage/club_mission/public_mission";
        hall.call(&cast.sponsor, path, draft).await.ok();
    } else {
        hall.mission(&cast.sponsor, &people).await;
    }
    let meeting = cast.meeting(hall).await;
    let code = hall.code(meeting, &cast.leader);
    let path = "/meeting/sign_meeting";
    hall.call(&cast.leader, path, code).await.ok();
    Affairs {
        mission: hall.missions().await.pop().unwrap().mission_id,
        meeting,
    }
}

/// Who asks what a fixture asks.
fn asker<'a>(cast: &'a Cast, name: &str) -> &'a Me {
    match call(name) {
        "sign_meeting" | "get_dynamic_list" | "get_dynamic_detail" | "set_dynamic_status" => {
            &cast.member
        }
        _ => &cast.sponsor,
    }
}

/// The fixture's data with ids, times and accounts of the sample in it.
fn live(hall: &Hall, cast: &Cast, affairs: &Affairs, name: &str, data: &Value) -> Value {
    let people = json!(joined(&[cast.member.user_id, cast.leader.user_id]));
    let deadline = match name {
        "public_mission.refused" => hall.in_minutes(-1),
        _ => hall.in_minutes(60),
    };
    let minted_at = match name {
        "sign_meeting.refused" => hall.now_ms() - 30_000,
        _ => hall.now_ms(),
    };
    let dynamic = match data["dynamic_type"].as_str() {
        Some("mission") => affairs.mission,
        _ => affairs.meeting,
    };
    let mut data = data.clone();
    for (key, value) in [
        ("club_id", json!(CLUB)),
        ("sponsor_id", json!(cast.sponsor.user_id)),
        ("mission_id", json!(affairs.mission)),
        ("meeting_id", json!(affairs.meeting)),
        ("dynamic_id", json!(dynamic)),
        ("leader_id", json!(cast.leader.user_id)),
        ("leader", json!(cast.leader.user_id.to_string())),
        ("participation", people.clone()),
        ("deadline", json!(deadline)),
        ("create_date", json!(minted_at)),
    ] {
        if let Some(old) = data.get_mut(key) {
            *old = value;
        }
    }
    for part in data["child"].as_array_mut().into_iter().flatten() {
        part["participation"] = people.clone();
    }
    data
}

/// What this server answers to a fixture's request.
async fn answer(name: &str, request: &Value, in_parts: bool) -> Value {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let affairs = affairs(&hall, &cast, in_parts).await;
    let path = request["path"].as_str().unwrap();
    let asked = &request["body"];
    let data = match name {
        "login" => hall.credentials("sponsor"),
        "login.wrong_password" => {
            let mut data = hall.credentials("sponsor");
            data["password"] = asked["data"]["password"].clone();
            data
        }
        _ => {
            let data = live(&hall, &cast, &affairs, name, &asked["data"]);
            as_somebody(asker(&cast, name), data)
        }
    };
    if name == "remind_finish_mission" {
        // Nobody is left.
        for me in [&cast.member, &cast.leader] {
            let done = json!({
                "dynamic_type": "mission", "dynamic_id": affairs.mission, "status": "finish",
            });
            let path = "/dynamic/set_dynamic_status";
            hall.call(me, path, done).await.ok();
        }
    }
    let mut sent = asked.clone();
    let signed = envelope("chrome_test", &data);
    for key in ["data", "sign"] {
        sent[key] = signed[key].clone();
    }
    let answer = hall
        .0
        .send(reqwest::Method::POST, path, None, Some(sent))
        .await;
    assert_eq!(answer.status, 200, "{name}: {}", answer.text);
    answer.json()
}

#[tokio::test]
async fn every_fixture_is_answered_in_kind() {
    let mut rows = Vec::new();
    for (name, fixture) in fixtures::of("weclubs") {
        if OF_OTHERS.contains(&name.as_str()) {
            continue;
        }
        let mut answers = vec![answer(&name, &fixture["request"], false).await];
        // A mission is told by its people or by its parts.
        if name.contains("mission") && name.contains("detail") {
            answers.push(answer(&name, &fixture["request"], true).await);
        }
        rows.push((name, fixture["answer"]["body"].clone(), answers));
    }
    assert!(rows.len() >= 35, "{} fixtures", rows.len());
    // The list of missions and that of meetings have rows of their own.
    let kind = |name: &str, body: &Value| {
        let of = body["data"]["dynamic_type"].as_str().unwrap_or_default();
        format!("{} {of}", call(name))
    };
    let mut wrong = Vec::new();
    for (name, expected, answers) in &rows {
        let alike = rows
            .iter()
            .filter(|(other, body, _)| kind(other, body) == kind(name, expected));
        let examples: Vec<&Value> = alike.clone().map(|(_, expected, _)| expected).collect();
        for answer in answers {
            if answer["result_code"] != expected["result_code"] {
                wrong.push(format!("{name}: {answer}"));
            }
            strange(answer, &examples, name, &mut wrong);
        }
        let answers: Vec<&Value> = alike.flat_map(|(_, _, answers)| answers).collect();
        let mut missing = Vec::new();
        strange(expected, &answers, &format!("fixture {name}"), &mut missing);
        // Others write numbers as text; a key that nobody knows is strange.
        wrong.extend(missing.into_iter().filter(|one| one.ends_with("unknown")));
    }
    wrong.retain(|words| !ON_PURPOSE.iter().any(|known| words.contains(known)));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_call_has_a_fixture() {
    let fixtures = fixtures::of("weclubs");
    for route in club_routes() {
        let is_of = |fixture: &Value| fixture["request"]["path"] == route;
        assert!(fixtures.values().any(is_of), "{route}");
    }
}

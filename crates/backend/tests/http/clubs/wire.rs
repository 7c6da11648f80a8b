//! The shape of every answer, as snapshots. Long lists are cut to their first
//! two rows.

use insta::assert_json_snapshot;
use muster_backend::club_routes;
use serde_json::{Value, json};

use super::{CLUB, Hall, Told, joined};
use crate::wire::shortened;

fn shape(told: Told) -> Value {
    let mut data = shortened(told.data);
    if let Some(token) = data.get_mut("token") {
        *token = json!("[token]");
    }
    json!({
        "result_code": told.code,
        "result_msg": told.message,
        "sys_time": told.sys_time,
        "data": data,
    })
}

#[tokio::test]
async fn answers_have_the_documents_shape() {
    let hall = Hall::open().await;
    let credentials = hall.credentials("sponsor");
    let login = hall
        .post("/user/login", &super::envelope("ios_test", &credentials))
        .await;
    assert_json_snapshot!("clubs__login", shape(login));

    let sponsor = hall.sign_in("sponsor").await;
    let leader = hall.sign_in("leader").await;
    let member = hall.sign_in("member").await;
    let people = [member.user_id, leader.user_id];
    let mission_id = hall.mission(&sponsor, &people).await;
    let mut draft = hall.mission_draft(&sponsor, &[]);
    draft["child"] = json!([
        {"content": "场内秩序维持和后勤工作", "participation": joined(&people)},
        {"content": "摄像负责", "participation": member.user_id.to_string()},
    ]);
    let published = hall
        .call(&sponsor, "/manage/club_mission/public_mission", draft)
        .await;
    assert_json_snapshot!("clubs__publish_mission", shape(published));
    let in_parts = hall.missions().await.pop().unwrap().mission_id;
    let meeting_id = hall.meeting(&sponsor, &leader, &people).await;
    let signed = hall
        .call(
            &member,
            "/meeting/sign_meeting",
            hall.code(meeting_id, &leader),
        )
        .await;
    assert_json_snapshot!("clubs__sign_meeting", shape(signed));

    let page = json!({"sponsor_id": sponsor.user_id, "page_no": 1, "page_size": 2});
    let mission = json!({"mission_id": mission_id});
    let parts = json!({"mission_id": in_parts});
    let meeting = json!({"meeting_id": meeting_id});
    let list = |of: &str| json!({"club_id": CLUB, "dynamic_type": of, "page_no": 1, "size": 1});
    let one = |of: &str, id: i64| json!({"dynamic_type": of, "dynamic_id": id});
    for (name, me, path, data) in [
        ("my_club", &sponsor, "/manage/club/get_my_club", json!({})),
        ("my_clubs", &member, "/club/get_my_clubs", json!({})),
        (
            "club_students",
            &member,
            "/club/get_club_students",
            json!({"club_id": CLUB, "sort_type": 2}),
        ),
        (
            "my_mission",
            &sponsor,
            "/manage/club_mission/get_my_mission",
            page.clone(),
        ),
        (
            "mission_detail",
            &sponsor,
            "/manage/club_mission/get_my_mission_detail",
            mission.clone(),
        ),
        (
            "mission_detail_with_parts",
            &sponsor,
            "/manage/club_mission/get_my_mission_detail",
            parts.clone(),
        ),
        (
            "my_meeting",
            &sponsor,
            "/manage/club_meeting/get_my_meeting",
            page,
        ),
        (
            "meeting_detail",
            &leader,
            "/manage/club_meeting/get_my_meeting_detail",
            meeting.clone(),
        ),
        (
            "participation",
            &leader,
            "/meeting/get_meeting_participation",
            meeting.clone(),
        ),
        (
            "received_missions",
            &member,
            "/dynamic/get_dynamic_list",
            list("mission"),
        ),
        (
            "received_meetings",
            &member,
            "/dynamic/get_dynamic_list",
            list("meeting"),
        ),
        (
            "received_mission",
            &member,
            "/dynamic/get_dynamic_detail",
            one("mission", mission_id),
        ),
        (
            "received_mission_with_parts",
            &member,
            "/dynamic/get_dynamic_detail",
            one("mission", in_parts),
        ),
        (
            "received_meeting",
            &member,
            "/dynamic/get_dynamic_detail",
            one("meeting", meeting_id),
        ),
        (
            "remind_confirm_mission",
            &sponsor,
            "/manage/club_mission/remind_confirm_mission",
            mission,
        ),
        (
            "refused",
            &sponsor,
            "/meeting/sign_meeting",
            hall.code(meeting_id, &leader),
        ),
    ] {
        assert!(club_routes().contains(&path), "{path}");
        let told = hall.call(me, path, data).await;
        assert_json_snapshot!(format!("clubs__{name}"), shape(told));
    }
}

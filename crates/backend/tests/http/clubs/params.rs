//! The neighbours' parameters: what they mean, and what is no meaning.

use serde_json::{Value, json};

use super::{CLUB, Hall, OTHER_CLUB};

const STUDENTS: &str = "/club/get_club_students";

#[tokio::test]
async fn a_roster_is_grouped_as_asked_and_holds_everybody_once() {
    let hall = Hall::open().await;
    let member = hall.sign_in("member").await;
    let mut everybody = None;
    for (sort_type, key, first_group) in [
        (0, None, "B"),
        (1, Some("graduate_year"), "2022"),
        (2, Some("department"), "办公室"),
        (3, Some("job"), "会长"),
    ] {
        let data = json!({"club_id": CLUB, "sort_type": sort_type});
        let roster = hall.call(&member, STUDENTS, data).await.ok();
        assert_eq!(roster["sort_type"], sort_type);
        let groups = roster["groups"].as_array().unwrap();
        assert_eq!(groups[0]["group_name"], first_group);
        let mut ids = Vec::new();
        for group in groups {
            for student in group["students"].as_array().unwrap() {
                ids.push(student["student_id"].as_i64().unwrap());
                let text = |value: &Value| match value {
                    Value::Null => "未设置".to_owned(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                if let Some(key) = key {
                    assert_eq!(text(&student[key]), group["group_name"]);
                }
            }
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert_eq!(*everybody.get_or_insert(ids.clone()), ids);
    }
    let plain = hall
        .call(&member, STUDENTS, json!({"club_id": CLUB}))
        .await
        .ok();
    assert_eq!(plain["sort_type"], 0);
}

#[tokio::test]
async fn what_is_no_choice_is_a_bad_request() {
    let hall = Hall::open().await;
    let member = hall.sign_in("member").await;
    let list = "/dynamic/get_dynamic_list";
    let detail = "/dynamic/get_dynamic_detail";
    let status = "/dynamic/set_dynamic_status";
    for (path, data, words) in [
        (
            STUDENTS,
            json!({"club_id": CLUB, "sort_type": 4}),
            "参数sort_type的取值不在范围内",
        ),
        (STUDENTS, json!({"sort_type": 0}), "缺少参数：club_id"),
        (list, json!({"club_id": CLUB}), "缺少参数：dynamic_type"),
        (
            list,
            json!({"dynamic_type": "meeting"}),
            "缺少参数：club_id",
        ),
        (
            list,
            json!({"club_id": CLUB, "dynamic_type": "vote"}),
            "参数dynamic_type的取值不在范围内",
        ),
        (
            list,
            json!({"club_id": CLUB, "dynamic_type": "meeting", "page_no": 0}),
            "参数page_no/size超出范围",
        ),
        (
            list,
            json!({"club_id": CLUB, "dynamic_type": "meeting", "size": -1}),
            "参数page_no/size超出范围",
        ),
        (
            detail,
            json!({"dynamic_type": "meeting"}),
            "缺少参数：dynamic_id",
        ),
        (
            status,
            json!({"dynamic_type": "mission", "dynamic_id": 1, "status": "leave"}),
            "参数status的取值不在范围内",
        ),
        (
            status,
            json!({"dynamic_type": "meeting", "dynamic_id": 1, "status": "finish"}),
            "参数status的取值不在范围内",
        ),
        (
            status,
            json!({"dynamic_type": "meeting", "dynamic_id": 1, "status": "confirm", "comment": 1}),
            "参数comment应为文字",
        ),
        (
            status,
            json!({"dynamic_type": "meeting", "dynamic_id": 1}),
            "缺少参数：status",
        ),
    ] {
        let told = hall.call(&member, path, data.clone()).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (3001, words),
            "{path} {data}"
        );
    }
}

#[tokio::test]
async fn there_are_no_notices() {
    let hall = Hall::open().await;
    let member = hall.sign_in("member").await;
    let data = json!({"club_id": CLUB, "dynamic_type": "notify"});
    let listed = hall
        .call(&member, "/dynamic/get_dynamic_list", data)
        .await
        .ok();
    assert_eq!(
        listed,
        json!({"dynamic_type": "notify", "notify": [], "has_more": 0})
    );
    let data = json!({"club_id": OTHER_CLUB, "dynamic_type": "notify"});
    let told = hall.call(&member, "/dynamic/get_dynamic_list", data).await;
    assert_eq!(told.code, 3012);
    for (path, data) in [
        (
            "/dynamic/get_dynamic_detail",
            json!({"dynamic_type": "notify", "dynamic_id": 1}),
        ),
        (
            "/dynamic/set_dynamic_status",
            json!({"dynamic_type": "notify", "dynamic_id": 1, "status": "confirm"}),
        ),
    ] {
        let told = hall.call(&member, path, data).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (3012, "通知不存在，或你无权查看")
        );
    }
}

#[tokio::test]
async fn clubs_are_those_one_administers_and_those_one_is_in() {
    let hall = Hall::open().await;
    for (role, administered, joined) in [
        ("sponsor", vec![CLUB], CLUB),
        ("member", vec![], CLUB),
        ("outsider", vec![OTHER_CLUB], OTHER_CLUB),
    ] {
        let me = hall.sign_in(role).await;
        let ids = |told: Value| {
            let clubs = told["club"].as_array().unwrap().iter();
            clubs
                .map(|club| club["club_id"].as_i64().unwrap())
                .collect::<Vec<_>>()
        };
        let mine = hall
            .call(&me, "/manage/club/get_my_club", json!({}))
            .await
            .ok();
        assert_eq!(ids(mine), administered, "{role}");
        let data = json!({"page_no": "1", "size": "10"});
        let mine = hall.call(&me, "/club/get_my_clubs", data).await.ok();
        assert_eq!(mine["has_more"], 0);
        assert!(mine["club"][0]["member_count"].as_i64().unwrap() > 40);
        assert_eq!(ids(mine), [joined], "{role}");
    }
}

//! A mission from publishing to its end, and what is refused in which words.

use serde_json::{Value, json};

use super::{CLUB, Hall, Me, NOBODY, joined};

const PUBLISH: &str = "/manage/club_mission/public_mission";
const LIST: &str = "/manage/club_mission/get_my_mission";
const DETAIL: &str = "/manage/club_mission/get_my_mission_detail";
const REMIND_CONFIRM: &str = "/manage/club_mission/remind_confirm_mission";
const REMIND_FINISH: &str = "/manage/club_mission/remind_finish_mission";
const REVERT: &str = "/manage/club_mission/revert_mission";
const STATUS: &str = "/dynamic/set_dynamic_status";
const RECEIVED: &str = "/dynamic/get_dynamic_list";

async fn set(hall: &Hall, me: &Me, id: &Value, status: &str) -> super::Told {
    let data = json!({"dynamic_type": "mission", "dynamic_id": id, "status": status});
    hall.call(me, STATUS, data).await
}

/// The row of the sponsor's list with this id.
async fn row(hall: &Hall, sponsor: &Me, mission_id: i64) -> Value {
    let data = json!({"sponsor_id": sponsor.user_id, "page_size": 0});
    let listed = hall.call(sponsor, LIST, data).await.ok();
    let rows = listed["mission"].as_array().unwrap().clone();
    let mut found = rows
        .into_iter()
        .filter(|row| row["mission_id"] == mission_id);
    found.next().unwrap()
}

#[tokio::test]
async fn a_mission_with_parts_is_published_worked_on_reminded_of_and_reverted() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let leader = hall.sign_in("leader").await;
    let member = hall.sign_in("member").await;
    let mut draft = hall.mission_draft(&sponsor, &[NOBODY]);
    // `child` wins over `participation`.
    draft["child"] = json!([
        {"content": "场内秩序维持和后勤工作", "participation": joined(&[member.user_id, leader.user_id])},
        {"content": "摄像负责", "participation": joined(&[member.user_id])},
    ]);
    let published = hall.call(&sponsor, PUBLISH, draft).await;
    assert_eq!(published.ok(), json!({}));
    let id = hall.missions().await.pop().unwrap().mission_id;
    let counts = |row: &Value| {
        [
            "unconfirm_count",
            "already_confirm_count",
            "unfinish_count",
            "already_finish_count",
        ]
        .map(|key| row[key].as_i64().unwrap())
    };
    let listed = row(&hall, &sponsor, id).await;
    assert_eq!(counts(&listed), [3, 0, 3, 0]);
    assert_eq!(
        (&listed["child_count"], &listed["has_child"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(listed["status"], 1);

    // The member sees both parts, confirms all and finishes one.
    let data = json!({"club_id": CLUB, "dynamic_type": "mission"});
    let received = hall.call(&member, RECEIVED, data).await.ok();
    assert_eq!(received["mission"][0]["mission_id"], id);
    let data = json!({"dynamic_type": "mission", "dynamic_id": id});
    let detail = hall
        .call(&member, "/dynamic/get_dynamic_detail", data)
        .await
        .ok();
    assert_eq!(detail["child"].as_array().unwrap().len(), 2);
    assert_eq!(set(&hall, &member, &json!(id), "confirm").await.code, 2000);
    let second = detail["child"][1]["mission_id"].clone();
    assert_eq!(set(&hall, &member, &second, "finish").await.code, 2000);
    assert_eq!(counts(&row(&hall, &sponsor, id).await), [1, 2, 2, 1]);

    let detail = hall
        .call(&sponsor, DETAIL, json!({"mission_id": id}))
        .await
        .ok();
    assert!(detail.get("participant").is_none());
    let part = &detail["child"][1]["participant"][0];
    assert_eq!(
        (&part["is_confirm"], &part["is_finish"]),
        (&json!(1), &json!(1))
    );

    for (path, before, after) in [(REMIND_CONFIRM, 0, 1), (REMIND_FINISH, 0, 2)] {
        let reminded = || async {
            let notices = hall.missions().await.pop().unwrap().notices;
            if path == REMIND_CONFIRM {
                notices.confirm
            } else {
                notices.finish
            }
        };
        assert_eq!(reminded().await, before);
        let told = hall.call(&sponsor, path, json!({"mission_id": id})).await;
        assert_eq!(told.ok(), json!({}));
        assert_eq!(reminded().await, after);
    }
    for me in [&member, &leader] {
        assert_eq!(set(&hall, me, &json!(id), "finish").await.code, 2000);
    }
    for path in [REMIND_CONFIRM, REMIND_FINISH] {
        let told = hall.call(&sponsor, path, json!({"mission_id": id})).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (3000, "没有需要提醒的人")
        );
    }

    for _ in 0..2 {
        let told = hall.call(&sponsor, REVERT, json!({"mission_id": id})).await;
        assert_eq!(told.ok(), json!({}), "taking back twice is no error");
    }
    assert_eq!(row(&hall, &sponsor, id).await["status"], 0);
    let data = json!({"club_id": CLUB, "dynamic_type": "mission"});
    let received = hall.call(&member, RECEIVED, data).await.ok();
    assert_ne!(received["mission"][0]["mission_id"], id);
    let told = set(&hall, &member, &json!(id), "confirm").await;
    assert_eq!((told.code, told.message.as_str()), (8888, "任务已被撤销"));
}

#[tokio::test]
async fn a_mission_past_its_deadline_is_expired_and_can_still_be_finished() {
    let hall = Hall::open().await;
    let (sponsor, member) = (hall.sign_in("sponsor").await, hall.sign_in("member").await);
    let id = hall.mission(&sponsor, &[member.user_id]).await;
    hall.wait(jiff::SignedDuration::from_mins(60));
    assert_eq!(row(&hall, &sponsor, id).await["status"], 2);
    assert_eq!(set(&hall, &member, &json!(id), "finish").await.code, 2000);
}

#[tokio::test]
async fn every_fault_is_refused_in_its_words_and_publishes_nothing() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let outsider = hall.sign_in("outsider").await.user_id;
    let before = hall.missions().await;
    let long = "长".repeat(225);
    let me = sponsor.user_id;
    for (key, value, code, words) in [
        ("content", json!(""), 3000, "内容不能为空"),
        ("content", json!(long), 3000, "内容不能超过224个字"),
        ("content", json!(5), 3001, "参数content应为文字"),
        ("content", Value::Null, 3001, "缺少参数：content"),
        ("deadline", json!(hall.now_ms()), 3000, "截止时间已过"),
        (
            "deadline",
            json!(hall.in_minutes(60) / 1000),
            3001,
            "参数deadline应为13位时间戳",
        ),
        (
            "deadline",
            json!("明天"),
            3001,
            "参数deadline应为13位时间戳",
        ),
        (
            "deadline",
            json!("99999999999999"),
            3001,
            "参数deadline应为13位时间戳",
        ),
        ("deadline", Value::Null, 3001, "缺少参数：deadline"),
        ("club_id", json!("x"), 3001, "参数club_id应为整数"),
        (
            "club_id",
            json!(999),
            3012,
            "社团不存在，或你不是该社团成员",
        ),
        (
            "participation",
            json!("1,a"),
            3001,
            "参数participation应为用英文逗号连接的数字",
        ),
        (
            "participation",
            json!("1,,2"),
            3001,
            "参数participation应为用英文逗号连接的数字",
        ),
        (
            "participation",
            json!("+1"),
            3001,
            "参数participation应为用英文逗号连接的数字",
        ),
        (
            "participation",
            json!("1，2"),
            3001,
            "参数participation应为用英文逗号连接的数字",
        ),
        (
            "participation",
            json!([1]),
            3001,
            "参数participation应为用英文逗号连接的数字",
        ),
        ("participation", json!(""), 3000, "请至少选择一名参与者"),
        (
            "participation",
            Value::Null,
            3001,
            "缺少参数：participation",
        ),
        (
            "participation",
            json!(joined(&[me, outsider])),
            3000,
            &format!("学生{outsider}不是该社团成员"),
        ),
        ("child", json!("x"), 3001, "参数child应为对象数组"),
        ("child", json!([5]), 3001, "参数child应为对象数组"),
        (
            "child",
            json!([{"participation": "1"}]),
            3001,
            "缺少参数：content",
        ),
        (
            "child",
            json!([{"content": "东街"}]),
            3001,
            "缺少参数：participation",
        ),
        (
            "child",
            json!([{"content": "东街", "participation": me.to_string()},
                   {"content": "西街", "participation": "999999"}]),
            3000,
            "学生999999不是该社团成员",
        ),
        ("sponsor_id", Value::Null, 3001, "缺少参数：sponsor_id"),
    ] {
        let mut draft = hall.mission_draft(&sponsor, &[me]);
        draft[key] = value.clone();
        let told = hall.call(&sponsor, PUBLISH, draft).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (code, words),
            "{key} {value}"
        );
    }
    assert_eq!(hall.missions().await, before);
    // The control, with text at its limit and signs that need care.
    let mut draft = hall.mission_draft(&sponsor, &[me]);
    draft["content"] = json!(format!("100%+ = & 🌊 \\ \"{}", "长".repeat(200)));
    draft["child"] = json!([]);
    assert_eq!(hall.call(&sponsor, PUBLISH, draft.clone()).await.code, 2000);
    let published = hall.missions().await.pop().unwrap();
    assert_eq!(published.content, draft["content"].as_str().unwrap());
    assert_eq!(published.parts, 0, "an empty list of parts is none");
}

#[tokio::test]
async fn pages_follow_one_another_until_there_is_no_more() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let all = hall.missions().await.len() - 1;
    let page = |number: i64, size_key: &'static str| {
        let data = json!({"sponsor_id": sponsor.user_id, "page_no": number, size_key: "4"});
        let (hall, sponsor) = (&hall, &sponsor);
        async move { hall.call(sponsor, LIST, data).await.ok() }
    };
    let first = page(1, "page_size").await;
    assert_eq!(first["has_more"], 1);
    assert_eq!(first, page(1, "size").await, "either word for the size");
    let second = page(2, "page_size").await;
    assert_eq!(second["has_more"], 0);
    let rows = |page: &Value| page["mission"].as_array().unwrap().len();
    assert_eq!(rows(&first) + rows(&second), all);
    assert_eq!(rows(&page(3, "size").await), 0);
}

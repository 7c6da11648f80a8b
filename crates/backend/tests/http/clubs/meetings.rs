//! A meeting from publishing to its end.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{CLUB, Hall, Me, Told, joined};

pub const PUBLISH: &str = "/manage/club_meeting/public_meeting";
const LIST: &str = "/manage/club_meeting/get_my_meeting";
const DETAIL: &str = "/manage/club_meeting/get_my_meeting_detail";
const EDIT: &str = "/manage/club_meeting/edit_meeting";
const REMIND: &str = "/manage/club_meeting/remind_confirm_meeting";
pub const REVERT: &str = "/manage/club_meeting/revert_meeting";
const PARTICIPATION: &str = "/meeting/get_meeting_participation";
pub const END: &str = "/meeting/end_meeting";
pub const SIGN: &str = "/meeting/sign_meeting";
const STATUS: &str = "/dynamic/set_dynamic_status";

/// Who takes part.
pub struct Cast {
    pub sponsor: Me,
    pub leader: Me,
    pub member: Me,
    pub outsider: Me,
}

impl Cast {
    pub async fn new(hall: &Hall) -> Self {
        Self {
            sponsor: hall.sign_in("sponsor").await,
            leader: hall.sign_in("leader").await,
            member: hall.sign_in("member").await,
            outsider: hall.sign_in("outsider").await,
        }
    }

    /// A meeting for member and leader, in an hour.
    pub async fn meeting(&self, hall: &Hall) -> i64 {
        let people = [self.member.user_id, self.leader.user_id];
        hall.meeting(&self.sponsor, &self.leader, &people).await
    }
}

pub async fn reply(hall: &Hall, me: &Me, id: i64, status: &str) -> Told {
    let data = json!({
        "dynamic_type": "meeting", "dynamic_id": id, "status": status, "comment": "感冒发烧",
    });
    hall.call(me, STATUS, data).await
}

/// The participation as the leader sees it, and the row of one of them.
pub async fn board(hall: &Hall, cast: &Cast, id: i64, of: &Me) -> (Value, Value) {
    let data = json!({"meeting_id": id.to_string()});
    let board = hall.call(&cast.leader, PARTICIPATION, data).await.ok();
    let rows = board["participation"].as_array().unwrap();
    let row = rows.iter().find(|row| row["student_id"] == of.user_id);
    let row = row.unwrap().clone();
    (board, row)
}

#[tokio::test]
async fn a_meeting_is_published_edited_answered_signed_in_to_and_ended() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let detail = |me: Me| {
        let hall = &hall;
        async move { hall.call(&me, DETAIL, json!({"meeting_id": id})).await }
    };
    let seen = detail(cast.leader.clone()).await.ok();
    assert_eq!(
        (&seen["sign_type"], &seen["time_to_sign"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(seen["leaders"][0]["student_id"], cast.leader.user_id);
    assert_eq!(seen["total_count"], 2);

    let edit = json!({"meeting_id": id, "address": "D101", "deadline": hall.in_minutes(30)});
    assert_eq!(hall.call(&cast.sponsor, EDIT, edit).await.ok(), json!({}));
    let seen = detail(cast.sponsor.clone()).await.ok();
    assert_eq!(seen["address"], "D101");
    assert_eq!(seen["content"], "今天在大办公室开会");
    assert_eq!(seen["deadline"], hall.in_minutes(30));

    assert_eq!(
        hall.call(&cast.sponsor, REMIND, json!({"meeting_id": id}))
            .await
            .code,
        2000
    );
    assert_eq!(hall.meetings().await.pop().unwrap().notices.confirm, 2);
    assert_eq!(reply(&hall, &cast.member, id, "leave").await.code, 2000);
    assert_eq!(reply(&hall, &cast.leader, id, "confirm").await.code, 2000);
    let told = hall
        .call(&cast.sponsor, REMIND, json!({"meeting_id": id}))
        .await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (3000, "没有需要提醒的人")
    );
    let (told, row) = board(&hall, &cast, id, &cast.member).await;
    assert_eq!(
        (&told["already_confirm_count"], &told["unconfirm_count"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(
        (&row["is_leave"], &row["comment"]),
        (&json!(1), &json!("感冒发烧"))
    );
    assert_eq!(
        (&row["sign_date"], &row["dynamic_date"]),
        (&json!(0), &json!(hall.now_ms()))
    );

    // In time, and late.
    let code = hall.code(id, &cast.leader);
    assert_eq!(hall.call(&cast.leader, SIGN, code).await.ok(), json!({}));
    hall.wait(SignedDuration::from_mins(31));
    let code = hall.code(id, &cast.leader);
    assert_eq!(hall.call(&cast.member, SIGN, code).await.code, 2000);
    let (told, row) = board(&hall, &cast, id, &cast.member).await;
    assert_eq!(
        (&told["already_sign_count"], &told["unsign_count"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(
        [
            &row["is_sign"],
            &row["is_late"],
            &row["is_leave"],
            &row["is_confirm"]
        ],
        [1, 1, 0, 1]
    );
    assert_eq!(row["sign_date"], hall.now_ms());
    let (_, row) = board(&hall, &cast, id, &cast.leader).await;
    assert_eq!([&row["is_sign"], &row["is_late"]], [1, 0]);
    assert_eq!(hall.meetings().await.pop().unwrap().late, 1);

    for me in [&cast.leader, &cast.sponsor] {
        assert_eq!(
            hall.call(me, END, json!({"meeting_id": id})).await.ok(),
            json!({})
        );
    }
    assert_eq!(detail(cast.sponsor.clone()).await.ok()["time_to_sign"], 2);
    let told = reply(&hall, &cast.member, id, "confirm").await;
    assert_eq!((told.code, told.message.as_str()), (3000, "会议已经结束"));
}

#[tokio::test]
async fn every_fault_of_a_meeting_is_refused_in_its_words_and_publishes_nothing() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let before = hall.meetings().await;
    let long = json!("长".repeat(225));
    let outsider = cast.outsider.user_id;
    let stranger = format!("学生{outsider}不是该社团成员");
    for (key, value, code, words) in [
        ("content", json!("  "), 3000, "内容不能为空"),
        ("content", long.clone(), 3000, "内容不能超过224个字"),
        ("address", json!(""), 3000, "会议地点不能为空"),
        ("address", long, 3000, "会议地点不能超过224个字"),
        ("address", Value::Null, 3001, "缺少参数：address"),
        ("deadline", json!(hall.in_minutes(-1)), 3000, "截止时间已过"),
        ("need_sign", Value::Null, 3001, "缺少参数：need_sign"),
        ("need_sign", json!(2), 3001, "参数need_sign应为0或1"),
        ("need_sign", json!(true), 3001, "参数need_sign应为0或1"),
        ("leader", json!(""), 3000, "需要签到的会议应有签到负责人"),
        ("leader", Value::Null, 3000, "需要签到的会议应有签到负责人"),
        (
            "leader",
            json!("30005,30006,30007,30008,30009"),
            3000,
            "签到负责人不能超过4名",
        ),
        (
            "leader",
            json!("甲"),
            3001,
            "参数leader应为用英文逗号连接的数字",
        ),
        ("leader", json!(outsider), 3000, &stranger),
        ("participation", json!(joined(&[outsider])), 3000, &stranger),
        ("participation", json!(""), 3000, "请至少选择一名参与者"),
        (
            "participation",
            Value::Null,
            3001,
            "缺少参数：participation",
        ),
    ] {
        let mut draft = hall.meeting_draft(&cast.leader, &[cast.member.user_id]);
        draft[key] = value.clone();
        let told = hall.call(&cast.sponsor, PUBLISH, draft).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (code, words),
            "{key} {value}"
        );
    }
    assert_eq!(hall.meetings().await, before);
    cast.meeting(&hall).await;
    assert_eq!(hall.meetings().await.len(), before.len() + 1);
}

#[tokio::test]
async fn a_meeting_taken_back_is_gone_from_every_list() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let listed = |me: Me, path: &'static str| {
        let data = json!({
            "sponsor_id": me.user_id, "club_id": CLUB, "dynamic_type": "meeting", "size": 0,
        });
        let hall = &hall;
        async move {
            let listed = hall.call(&me, path, data).await.ok();
            let rows = listed["meeting"].as_array().unwrap();
            rows.iter().any(|row| row["meeting_id"] == id)
        }
    };
    let received = "/dynamic/get_dynamic_list";
    assert!(listed(cast.sponsor.clone(), LIST).await);
    assert!(listed(cast.member.clone(), received).await);
    for _ in 0..2 {
        let told = hall
            .call(&cast.sponsor, REVERT, json!({"meeting_id": id}))
            .await;
        assert_eq!(told.ok(), json!({}));
    }
    assert!(!listed(cast.sponsor.clone(), LIST).await);
    assert!(!listed(cast.member.clone(), received).await);
    for path in [DETAIL, PARTICIPATION, END, EDIT, REMIND] {
        let told = hall
            .call(&cast.sponsor, path, json!({"meeting_id": id}))
            .await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (8888, "会议已被撤销"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_edit_may_turn_the_sign_in_off_and_on_again() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let edit = |data: Value| {
        let (hall, sponsor) = (&hall, &cast.sponsor);
        let mut data = data;
        data["meeting_id"] = json!(id);
        async move { hall.call(sponsor, EDIT, data).await }
    };
    assert_eq!(edit(json!({"need_sign": 0})).await.code, 2000);
    let detail = hall
        .call(&cast.sponsor, DETAIL, json!({"meeting_id": id}))
        .await
        .ok();
    assert_eq!(
        (&detail["sign_type"], &detail["leaders"]),
        (&json!(0), &json!([]))
    );
    assert_eq!(detail["time_to_sign"], 0);
    assert_eq!(
        edit(json!({"need_sign": 1})).await.message,
        "需要签到的会议应有签到负责人"
    );
    let leaders = joined(&[cast.sponsor.user_id, cast.member.user_id]);
    assert_eq!(
        edit(json!({"need_sign": 1, "leader": leaders})).await.code,
        2000
    );
    let code = hall.code(id, &cast.sponsor);
    assert_eq!(hall.call(&cast.member, SIGN, code).await.code, 2000);
    let told = edit(json!({"content": ""})).await;
    assert_eq!((told.code, told.message.as_str()), (3000, "内容不能为空"));
}

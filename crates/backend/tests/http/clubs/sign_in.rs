//! Signing in to a meeting: what is taken, and every reason why not.

use jiff::SignedDuration;
use muster_backend::Options;
use serde_json::{Value, json};

use super::meetings::{Cast, END, PUBLISH, REVERT, SIGN, board, reply};
use super::{Hall, NOBODY};

#[tokio::test]
async fn every_reason_not_to_sign_somebody_in_is_a_sentence() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let good = hall.code(id, &cast.leader);
    let with = |key: &str, value: Value| {
        let mut code = good.clone();
        code[key] = value;
        code
    };
    let second = hall.now_ms();
    for (me, code, words) in [
        (
            &cast.sponsor,
            good.clone(),
            "会议不存在，或你不在参会名单中",
        ),
        (
            &cast.outsider,
            good.clone(),
            "会议不存在，或你不在参会名单中",
        ),
        (
            &cast.member,
            with("meeting_id", json!(NOBODY)),
            "会议不存在，或你不在参会名单中",
        ),
        (
            &cast.member,
            with("leader_id", json!(cast.sponsor.user_id)),
            "签到码不是本次会议签到负责人的",
        ),
        (
            &cast.member,
            with("create_date", json!(second - 30_000)),
            "签到码已过期：它是30秒前的，须在15秒内，请扫屏幕上最新的码",
        ),
        (
            &cast.member,
            with("create_date", json!(second - 15_001)),
            "签到码已过期：它是16秒前的，须在15秒内，请扫屏幕上最新的码",
        ),
        (
            &cast.member,
            with("create_date", json!(second + 60_000)),
            "签到码的时间比服务器快60秒，请负责人校准电脑时间",
        ),
    ] {
        let told = hall.call(me, SIGN, code).await;
        assert_eq!((told.code, told.message.as_str()), (3000, words));
    }
    assert_eq!(hall.meetings().await.pop().unwrap().counts.signed, 0);
    // The control, with one that is just young enough and a key too many.
    let mut code = with("create_date", json!((second - 15_000).to_string()));
    code["scene_id"] = json!(202);
    assert_eq!(hall.call(&cast.member, SIGN, code).await.code, 2000);
    let told = hall.call(&cast.member, SIGN, good.clone()).await;
    assert_eq!((told.code, told.message.as_str()), (3000, "你已经签到过了"));
    let told = reply(&hall, &cast.member, id, "leave").await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (3000, "你已签到，不能再请假")
    );

    let mut without = hall.meeting_draft(&cast.leader, &[cast.member.user_id]);
    without["need_sign"] = json!("0");
    assert_eq!(hall.call(&cast.sponsor, PUBLISH, without).await.code, 2000);
    let other = hall.meetings().await.pop().unwrap().meeting_id;
    let told = hall
        .call(&cast.member, SIGN, hall.code(other, &cast.leader))
        .await;
    assert_eq!(told.message, "本次会议不需要签到");

    let mut later = hall.meeting_draft(&cast.leader, &[cast.member.user_id]);
    later["deadline"] = json!(hall.in_minutes(27 * 60));
    assert_eq!(hall.call(&cast.sponsor, PUBLISH, later).await.code, 2000);
    let other = hall.meetings().await.pop().unwrap().meeting_id;
    let told = hall
        .call(&cast.member, SIGN, hall.code(other, &cast.leader))
        .await;
    assert_eq!(told.message, "签到尚未开始，约3小时后开放");

    assert_eq!(
        hall.call(&cast.leader, END, json!({"meeting_id": id}))
            .await
            .code,
        2000
    );
    let told = hall.call(&cast.leader, SIGN, good.clone()).await;
    assert_eq!(
        (told.code, told.message.as_str()),
        (3000, "会议已经结束，不能再签到")
    );
    assert_eq!(
        hall.call(&cast.sponsor, REVERT, json!({"meeting_id": id}))
            .await
            .code,
        2000
    );
    let told = hall.call(&cast.leader, SIGN, good).await;
    assert_eq!((told.code, told.message.as_str()), (8888, "会议已被撤销"));
}

#[tokio::test]
async fn a_code_that_is_not_all_there_is_a_bad_request() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    for (key, value, words) in [
        ("meeting_id", Value::Null, "缺少参数：meeting_id"),
        ("leader_id", Value::Null, "缺少参数：leader_id"),
        ("create_date", Value::Null, "缺少参数：create_date"),
        ("create_date", json!(0), "参数create_date应为13位时间戳"),
        (
            "create_date",
            json!("-1212340987621"),
            "参数create_date应为13位时间戳",
        ),
        (
            "create_date",
            json!("12123409876210"),
            "参数create_date应为13位时间戳",
        ),
        ("leader_id", json!("12 or 1=1"), "参数leader_id应为整数"),
        (
            "meeting_id",
            json!("x".repeat(4_096)),
            "参数meeting_id应为整数",
        ),
        ("meeting_id", json!(1.5), "参数meeting_id应为整数"),
    ] {
        let mut code = hall.code(id, &cast.leader);
        code[key] = value;
        let told = hall.call(&cast.member, SIGN, code).await;
        assert_eq!((told.code, told.message.as_str()), (3001, words));
    }
}

#[tokio::test]
async fn the_owner_sets_how_old_a_code_may_be() {
    let hall = Hall::open_with(Options {
        code_age: SignedDuration::from_secs(60),
        ..Options::default()
    })
    .await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let code = hall.code(id, &cast.leader);
    hall.wait(SignedDuration::from_secs(60));
    assert_eq!(hall.call(&cast.member, SIGN, code.clone()).await.code, 2000);
    hall.wait(SignedDuration::from_secs(1));
    let told = hall.call(&cast.leader, SIGN, code).await;
    assert!(
        told.message.contains("61秒前的，须在60秒内"),
        "{}",
        told.message
    );
}

/// Fifty at once with the same code: each is there once, and the board says
/// what the rows say.
#[tokio::test]
async fn a_hall_full_of_people_signs_in_at_once() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let id = cast.meeting(&hall).await;
    let code = hall.code(id, &cast.leader);
    let mut taken = 0;
    let tries = (0..50).map(|index| {
        let me = if index % 2 == 0 {
            &cast.member
        } else {
            &cast.leader
        };
        hall.call(me, SIGN, code.clone())
    });
    for told in futures_of(tries).await {
        match told.code {
            2000 => taken += 1,
            _ => assert_eq!(told.message, "你已经签到过了"),
        }
    }
    assert_eq!(taken, 2);
    let (told, _) = board(&hall, &cast, id, &cast.member).await;
    assert_eq!(told["already_sign_count"], 2);
}

/// Drives all of them at the same time.
async fn futures_of<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        let mut pending = false;
        for (future, done) in &mut waiting {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(output) => *done = Some(output),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        match pending {
            true => std::task::Poll::Pending,
            false => std::task::Poll::Ready(()),
        }
    })
    .await;
    waiting.into_iter().filter_map(|(_, done)| done).collect()
}

//! What `docs/protocols/questboard.md` says of servers, one test each.

use super::support::{make, quests, saying};
use muster_domain::{
    quest::{
        AuditAction, BatchResult, QuestFilter, QuestRefusal, QuestStatus, QuestType, QuestWindow,
        ResetType,
    },
    time::{Time, beijing},
};

async fn one_row(row: &str) -> muster_domain::quest::Quest {
    let (connector, _server) = saying(&format!(r#"{{"list":[{row}]}}"#)).await;
    let all = QuestFilter::default();
    let mut page = quests(&*connector).list(&all, 20, 1).await.unwrap().value;
    page.rows.pop().unwrap()
}

#[tokio::test]
async fn what_is_missing_null_or_empty_is_none() {
    for row in [
        r#"{"id":7}"#,
        r#"{"id":"7","name":null,"category":null,"rewards":null,"expire_at":null,"time_limit":null}"#,
        r#"{"id":7.0,"name":"","status":"","expire_at":"","time_limit":"","target_count":""}"#,
        r#"{"id":7,"status":0,"time_limit":0,"is_available":0,"reset_type":"","surprise":[{}]}"#,
        r#"{"id":7,"max_completions":null,"completions":null,"reset_type":null}"#,
    ] {
        let quest = one_row(row).await;
        assert_eq!(quest.id.as_str(), "7", "{row}");
        assert_eq!(quest.status, QuestStatus::NotAccepted, "{row}");
        assert_eq!(
            (quest.time_limit_s, quest.expires_at),
            (None, None),
            "{row}"
        );
        assert_eq!((&quest.category, quest.rewards.len()), (&None, 0), "{row}");
        // Not told is not once, nor never.
        assert_eq!((quest.max_completions, quest.completions), (None, None));
        assert_eq!(quest.reset, None, "{row}");
        assert!(!quest.available, "{row}");
    }
}

#[tokio::test]
async fn an_empty_page_may_come_in_several_ways() {
    for (data, pages) in [
        ("{}", 1),
        (r#"{"list":null,"total":0}"#, 1),
        (r#"{"list":[],"total":"41","page_size":""}"#, 3),
        (r#"{"list":[],"total":41,"page_size":10}"#, 5),
    ] {
        let (connector, _server) = saying(data).await;
        let all = QuestFilter::default();
        let page = quests(&*connector).list(&all, 20, 9).await.unwrap().value;
        assert_eq!((page.page, page.rows.len()), (9, 0), "{data}");
        assert_eq!(page.total_pages, pages, "{data}");
    }
}

#[tokio::test]
async fn words_that_are_not_known_survive() {
    let quest = one_row(r#"{"id":1,"type":"raid","status":7,"reset_type":"yearly"}"#).await;
    assert_eq!(quest.kind, QuestType::Other("raid".into()));
    assert_eq!(quest.status, QuestStatus::Other("7".into()));
    assert_eq!(quest.reset, Some(ResetType::Other("yearly".into())));
    let (connector, server) = saying(r#"{"list":[{"action":"archive"}]}"#).await;
    let log = quests(&*connector).audit(20, 1).await.unwrap().value;
    assert_eq!(log.rows[0].action, AuditAction::Other("archive".into()));
    // They can be asked for.
    let filter = QuestFilter {
        kind: Some(quest.kind),
        status: Some(quest.status),
        ..QuestFilter::default()
    };
    let _ = quests(&*connector).list(&filter, 20, 1).await;
    let path = &server.received()[1].path;
    assert_eq!(
        path,
        "/api/task/list?type=raid&status=7&page=1&page_size=20"
    );
}

#[tokio::test]
async fn every_word_of_the_document_is_understood() {
    for (word, kind) in [
        ("daily", QuestType::Daily),
        ("weekly", QuestType::Weekly),
        ("achievement", QuestType::Achievement),
        ("event", QuestType::Event),
        ("tutorial", QuestType::Tutorial),
        ("team", QuestType::Team),
    ] {
        let quest = one_row(&format!(r#"{{"id":1,"type":"{word}"}}"#)).await;
        assert_eq!(quest.kind, kind);
    }
    for (number, status) in [
        QuestStatus::NotAccepted,
        QuestStatus::InProgress,
        QuestStatus::Completed,
        QuestStatus::Claimed,
        QuestStatus::Failed,
        QuestStatus::Expired,
    ]
    .into_iter()
    .enumerate()
    {
        for told in [format!("{number}"), format!("\"{number}\"")] {
            let quest = one_row(&format!(r#"{{"id":1,"status":{told}}}"#)).await;
            assert_eq!(quest.status, status);
        }
    }
    for (word, reset) in [
        ("none", ResetType::None),
        ("daily", ResetType::Daily),
        ("weekly", ResetType::Weekly),
        ("monthly", ResetType::Monthly),
    ] {
        let quest = one_row(&format!(r#"{{"id":1,"reset_type":"{word}"}}"#)).await;
        assert_eq!(quest.reset, Some(reset));
    }
    for (word, action) in [
        ("create", AuditAction::Create),
        ("update", AuditAction::Update),
        ("delete", AuditAction::Delete),
        ("reset", AuditAction::Reset),
        ("claim", AuditAction::Claim),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"list":[{{"action":"{word}"}}]}}"#)).await;
        let log = quests(&*connector).audit(20, 1).await.unwrap().value;
        assert_eq!(log.rows[0].action, action);
    }
}

/// A quest without parameters has PHP's empty array on some servers.
#[tokio::test]
async fn parameters_are_an_object_or_nothing() {
    for (told, params) in [
        ("null", None),
        ("[]", None),
        ("{}", Some("{}")),
        (
            r#"{"b":[1,{"c":null}],"a":1.5}"#,
            Some(r#"{"a":1.5,"b":[1,{"c":null}]}"#),
        ),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"id":1,"target_params":{told}}}"#)).await;
        let detail = quests(&*connector).detail(&1.into()).await.unwrap().value;
        assert_eq!(detail.target_params.as_deref(), params, "{told}");
    }
}

#[tokio::test]
async fn what_an_admin_is_told_may_be_left_out() {
    let start = Time::from_civil("2023-06-01 00:00:00", &beijing());
    let window = |starts_at, ends_at| Some(QuestWindow { starts_at, ends_at });
    for (told, active, expected) in [
        ("", None, None),
        (r#","is_active":false"#, Some(false), None),
        (
            r#","is_active":"1","start_time":null"#,
            Some(true),
            window(None, None),
        ),
        (r#","end_time":"""#, None, window(None, None)),
        (
            r#","start_time":"2023-06-01 00:00:00","end_time":null"#,
            None,
            window(start, None),
        ),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"id":1{told}}}"#)).await;
        let detail = quests(&*connector).detail(&1.into()).await.unwrap().value;
        assert_eq!((detail.active, detail.window), (active, expected), "{told}");
    }
}

#[tokio::test]
async fn a_reason_is_words_or_nothing() {
    for (told, reason) in [
        ("null", None),
        ("\" \"", None),
        ("\"等级不足\"", Some("等级不足")),
    ] {
        let (connector, _server) =
            saying(&format!(r#"{{"id":1,"unavailable_reason":{told}}}"#)).await;
        let detail = quests(&*connector).detail(&1.into()).await.unwrap().value;
        assert_eq!(detail.unavailable_reason.as_deref(), reason);
    }
}

/// An answer need not repeat what was asked about.
#[tokio::test]
async fn an_answer_without_an_id_is_about_what_was_asked() {
    let (connector, _server) = saying(r#"{"name":"每日登录"}"#).await;
    let quests = quests(&*connector);
    let asked = 7.into();
    assert_eq!(quests.detail(&asked).await.unwrap().value.quest.id, asked);
    assert_eq!(quests.accept(&asked).await.unwrap().value.quest, asked);
    assert_eq!(quests.complete(&asked).await.unwrap().value.quest, asked);
    assert_eq!(quests.claim(&asked).await.unwrap().value.quest, asked);
    assert_eq!(quests.progress(&asked).await.unwrap().value.quest, asked);
}

#[tokio::test]
async fn what_is_left_of_the_time_is_whole_seconds_and_never_less_than_none() {
    for (told, left) in [
        ("3600", Some(3_600)),
        ("\"59.9\"", Some(59)),
        ("-3", Some(0)),
        ("null", None),
        ("1e300", Some(u32::MAX)),
    ] {
        let (connector, _server) = saying(&format!(r#"{{"time_remaining":{told}}}"#)).await;
        let progress = quests(&*connector).progress(&1.into()).await.unwrap().value;
        assert_eq!(progress.time_left_s, left, "{told}");
    }
}

/// More of an item than a count holds.
#[tokio::test]
async fn sums_of_rewards_may_be_large() {
    let (connector, _server) = saying(
        r#"{"results":[],"total_rewards":[{"item_id":1,"item_name":"金币","quantity":"9007199254740992"}]}"#,
    )
    .await;
    let outcome = quests(&*connector).batch_claim(&[1.into()]).await.unwrap();
    assert_eq!(outcome.value.total_rewards[0].quantity, 1 << 53);
}

/// Of a server that does not say why.
#[tokio::test]
async fn a_row_that_failed_without_a_code_is_refused_all_the_same() {
    let (connector, _server) = saying(r#"{"results":[{"task_id":1},{"success":"1"}]}"#).await;
    let outcome = quests(&*connector)
        .batch_accept(&[1.into()])
        .await
        .unwrap()
        .value;
    let BatchResult::Refused(refused) = &outcome.rows[0].result else {
        panic!("done")
    };
    assert_eq!(refused.refusal, QuestRefusal::Other(0));
    assert_eq!((outcome.done(), outcome.succeeded), (1, None));
}

#[tokio::test]
async fn a_creation_that_names_no_quest_is_a_broken_answer() {
    let (connector, _server) = saying(r#"{"id":null}"#).await;
    let error = make(&*connector, "create").await.unwrap_err();
    assert!(error.may_have_arrived(), "{error:?}");
}

#[tokio::test]
async fn a_reset_that_names_no_type_is_the_one_that_was_ordered() {
    let (connector, _server) = saying(r#"{"affected_count":"3"}"#).await;
    let order = super::support::order(ResetType::Weekly, Vec::new());
    let reset = quests(&*connector).reset(&order).await.unwrap().value;
    assert_eq!((reset.reset, reset.affected), (ResetType::Weekly, 3));
}

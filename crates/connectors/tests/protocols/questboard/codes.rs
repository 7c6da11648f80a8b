//! What each code of chapter 6 comes to, in every call.

use super::support::{CALLS, connector, make, quests, signed_in};
use crate::{
    faults::told,
    server::{Server, json_answer},
};
use muster_domain::quest::QuestRefusal;

/// A code, and what it comes to.
const CODES: [(u32, &str); 22] = [
    (1001, "NoSuchQuest: 原因"),
    (1002, "AlreadyAccepted: 原因"),
    (1003, "Expired: 原因"),
    (1004, "LevelTooLow: 原因"),
    (1005, "PrerequisiteMissing: 原因"),
    (1006, "NotAccepted: 原因"),
    (1007, "AlreadyCompleted: 原因"),
    (1008, "NotEnoughProgress: 原因"),
    (1009, "RanOut: 原因"),
    (1010, "NotCompleted: 原因"),
    (1011, "AlreadyClaimed: 原因"),
    (1012, "Unavailable: 原因"),
    (1013, "Failed: 原因"),
    (1014, "PartlyFailed: 原因"),
    (1015, "BadParameters: 原因"),
    (1016, "TooOften: 原因"),
    // It may have done what it was asked.
    (1017, "ServerError: 原因: maybe"),
    (401, "not signed in"),
    (403, "not permitted"),
    (428, "password needed"),
    // Newer than the document, and one that is none.
    (1018, "Other(1018): 原因"),
    (1, "Other(1): 原因"),
];

async fn check(call: &str, status: u16, code: u32, data: &str, expected: &str) {
    let body = format!(r#"{{"code":{code},"message":"原因"{data}}}"#);
    let server = Server::start(move |_| json_answer(status, &body)).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let before = connector.session();
    let found = told(make(&*connector, call).await);
    assert_eq!(found, expected, "{call} {code} {data}");
    assert!(connector.session() == before, "{call} {code}");
    assert_eq!(server.received().len(), 1, "{call} {code}");
}

/// That a part of a batch failed is its outcome.
fn expected(call: &str, code: u32, usual: &'static str) -> &'static str {
    if code == 1014 && call.starts_with("batch") {
        "done"
    } else {
        usual
    }
}

#[tokio::test]
async fn every_code_in_every_call_comes_to_what_the_document_says() {
    for call in CALLS {
        for (code, usual) in CODES {
            check(
                call,
                200,
                code,
                r#","data":{}"#,
                expected(call, code, usual),
            )
            .await;
        }
    }
}

/// Servers give some codes a status of their own, gateways none.
#[tokio::test]
async fn a_code_means_the_same_under_every_status() {
    for status in [200, 400, 401, 403, 428, 429, 500] {
        for (code, usual) in CODES {
            check("claim-reward", status, code, r#","data":null"#, usual).await;
        }
    }
}

/// A refusal's `data` is not looked at.
#[tokio::test]
async fn a_refusal_may_come_with_any_data() {
    for data in ["", r#","data":null"#, r#","data":[]"#, r#","data":"x""#] {
        for (code, usual) in CODES {
            check("accept", 200, code, data, usual).await;
        }
    }
}

/// Each of the 17 in a row of a batch, as the batch's answer of either code.
#[tokio::test]
async fn every_code_in_a_row_of_a_batch_is_that_rows_own() {
    for (code, refusal) in (1001..=1017).zip(QuestRefusal::ALL) {
        for whole in [0, 1014] {
            let body = format!(
                r#"{{"code":{whole},"message":"","data":{{"success_count":1,"failed_count":1,"results":[
                    {{"task_id":1,"success":true}},
                    {{"task_id":2,"success":false,"message":"原因","error_code":"{code}"}}]}}}}"#
            );
            let server = Server::start(move |_| json_answer(200, &body)).await;
            let connector = connector(&server.url(), Some(signed_in().await));
            let both = [1.into(), 2.into()];
            let quests = quests(&*connector);
            for outcome in [
                quests.batch_accept(&both).await,
                quests.batch_claim(&both).await,
            ] {
                let rows = outcome.unwrap().value.rows;
                let result = serde_json::to_value(&rows[1].result).unwrap();
                let wanted = serde_json::json!({
                    "kind": "refused", "refusal": refusal, "message": "原因",
                });
                assert_eq!((rows.len(), result), (2, wanted), "{code} {whole}");
                assert_eq!(rows[0].quest.as_str(), "1");
            }
        }
    }
}

#[tokio::test]
async fn a_code_may_be_text_and_words_may_be_missing() {
    for (body, expected) in [
        (r#"{"code":"1011","message":null}"#, "AlreadyClaimed: "),
        (r#"{"code":"1011"}"#, "AlreadyClaimed: "),
        (r#"{"code":1011.0,"message":""}"#, "AlreadyClaimed: "),
        (r#"{"code":"0","data":{}}"#, "done"),
        (r#"{"code":"0","data":null}"#, "broken at data: maybe"),
    ] {
        let server = Server::start(move |_| json_answer(200, body)).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        let result = make(&*connector, "claim-reward").await;
        assert_eq!(told(result), expected, "{body}");
    }
}

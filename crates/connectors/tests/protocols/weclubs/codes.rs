//! What each result code comes to, in every call.

use super::support::{CALLS, connector, make, signed_in};
use crate::{
    faults::told,
    server::{Server, json_answer},
};

/// A code, what it comes to, and whether what was asked may have been done.
const CODES: [(u32, &str); 20] = [
    (3000, "refused: 原因"),
    (3001, "refused: 原因"),
    (3002, "refused: 原因"),
    (3003, "Signature not accepted"),
    (3004, "Caller not accepted"),
    (3005, "not signed in"),
    (3006, "not signed in"),
    (3010, "not signed in"),
    (3011, "wrong password"),
    (3012, "not permitted"),
    (3013, "refused: 原因"),
    (3014, "refused: 原因"),
    (3015, "not permitted"),
    (3100, "wrong server: maybe"),
    (3101, "wrong server: maybe"),
    (5000, "failed: 原因: maybe"),
    (7777, "refused: 原因"),
    (8888, "gone: 原因"),
    // Newer than the documents, and none at all.
    (9999, "refused: 原因"),
    (0, "refused: 原因"),
];

async fn check(call: &str, code: u32, data: &str, expected: &str) {
    let body = format!(r#"{{"result_code":{code},"result_msg":"原因"{data}}}"#);
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let before = connector.session();
    let result = make(&*connector, call).await;
    let found = match result {
        Ok(answer) => answer.value.replace(['\n', ' '], ""),
        refused => told(refused),
    };
    assert_eq!(found, expected, "{call} {code} {data}");
    assert!(connector.session() == before, "{call} {code}");
    assert_eq!(server.received().len(), 1, "{call} {code}");
}

/// Reminding is the exception: refused, it has nobody left to remind.
fn expected(call: &str, code: u32, usual: &'static str) -> &'static str {
    if code == 3000 && call.starts_with("remind") {
        r#"{"kind":"nobody","message":"原因"}"#
    } else {
        usual
    }
}

#[tokio::test]
async fn every_code_in_every_call_comes_to_what_the_documents_say() {
    for call in CALLS {
        for (code, usual) in CODES {
            check(call, code, r#","data":{}"#, expected(call, code, usual)).await;
        }
    }
}

/// A refusal's `data` is not looked at.
#[tokio::test]
async fn a_refusal_may_come_with_any_data() {
    for data in ["", r#","data":null"#, r#","data":[]"#, r#","data":"x""#] {
        for (code, usual) in CODES {
            check("public_mission", code, data, usual).await;
        }
    }
}

#[tokio::test]
async fn a_code_may_be_text_and_a_reason_may_be_missing() {
    for (body, expected) in [
        (r#"{"result_code":"3000","result_msg":null}"#, "refused: "),
        (r#"{"result_code":"3000"}"#, "refused: "),
        (r#"{"result_code":3000,"result_msg":""}"#, "refused: "),
        (r#"{"result_code":"2000"}"#, "done"),
        (r#"{"result_code":2000,"data":null,"sys_time":""}"#, "done"),
    ] {
        let server = Server::start(move |_| json_answer(200, body)).await;
        let connector = connector(&server.url(), Some(signed_in().await));
        let result = make(&*connector, "public_mission").await;
        assert_eq!(told(result), expected, "{body}");
    }
}

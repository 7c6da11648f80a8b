//! Answers that are almost of the protocol.

use crate::faults::{Fault, fault, say};

pub fn of_the_documented_dialect() -> Vec<Fault> {
    let list = |body: &str| say(200, &[], body);
    vec![
        fault(
            "data of the wrong kind",
            list(r#"{"data":{}}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "a row that is null",
            list(r#"{"data":[null]}"#),
            "broken at data[0]: maybe",
        )
        .published("done"),
        fault(
            "a row that is an array",
            list(r#"{"data":[[]]}"#),
            "broken at data[0]: maybe",
        )
        .published("done"),
        fault(
            "a time that is none",
            list(r#"{"data":[{},{"launch_datetime":"tonight"}]}"#),
            "broken at data[1].launch_datetime: maybe",
        )
        .published("done"),
        fault(
            "a count that is none",
            list(r#"{"data":[{"mem_count":-1}]}"#),
            "broken at data[0].mem_count: maybe",
        )
        .published("done"),
        fault(
            "an id that is an object",
            list(r#"{"data":[{"task_id":{}}]}"#),
            "broken at data[0].task_id: maybe",
        )
        .published("done"),
        fault(
            "nothing but nulls",
            list(r#"{"total_pages":null,"data":null}"#),
            "done",
        ),
        fault(
            "two documents",
            list("{\"data\":null} {\"cnmsg\":\"second\"}"),
            "done",
        ),
        fault("a byte order mark", list("\u{feff}{}"), "done"),
        fault(
            "an envelope",
            list(r#"{"code":200,"enmsg":"ok","data":{}}"#),
            "broken at code: maybe",
        ),
    ]
}

pub fn of_the_enveloped_dialect() -> Vec<Fault> {
    let say = |body: &str| say(200, &[], body);
    vec![
        fault(
            "no envelope",
            say(r#"{"data":{"data":[]}}"#),
            "broken at code: maybe",
        ),
        fault("no data", say(r#"{"code":200}"#), "broken at data: maybe").published("done"),
        fault(
            "data null",
            say(r#"{"code":200,"data":null}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "data an array",
            say(r#"{"code":200,"data":[]}"#),
            "broken at data: maybe",
        )
        .published("done"),
        fault(
            "rows of the wrong kind",
            say(r#"{"code":200,"data":{"data":[7]}}"#),
            "broken at data.data[0]: maybe",
        )
        .published("done"),
        fault("code as text", say(r#"{"code":"200","data":{}}"#), "done"),
        fault(
            "code 302",
            say(r#"{"code":302,"cnmsg":"x"}"#),
            "not signed in",
        ),
        fault(
            "code 500",
            say(r#"{"code":500,"cnmsg":"服务器出错"}"#),
            "refused: 服务器出错",
        ),
        fault(
            "code 400",
            say(r#"{"code":400,"cnmsg":"人数有误"}"#),
            "refused: 人数有误",
        ),
        fault(
            "code null",
            say(r#"{"code":null,"data":{}}"#),
            "broken at code: maybe",
        ),
        fault(
            "code an object",
            say(r#"{"code":{},"data":{}}"#),
            "broken at code: maybe",
        ),
    ]
}

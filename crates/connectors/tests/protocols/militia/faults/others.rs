//! Answers of gateways, of other programs, and refusals.

use crate::faults::{Fault, fault, say};

const PAGE: &str = "<!doctype html><title>it works</title>";
const HTML: [(&str, &str); 1] = [("Content-Type", "text/html")];
const SORRY: &str = r#"{"cnmsg":"很抱歉,服务器出错了"}"#;
const LOGIN: &str = r#"{"cnmsg":"登录超时，请重新登录","url":"/user"}"#;
/// A place where nobody listens; that none goes there is tested in `redirects`.
const ELSEWHERE: [(&str, &str); 1] = [("Location", "http://127.0.0.1:9/login")];

/// Answers of something else than such a server, the same in both dialects.
pub fn of_others() -> Vec<Fault> {
    vec![
        fault(
            "200 with HTML",
            say(200, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "201 with HTML",
            say(201, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "500 with HTML",
            say(500, &HTML, PAGE),
            "wrong server: maybe",
        ),
        fault("502 with HTML", say(502, &[], PAGE), "wrong server: maybe"),
        fault("503 empty", say(503, &[], ""), "wrong server: maybe"),
        fault(
            "404 as text",
            say(404, &[], "404 page not found"),
            "wrong server: maybe",
        ),
        fault("500 as text", say(500, &[], "oops"), "broken at .: maybe"),
        fault("500 empty", say(500, &[], ""), "broken at .: maybe"),
        fault(
            "500 without a word",
            say(500, &[], "{}"),
            "broken at cnmsg: maybe",
        ),
        fault(
            "302 to elsewhere",
            say(302, &ELSEWHERE, ""),
            "wrong server: maybe",
        ),
        fault(
            "302 to elsewhere, HTML",
            say(302, &ELSEWHERE, PAGE),
            "wrong server: maybe",
        ),
        fault(
            "301 to elsewhere",
            say(301, &ELSEWHERE, LOGIN),
            "wrong server: maybe",
        ),
        fault(
            "308 to elsewhere",
            say(308, &ELSEWHERE, ""),
            "wrong server: maybe",
        ),
        fault(
            "302 with Location and JSON",
            say(302, &ELSEWHERE, LOGIN),
            "not signed in",
        ),
        fault("302 with JSON", say(302, &[], LOGIN), "not signed in"),
        fault("307 with JSON", say(307, &[], LOGIN), "not signed in"),
        fault("302 empty", say(302, &[], ""), "not signed in"),
        fault(
            "307 in an envelope",
            say(307, &[], r#"{"code":302,"cnmsg":"x"}"#),
            "not signed in",
        ),
        fault(
            "500 refused",
            say(500, &[], SORRY),
            "refused: 很抱歉,服务器出错了",
        ),
        fault(
            "403 refused",
            say(403, &[], r#"{"cnmsg":"没有权限"}"#),
            "refused: 没有权限",
        ),
        fault(
            "500 in two documents",
            say(500, &[], &format!("{SORRY}\n{{\"cnmsg\":\"second\"}}")),
            "refused: 很抱歉,服务器出错了",
        ),
        fault("200 empty", say(200, &[], ""), "broken at .: maybe"),
        fault("an array", say(200, &[], "[]"), "broken at .: maybe"),
        fault("a bare word", say(200, &[], "\"ok\""), "broken at .: maybe"),
        fault(
            "nested without end",
            say(200, &[], &"{\"data\":".repeat(100_000)),
            "broken at data: maybe",
        ),
        fault(
            "more objects than a city",
            say(
                200,
                &[],
                &format!("{{\"data\":[{}{{}}]}}", "{},".repeat(200_100)),
            ),
            "broken at .: maybe",
        ),
    ]
}

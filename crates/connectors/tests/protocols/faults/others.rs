//! What other servers answer to a client that looks for an envelope.

use super::{Fault, fault, say};

pub const PAGE: &str = "<!doctype html><title>it works</title>";
const ELSEWHERE: [(&str, &str); 1] = [("Location", "http://127.0.0.1:9/login")];
pub const SPRING: &str =
    r#"{"timestamp":1,"status":500,"error":"Internal Server Error","path":"/"}"#;

/// `no_code` is what an object means that is no envelope.
pub fn of_others(no_code: &'static str) -> Vec<Fault> {
    let wrong = "wrong server: maybe";
    let broken = "broken at .: maybe";
    vec![
        fault("200 with HTML", say(200, &[], PAGE), wrong),
        fault("500 with HTML", say(500, &[], PAGE), wrong),
        fault("502 with HTML", say(502, &[], PAGE), wrong),
        fault("404 as text", say(404, &[], "404 page not found"), wrong),
        fault("404 as JSON", say(404, &[], SPRING), wrong),
        fault("204", say(204, &[], ""), wrong),
        fault("302 to elsewhere", say(302, &ELSEWHERE, ""), wrong),
        fault("307 to elsewhere", say(307, &ELSEWHERE, SPRING), wrong),
        // The program broke down in the middle of it.
        fault("500 as JSON", say(500, &[], SPRING), no_code),
        fault("500 as text", say(500, &[], "oops"), broken),
        fault("500 empty", say(500, &[], ""), broken),
        fault("503 empty", say(503, &[], ""), broken),
        fault("200 empty", say(200, &[], ""), broken),
        fault("an array", say(200, &[], "[]"), broken),
        fault("a bare word", say(200, &[], "\"ok\""), broken),
        fault("null", say(200, &[], "null"), broken),
        fault(
            "nested without end",
            say(200, &[], &"{\"data\":".repeat(100_000)),
            "broken at data: maybe",
        ),
        fault(
            "a flood",
            say(
                200,
                &[],
                &format!("{{\"data\":[{}{{}}]}}", "{},".repeat(200_100)),
            ),
            broken,
        ),
    ]
}

//! Faults beneath the protocol.

use super::{Fault, HASTY_ANSWER, HASTY_BODY, fault, say_bytes, say_until_close, send};
use crate::server::{Step, head};

/// Faults beneath HTTP, the same in both dialects.
pub fn of_the_network() -> Vec<Fault> {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let announced = head(200, &[], 1_000);
    vec![
        fault("no answer", vec![Step::Hang], "timed out: maybe").under(HASTY_ANSWER),
        fault(
            "a head that never ends",
            vec![send(b"HTTP/1.1 200 OK\r\nX: "), Step::Drip(b"x".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_ANSWER),
        fault(
            "closed without an answer",
            vec![Step::Close],
            "cut off: maybe",
        ),
        fault(
            "reset without an answer",
            vec![Step::Reset],
            "cut off: maybe",
        ),
        fault(
            "closed within the head",
            vec![send(b"HTTP/1.1 200 OK\r\nContent-"), Step::Close],
            "cut off: maybe",
        ),
        fault(
            "no HTTP",
            vec![send(b"SSH-2.0-OpenSSH_9.2\r\n"), Step::Close],
            "wrong server: maybe",
        ),
        fault(
            "two lengths",
            vec![send(
                b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            )],
            "wrong server: maybe",
        ),
        fault(
            "no body after the head",
            vec![Step::Send(announced.clone()), Step::Hang],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "a byte now and then",
            vec![Step::Send(announced.clone()), Step::Drip(b" ".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "a body for ever",
            vec![send(chunked), Step::Drip(b"1\r\n \r\n".to_vec())],
            "timed out: maybe",
        )
        .under(HASTY_BODY),
        fault(
            "closed within the body",
            vec![
                Step::Send(announced.clone()),
                send(b"{\"total"),
                Step::Close,
            ],
            "cut off: maybe",
        ),
        fault(
            "reset within the body",
            vec![Step::Send(announced), send(b"{\"total"), Step::Reset],
            "cut off: maybe",
        ),
        fault(
            "closed within a chunk",
            vec![send(chunked), send(b"ff\r\n{\"total"), Step::Close],
            "cut off: maybe",
        ),
        fault(
            "cut JSON",
            say_until_close(br#"{"total_pages":1,"data":[{"task_id":7,"tit"#),
            "broken at data: maybe",
        ),
        fault(
            "10 MB announced",
            vec![Step::Send(head(200, &[], 10_000_000)), Step::Hang],
            "over 8 MiB: maybe",
        ),
        fault(
            "10 MB unannounced",
            say_until_close(&vec![b' '; 10_000_000]),
            "over 8 MiB: maybe",
        ),
        fault(
            "a compressed body",
            say_bytes(&[("Content-Encoding", "gzip")], &[0x1f, 0x8b, 8, 0]),
            "broken at .: maybe",
        ),
        fault(
            "text of another charset",
            say_bytes(&[], b"{\"cnmsg\":\"\xd5\xc5\xc8\xfd\"}"),
            "broken at .: maybe",
        ),
    ]
}

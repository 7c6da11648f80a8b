use super::*;
use proptest::{
    prelude::*,
    sample::Index,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};

const SHOWN: &str =
    "http://jump.weclubs.net?scene_id=202&meeting_id=1&leader_id=12&timestamp=1212340987621";

fn read(text: &str) -> Result<SignInCode, CodeRefusal> {
    SignInCode::parse(text, CODE_HOST)
}

fn refusal(text: &str) -> CodeRefusal {
    read(text).unwrap_err()
}

fn shown() -> SignInCode {
    SignInCode::mint(&1.into(), &12.into(), Time(1_212_340_987_621)).unwrap()
}

#[test]
fn the_documented_code_is_read_and_written() {
    assert_eq!(read(SHOWN), Ok(shown()));
    assert_eq!(shown().text(CODE_HOST), SHOWN);
    let code = shown();
    assert_eq!(
        (code.meeting().as_str(), code.leader().as_str()),
        ("1", "12")
    );
    assert_eq!(code.minted_at(), Time(1_212_340_987_621));
}

#[test]
fn every_name_of_the_time_and_every_order_is_read() {
    for text in [
        SHOWN.replace("timestamp", "create_date"),
        SHOWN.replace("timestamp", "crate_date"),
        SHOWN.replace("net?", "net/?"),
        format!(" {SHOWN}\r\n"),
        "http://JUMP.weclubs.net?timestamp=1212340987621&leader_id=12&scene_id=202&meeting_id=1"
            .to_owned(),
    ] {
        assert_eq!(read(&text), Ok(shown()), "{text}");
    }
}

#[test]
fn the_host_is_a_setting() {
    let text = shown().text("127.0.0.1:8080");
    assert_eq!(SignInCode::parse(&text, "127.0.0.1:8080"), Ok(shown()));
    assert_eq!(refusal(&text), CodeRefusal::Elsewhere);
    assert_eq!(
        SignInCode::parse(SHOWN, "127.0.0.1:8080"),
        Err(CodeRefusal::Elsewhere)
    );
}

#[test]
fn what_is_no_code_is_refused_with_its_reason() {
    use CodeRefusal::{Elsewhere, Malformed, Missing, NotACode, OtherScene, Twice, Unexpected};
    use CodeValue::{Leader, Meeting, MintedAt, Scene};
    let swapped = |from: &str, to: &str| {
        assert!(SHOWN.contains(from), "{from}");
        SHOWN.replacen(from, to, 1)
    };
    for (text, expected) in [
        (String::new(), NotACode),
        ("今晚八点半开会".to_owned(), NotACode),
        ("http://jump.weclubs.net".to_owned(), NotACode),
        (swapped("http:", "https:"), NotACode),
        (swapped("http:", "HTTP:"), NotACode),
        (swapped("http:", "javascript:"), NotACode),
        (swapped("http://", "http:/"), NotACode),
        (swapped("weclubs", "weclub"), Elsewhere),
        (swapped("jump", "jump.weclubs.net@evil"), Elsewhere),
        (swapped("net?", "net.evil?"), Elsewhere),
        (swapped("net?", "net:80?"), Elsewhere),
        (swapped("net?", "net/x?"), Elsewhere),
        (swapped("net?", "net//?"), Elsewhere),
        (swapped("net?", "net#?"), Elsewhere),
        (swapped("jump", ""), Elsewhere),
        (swapped("202", "101"), OtherScene),
        (swapped("202", "0202"), OtherScene),
        (swapped("202", ""), OtherScene),
        (swapped("scene_id=202&", ""), Missing { value: Scene }),
        (swapped("&meeting_id=1", ""), Missing { value: Meeting }),
        (swapped("&leader_id=12", ""), Missing { value: Leader }),
        (
            swapped("&timestamp=1212340987621", ""),
            Missing { value: MintedAt },
        ),
        (format!("{SHOWN}&meeting_id=1"), Twice { value: Meeting }),
        // Two names of one value.
        (
            format!("{SHOWN}&create_date=1212340987621"),
            Twice { value: MintedAt },
        ),
        (
            swapped("meeting_id=1", "meeting_id="),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=0"),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=01"),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=-1"),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=１"),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=1%20"),
            Malformed { value: Meeting },
        ),
        (
            swapped("meeting_id=1", "meeting_id=9223372036854775808"),
            Malformed { value: Meeting },
        ),
        (
            swapped("leader_id=12", "leader_id=1 2"),
            Malformed { value: Leader },
        ),
        (
            swapped("leader_id=12", "leader_id=x"),
            Malformed { value: Leader },
        ),
        (swapped("7621", "762"), Malformed { value: MintedAt }),
        (swapped("7621", "76210"), Malformed { value: MintedAt }),
        (swapped("7621", "762#"), Malformed { value: MintedAt }),
        (format!("{SHOWN}#x"), Malformed { value: MintedAt }),
        (format!("{SHOWN}&"), Unexpected),
        (format!("{SHOWN}&x=1"), Unexpected),
        (format!("{SHOWN}&x"), Unexpected),
        (swapped("scene_id", "SCENE_ID"), Unexpected),
        (swapped("&meeting", "&amp;meeting"), Unexpected),
        (swapped("net?", "net??"), Unexpected),
    ] {
        assert_eq!(refusal(&text), expected, "{text}");
    }
    let long = format!("{SHOWN}{}", " ".repeat(4096));
    let length = u32::try_from(long.len()).unwrap();
    assert_eq!(refusal(&long), CodeRefusal::TooLong { length });
}

#[test]
fn nothing_is_minted_that_would_not_be_read() {
    let mint = |meeting: &str, leader: &str, ms| {
        SignInCode::mint(&meeting.into(), &leader.into(), Time(ms))
    };
    for (meeting, leader, ms) in [
        ("", "12", 1_212_340_987_621),
        ("m-7", "12", 1_212_340_987_621),
        ("1", "0", 1_212_340_987_621),
        ("1", "12", 0),
        ("1", "12", -1_212_340_987_621),
        ("1", "12", 10_000_000_000_000),
    ] {
        assert_eq!(mint(meeting, leader, ms), None);
    }
}

/// What a code is, said another way: a fixed beginning, and four pieces that
/// are one of each, whatever their order.
fn is_code(text: &str) -> bool {
    let text = text.trim().to_owned();
    let Some(rest) = text.strip_prefix("http://") else {
        return false;
    };
    let host = rest.get(..CODE_HOST.len()).unwrap_or_default();
    if host.to_ascii_lowercase() != CODE_HOST {
        return false;
    }
    let rest = &rest[CODE_HOST.len()..];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix('?') else {
        return false;
    };
    let number = |piece: &str, names: &[&str], most: usize| {
        names.iter().any(|name| {
            piece.strip_prefix(name).is_some_and(|digits| {
                let whole: String = digits.chars().filter(char::is_ascii_digit).collect();
                whole == digits
                    && !digits.is_empty()
                    && !digits.starts_with('0')
                    && digits.len() <= most
            })
        })
    };
    let pieces: Vec<&str> = rest.split('&').collect();
    let count = |is: &dyn Fn(&str) -> bool| pieces.iter().filter(|piece| is(piece)).count();
    pieces.len() == 4
        && count(&|piece| piece == "scene_id=202") == 1
        && count(&|piece| number(piece, &["meeting_id="], 19)) == 1
        && count(&|piece| number(piece, &["leader_id="], 19)) == 1
        && count(&|piece| {
            number(piece, &["timestamp=", "create_date=", "crate_date="], 13)
                && piece
                    .split('=')
                    .nth(1)
                    .is_some_and(|digits| digits.len() == 13)
        }) == 1
}

fn mutated() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "",
        "&",
        "=",
        "?",
        "/",
        "#",
        "%20",
        " ",
        "\n",
        "0",
        "7",
        "202",
        "101",
        "x",
        "１",
        "&amp;",
        "scene_id=202",
        "meeting_id=3",
        "leader_id=4",
        "timestamp=1212340987621",
        "create_date=1212340987622",
        "http://",
        "https://",
        "jump.weclubs.net",
        "evil.example",
        "@",
        ":80",
        "\u{0}",
        "\u{202e}",
        "张三",
    ]);
    let change = (any::<Index>(), 0_usize..4, piece);
    prop::collection::vec(change, 1..3).prop_map(|changes| {
        let mut text: Vec<char> = SHOWN.chars().collect();
        for (at, cut, piece) in changes {
            let start = at.index(text.len() + 1);
            let end = (start + cut).min(text.len());
            text.splice(start..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

/// Of 10 000 mutated texts exactly those that are codes are read as codes, and
/// there are some of both kinds among them.
#[test]
fn nothing_but_a_code_is_read_of_10_000_mutated_texts() {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(202),
        ..Config::default()
    });
    let strategy = mutated();
    let (mut codes, mut others) = (0, 0);
    for _ in 0..10_000 {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        match read(&text) {
            Ok(code) => {
                codes += 1;
                assert!(is_code(&text), "{text:?} was read as {code:?}");
                assert_eq!(read(&code.text(CODE_HOST)), Ok(code));
            }
            Err(_) => {
                others += 1;
                assert!(!is_code(&text), "{text:?} was refused");
            }
        }
    }
    println!("of 10 000 mutated texts {codes} are codes still, {others} are refused");
    assert!(codes > 50 && others > 5_000, "{codes} {others}");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,600}") {
        let _ = read(&text);
    }

    #[test]
    fn what_is_minted_is_read(
        meeting in 1..i64::MAX,
        leader in 1..i64::MAX,
        ms in 1_000_000_000_000..10_000_000_000_000_i64,
    ) {
        let code = SignInCode::mint(&meeting.into(), &leader.into(), Time(ms)).unwrap();
        prop_assert_eq!(read(&code.text(CODE_HOST)), Ok(code));
    }
}

use super::*;
use crate::weclubs::wire::ask;
use muster_domain::{connection::SigningSecret, time::Time};
use proptest::prelude::*;

/// The tokens in the documents' examples.
const TOKEN: &str = "MTg4NDY4ZjQ1YzUxYmVhMGZlOWFlNDg1MTZmOWE0NDJfZGF0ZT0xNDkyNDEzMjUyMjk5";
const TOKEN_OF_4: &str = "MTg4NDY4ZjQ1YzUxYmVhMGZlOWFlNDg1MTZmOWE0NDJfZGF0ZT0xNDkwNjIwNzMxNDYy";

fn signer(signature: SignatureScheme) -> Signer {
    Signer::new(&WeclubsSettings {
        signature,
        ..WeclubsSettings::default()
    })
}

fn sign(data: &Data) -> String {
    signer(SignatureScheme::Md5OfSha1).sign(data)
}

fn of_account(data: Data) -> Data {
    data.after(ask::account("1", TOKEN))
}

#[test]
fn the_sign_of_11_1_is_reproduced() {
    let data = of_account(Data::new().id("sponsor_id", "1"));
    assert_eq!(sign(&data), "609352d0cb2002de587336dc249b15a9");
}

#[test]
fn the_sign_of_11_2_is_reproduced_with_its_nested_child() {
    let mission = ask::publish_mission(
        "LOL俱乐部 | 内部篮球赛任务分配",
        Time(1_492_677_392_048),
        "1",
        "31",
    );
    let parts = vec![
        ask::part("场内秩序维持和后勤工作", "1,2,4"),
        ask::part("摄像负责", "38,23"),
    ];
    let data = of_account(ask::parts(mission, parts));
    assert_eq!(sign(&data), "c763ce7bcccc3f15ec7e2a8e3445d5d0");
}

#[test]
fn the_sign_of_11_3_is_reproduced() {
    let data = of_account(ask::mission("26"));
    assert_eq!(sign(&data), "e20beb5de215cce2fcc2b688828c1a6d");
}

#[test]
fn the_sign_of_4_1_is_reproduced_under_the_older_scheme() {
    let data = ask::meeting("4").after(ask::account("1", TOKEN_OF_4));
    let sign = signer(SignatureScheme::Sha1).sign(&data);
    assert_eq!(sign, "1ecaf90dc7aabddeba82523f733066dde04705e1");
}

#[test]
fn a_number_and_its_digits_sign_alike() {
    let number = Data::new().number("mission_id", 26);
    let text = Data::new().text("mission_id", "26");
    assert_eq!(sign(&number), sign(&text));
}

#[test]
fn the_order_in_which_values_are_sent_does_not_matter_and_every_value_does() {
    let data = |a, b| Data::new().text("content", a).text("address", b);
    let other_way = Data::new().text("address", "b").text("content", "a");
    assert_eq!(sign(&data("a", "b")), sign(&other_way));
    assert_ne!(sign(&data("a", "b")), sign(&data("a", "c")));
}

#[test]
fn the_secret_is_a_setting_that_is_never_printed() {
    let own = Signer::new(&WeclubsSettings {
        secret: Some(SigningSecret("hush".into())),
        ..WeclubsSettings::default()
    });
    let data = Data::new().id("sponsor_id", "1");
    assert_ne!(own.sign(&data), sign(&data));
    assert!(!format!("{own:?}").contains("hush"));
}

#[test]
fn a_password_is_sent_as_its_md5() {
    assert_eq!(md5_hex("123456"), "e10adc3949ba59abbe56e057f20f883e");
}

/// The signature, written once more from the JSON that is sent, as a server
/// sees it: nothing of [`Data`] is used.
fn sign_of_json(json: &str, secret: &str, scheme: SignatureScheme) -> String {
    let mut entries = top_level_entries(json);
    entries.sort();
    let text = format!("{secret}{}{secret}", entries.concat());
    let sha1: String = Sha1::digest(text)
        .iter()
        .map(|byte| format!("{:X}{:X}", byte >> 4, byte & 15))
        .collect();
    match scheme {
        SignatureScheme::Sha1 => sha1.to_lowercase(),
        SignatureScheme::Md5OfSha1 => {
            let md5 = Md5::digest(sha1);
            format!("{:032x}", u128::from_be_bytes(md5.into()))
        }
    }
}

/// Of `{"b":1,"a":[{"x":"y"}]}` the texts `b1` and `a[{x=y}]`: names and values
/// as Java writes them.
fn top_level_entries(json: &str) -> Vec<String> {
    let mut characters = json.chars().peekable();
    let (mut depth, mut entries, mut entry) = (0, Vec::new(), String::new());
    while let Some(character) = characters.next() {
        match character {
            '"' => entry.push_str(&string(&mut characters)),
            '{' | '[' => {
                depth += 1;
                if depth > 1 {
                    entry.push(character);
                }
            }
            '}' | ']' => {
                depth -= 1;
                if depth > 0 {
                    entry.push(character);
                }
            }
            ':' if depth > 1 => entry.push('='),
            ',' if depth > 1 => entry.push_str(", "),
            ':' => {}
            ',' => entries.push(std::mem::take(&mut entry)),
            digit => entry.push(digit),
        }
    }
    entries.push(entry);
    entries
}

/// The rest of a JSON string, unescaped.
fn string(characters: &mut impl Iterator<Item = char>) -> String {
    let mut literal = String::from("\"");
    while let Some(character) = characters.next() {
        literal.push(character);
        match character {
            '\\' => literal.extend(characters.next()),
            '"' => break,
            _ => {}
        }
    }
    serde_json::from_str(&literal).unwrap()
}

/// Names of which none begins another, so that entries sort as their names do.
const NAMES: [&str; 8] = [
    "content",
    "club_id",
    "deadline",
    "leader",
    "page_no",
    "participation",
    "size",
    "token",
];

#[derive(Clone, Debug)]
enum Sample {
    Number(i64),
    Text(String),
    Objects(Vec<Vec<(&'static str, Sample)>>),
}

fn scalar() -> impl Strategy<Value = Sample> {
    prop_oneof![
        any::<i64>().prop_map(Sample::Number),
        any::<String>().prop_map(Sample::Text),
        "[ ,={}\\[\\]\"\\\\0-9,]{0,12}".prop_map(Sample::Text),
    ]
}

fn object(
    value: impl Strategy<Value = Sample> + Clone + 'static,
) -> impl Strategy<Value = Vec<(&'static str, Sample)>> {
    let names = prop::sample::subsequence(NAMES.to_vec(), 0..=NAMES.len()).prop_shuffle();
    names.prop_flat_map(move |names| {
        let values = prop::collection::vec(value.clone(), names.len());
        (Just(names), values).prop_map(|(names, values)| names.into_iter().zip(values).collect())
    })
}

fn samples() -> impl Strategy<Value = Vec<(&'static str, Sample)>> {
    let value = scalar().boxed().prop_recursive(3, 24, 4, |inner| {
        prop::collection::vec(object(inner), 0..4).prop_map(Sample::Objects)
    });
    object(value)
}

fn data(samples: Vec<(&'static str, Sample)>) -> Data {
    let add = |data: Data, (name, sample)| match sample {
        Sample::Number(number) => data.number(name, number),
        Sample::Text(text) => data.text(name, &text),
        Sample::Objects(objects) => {
            data.objects(name, objects.into_iter().map(self::data).collect())
        }
    };
    samples.into_iter().fold(Data::new(), add)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_signer_agrees_with_one_written_from_the_json(samples in samples(), older: bool) {
        let scheme = if older { SignatureScheme::Sha1 } else { SignatureScheme::Md5OfSha1 };
        let data = data(samples);
        let json = serde_json::to_string(&data).unwrap();
        prop_assert_eq!(
            signer(scheme).sign(&data),
            sign_of_json(&json, DOCUMENTED_SECRET, scheme),
            "{}", json
        );
    }
}

/// The other signer is right about the documents too, and a signer with another
/// idea of a nested value would be found out.
#[test]
fn the_other_signer_is_no_friend_of_ours() {
    let json = format!(
        r#"{{"user_id":1,"token":"{TOKEN}","content":"LOL俱乐部 | 内部篮球赛任务分配","deadline":1492677392048,"sponsor_id":1,"club_id":31,"child":[{{"content":"场内秩序维持和后勤工作","participation":"1,2,4"}},{{"content":"摄像负责","participation":"38,23"}}]}}"#
    );
    let sign = |json: &str| sign_of_json(json, DOCUMENTED_SECRET, SignatureScheme::Md5OfSha1);
    assert_eq!(sign(&json), "c763ce7bcccc3f15ec7e2a8e3445d5d0");
    let swapped = json.replace(
        r#""content":"摄像负责","participation":"38,23""#,
        r#""participation":"38,23","content":"摄像负责""#,
    );
    assert_ne!(sign(&swapped), sign(&json));
}

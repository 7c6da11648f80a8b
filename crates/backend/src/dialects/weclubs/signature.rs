//! The signature over `data`: its keys in ascending order, each followed by
//! its value, between two times the secret; SHA-1 of that as upper-case
//! digits; MD5 of those. Older servers stop at the SHA-1, in lower case.

use std::str::FromStr;

use md5::Md5;
use sha1::{Digest, Sha1};

use super::value::Fields;

/// MD5 of `pukongjie`, as every server of this kind has it.
const SECRET: &str = "8924d49e61e1dc9e1618d3bae21ea493";

/// Which signatures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignCheck {
    /// The newer one, in lower case, and no other.
    #[default]
    Strict,
    /// The older one too, in either case, as clients of older servers send.
    Lenient,
}

impl FromStr for SignCheck {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "strict" => Ok(Self::Strict),
            "lenient" => Ok(Self::Lenient),
            _ => Err("expected strict or lenient".to_owned()),
        }
    }
}

impl SignCheck {
    /// Whether `sign` is taken as the signature over `data`.
    pub fn accepts(self, data: &Fields, sign: &str) -> bool {
        let sha1 = Sha1::digest(signed_text(data).as_bytes());
        let newer = hex(&Md5::digest(hex(&sha1).to_ascii_uppercase().as_bytes()));
        match self {
            Self::Strict => sign == newer,
            Self::Lenient => {
                let sign = sign.to_ascii_lowercase();
                sign == newer || sign == hex(&sha1)
            }
        }
    }
}

fn signed_text(data: &Fields) -> String {
    let mut fields: Vec<_> = data.iter().collect();
    fields.sort_by_key(|(key, _)| *key);
    let fields: String = fields
        .into_iter()
        .map(|(key, value)| format!("{key}{value}"))
        .collect();
    format!("{SECRET}{fields}{SECRET}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::value::Value;
    use super::*;

    const TOKEN: &str = "MTg4NDY4ZjQ1YzUxYmVhMGZlOWFlNDg1MTZmOWE0NDJfZGF0ZT0xNDkyNDEzMjUyMjk5";

    fn data(json: &str) -> Fields {
        match serde_json::from_str(json).unwrap() {
            Value::Object(fields) => fields,
            other => panic!("{other:?}"),
        }
    }

    /// The examples of document 000 whose signs belong to their data.
    fn examples() -> [(Fields, &'static str); 3] {
        let list = format!(r#"{{"user_id":1,"token":"{TOKEN}","sponsor_id":1}}"#);
        let publish = format!(
            r#"{{"user_id":1,"token":"{TOKEN}","content":"LOL俱乐部 | 内部篮球赛任务分配",
             "deadline":1492677392048,"sponsor_id":1,"club_id":31,"child":[
             {{"content":"场内秩序维持和后勤工作","participation":"1,2,4"}},
             {{"content":"摄像负责","participation":"38,23"}}]}}"#
        );
        let detail = format!(r#"{{"user_id":1,"token":"{TOKEN}","mission_id":"26"}}"#);
        [
            (data(&list), "609352d0cb2002de587336dc249b15a9"),
            (data(&publish), "c763ce7bcccc3f15ec7e2a8e3445d5d0"),
            (data(&detail), "e20beb5de215cce2fcc2b688828c1a6d"),
        ]
    }

    /// 4.1, which shows the older scheme.
    fn older() -> (Fields, &'static str) {
        let data = data(
            r#"{"user_id":"1","meeting_id":"4","token":
             "MTg4NDY4ZjQ1YzUxYmVhMGZlOWFlNDg1MTZmOWE0NDJfZGF0ZT0xNDkwNjIwNzMxNDYy"}"#,
        );
        (data, "1ecaf90dc7aabddeba82523f733066dde04705e1")
    }

    #[test]
    fn the_documents_own_signs_are_accepted() {
        for (data, sign) in examples() {
            assert!(SignCheck::Strict.accepts(&data, sign), "{sign}");
            assert!(SignCheck::Lenient.accepts(&data, &sign.to_uppercase()));
        }
        let (data, sign) = older();
        assert!(SignCheck::Lenient.accepts(&data, sign));
    }

    #[test]
    fn strict_takes_neither_the_older_scheme_nor_upper_case() {
        let (data, sign) = older();
        assert!(!SignCheck::Strict.accepts(&data, sign));
        let [(data, sign), ..] = examples();
        assert!(!SignCheck::Strict.accepts(&data, &sign.to_uppercase()));
    }

    #[test]
    fn anything_changed_needs_another_sign() {
        let [(_, sign), ..] = examples();
        for changed in [
            format!(r#"{{"user_id":1,"token":"{TOKEN}","sponsor_id":2}}"#),
            format!(r#"{{"user_id":1,"token":"{TOKEN}","sponsor_id":1,"page_no":1}}"#),
            format!(r#"{{"user_id":1,"token":"{TOKEN}"}}"#),
        ] {
            for check in [SignCheck::Strict, SignCheck::Lenient] {
                assert!(!check.accepts(&data(&changed), sign), "{changed}");
            }
        }
        assert!(!SignCheck::Lenient.accepts(&Fields::default(), ""));
    }
}

//! The envelope of a request and the parameters in it. Ids and numbers come
//! as numbers or as text, which are signed alike.

use jiff::Timestamp;
use serde::Deserialize;

use super::denied::{Denied, Kind, Result};
use super::value::{Fields, Value};
use crate::service::clubs;
use crate::store::{NewPart, PageAt, Work};

/// The callers whom this server has given out.
const CALLERS: [&str; 3] = ["chrome_test", "weclubs_android", "ios_test"];
/// Rows of a page unless the request says otherwise.
const PAGE_SIZE: i64 = 10;
/// Thirteen digits.
const MILLIS: std::ops::RangeInclusive<i128> = 1_000_000_000_000..=9_999_999_999_999;

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    client: Client,
    #[serde(default)]
    sign: String,
    data: Option<Value>,
}

#[derive(Deserialize, Default)]
struct Client {
    #[serde(default)]
    caller: String,
}

/// A request that is what it says it is: of a known caller, and its data as
/// it was signed.
#[derive(Debug)]
pub struct Asked {
    pub caller: String,
    pub params: Params,
}

/// `data`, by its keys.
#[derive(Debug)]
pub struct Params(Fields);

impl Asked {
    /// `signed` says whether the sign belongs to the data.
    pub fn read(body: &[u8], signed: impl FnOnce(&Fields, &str) -> bool) -> Result<Self> {
        let body: Body =
            serde_json::from_slice(body).map_err(|error| Denied::Unreadable(error.to_string()))?;
        if !CALLERS.contains(&body.client.caller.as_str()) {
            return Err(Denied::Caller);
        }
        let data = match body.data {
            Some(Value::Object(fields)) => fields,
            Some(Value::Null) | None => Fields::default(),
            Some(_) => return Err(Denied::Wrong("data", Kind::Objects)),
        };
        if !signed(&data, &body.sign) {
            return Err(Denied::Sign);
        }
        if data.is_empty() {
            return Err(Denied::Empty);
        }
        Ok(Self {
            caller: body.client.caller,
            params: Params(data),
        })
    }
}

impl Params {
    fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|value| **value != Value::Null)
    }

    /// Who asks, and their token.
    pub fn identity(&self) -> Result<(i64, &str)> {
        let user = self.get("user_id").ok_or(Denied::NoUser)?;
        let token = match self.get("token") {
            Some(Value::Text(token)) if !token.is_empty() => token,
            _ => return Err(Denied::NoToken),
        };
        Ok((number("user_id", user)?, token))
    }

    pub fn id(&self, key: &'static str) -> Result<i64> {
        number(key, self.get(key).ok_or(Denied::Missing(key))?)
    }

    /// `None` where it was not sent.
    pub fn optional_number(&self, key: &'static str) -> Result<Option<i64>> {
        self.get(key).map(|value| number(key, value)).transpose()
    }

    /// `None` where it was not sent.
    pub fn text(&self, key: &'static str) -> Result<Option<&str>> {
        match self.get(key) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(Denied::Wrong(key, Kind::Text)),
            None => Ok(None),
        }
    }

    pub fn required_text(&self, key: &'static str) -> Result<&str> {
        self.text(key)?.ok_or(Denied::Missing(key))
    }

    pub fn flag(&self, key: &'static str) -> Result<Option<bool>> {
        match self.get(key).map(integer) {
            None => Ok(None),
            Some(Some(0)) => Ok(Some(false)),
            Some(Some(1)) => Ok(Some(true)),
            Some(_) => Err(Denied::Wrong(key, Kind::Flag)),
        }
    }

    pub fn millis(&self, key: &'static str) -> Result<Option<Timestamp>> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let wrong = Denied::Wrong(key, Kind::Millis);
        let Some(millis) = integer(value).filter(|millis| MILLIS.contains(millis)) else {
            return Err(wrong);
        };
        // 13 digits end in the year 2286.
        let millis = i64::try_from(millis).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(millis)
            .map(Some)
            .map_err(|_| wrong)
    }

    pub fn required_millis(&self, key: &'static str) -> Result<Timestamp> {
        self.millis(key)?.ok_or(Denied::Missing(key))
    }

    /// Digits joined by commas; a number alone is one id.
    pub fn ids(&self, key: &'static str) -> Result<Option<Vec<i64>>> {
        self.get(key).map(|value| ids(key, value)).transpose()
    }

    /// Page number, from 1, and size; a size of 0 is everything.
    pub fn page(&self) -> Result<PageAt> {
        let size = match self.optional_number("page_size")? {
            None => self.optional_number("size")?,
            size => size,
        };
        let number = self.optional_number("page_no")?.unwrap_or(1);
        clubs::page(size.unwrap_or(PAGE_SIZE), number)
            .map_err(|_| Denied::Wrong("page_no/size", Kind::Page))
    }

    /// Who is given what: the parts where there are any, else everybody the
    /// whole.
    pub fn work(&self) -> Result<Work> {
        match self.get("child") {
            Some(Value::List(parts)) if !parts.is_empty() => {
                let parts = parts.iter().map(part).collect::<Result<_>>()?;
                Ok(Work::Parts(parts))
            }
            Some(Value::List(_)) | None => {
                let people = self
                    .ids("participation")?
                    .ok_or(Denied::Missing("participation"))?;
                Ok(Work::Whole(people))
            }
            Some(_) => Err(Denied::Wrong("child", Kind::Objects)),
        }
    }
}

fn part(value: &Value) -> Result<NewPart> {
    let Value::Object(fields) = value else {
        return Err(Denied::Wrong("child", Kind::Objects));
    };
    let field = |key: &'static str| fields.get(key).ok_or(Denied::Missing(key));
    let Value::Text(content) = field("content")? else {
        return Err(Denied::Wrong("content", Kind::Text));
    };
    Ok(NewPart {
        content: content.clone(),
        people: ids("participation", field("participation")?)?,
    })
}

fn ids(key: &'static str, value: &Value) -> Result<Vec<i64>> {
    let wrong = || Denied::Wrong(key, Kind::Ids);
    match value {
        Value::Text(text) if text.is_empty() => Ok(Vec::new()),
        Value::Text(text) => text
            .split(',')
            .map(|id| {
                let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
                id.parse().ok().filter(|_| digits).ok_or_else(wrong)
            })
            .collect(),
        Value::Integer(_) => Ok(vec![number(key, value)?]),
        _ => Err(wrong()),
    }
}

fn number(key: &'static str, value: &Value) -> Result<i64> {
    integer(value)
        .and_then(|number| i64::try_from(number).ok())
        .ok_or(Denied::Wrong(key, Kind::Number))
}

fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

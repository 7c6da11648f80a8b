//! The parameters of a request. They come in the query, as a form or as JSON;
//! what is nested is `search[date]` in the first two and an object in JSON.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::denied::{Denied, Kind, Result};
use crate::service::moments;
use crate::store::PageAt;

const DATE_FORMAT: &str = "%Y-%m-%d";

/// By their keys, with dots between what is nested. What is null or empty was
/// not sent.
#[derive(Debug, Default)]
pub struct Params(BTreeMap<String, String>);

impl Params {
    /// The body wins over the query.
    pub fn read(query: &str, body: &[u8]) -> Result<Self> {
        let mut params = Self::default();
        params.read_form(query.as_bytes())?;
        if body.trim_ascii_start().starts_with(b"{") {
            let value: Value = serde_json::from_slice(body)
                .map_err(|error| Denied::Unreadable(error.to_string()))?;
            params.read_json("", &value);
        } else {
            params.read_form(body)?;
        }
        Ok(params)
    }

    fn read_form(&mut self, form: &[u8]) -> Result<()> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(form)
            .map_err(|error| Denied::Unreadable(error.to_string()))?;
        for (key, value) in pairs {
            self.set(key.replace('[', ".").replace(']', ""), value);
        }
        Ok(())
    }

    /// Lists are no parameters of any call: PHP writes an empty object as one.
    fn read_json(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let path = match path {
                        "" => key.clone(),
                        _ => format!("{path}.{key}"),
                    };
                    self.read_json(&path, value);
                }
            }
            Value::String(text) => self.set(path.to_owned(), text.clone()),
            Value::Number(number) => self.set(path.to_owned(), number.to_string()),
            Value::Bool(flag) => self.set(path.to_owned(), u8::from(*flag).to_string()),
            Value::Null | Value::Array(_) => {}
        }
    }

    fn set(&mut self, key: String, value: String) {
        self.0.insert(key, value);
    }

    /// `None` where it was not sent.
    pub fn text(&self, key: &'static str) -> Option<&str> {
        let text = self.0.get(key)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// As it was sent, blanks and all.
    pub fn secret(&self, key: &'static str) -> Result<&str> {
        let secret = self.0.get(key).filter(|secret| !secret.is_empty());
        secret.map(String::as_str).ok_or(Denied::Missing(key))
    }

    pub fn required_text(&self, key: &'static str) -> Result<&str> {
        self.text(key).ok_or(Denied::Missing(key))
    }

    pub fn id(&self, key: &'static str) -> Result<i64> {
        self.required_text(key)?
            .parse()
            .map_err(|_| Denied::Wrong(key, Kind::Number))
    }

    pub fn date(&self, key: &'static str) -> Result<Option<Date>> {
        let date = self.text(key).map(|text| Date::strptime(DATE_FORMAT, text));
        date.transpose().map_err(|_| Denied::Wrong(key, Kind::Date))
    }

    pub fn flag(&self, key: &'static str) -> Result<Option<bool>> {
        match self.text(key) {
            None => Ok(None),
            Some("0") => Ok(Some(false)),
            Some("1") => Ok(Some(true)),
            Some(_) => Err(Denied::Wrong(key, Kind::Flag)),
        }
    }

    /// What is no number is the first page, as Laravel has it.
    pub fn page(&self) -> PageAt {
        let number = self.text("page").and_then(|text| text.parse().ok());
        moments::page(number.unwrap_or(1))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(query: &str, body: &str) -> Params {
        Params::read(query, body.as_bytes()).unwrap()
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        for (query, body) in [
            ("", "task_id=7&search%5Bdate%5D=2024-05-23&page=2"),
            ("", "task_id=7&search[date]=2024-05-23&page=2"),
            ("page=2", "task_id=7&search[date]=2024-05-23"),
            (
                "",
                r#"{"task_id":7,"search":{"date":"2024-05-23"},"page":2}"#,
            ),
            (
                "page=9",
                r#" {"task_id":"7","search":{"date":"2024-05-23"},"page":"2"}"#,
            ),
        ] {
            let params = read(query, body);
            assert_eq!(params.id("task_id").unwrap(), 7, "{body}");
            assert_eq!(params.date("search.date").unwrap(), Some(date(2024, 5, 23)));
            assert_eq!(params.page().number, 2, "{body}");
        }
    }

    #[test]
    fn what_is_empty_or_null_was_not_sent() {
        for body in [
            "",
            "{}",
            "task_id=&search[date]=&search[status]=",
            r#"{"task_id":null,"search":[]}"#,
            r#"{"task_id":"","search":{"date":null,"status":""}}"#,
        ] {
            let params = read("", body);
            assert!(matches!(
                params.id("task_id"),
                Err(Denied::Missing("task_id"))
            ));
            assert!(params.date("search.date").unwrap().is_none());
            assert!(params.flag("search.status").unwrap().is_none());
            assert_eq!(params.page().number, 1);
        }
    }

    #[test]
    fn what_is_no_number_date_or_flag_is_named() {
        let params = read(
            "",
            "task_id=x&search[date]=23.05.2024&search[status]=2&page=x",
        );
        let wrong =
            |kind| move |denied: &Denied| matches!(denied, Denied::Wrong(_, k) if *k == kind);
        assert!(params.id("task_id").is_err_and(|e| wrong(Kind::Number)(&e)));
        assert!(
            params
                .date("search.date")
                .is_err_and(|e| wrong(Kind::Date)(&e))
        );
        assert!(
            params
                .flag("search.status")
                .is_err_and(|e| wrong(Kind::Flag)(&e))
        );
        assert_eq!(params.page().number, 1);
        assert!(Params::read("", b"{\"task_id\":").is_err());
    }

    #[test]
    fn a_password_keeps_its_blanks() {
        let params = read("", "mobile=+10060000000+&password=+a+");
        assert_eq!(params.required_text("mobile").unwrap(), "10060000000");
        assert_eq!(params.secret("password").unwrap(), " a ");
        assert!(params.secret("pin").is_err());
    }
}

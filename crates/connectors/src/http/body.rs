//! Reading an answer's body: capped, and as text of its charset.

use super::{failure, header_text};
use crate::error::{Error, Result};
use encoding_rs::{Encoding, UTF_8};
use reqwest::{
    Response,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};
use std::borrow::Cow;

/// A body, as far as its kind shows without knowing the protocol.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Empty,
    /// A web page: not of any protocol here.
    Html,
    Text(String),
}

impl Body {
    /// Reads bytes under a content type, which is in lower case.
    ///
    /// # Errors
    /// `BrokenAnswer` for text that is not of its charset.
    pub(crate) fn of(bytes: impl Into<Vec<u8>>, content_type: &str) -> Result<Self> {
        let mut bytes = bytes.into();
        let (encoding, start) = Encoding::for_bom(&bytes)
            .unwrap_or_else(|| (declared(content_type).unwrap_or(UTF_8), 0));
        bytes.drain(..start);
        let first = bytes
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
        match first {
            None => Ok(Self::Empty),
            Some(b'<') => Ok(Self::Html),
            Some(_) if content_type.starts_with("text/html") && !looks_like_json(first) => {
                Ok(Self::Html)
            }
            Some(_) => to_text(bytes, encoding)
                .map(Self::Text)
                .ok_or_else(|| broken("the text is not of its charset")),
        }
    }
}

/// What is UTF-8 already is not copied: it may be a city's tree.
fn to_text(bytes: Vec<u8>, encoding: &'static Encoding) -> Option<String> {
    if encoding == UTF_8 {
        return String::from_utf8(bytes).ok();
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(&bytes)
        .map(Cow::into_owned)
}

/// Reads the whole body, at most `cap_mib` MiB of it.
pub(super) async fn read(response: Response, cap_mib: u32) -> Result<Body> {
    let content_type = header_text(response.headers(), &CONTENT_TYPE)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_identity = header_text(response.headers(), &CONTENT_ENCODING)
        .is_none_or(|coding| matches!(coding.trim(), "" | "identity"));
    let bytes = collect(response, cap_mib).await?;
    if !is_identity {
        return Err(broken("compressed, though that was not asked for"));
    }
    Body::of(bytes, &content_type)
}

async fn collect(mut response: Response, cap_mib: u32) -> Result<Vec<u8>> {
    let cap = usize::try_from(u64::from(cap_mib) << 20).unwrap_or(usize::MAX);
    let announced = response.content_length().unwrap_or(0);
    if announced > u64::from(cap_mib) << 20 {
        return Err(Error::TooLarge { cap_mib });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
    while let Some(chunk) = response.chunk().await.map_err(|e| failure::of(&e))? {
        if bytes.len() + chunk.len() > cap {
            return Err(Error::TooLarge { cap_mib });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Real servers send JSON under any content type.
fn looks_like_json(first: Option<&u8>) -> bool {
    matches!(first, Some(b'{' | b'['))
}

fn declared(content_type: &str) -> Option<&'static Encoding> {
    let (_, after) = content_type.split_once("charset=")?;
    let label = after.split(';').next()?.trim().trim_matches('"');
    Encoding::for_label(label.as_bytes())
}

fn broken(reason: &str) -> Error {
    Error::BrokenAnswer {
        path: ".".to_owned(),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], content_type: &str) -> Option<String> {
        match Body::of(bytes, content_type) {
            Ok(Body::Text(text)) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn a_charset_and_a_byte_order_mark_are_honoured() {
        let gbk = b"{\"name\":\"\xd5\xc5\xc8\xfd\"}";
        let expected = Some("{\"name\":\"张三\"}".to_owned());
        assert_eq!(text(gbk, "application/json; charset=gbk"), expected);
        assert_eq!(
            text(gbk, "application/json;charset=\"gb2312\"; q=1"),
            expected
        );
        let utf8 = "\u{feff}{\"name\":\"张三\"}".as_bytes();
        assert_eq!(text(utf8, "application/json"), expected);
        assert_eq!(text(utf8, "application/json; charset=gbk"), expected);
        let utf16: Vec<u8> = "\u{feff}{\"name\":\"张三\"}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&utf16, "application/json"), expected);
    }

    #[test]
    fn text_that_is_not_of_its_charset_is_a_broken_answer() {
        let gbk = b"{\"name\":\"\xd5\xc5\xc8\xfd\"}";
        for content_type in ["", "application/json", "application/json; charset=utf-8"] {
            assert!(matches!(
                Body::of(gbk, content_type),
                Err(Error::BrokenAnswer { .. })
            ));
        }
    }

    #[test]
    fn a_web_page_is_seen_by_its_first_byte_or_its_type() {
        for (bytes, content_type) in [
            ("<!doctype html>", "application/json"),
            ("\n <html>", ""),
            ("404 page not found", "text/html; charset=utf-8"),
        ] {
            assert_eq!(
                Body::of(bytes.as_bytes(), content_type).unwrap(),
                Body::Html,
                "{bytes}"
            );
        }
        assert_eq!(text(b"{}", "text/html").as_deref(), Some("{}"));
        assert_eq!(Body::of(b" \r\n", "text/html").unwrap(), Body::Empty);
    }
}

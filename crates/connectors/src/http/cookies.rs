//! The cookies of a connection.
//!
//! A cookie belongs to the host that set it, on every port and path: one
//! deployment's modules live on different ports and share it. A `Domain`
//! attribute is not honoured, so no cookie ever reaches another host. That is
//! all these protocols need of RFC 6265, and less than a general jar allows.

use crate::wiped;
use muster_domain::time::Time;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};
use url::Url;
use zeroize::Zeroizing;

/// More than a server needs, and little enough to send with every call.
const COOKIES_PER_HOST: usize = 20;
const LONGEST: usize = 8 * 1024;

/// Cookies by host and name. Prints none of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Jar(BTreeMap<String, BTreeMap<String, Cookie>>);

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Cookie {
    #[serde(with = "wiped")]
    value: Zeroizing<String>,
    /// `None`: until the user signs out.
    expires_at: Option<Time>,
    /// Never over plain http.
    secure: bool,
}

impl fmt::Debug for Jar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jar { .. }")
    }
}

impl Jar {
    /// Takes a `Set-Cookie` header of an answer from `url`. What cannot be
    /// read, is too long or has already expired is dropped.
    pub(crate) fn take(&mut self, url: &Url, header: &str, now: Time) {
        let Some(host) = url.host_str() else { return };
        let mut parts = header.split(';');
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || header.len() > LONGEST {
            return;
        }
        let mut cookie = Cookie {
            value: Zeroizing::new(value.to_owned()),
            expires_at: None,
            secure: false,
        };
        let mut max_age = None;
        for attribute in parts {
            let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            match key.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "expires" => cookie.expires_at = read_http_date(value),
                "max-age" => max_age = value.trim().parse::<i64>().ok(),
                _ => {}
            }
        }
        if let Some(seconds) = max_age {
            cookie.expires_at = Some(now.plus_ms(seconds.saturating_mul(1000)));
        }
        let of_host = self.0.entry(host.to_owned()).or_default();
        if cookie.expires_at.is_some_and(|end| end <= now) {
            of_host.remove(name);
        } else if of_host.len() < COOKIES_PER_HOST || of_host.contains_key(name) {
            of_host.insert(name.to_owned(), cookie);
        }
    }

    /// The `Cookie` header for a request to `url`, if there is anything to say.
    pub(crate) fn header_for(&self, url: &Url, now: Time) -> Option<Zeroizing<String>> {
        let cookies = self.0.get(url.host_str()?)?;
        let encrypted = url.scheme() == "https";
        let mut header = Zeroizing::new(String::new());
        for (name, cookie) in cookies {
            let alive = cookie.expires_at.is_none_or(|end| end > now);
            if alive && (encrypted || !cookie.secure) {
                if !header.is_empty() {
                    header.push_str("; ");
                }
                header.push_str(name);
                header.push('=');
                header.push_str(&cookie.value);
            }
        }
        (!header.is_empty()).then_some(header)
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

/// Reads the date of an HTTP header. `None` if it is none.
pub(crate) fn read_http_date(text: &str) -> Option<Time> {
    // The form of Netscape's first cookies, still seen: `06-Nov-1994`.
    let text = text.trim().replace('-', " ");
    let stamp = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(&text)
        .ok()?;
    Some(Time(stamp.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_525_600_000_000);

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn jar(headers: &[&str]) -> Jar {
        let mut jar = Jar::default();
        for header in headers {
            jar.take(&url("http://host:9200/signin"), header, NOW);
        }
        jar
    }

    fn sent(jar: &Jar, to: &str, now: Time) -> Option<String> {
        jar.header_for(&url(to), now)
            .map(|header| header.as_str().to_owned())
    }

    #[test]
    fn modules_on_other_ports_of_a_host_share_its_cookies() {
        let jar = jar(&["token=a.b=c; Path=/signin; HttpOnly"]);
        assert_eq!(
            sent(&jar, "http://host:12380/task", NOW).as_deref(),
            Some("token=a.b=c")
        );
    }

    #[test]
    fn no_cookie_reaches_another_host() {
        let jar = jar(&["token=a; Domain=.example.com", "other=b; Domain=elsewhere"]);
        for elsewhere in [
            "http://example.com/",
            "http://elsewhere/",
            "http://sub.host/",
            "http://host.example.com/",
        ] {
            assert_eq!(sent(&jar, elsewhere, NOW), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_cookie_ends_when_the_server_said() {
        let jar = jar(&[
            "token=a; Max-Age=86400",
            "old=b; Expires=Wed, 21 Oct 2015 07:28:00 GMT",
            "short=c; Expires=Sun, 06-May-2018 09:46:41 GMT",
            "until_sign_out=d",
        ]);
        let at = |ms| sent(&jar, "http://host/", NOW.plus_ms(ms)).unwrap();
        assert_eq!(at(0), "short=c; token=a; until_sign_out=d");
        assert_eq!(at(1_000), "token=a; until_sign_out=d");
        assert_eq!(at(86_400_000), "until_sign_out=d");
    }

    #[test]
    fn a_server_can_replace_and_delete_its_cookie() {
        let mut replaced = jar(&["token=a", "token=b"]);
        assert_eq!(
            sent(&replaced, "http://host/", NOW).as_deref(),
            Some("token=b")
        );
        replaced.take(&url("http://host/"), "token=; Max-Age=0", NOW);
        assert_eq!(sent(&replaced, "http://host/", NOW), None);
    }

    #[test]
    fn a_secure_cookie_stays_off_plain_http() {
        let jar = jar(&["token=a; Secure"]);
        assert_eq!(sent(&jar, "http://host/", NOW), None);
        assert_eq!(sent(&jar, "https://host/", NOW).as_deref(), Some("token=a"));
    }

    #[test]
    fn nonsense_and_floods_are_dropped() {
        let long = format!("token={}", "x".repeat(LONGEST));
        assert_eq!(jar(&["", ";", "=", "=x", "novalue", &long]), {
            Jar::default()
        });
        let mut flooded = Jar::default();
        for number in 0..1_000 {
            flooded.take(&url("http://host/"), &format!("c{number}=x"), NOW);
        }
        let header = sent(&flooded, "http://host/", NOW).unwrap();
        assert_eq!(header.split("; ").count(), COOKIES_PER_HOST);
    }

    #[test]
    fn printing_the_jar_shows_no_cookie() {
        assert!(!format!("{:?}", jar(&["token=secret"])).contains("secret"));
    }
}

//! Addresses as the user typed them.

use crate::error::{Error, Result};
use url::{Host, Url};

/// Where a module lives: scheme, host, port and perhaps a path before the
/// protocol's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(Url);

impl Address {
    /// Reads `http://host:port` or `https://host:port`. A name, a password, a
    /// query or a fragment does not belong there.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let url = Url::parse(text.trim()).map_err(|_| Error::BadAddress)?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if is_plain && url.has_host() {
            Ok(Self(url))
        } else {
            Err(Error::BadAddress)
        }
    }

    /// The address of a call. Each segment is escaped, so that an id can name
    /// no other call.
    pub(crate) fn call(&self, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    /// The same without a path, for asking which proxy applies.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// Whether nobody on the way can read along: TLS, or this machine.
    pub(crate) fn is_private(&self) -> bool {
        self.0.scheme() == "https" || is_loopback(&self.0)
    }
}

/// Whether a request to `url` stays on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_address_of_a_server_is_refused() {
        for text in [
            "",
            "muster",
            "localhost:12380",
            "192.168.1.5:12380",
            "ftp://host",
            "http://",
            "http://name:secret@host",
            "http://host/?a=b",
            "http://host/#a",
            "file:///etc/passwd",
            "http://host:99999",
        ] {
            assert!(
                matches!(Address::parse(text), Err(Error::BadAddress)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_call_is_appended_to_the_path_and_its_segments_are_escaped() {
        for base in [" http://host:1/console", "http://host:1/console/ "] {
            let url = Address::parse(base)
                .unwrap()
                .call(&["task", "detail", "7/../?x#y"]);
            assert_eq!(
                url.as_str(),
                "http://host:1/console/task/detail/7%2F..%2F%3Fx%23y"
            );
        }
        let bare = Address::parse("https://host").unwrap().call(&["task"]);
        assert_eq!(bare.as_str(), "https://host/task");
    }

    #[test]
    fn only_tls_and_this_machine_are_private() {
        for (text, private) in [
            ("https://example.com", true),
            ("http://127.8.9.1:1", true),
            ("http://[::1]:1", true),
            ("http://localhost", true),
            ("http://example.com", false),
            ("http://192.168.1.5", false),
            ("http://localhost.example.com", false),
        ] {
            assert_eq!(
                Address::parse(text).unwrap().is_private(),
                private,
                "{text}"
            );
        }
    }
}

//! Which proxy stands between us and a server.

use super::address::is_loopback;
use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

/// The system's proxy for `url` as `scheme://host:port`, without its
/// credentials. `None` for this machine, which is always reached directly.
///
/// The settings are those that the transport itself obeys: the environment's
/// `HTTP_PROXY` and its kin, else the system's.
pub(crate) fn proxy_for(url: &Url) -> Option<String> {
    shown(&Matcher::from_system(), url)
}

fn shown(matcher: &Matcher, url: &Url) -> Option<String> {
    if is_loopback(url) {
        return None;
    }
    let proxy = matcher.intercept(&url.as_str().parse().ok()?)?;
    let uri = proxy.uri();
    let host = uri.host()?;
    let scheme = uri.scheme_str().unwrap_or("http");
    Some(match uri.port_u16() {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_shown_without_its_password_and_never_for_this_machine() {
        let matcher = Matcher::builder()
            .all("http://name:secret@proxy.example:3128")
            .no("intranet.example")
            .build();
        let shown = |url: &str| shown(&matcher, &Url::parse(url).unwrap());
        assert_eq!(
            shown("http://server.example:12380").as_deref(),
            Some("http://proxy.example:3128")
        );
        assert_eq!(shown("https://intranet.example"), None);
        assert_eq!(shown("http://127.0.0.1:12380"), None);
    }
}

//! Map tiles from an address that the user typed. Not a server of ours: no
//! cookie, no session. It follows no redirect, repeats no request, and takes
//! no more than a tile.

use crate::{
    connector::Network,
    error::{Error, Result},
    http::{Clients, Use, failure, is_loopback},
};
use http::{
    HeaderMap, HeaderValue, Request, Response,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING},
};
use std::time::Duration;
use url::Url;

/// The largest tile that is taken, MiB.
pub const CAP_MIB: u32 = 2;

/// A tile of the grid that all such maps are cut by; `y` counts from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileAt {
    pub z: u8,
    pub x: u32,
    pub y: u32,
}

/// The deepest zoom: a pixel is a centimetre.
pub const DEEPEST: u8 = 24;

impl TileAt {
    /// `None` outside the grid.
    pub fn new(z: u8, x: u32, y: u32) -> Option<Self> {
        (z <= DEEPEST && x >> z == 0 && y >> z == 0).then_some(Self { z, x, y })
    }

    /// `y` counted from the south, as in TMS.
    pub fn y_from_south(self) -> u32 {
        (1 << self.z) - 1 - self.y
    }
}

/// An address with places for the tile: `{z}`, `{x}`, and `{y}` or `{-y}`,
/// perhaps `{s}` for a server of several and `{r}` for the sharpness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    /// # Errors
    /// `BadAddress` for what is no address of tiles.
    pub fn parse(text: &str) -> Result<Self> {
        let template = Self(text.trim().to_owned());
        let has = |place: &str| template.0.contains(place);
        let has_all = has("{z}") && has("{x}") && (has("{y}") || has("{-y}"));
        let probe = template.fill(TileAt { z: 1, x: 0, y: 1 });
        let url = Url::parse(&probe).map_err(|_| Error::BadAddress)?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none();
        // A place that nobody fills, or one in the name of the host.
        let is_filled = !probe.contains(['{', '}']);
        let other = template.fill(TileAt { z: 7, x: 70, y: 71 });
        let keeps_host = Url::parse(&other).is_ok_and(|other| other.origin() == url.origin());
        if has_all && is_plain && is_filled && keeps_host {
            Ok(template)
        } else {
            Err(Error::BadAddress)
        }
    }

    /// Whether nobody on the way can see what is asked for.
    pub fn is_private(&self) -> bool {
        Url::parse(&self.fill(TileAt { z: 0, x: 0, y: 0 }))
            .is_ok_and(|url| url.scheme() == "https" || is_loopback(&url))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn fill(&self, at: TileAt) -> String {
        self.0
            .replace("{z}", &at.z.to_string())
            .replace("{x}", &at.x.to_string())
            .replace("{y}", &at.y.to_string())
            .replace("{-y}", &at.y_from_south().to_string())
            .replace("{s}", "a")
            .replace("{r}", "")
    }
}

/// A server of tiles.
#[derive(Debug)]
pub struct TileServer {
    template: Template,
    network: Network,
    clients: Clients,
}

impl TileServer {
    pub fn new(template: Template, network: Network) -> Self {
        Self {
            template,
            clients: Clients::new(Duration::from_millis(network.connect_ms)),
            network,
        }
    }

    /// What asking for the tile will send, for whoever decides whether to.
    ///
    /// # Errors
    /// `BadAddress`.
    pub fn request(&self, at: TileAt) -> Result<Request<()>> {
        let mut request = Request::get(self.template.fill(at))
            .body(())
            .map_err(|_| Error::BadAddress)?;
        let headers = request.headers_mut();
        headers.insert(
            ACCEPT,
            HeaderValue::from_static("image/webp,image/png,image/jpeg"),
        );
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        Ok(request)
    }

    /// Asks for the tile, whatever the answer's status. `headers` are those of
    /// [`Self::request`], perhaps with conditions.
    ///
    /// # Errors
    /// `Unreachable`, `TimedOut`, `CutOff`, `WrongServer`, `TooLarge`,
    /// `BadAddress`; `BrokenAnswer` for a compressed answer.
    pub async fn get(&self, at: TileAt, headers: HeaderMap) -> Result<Response<Vec<u8>>> {
        let url = Url::parse(&self.template.fill(at)).map_err(|_| Error::BadAddress)?;
        let client = self.clients.get(&url, Use::Pooled)?;
        let limit = self
            .network
            .connect_ms
            .saturating_add(self.network.first_byte_ms);
        let asked = client.get(url).headers(headers).send();
        let answer = tokio::time::timeout(Duration::from_millis(limit), asked)
            .await
            .map_err(|_| Error::TimedOut { sent: true })?
            .map_err(|error| failure::of(&error))?;
        let limit = Duration::from_millis(self.network.body_ms);
        tokio::time::timeout(limit, whole(answer))
            .await
            .map_err(|_| Error::TimedOut { sent: true })?
    }
}

async fn whole(mut answer: reqwest::Response) -> Result<Response<Vec<u8>>> {
    let cap = u64::from(CAP_MIB) << 20;
    let is_identity = answer
        .headers()
        .get(CONTENT_ENCODING)
        .is_none_or(|coding| coding == "identity");
    if !is_identity {
        return Err(Error::BrokenAnswer {
            path: ".".to_owned(),
            reason: "compressed, though that was not asked for".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| failure::of(&error))? {
        if (bytes.len() + chunk.len()) as u64 > cap {
            return Err(Error::TooLarge { cap_mib: CAP_MIB });
        }
        bytes.extend_from_slice(&chunk);
    }
    let mut whole = Response::new(bytes);
    *whole.status_mut() = answer.status();
    *whole.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_tiles_has_its_places_in_the_path() {
        for text in [
            "https://tiles.example/{z}/{x}/{y}.png",
            " http://127.0.0.1:8080/{z}/{x}/{-y}.jpg ",
            "https://{s}.tiles.example/{z}/{x}/{y}{r}.png",
            "https://tiles.example/tile?l={z}&x={x}&y={y}&key=abc",
        ] {
            assert!(Template::parse(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "tiles",
            "https://tiles.example/{z}/{x}.png",
            "https://tiles.example/{z}/{x}/{y}/{key}.png",
            "https://{x}.example/{z}/{x}/{y}.png",
            "https://tiles.example:{z}/{x}/{y}.png",
            "https://name:secret@tiles.example/{z}/{x}/{y}.png",
            "file:///{z}/{x}/{y}.png",
            "https://tiles.example/#{z}/{x}/{y}",
        ] {
            assert!(
                matches!(Template::parse(text), Err(Error::BadAddress)),
                "{text}"
            );
        }
    }

    #[test]
    fn places_are_filled() {
        let at = TileAt::new(3, 6, 1).unwrap();
        let filled = |text: &str| Template::parse(text).unwrap().fill(at);
        assert_eq!(
            filled("https://{s}.a.example/{z}/{x}/{y}{r}.png"),
            "https://a.a.example/3/6/1.png"
        );
        assert_eq!(
            filled("https://a.example/{z}/{x}/{-y}"),
            "https://a.example/3/6/6"
        );
    }

    #[test]
    fn only_tls_and_this_machine_hide_what_is_looked_at() {
        for (text, private) in [
            ("https://tiles.example/{z}/{x}/{y}", true),
            ("http://127.0.0.1:1/{z}/{x}/{y}", true),
            ("http://tiles.example/{z}/{x}/{y}", false),
        ] {
            assert_eq!(Template::parse(text).unwrap().is_private(), private);
        }
    }

    #[test]
    fn the_grid_ends() {
        assert!(TileAt::new(0, 0, 0).is_some());
        for (z, x, y) in [
            (0, 1, 0),
            (3, 8, 0),
            (3, 0, 8),
            (25, 0, 0),
            (3, u32::MAX, 0),
        ] {
            assert_eq!(TileAt::new(z, x, y), None);
        }
    }
}

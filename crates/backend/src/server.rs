//! The HTTP server: every dialect on one port, behind one guard.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use crate::dialects::{militia, questboard, soptask, weclubs};

/// Bytes that a request may carry: room for every person of a city as an id.
const BODY_MAX: usize = 4 << 20;

/// The names under which this server may be addressed, with their port.
#[derive(Debug)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// On a loopback address the ways to write it; whatever else the owner
    /// named, with the port unless it has one.
    pub fn new(listen: SocketAddr, named: &[String]) -> Self {
        let port = listen.port();
        let mut hosts = Vec::new();
        if listen.ip().is_loopback() {
            hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")));
        }
        hosts.extend(named.iter().map(|name| {
            let name = name.to_ascii_lowercase();
            let has_port = name
                .rsplit_once(':')
                .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
            if has_port {
                name
            } else {
                format!("{name}:{port}")
            }
        }));
        Self(hosts)
    }

    fn knows(&self, host: &str) -> bool {
        self.0.contains(&host.to_ascii_lowercase())
    }

    /// A request meant for another name (DNS rebinding) or sent by another
    /// site's page is none of ours. Programs send no origin.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let host_is_ours = match (hosts.next(), hosts.next()) {
            (Some(host), None) => host.to_str().is_ok_and(|host| self.knows(host)),
            _ => false,
        };
        let origins_are_ours = headers.get_all(ORIGIN).iter().all(|origin| {
            origin
                .to_str()
                .ok()
                .and_then(|origin| origin.strip_prefix("http://"))
                .is_some_and(|host| self.knows(host))
        });
        host_is_ours && origins_are_ours
    }
}

/// What each dialect's handlers work with.
#[derive(Debug)]
pub struct Desks {
    pub militia: Arc<militia::Desk>,
    pub weclubs: Arc<weclubs::Desk>,
    pub soptask: Arc<soptask::Desk>,
    pub questboard: Arc<questboard::Desk>,
}

/// Everything that the server answers.
pub fn router(desks: &Desks, hosts: Hosts) -> Router {
    militia::router(&desks.militia)
        .merge(weclubs::router(&desks.weclubs))
        .merge(soptask::router(&desks.soptask))
        .merge(questboard::router(&desks.questboard))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(from_fn_with_state(Arc::new(hosts), guard))
}

async fn guard(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    if hosts.admits(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

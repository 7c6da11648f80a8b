//! What becomes of a read and of a publication under each fault of the network
//! or of the server, and whether the publication may have arrived. The client
//! settles every `maybe` by reading and never sends it again by itself.

pub mod network;
pub mod others;

use crate::server::{PATIENT, Server, Step, answer};
use muster_connectors::{Connector, Error};
use std::sync::Arc;

/// Deadlines that are reached in one phase, milliseconds. The request itself
/// has time enough to arrive on a busy machine.
pub const SHORT: u64 = 150;
pub const HASTY_ANSWER: [u64; 3] = [500, SHORT, 60_000];
pub const HASTY_BODY: [u64; 3] = [60_000, 60_000, SHORT];

/// A fault, what a read and a publication make of it.
pub struct Fault {
    pub name: &'static str,
    pub deadlines: [u64; 3],
    pub steps: Vec<Step>,
    pub read: &'static str,
    pub publish: &'static str,
}

pub fn fault(name: &'static str, steps: Vec<Step>, both: &'static str) -> Fault {
    Fault {
        name,
        deadlines: PATIENT,
        steps,
        read: both,
        publish: both,
    }
}

impl Fault {
    pub fn under(self, deadlines: [u64; 3]) -> Self {
        Self { deadlines, ..self }
    }

    pub fn published(self, publish: &'static str) -> Self {
        Self { publish, ..self }
    }
}

pub fn send(bytes: &[u8]) -> Step {
    Step::Send(bytes.to_vec())
}

pub fn say(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<Step> {
    vec![Step::Send(answer(status, headers, body.as_bytes()))]
}

pub fn say_bytes(headers: &[(&str, &str)], body: &[u8]) -> Vec<Step> {
    vec![Step::Send(answer(200, headers, body))]
}

/// An answer that ends with its connection.
pub fn say_until_close(body: &[u8]) -> Vec<Step> {
    vec![send(b"HTTP/1.1 200 OK\r\n\r\n"), send(body), Step::Close]
}

/// What a result says, and whether the request may have arrived.
pub fn told<T>(result: Result<T, Error>) -> String {
    let Err(error) = result else {
        return "done".to_owned();
    };
    let what = match &error {
        Error::Unreachable(_) => "unreachable".to_owned(),
        Error::TimedOut { .. } => "timed out".to_owned(),
        Error::CutOff(_) => "cut off".to_owned(),
        Error::NotSignedIn => "not signed in".to_owned(),
        Error::NoEnterprise => "no enterprise".to_owned(),
        Error::WrongPassword => "wrong password".to_owned(),
        Error::Rejected { message } => format!("refused: {message}"),
        Error::QuestRefused(refused) => format!("{:?}: {}", refused.refusal, refused.message),
        Error::PasswordNeeded => "password needed".to_owned(),
        Error::Failed { message } => format!("failed: {message}"),
        Error::Gone { message } => format!("gone: {message}"),
        Error::NotPermitted => "not permitted".to_owned(),
        Error::NotAccepted(setting) => format!("{setting:?} not accepted"),
        Error::BrokenAnswer { path, .. } => format!("broken at {path}"),
        Error::WrongServer => "wrong server".to_owned(),
        Error::TooLarge { cap_mib } => format!("over {cap_mib} MiB"),
        Error::BadAddress => "bad address".to_owned(),
    };
    let maybe = if error.may_have_arrived() {
        ": maybe"
    } else {
        ""
    };
    format!("{what}{maybe}")
}

/// Lets a connector meet each fault, once reading and once publishing.
pub async fn check(
    name: &str,
    faults: Vec<Fault>,
    meet: impl Fn(&str, [u64; 3]) -> Arc<dyn Connector>,
    read: impl AsyncFn(&dyn Connector) -> String,
    publish: impl AsyncFn(&dyn Connector) -> String,
) {
    let mut surprises = Vec::new();
    for fault in faults {
        let steps = fault.steps;
        let server = Server::start(move |_| steps.clone()).await;
        for (call, expected) in [("read", fault.read), ("publish", fault.publish)] {
            let connector = meet(&server.url(), fault.deadlines);
            let found = match call {
                "read" => read(&*connector).await,
                _ => publish(&*connector).await,
            };
            let asked = server.take_received().len();
            if found != expected || asked != 1 {
                surprises.push(format!(
                    "{}: a {call} was asked {asked} times and told {found:?}, not {expected:?}",
                    fault.name
                ));
            }
        }
    }
    assert!(surprises.is_empty(), "{name}\n{}", surprises.join("\n"));
}

//! A connection: one account on one server.

use crate::{error::AppError, geo::Crs, id::ConnectionId, sign_in_code::CODE_HOST, time::Time};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// Which protocol a server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectorKind {
    /// Militia tasks, document 001.
    Militia,
    /// Missions and meetings of clubs, documents 000 and 004.
    Weclubs,
    /// Quests with rewards, document 003.
    Questboard,
    /// What staff are to post in their moments, document 002.
    Soptask,
}

/// What a connection can do; the UI offers nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// List, read, publish and finish tasks.
    Tasks,
    /// Choose offices as recipients. An organisation's account may not
    /// (document 001, 获取基本信息).
    Offices,
    /// See, answer and lead missions and meetings of clubs, and sign in to
    /// these.
    Clubs,
    /// Publish missions and meetings: the account administers a club.
    Publish,
    /// See, accept, complete and claim quests.
    Quests,
    /// Create, change, delete and reset quests, and read the audit log.
    QuestAdmin,
    /// See what staff are to post in their moments, and who has not.
    Moments,
}

/// Where the modules of one deployment live. Real servers give each module a
/// port of its own; an empty one means the base address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModuleUrls {
    pub task: Option<String>,
    pub sign_in: Option<String>,
    pub location: Option<String>,
}

/// How the requests to a WeClubs server are signed (`docs/protocols/weclubs.md`,
/// The signature).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureScheme {
    #[default]
    Md5OfSha1,
    /// Of older servers.
    Sha1,
}

/// What a WeClubs server and its clients have agreed on to sign with. Prints
/// nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SigningSecret(pub String);

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(..)")
    }
}

/// What the owner of a WeClubs server has given out to its clients. What is
/// `None` or blank is as in the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct WeclubsSettings {
    /// The kind of client that this one passes for.
    pub caller: Option<String>,
    pub secret: Option<SigningSecret>,
    pub signature: SignatureScheme,
    /// The host in the texts of sign-in codes.
    pub code_host: Option<String>,
}

impl WeclubsSettings {
    /// The host in the texts of this server's sign-in codes.
    pub fn code_host(&self) -> &str {
        filled(self.code_host.as_deref()).unwrap_or(CODE_HOST)
    }

    /// The caller, where one is set.
    pub fn caller(&self) -> Option<&str> {
        filled(self.caller.as_deref())
    }

    /// The secret, where one is set.
    pub fn secret(&self) -> Option<&str> {
        filled(self.secret.as_ref().map(|secret| secret.0.as_str()))
    }
}

/// What a SopTask server must be told with every call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SoptaskSettings {
    /// 公众号 id, a number: the owner of the server gives it out.
    pub uniacid: String,
}

impl From<i64> for SoptaskSettings {
    fn from(uniacid: i64) -> Self {
        Self {
            uniacid: uniacid.to_string(),
        }
    }
}

impl SoptaskSettings {
    /// The number, in digits; `None` if it is none.
    pub fn uniacid(&self) -> Option<&str> {
        let number = self.uniacid.trim();
        let is_one = (1..=10).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        is_one.then_some(number)
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// A setting of the connection that its server does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientSetting {
    Caller,
    /// The secret or the scheme of signing.
    Signature,
    /// The number of the account on a SopTask server; it must be one.
    Uniacid,
}

/// What a user says of a server; everything that [`Connection`] derives from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConnectionConfig {
    pub kind: ConnectorKind,
    /// What the user calls it; the account's name when left empty.
    pub name: String,
    /// `http://host:port` or `https://host:port`.
    pub base_url: String,
    pub modules: ModuleUrls,
    /// The coordinate system of the wire.
    pub crs: Crs,
    /// Of WeClubs servers; `None` is as in the documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub weclubs: Option<WeclubsSettings>,
    /// Of SopTask servers, which cannot be asked without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub soptask: Option<SoptaskSettings>,
}

/// Whether the server knows us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Never signed in, or signed out by the user.
    SignedOut,
    SignedIn,
    /// The server stopped knowing us. What was being sent is kept.
    Ended,
}

/// A connection as the UI shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Connection {
    pub id: ConnectionId,
    pub config: ConnectionConfig,
    /// The account last signed in with; never the password.
    pub username: Option<String>,
    pub session: SessionState,
    pub capabilities: Vec<Capability>,
    /// The protocol's variant that was found at sign-in, in the words of
    /// `docs/protocols` (`documented`, `enveloped`).
    pub dialect: Option<String>,
    /// False for plain `http` to anything but this machine.
    pub encrypted: bool,
    /// The built-in backend.
    pub demo: bool,
    /// The proxy that requests go through, where there is one.
    pub proxy: Option<String>,
    /// When a request last succeeded.
    pub reached_at: Option<Time>,
    /// Why the last request failed; `null` once one succeeds.
    pub problem: Option<AppError>,
    /// The server's clock minus ours, milliseconds, as of the last answer;
    /// `null` where they agree to the minute, or nothing is known. What is told
    /// of tasks is reckoned by the server's clock.
    #[ts(type = "number | null")]
    pub clock_skew_ms: Option<i64>,
}

/// Clocks that differ by no more than this agree, milliseconds.
const SAME_CLOCK_MS: i64 = 60_000;

/// A difference between two clocks that somebody must be told of.
pub fn notable_skew_ms(skew_ms: i64) -> Option<i64> {
    (skew_ms.unsigned_abs() > SAME_CLOCK_MS.unsigned_abs()).then_some(skew_ms)
}

/// The result of a connection test, which sends no password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ConnectionTest {
    /// Milliseconds until the first answer.
    pub took_ms: u32,
    pub encrypted: bool,
    pub proxy: Option<String>,
    pub dialect: Option<String>,
    /// The server's clock minus ours, milliseconds; `null` where they agree to
    /// the minute, or the server does not tell.
    #[ts(type = "number | null")]
    pub clock_skew_ms: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_account_is_digits_and_nothing_else() {
        let read = |text: &str| {
            let settings = SoptaskSettings {
                uniacid: text.to_owned(),
            };
            settings.uniacid().map(str::to_owned)
        };
        assert_eq!(read(" 12 ").as_deref(), Some("12"));
        for text in ["", " ", "-1", "1.5", "1/2", "../1", "一", "12345678901"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_blank_is_as_in_the_documents() {
        let settings = WeclubsSettings {
            caller: Some(" ".into()),
            secret: Some(SigningSecret(String::new())),
            code_host: Some(String::new()),
            ..WeclubsSettings::default()
        };
        assert_eq!((settings.caller(), settings.secret()), (None, None));
        assert_eq!(settings.code_host(), "jump.weclubs.net");
        let settings: WeclubsSettings =
            serde_json::from_str(r#"{"caller":" ios_test ","secret":"hush","signature":"sha1"}"#)
                .unwrap();
        assert_eq!(settings.caller(), Some("ios_test"));
        assert_eq!(settings.secret(), Some("hush"));
        assert!(!format!("{settings:?}").contains("hush"));
    }
}

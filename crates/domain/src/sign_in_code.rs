//! The text of a sign-in QR code, scene 202 of a WeClubs server:
//! `http://jump.weclubs.net?scene_id=202&meeting_id=1&leader_id=12&timestamp=1212340987621`.
//! It looks like an address and is never opened: it is read here, letter by
//! letter, and its three values are all that is used of it.

use crate::{
    id::{MeetingId, StudentId},
    time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The host in the codes of the original servers.
pub const CODE_HOST: &str = "jump.weclubs.net";

/// The longest text that is looked at, bytes.
pub const LONGEST_CODE: usize = 512;

const SCHEME: &str = "http://";
const SCENE: &str = "202";
const MEETING: &str = "meeting_id";
const LEADER: &str = "leader_id";
const SCENE_NAME: &str = "scene_id";
/// The first is written. The others stand in the server's documents and in
/// older apps.
const MINTED: [&str; 3] = ["timestamp", "create_date", "crate_date"];

/// What a code says: this leader showed it, at this meeting, at this time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInCode {
    meeting: MeetingId,
    leader: StudentId,
    minted_at: Time,
}

/// One of the four values in a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CodeValue {
    Scene,
    Meeting,
    Leader,
    MintedAt,
}

/// Why a text is no sign-in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum CodeRefusal {
    /// Longer than any code, in bytes.
    TooLong {
        length: u32,
    },
    /// Nothing like one: other words, another scheme.
    NotACode,
    /// An address on another host, or in another place of this one.
    Elsewhere,
    /// A code of this server for something else.
    OtherScene,
    Missing {
        value: CodeValue,
    },
    Twice {
        value: CodeValue,
    },
    /// Not the digits that it should be.
    Malformed {
        value: CodeValue,
    },
    /// Something that does not belong there.
    Unexpected,
}

impl SignInCode {
    /// The code that a leader shows at `now`. `None` where an id is not the
    /// number that a code holds, or the time not of 13 digits.
    pub fn mint(meeting: &MeetingId, leader: &StudentId, now: Time) -> Option<Self> {
        let fits = is_id(meeting.as_str()) && is_id(leader.as_str());
        (fits && is_minted_at(&now.0.to_string())).then(|| Self {
            meeting: meeting.clone(),
            leader: leader.clone(),
            minted_at: now,
        })
    }

    /// Reads the text of a code of `host`. Blanks around it are overlooked,
    /// nothing else is.
    pub fn parse(text: &str, host: &str) -> Result<Self, CodeRefusal> {
        if text.len() > LONGEST_CODE {
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            return Err(CodeRefusal::TooLong { length });
        }
        let rest = text.trim().strip_prefix(SCHEME);
        let (place, query) = rest
            .and_then(|rest| rest.split_once('?'))
            .ok_or(CodeRefusal::NotACode)?;
        let here = place.strip_suffix('/').unwrap_or(place);
        if !here.eq_ignore_ascii_case(host.trim()) {
            return Err(CodeRefusal::Elsewhere);
        }
        Values::read(query)?.code()
    }

    /// The text to be shown as a QR code.
    pub fn text(&self, host: &str) -> String {
        format!(
            "{SCHEME}{}?{SCENE_NAME}={SCENE}&{MEETING}={}&{LEADER}={}&{}={}",
            host.trim(),
            self.meeting,
            self.leader,
            MINTED[0],
            self.minted_at.0
        )
    }

    pub fn meeting(&self) -> &MeetingId {
        &self.meeting
    }

    /// Who showed it.
    pub fn leader(&self) -> &StudentId {
        &self.leader
    }

    /// By the clock of the leader's machine.
    pub fn minted_at(&self) -> Time {
        self.minted_at
    }
}

/// What stands behind the question mark, each at most once.
#[derive(Default)]
struct Values<'a> {
    scene: Option<&'a str>,
    meeting: Option<&'a str>,
    leader: Option<&'a str>,
    minted_at: Option<&'a str>,
}

impl<'a> Values<'a> {
    fn read(query: &'a str) -> Result<Self, CodeRefusal> {
        let mut values = Self::default();
        for pair in query.split('&') {
            let (name, text) = pair.split_once('=').ok_or(CodeRefusal::Unexpected)?;
            let (slot, value) = match name {
                SCENE_NAME => (&mut values.scene, CodeValue::Scene),
                MEETING => (&mut values.meeting, CodeValue::Meeting),
                LEADER => (&mut values.leader, CodeValue::Leader),
                other if MINTED.contains(&other) => (&mut values.minted_at, CodeValue::MintedAt),
                _ => return Err(CodeRefusal::Unexpected),
            };
            if slot.replace(text).is_some() {
                return Err(CodeRefusal::Twice { value });
            }
        }
        Ok(values)
    }

    fn code(&self) -> Result<SignInCode, CodeRefusal> {
        match self.scene {
            None => Err(missing(CodeValue::Scene)),
            Some(SCENE) => Ok(()),
            Some(_) => Err(CodeRefusal::OtherScene),
        }?;
        let meeting = checked(self.meeting, CodeValue::Meeting, is_id)?;
        let leader = checked(self.leader, CodeValue::Leader, is_id)?;
        let minted_at = checked(self.minted_at, CodeValue::MintedAt, is_minted_at)?;
        Ok(SignInCode {
            meeting: meeting.into(),
            leader: leader.into(),
            minted_at: Time(
                minted_at
                    .parse()
                    .map_err(|_| malformed(CodeValue::MintedAt))?,
            ),
        })
    }
}

fn checked(
    text: Option<&str>,
    value: CodeValue,
    is_right: fn(&str) -> bool,
) -> Result<&str, CodeRefusal> {
    let text = text.ok_or_else(|| missing(value))?;
    is_right(text)
        .then_some(text)
        .ok_or_else(|| malformed(value))
}

fn missing(value: CodeValue) -> CodeRefusal {
    CodeRefusal::Missing { value }
}

fn malformed(value: CodeValue) -> CodeRefusal {
    CodeRefusal::Malformed { value }
}

/// A number of a server's database: above 0, within 63 bits.
fn is_id(text: &str) -> bool {
    is_digits(text) && !text.starts_with('0') && text.parse::<i64>().is_ok()
}

/// Unix milliseconds, between the years 2001 and 2286.
fn is_minted_at(text: &str) -> bool {
    text.len() == 13 && is_digits(text) && !text.starts_with('0')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;

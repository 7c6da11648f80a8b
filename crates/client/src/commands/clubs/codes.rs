//! Sign-in codes: shown, read from pictures, and used.

use super::{ClubSent, OneMeeting, sent};
use crate::{client::Client, clubs};
use muster_domain::{
    error::AppError, id::ConnectionId, meeting::CodeWindow, sign_in_code::CodeRefusal, time::Time,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignInText {
    pub connection: ConnectionId,
    /// Of a code, as it was read or pasted.
    pub text: String,
}

/// A code to be shown for ten seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MintedCode {
    pub text: String,
    /// By this machine's clock.
    pub minted_at: Time,
    /// The server's clock minus this machine's, milliseconds, where they differ
    /// by so much that a server refuses codes.
    #[ts(type = "number | null")]
    pub clock_skew_ms: Option<i64>,
    /// Modules a side; around it belong four modules of white.
    pub side: u16,
    /// The dark modules as the `d` of an SVG path, one unit a module.
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodePicture {
    pub connection: ConnectionId,
    /// Base64 of the file.
    pub picture: String,
}

/// What a picture says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PictureRead {
    /// One sign-in code of this server.
    Code {
        text: String,
    },
    /// Several of them: nobody can say which is meant.
    Several {
        count: u32,
    },
    /// Codes, of something else.
    Other {
        refusal: CodeRefusal,
    },
    /// No code that can be read.
    Nothing,
    NotAPicture,
    TooLarge,
}

pub(in crate::commands) async fn mint(
    client: &Client,
    args: OneMeeting,
) -> Result<MintedCode, AppError> {
    clubs::mint(client, args).await
}

pub(in crate::commands) async fn open_projector(
    client: &Client,
    args: OneMeeting,
) -> Result<(), AppError> {
    clubs::open_projector(client, args).await
}

pub(in crate::commands) async fn windows(
    client: &Client,
    args: OneMeeting,
) -> Result<Vec<CodeWindow>, AppError> {
    clubs::windows(client, &args.connection, &args.meeting).await
}

pub(in crate::commands) async fn read_picture(
    client: &Client,
    args: CodePicture,
) -> Result<PictureRead, AppError> {
    clubs::read_picture(client, &args.connection, args.picture).await
}

pub(in crate::commands) async fn sign_in(
    client: &Client,
    args: SignInText,
) -> Result<ClubSent, AppError> {
    match clubs::sign_in(client, args.connection, &args.text).await? {
        Ok(entry) => sent(client, entry).await,
        Err(refusal) => Ok(ClubSent::NoCode { refusal }),
    }
}

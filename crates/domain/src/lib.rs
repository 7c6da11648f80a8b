//! The nouns and rules of Muster. No I/O stands here: no clock, no disk, no
//! network. Every type that crosses to the UI derives [`ts_rs::TS`]; the
//! client writes `bindings.ts` from them.

pub mod board;
pub mod club;
pub mod connection;
pub mod draft;
pub mod error;
pub mod event;
pub mod geo;
pub mod id;
pub mod map;
pub mod meeting;
pub mod mission;
pub mod moment;
pub mod notice;
pub mod outbox;
pub mod packet;
pub mod picker;
pub mod position;
pub mod projection;
pub mod quest;
pub mod read;
pub mod received;
pub mod roster;
pub mod saved;
pub mod settings;
pub mod sign_in_code;
pub mod task;
pub mod time;

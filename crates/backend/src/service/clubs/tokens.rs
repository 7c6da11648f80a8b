//! Signing in: a token a student and caller, valid for seven days.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::SignedDuration;

use super::{Refusal, Result};
use crate::clock::Clock;
use crate::service::signin::{Passwords, hash_token, random_hex};
use crate::store::{Store, Student};

/// How long a token holds.
const TOKEN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The door for students.
#[derive(Debug)]
pub struct TokenDesk {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    passwords: Arc<Passwords>,
}

/// Who signed in, with what the next requests carry: 32 random hexadecimal
/// digits and the moment, in milliseconds.
#[derive(Debug)]
pub struct Pass {
    pub student: Student,
    pub token: String,
}

impl TokenDesk {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, passwords: Arc<Passwords>) -> Self {
        Self {
            store,
            clock,
            passwords,
        }
    }

    /// Signs a student in with what the wire carries in place of the password.
    /// The caller's token from before ends; those of other callers go on.
    pub async fn sign_in(
        self: &Arc<Self>,
        mobile: String,
        password: String,
        caller: String,
        from: IpAddr,
    ) -> Result<Pass> {
        let (store, number) = (Arc::clone(&self.store), mobile.parse::<i64>().ok());
        let find = move || {
            let Some(number) = number else {
                return Ok(None);
            };
            let found = store.student_credentials(number)?;
            Ok(found.map(|found| (found.password_hash, found.student)))
        };
        let student = self.passwords.check(mobile, password, from, find).await?;
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || desk.issue(student, &caller)).await?
    }

    fn issue(&self, student: Student, caller: &str) -> Result<Pass> {
        let now = self.clock.now();
        let token = format!("{}_date={}", random_hex::<16>()?, now.as_millisecond());
        self.store
            .issue_token(student.student_id, caller, &hash_token(&token), now + TOKEN)?;
        Ok(Pass { student, token })
    }

    /// That the token is the student's for this caller. Blocks.
    pub fn require(&self, student_id: i64, caller: &str, token: &str) -> Result<()> {
        let holds =
            self.store
                .token_holds(student_id, caller, &hash_token(token), self.clock.now())?;
        holds.then_some(()).ok_or(Refusal::TokenInvalid)
    }
}

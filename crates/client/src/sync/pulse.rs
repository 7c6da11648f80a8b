//! How the fetches of a target go, and when it is due again.

use super::{Watched as _, fetch, schedule, tell_ages};
use crate::{
    client::{Client, lock},
    commands::Target,
};
use muster_domain::{error::AppError, time::Time};

/// Of one target, since the start or the last sign-in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pulse {
    /// `None`: now. What an earlier run left in the cache may be old, and what
    /// is wrong with the server now shows at the first attempt.
    next_at: Option<Time>,
    failures: u32,
    pub problem: Option<AppError>,
}

/// Notes a landed fetch and tells of a changed problem.
pub(super) async fn note(client: &Client, target: &Target, result: &Result<(), AppError>) {
    let pause = match result {
        Ok(()) => fetch::interval_ms(client, target).await,
        Err(_) => 0,
    };
    let now = client.now();
    let random = client.random();
    let mut pulses = lock(&client.inner().sync.pulses);
    let pulse = pulses.entry(target.clone()).or_default();
    pulse.failures = match result {
        Ok(()) => 0,
        Err(_) => pulse.failures.saturating_add(1),
    };
    let pause = match result {
        Ok(()) => pause,
        Err(_) => schedule::after_failures_ms(pulse.failures),
    };
    pulse.next_at = Some(now.plus_ms(schedule::jittered(pause, random)));
    let problem = result.as_ref().err().cloned();
    let news = pulse.problem != problem;
    pulse.problem = problem;
    drop(pulses);
    if news {
        tell_ages(client, target.tags());
    }
}

/// Milliseconds until the target is due; 0 or less if it is.
pub(super) fn due_in_ms(client: &Client, target: &Target) -> i64 {
    let pulses = lock(&client.inner().sync.pulses);
    let Some(next_at) = pulses.get(target).and_then(|pulse| pulse.next_at) else {
        return 0;
    };
    let due_in = next_at.ms_since(client.now());
    // Further off than any pause: the clock was set back.
    if due_in > 2 * schedule::LONGEST_MS {
        0
    } else {
        due_in
    }
}

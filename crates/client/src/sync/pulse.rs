//! How the fetches of a target go, and when it is due again.

use super::{Watched as _, fetch, schedule, tell_ages};
use crate::{
    client::{Client, lock},
    commands::Target,
};
use muster_domain::{error::AppError, id::ConnectionId, time::Time};

/// Of one target, since the start or the last sign-in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pulse {
    /// `None`: now. What an earlier run left in the cache may be old, and what
    /// is wrong with the server now shows at the first attempt.
    next_at: Option<Time>,
    failures: u32,
    /// When it was fetched, while the task that sets its pace is not known.
    unpaced: Option<Time>,
    pub problem: Option<AppError>,
}

/// Notes a landed fetch and tells of a changed problem.
pub(super) async fn note(client: &Client, target: &Target, result: &Result<(), AppError>) {
    let pause = match result {
        Ok(()) => fetch::interval_ms(client, target).await,
        Err(_) => None,
    };
    let (now, random) = (client.now(), client.random());
    let news = {
        let mut pulses = lock(&client.inner().sync.pulses);
        let pulse = pulses.entry(target.clone()).or_default();
        pulse.failures = match result {
            Ok(()) => 0,
            Err(_) => pulse.failures.saturating_add(1),
        };
        pulse.unpaced = (result.is_ok() && pause.is_none()).then_some(now);
        let pause = match result {
            Ok(()) => pause.unwrap_or(schedule::SLOW_MS),
            Err(_) => schedule::after_failures_ms(pulse.failures),
        };
        pulse.next_at = Some(now.plus_ms(schedule::jittered(pause, random)));
        let problem = result.as_ref().err().cloned();
        std::mem::replace(&mut pulse.problem, problem.clone()) != problem
    };
    if result.is_ok() {
        pace(client, target.connection()).await;
    }
    if news {
        tell_ages(client, target.tags());
    }
}

/// Gives those of a connection their pace whose task is here by now: a board
/// may be fetched before the list that names its task.
async fn pace(client: &Client, connection: &ConnectionId) {
    let unpaced: Vec<(Target, Time)> = lock(&client.inner().sync.pulses)
        .iter()
        .filter(|(target, _)| target.connection() == connection)
        .filter_map(|(target, pulse)| Some((target.clone(), pulse.unpaced?)))
        .collect();
    for (target, fetched_at) in unpaced {
        let Some(pause) = fetch::interval_ms(client, &target).await else {
            continue;
        };
        let next_at = fetched_at.plus_ms(schedule::jittered(pause, client.random()));
        {
            let mut pulses = lock(&client.inner().sync.pulses);
            if let Some(pulse) = pulses.get_mut(&target)
                && pulse.unpaced == Some(fetched_at)
            {
                (pulse.unpaced, pulse.next_at) = (None, Some(next_at));
            }
        }
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

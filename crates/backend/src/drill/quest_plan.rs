//! How far a quest comes by itself, decided once by the dice. Times are drill
//! time, milliseconds since accepting.

use super::Lived;
use crate::dice::Dice;
use crate::store::{DrillRun, RunStep};

/// How long a quest takes, in minutes.
const TAKES_MIN: (f64, f64) = (4.0, 15.0);
/// Whether it begins slowly (above 1) or fast.
const BEND: (f64, f64) = (0.7, 1.5);
const MINUTE_MS: f64 = 60_000.0;
/// Keeps the dice about quests apart from those about everything else.
const QUESTS: i64 = 9;

/// What happens to a run in the time that was lived.
pub fn step(seed: u64, run: &DrillRun, lived: &Lived) -> RunStep {
    let mut dice = Dice::new(seed, &[QUESTS, run.run_id]);
    let takes_ms = dice.between(TAKES_MIN.0, TAKES_MIN.1) * MINUTE_MS;
    let bend = dice.between(BEND.0, BEND.1);
    let share = (lived.until_ms as f64 / takes_ms).clamp(0.0, 1.0);
    let progress = (share.powf(bend) * run.target_count as f64).floor() as i64;
    RunStep {
        run_id: run.run_id,
        progress: progress.max(run.progress),
        lived_ms: lived.until_ms,
    }
}

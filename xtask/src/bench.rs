//! `bench`: runs every `benches/` target; each prints its own figures.

use crate::steps::Steps;
use crate::tools::cargo;
use crate::{apt, ui};

pub fn bench() -> bool {
    let mut steps = Steps::default();
    if apt::ensure(&mut steps, &[apt::BUILD]) && ui::ready(&mut steps) {
        steps.command("benchmarks", cargo(&["bench", "--workspace", "--benches"]));
    }
    steps.summary()
}

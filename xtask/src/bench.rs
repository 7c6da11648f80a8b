//! `bench`: runs every example whose name ends in `_bench`, optimised, and what
//! a user waits for in Chromium; each prints its own figures and judges nothing.

use std::fs;
use std::path::Path;

use crate::apt;
use crate::steps::Steps;
use crate::tools::{cargo, command, root, target};
use crate::ui;

const ENDING: &str = "_bench";

pub fn bench() -> bool {
    let mut steps = Steps::default();
    // The peer of the search. Without it the figures stand alone.
    apt::ensure(&mut steps, &[apt::SEARCH]);
    for (package, example) in benches(&root().join("crates")) {
        let run = [
            "run",
            "--release",
            "--quiet",
            "-p",
            &package,
            "--example",
            &example,
        ];
        steps.command(&example, cargo(&run));
    }
    painting(&mut steps);
    steps.summary()
}

/// Until it is painted, in Chromium over the bridge.
fn painting(steps: &mut Steps) {
    let programs = [
        "build",
        "--release",
        "-p",
        "muster-client",
        "--example",
        "bridge",
        "--example",
        "city_bench",
    ];
    let ready = apt::ensure(steps, &[apt::BROWSER])
        && steps.command("bridge and city", cargo(&programs))
        && ui::ready(steps);
    if ready {
        let mut painted = command("node", &["tests/bench/painted.mjs"]);
        for (option, name) in [("--bridge", "bridge"), ("--city", "city_bench")] {
            let program = target().join("release/examples").join(name);
            painted
                .arg(option)
                .arg(program.with_extension(std::env::consts::EXE_EXTENSION));
        }
        steps.command("painted in Chromium", painted);
    }
}

/// Package and example, sorted. A folder of `crates/` is the package's name
/// without its `muster-`.
fn benches(crates: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for member in fs::read_dir(crates).into_iter().flatten().flatten() {
        let package = format!("muster-{}", member.file_name().to_string_lossy());
        for entry in fs::read_dir(member.path().join("examples"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            let name = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            if let Some(name) = name.filter(|name| name.ends_with(ENDING)) {
                found.push((package.clone(), name));
            }
        }
    }
    found.sort();
    found
}

//! `test`: everything that can fail, in one run.

use crate::steps::Steps;
use crate::tools::{built, cargo, npm, succeeds};
use crate::{apt, check, ui};

pub fn test() -> bool {
    let mut steps = Steps::default();
    if apt::ensure(
        &mut steps,
        &[apt::BUILD, apt::WINDOW, apt::BROWSER, apt::OFFICE],
    ) && ui::ready(&mut steps)
    {
        check::checks(&mut steps);
        let ready = programs(&mut steps);
        rust(&mut steps);
        steps.suite("Vitest", npm(&["run", "test"]));
        if ready {
            browser(&mut steps);
            window(&mut steps);
        }
    }
    let passed = steps.summary();
    let totals = steps.totals();
    println!("\n{} passed, {} failed", totals.passed, totals.failed);
    passed
}

fn rust(steps: &mut Steps) {
    if succeeds("cargo", &["nextest", "--version"]) {
        steps.suite(
            "Rust tests",
            cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]),
        );
    } else {
        steps.suite(
            "Rust tests",
            cargo(&[
                "test",
                "--workspace",
                "--lib",
                "--bins",
                "--tests",
                "--no-fail-fast",
            ]),
        );
    }
    // nextest does not run the examples in the documentation.
    steps.command(
        "documentation examples",
        cargo(&["test", "--workspace", "--doc"]),
    );
}

/// What tests start as processes of their own. `--workspace` here and below
/// keeps one set of features, so that nothing is compiled twice.
fn programs(steps: &mut Steps) -> bool {
    let build = [
        "build",
        "--workspace",
        "--example",
        "bridge",
        "--bin",
        "muster-server",
    ];
    steps.command("bridge and server", cargo(&build))
}

/// The screens in Chromium, through the HTTP bridge to the same core.
fn browser(steps: &mut Steps) {
    let mut suite = npm(&["run", "e2e"]);
    suite
        .env("MUSTER_BRIDGE", built("examples/bridge"))
        .env("MUSTER_SERVER", built("muster-server"));
    steps.suite("Chromium", suite);
}

/// The journey in the real window, against `muster-server` in each dialect.
/// WebKit's driver exists on Linux only.
fn window(steps: &mut Steps) {
    if cfg!(target_os = "linux") {
        let mut suite = cargo(&[
            "test",
            "--workspace",
            "--test",
            "shell",
            "--",
            "--test-threads=1",
            "--nocapture",
        ]);
        suite.env("MUSTER_SERVER", built("muster-server"));
        steps.suite("real window", suite);
    }
}

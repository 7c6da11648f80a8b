//! `check` judges, `fix` mends.

use crate::steps::{Steps, run};
use crate::tools::{cargo, npm, succeeds};
use crate::{apt, ui};

pub fn check() -> bool {
    let mut steps = Steps::default();
    if apt::ensure(&mut steps, &[apt::BUILD]) && ui::ready(&mut steps) {
        checks(&mut steps);
        // Part of the Rust tests too, so `test` does not run it twice.
        steps.suite(
            "bindings are current",
            cargo(&["test", "-p", "muster-client", "bindings"]),
        );
    }
    steps.summary()
}

/// Every check that is not a test. The app's build needs `ui/dist`, so the UI
/// is built before.
///
/// `npm audit` and the advisories of cargo-deny are not here: what they say
/// depends on a database elsewhere, not on this tree, and needs the network.
pub fn checks(steps: &mut Steps) {
    steps.command("format", cargo(&["fmt", "--all", "--check"]));
    steps.command("lock file", cargo(&["fetch", "--locked", "--quiet"]));
    steps.command(
        "clippy",
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    );
    // Not among all targets, because they do not run with every `cargo test`.
    steps.command(
        "clippy, real window",
        cargo(&[
            "clippy",
            "--workspace",
            "--test",
            "shell",
            "--test",
            "tour",
            "--",
            "-D",
            "warnings",
        ]),
    );
    steps.command("svelte-check", npm(&["run", "check"]));
    steps.command("ESLint and Prettier", npm(&["run", "lint"]));
    if deny_is_here(steps) {
        steps.command(
            "licences, bans, sources",
            cargo(&[
                "deny",
                "--all-features",
                "check",
                "licenses",
                "bans",
                "sources",
            ]),
        );
    }
}

/// cargo-deny, built without optimisation: that costs it nothing here and
/// saves minutes.
fn deny_is_here(steps: &mut Steps) -> bool {
    succeeds("cargo", &["deny", "--version"])
        || steps.step("install cargo-deny", || {
            let mut install = cargo(&["install", "--locked", "--quiet", "cargo-deny"]);
            install
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            run(&mut install)
        })
}

pub fn fix() -> bool {
    let mut steps = Steps::default();
    if apt::ensure(&mut steps, &[apt::BUILD]) && ui::ready(&mut steps) {
        steps.command(
            "clippy",
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--fix",
                "--allow-dirty",
                "--allow-staged",
            ]),
        );
        steps.command("format", cargo(&["fmt", "--all"]));
        steps.command("ESLint", npm(&["exec", "--", "eslint", ".", "--fix"]));
        steps.command("Prettier", npm(&["run", "fmt"]));
    }
    steps.summary()
}

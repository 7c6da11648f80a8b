//! The UI's packages and its build, each done again only when something it
//! depends on has changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::steps::{Failure, Steps, run};
use crate::tools::{npm, root, target};

/// Made by tools, or without a say in what the build is.
const NOT_SOURCE: &[&str] = &["node_modules", "dist", ".svelte-kit", "test-results", "e2e"];

/// `npm ci`, when `node_modules` was not made from this lock file.
pub fn install(steps: &mut Steps) -> bool {
    let lock = root().join("ui/package-lock.json");
    let stamp = root().join("ui/node_modules/.made-from");
    once(
        steps,
        "npm packages",
        &stamp,
        || hash_of(&[lock]),
        || run(&mut npm(&["ci", "--no-audit", "--no-fund"])),
    )
}

/// `npm run build`, when the sources differ from those that `ui/dist` shows.
pub fn build(steps: &mut Steps) -> bool {
    let built = root().join("ui/dist/index.html");
    let stamp = target().join("xtask/ui-built-from");
    if !built.exists() {
        // A stamp without its build, as after `git clean`.
        fs::remove_file(&stamp).ok();
    }
    once(
        steps,
        "build the UI",
        &stamp,
        || hash_of(&sources()?),
        || run(&mut npm(&["run", "build"])),
    )
}

/// Everything before a Rust build: the app embeds the built UI.
pub fn ready(steps: &mut Steps) -> bool {
    install(steps) && build(steps)
}

fn once(
    steps: &mut Steps,
    name: &str,
    stamp: &Path,
    state: impl FnOnce() -> io::Result<String>,
    body: impl FnOnce() -> Result<(), Failure>,
) -> bool {
    let now = state();
    if now
        .as_ref()
        .is_ok_and(|now| fs::read_to_string(stamp).is_ok_and(|old| old == *now))
    {
        return true;
    }
    steps.step(name, || {
        let now = now.map_err(|error| format!("cannot read ui/: {error}"))?;
        body()?;
        stamp
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(stamp, now))
            .map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
        Ok(())
    })
}

fn sources() -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("ui")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if NOT_SOURCE.iter().any(|other| name == *other) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn hash_of(files: &[PathBuf]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

//! `dist`: the package that people install.

use std::fs;
use std::path::Path;

use crate::steps::{Failure, Steps, run};
use crate::tools::{command, root, target};
use crate::{apt, ui};

pub fn dist() -> bool {
    let mut steps = Steps::default();
    if apt::ensure(&mut steps, &[apt::BUILD]) && ui::install(&mut steps) {
        // The bundler builds the UI itself, by `beforeBuildCommand`.
        let cli = root().join("ui/node_modules/.bin/tauri");
        let mut build = command(&cli.to_string_lossy(), &["build", "--bundles", "deb"]);
        build.env("CI", "true");
        steps.step("Debian package", || {
            run(&mut build)?;
            told_sizes(&target().join("release/bundle/deb"))
        });
    }
    steps.summary()
}

fn told_sizes(folder: &Path) -> Result<(), Failure> {
    let packages = fs::read_dir(folder).map_err(|error| format!("no package made: {error}"))?;
    for entry in packages.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "deb") {
            let bytes = entry.metadata().map_err(|error| error.to_string())?.len();
            println!("{}: {:.1} MB", path.display(), bytes as f64 / 1e6);
        }
    }
    Ok(())
}

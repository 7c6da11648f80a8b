//! `cargo xtask <task>`: everything that is done with this tree, on Linux,
//! macOS and Windows, from a machine that has Rust and Node.
//!
//! No dependencies: the first command on a fresh machine compiles in seconds.

mod apt;
mod bench;
mod check;
mod counts;
mod dist;
#[cfg(test)]
mod documents;
mod run;
mod steps;
mod test;
mod tools;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <task>

  run     install what is missing, build, and open the app; without a display,
          take pictures of the real app into target/tour/ (also: run --tour)
  test    check, then every test: Rust, Vitest, Chromium, the real window
  check   format, lints, types, import rules, bindings, licences
  fix     let the formatters and linters mend what they can
  bench   the benchmarks, which print their figures
  dist    the Debian package";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let options: Vec<String> = arguments.collect();
    let done = match (task.as_str(), options.as_slice()) {
        ("run", []) => run::run(run::Wish::Open),
        ("run", [option]) if option == "--tour" => run::run(run::Wish::Tour),
        ("test", []) => test::test(),
        ("check", []) => check::check(),
        ("fix", []) => check::fix(),
        ("bench", []) => bench::bench(),
        ("dist", []) => dist::dist(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    if done {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

//! Steps: each is named, timed, and counted in the summary.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::counts::{Counts, counts_in, failed_in};

/// Why a step failed, for the summary; what the tool printed stands above it.
pub type Failure = String;

struct Done {
    name: String,
    took: Duration,
    counts: Counts,
    failure: Option<Failure>,
    /// The tests that failed, by name.
    failed: Vec<String>,
}

/// What a test runner told while it ran.
#[derive(Default)]
struct Told {
    counts: Counts,
    failed: Vec<String>,
}

/// The steps of one task, in the order they ran.
#[derive(Default)]
pub struct Steps {
    done: Vec<Done>,
}

impl Steps {
    /// Runs a step; the task goes on when it fails, so that one run tells
    /// everything that is wrong. Answers whether it passed.
    pub fn step(&mut self, name: &str, body: impl FnOnce() -> Result<(), Failure>) -> bool {
        self.told(name, || body().map(|()| Told::default()))
    }

    fn told(&mut self, name: &str, body: impl FnOnce() -> Result<Told, Failure>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let (told, failure) = match body() {
            Ok(told) if told.counts.failed == 0 => (told, None),
            Ok(told) => {
                let failed = told.counts.failed;
                (told, Some(format!("{failed} failed")))
            }
            Err(failure) => (Told::default(), Some(failure)),
        };
        let took = start.elapsed();
        let word = if failure.is_none() { "done" } else { "FAILED" };
        println!("== {name}: {word} in {}", seconds(took));
        let passed = failure.is_none();
        self.done.push(Done {
            name: name.to_owned(),
            took,
            counts: told.counts,
            failure,
            failed: told.failed,
        });
        passed
    }

    /// A step that is one command, judged by its exit code.
    pub fn command(&mut self, name: &str, mut command: Command) -> bool {
        self.step(name, || run(&mut command))
    }

    /// A step that is a test runner: its closing lines are read for the counts,
    /// and its exit code decides.
    pub fn suite(&mut self, name: &str, mut command: Command) -> bool {
        self.told(name, || run_counted(&mut command))
    }

    /// Prints one line a step, with the names of tests that failed below it, and
    /// answers whether all passed.
    pub fn summary(&self) -> bool {
        println!("\n== summary");
        for step in &self.done {
            let mark = if step.failure.is_none() {
                "ok  "
            } else {
                "FAIL"
            };
            let counts = match step.counts {
                Counts {
                    passed: 0,
                    failed: 0,
                } => String::new(),
                Counts { passed, failed: 0 } => format!("  {passed} tests"),
                Counts { passed, failed } => format!("  {failed} of {} tests", passed + failed),
            };
            let failure = step
                .failure
                .as_ref()
                .map_or_else(String::new, |why| format!("  ({why})"));
            println!(
                "{mark}  {:>8}  {}{counts}{failure}",
                seconds(step.took),
                step.name
            );
            for test in &step.failed {
                let try_again = if step.failure.is_none() {
                    "passed at the second try: "
                } else {
                    ""
                };
                println!("                {try_again}{test}");
            }
        }
        self.done.iter().all(|step| step.failure.is_none())
    }

    /// Tests that passed and failed over all suites. A step that failed without
    /// naming a failed test counts as one.
    pub fn totals(&self) -> Counts {
        self.done.iter().fold(Counts::default(), |sum, step| {
            let unnamed = u64::from(step.failure.is_some() && step.counts.failed == 0);
            Counts {
                passed: sum.passed + step.counts.passed,
                failed: sum.failed + step.counts.failed + unnamed,
            }
        })
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn told(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    println!("$ {}", told(command));
    let status = command
        .status()
        .map_err(|error| format!("cannot start {}: {error}", told(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{status}"))
    }
}

/// Runs a test runner, passing on what it prints and reading its counts.
fn run_counted(command: &mut Command) -> Result<Told, Failure> {
    println!("$ {}", told(command));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {}: {error}", told(command)))?;
    let err = child.stderr.take();
    let other = std::thread::spawn(move || err.map_or_else(Told::default, pass_on));
    let mut all = child.stdout.take().map_or_else(Told::default, pass_on);
    let other = other.join().unwrap_or_default();
    all.counts = all.counts + other.counts;
    all.failed.extend(other.failed);
    let status = child.wait().map_err(|error| error.to_string())?;
    match (status.success(), all.counts) {
        (
            true,
            Counts {
                passed: 0,
                failed: 0,
            },
        ) => Err("ran no test that could be counted".into()),
        (true, _) => Ok(all),
        (false, Counts { failed: 0, .. }) => Err(format!("{status}")),
        (false, _) => Ok(all),
    }
}

fn pass_on(stream: impl Read) -> Told {
    let mut all = Told::default();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        all.counts = all.counts + counts_in(&text);
        all.failed.extend(failed_in(&text));
        line.clear();
    }
    all
}

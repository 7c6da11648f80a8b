//! Child processes that end with what owns them.

use std::fs;
use std::process::{Child, Command};

use super::deadline;

/// A process that is killed and waited for when this goes out of scope.
#[derive(Debug)]
pub struct Process(pub Child);

impl Process {
    pub fn start(command: &mut Command) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {program}: {error}"));
        deadline::started(child.id());
        Self(child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        deadline::ending(self.0.id());
        // It may have ended by itself, which is as good.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A program that a child of ours has started. It would outlive the child, so
/// it is killed when this goes out of scope.
#[derive(Debug)]
pub struct Program(pub u32);

impl Program {
    /// What this process has started, if it has.
    pub fn of(parent: u32) -> Option<Self> {
        let processes = fs::read_dir("/proc").ok()?.flatten();
        let mut numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let program = numbers.find(|&number| {
            state(number).is_some_and(|(state, of)| of == parent && state != 'Z')
        })?;
        deadline::started(program);
        Some(Self(program))
    }

    /// Whether it has not ended yet.
    pub fn runs(&self) -> bool {
        state(self.0).is_some_and(|(state, _)| state != 'Z')
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        deadline::ending(self.0);
        if self.runs() {
            signal("KILL", self.0);
        }
    }
}

/// A process's state as the kernel's letter, and its parent.
fn state(process: u32) -> Option<(char, u32)> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name, which may hold anything, in brackets.
    let mut fields = line.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

/// Sends a process a signal, by the name without SIG.
pub fn signal(name: &str, process: u32) {
    // The shell's own `kill`: the program of that name is not on every system.
    Command::new("sh")
        .args(["-c", "kill -s \"$0\" \"$1\"", name, &process.to_string()])
        .status()
        .expect("a shell");
}

//! Child processes that end with what owns them.

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

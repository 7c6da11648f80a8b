//! Child processes that end with what owns them.

use std::process::{Child, Command};

/// A process that is killed and waited for when this goes out of scope.
#[derive(Debug)]
pub struct Process(pub Child);

impl Process {
    pub fn start(command: &mut Command) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        Self(
            command
                .spawn()
                .unwrap_or_else(|error| panic!("cannot start {program}: {error}")),
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

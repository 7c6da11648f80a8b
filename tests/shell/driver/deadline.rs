//! No test outlasts its time. Everything that a test waits for is a process
//! that it has started, so ending these ends the waiting, whatever it waits on.

use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, ThreadId};
use std::time::Duration;

use super::process::signal;

/// For a test to fail by itself once its processes are gone.
const GRACE: Duration = Duration::from_secs(90);

/// The processes that run now, by the thread that started them: each test has
/// a thread of its own.
static RUNNING: Mutex<Vec<(ThreadId, u32)>> = Mutex::new(Vec::new());

/// Remembers a process of this thread's test.
pub fn started(process: u32) {
    running().push((thread::current().id(), process));
}

/// Forgets it, before its number is free for another.
pub fn ending(process: u32) {
    running().retain(|&(_, running)| running != process);
}

fn running() -> std::sync::MutexGuard<'static, Vec<(ThreadId, u32)>> {
    RUNNING
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Ends this thread's processes when its time is over, and the whole run if
/// even that does not end the test. Dropped in time, it does nothing.
pub struct Deadline {
    _in_time: Sender<()>,
}

impl Deadline {
    pub fn set(limit: Duration) -> Self {
        let (in_time, over) = mpsc::channel();
        let test = thread::current().id();
        thread::spawn(move || {
            if over.recv_timeout(limit) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            eprintln!(
                "not done after {} seconds: ending its processes",
                limit.as_secs()
            );
            end_those_of(test);
            if over.recv_timeout(GRACE) == Err(RecvTimeoutError::Timeout) {
                end_those_of(test);
                eprintln!("and still not done: ending the run");
                std::process::exit(101);
            }
        });
        Self { _in_time: in_time }
    }
}

fn end_those_of(test: ThreadId) {
    // Held meanwhile, so that no number is handed on between look and kill.
    for &(owner, process) in running().iter() {
        if owner == test {
            signal("KILL", process);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    use super::super::process::Process;
    use super::*;

    #[test]
    fn a_process_that_never_ends_is_ended_at_the_deadline() {
        let _deadline = Deadline::set(Duration::from_millis(100));
        let mut endless = Process::start(Command::new("sleep").arg("3600"));
        let status = endless.0.wait().unwrap();
        assert_eq!(status.signal(), Some(9));
    }

    #[test]
    fn a_test_that_ends_in_time_is_left_alone() {
        let mut process = Process::start(Command::new("sleep").arg("3600"));
        drop(Deadline::set(Duration::from_secs(3600)));
        assert_eq!(process.0.try_wait().unwrap(), None);
    }
}

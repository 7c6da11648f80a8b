//! The program: starts the shell and nothing else.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    muster::graphics::prepare();
    match muster::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("failed to start Muster: {error}");
            ExitCode::FAILURE
        }
    }
}

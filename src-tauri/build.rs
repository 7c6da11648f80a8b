//! Generates the access-control list of the IPC door and the bundle metadata.

use std::process::Command;

use tauri_build::{AppManifest, Attributes};

const CAPABILITIES: &str = "src-tauri/capabilities";
const PERMISSIONS: &str = "src-tauri/permissions";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={CAPABILITIES}");
    println!("cargo:rerun-if-changed={PERMISSIONS}");
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rustc-env=MUSTER_COMMIT={}", commit());

    tauri_build::try_build(
        Attributes::new()
            .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
            .app_manifest(
                AppManifest::new().permissions_path_pattern("src-tauri/permissions/**/*.toml"),
            ),
    )?;
    Ok(())
}

/// The commit that the about screen shows; `unknown` outside a git checkout.
fn commit() -> String {
    Command::new("git")
        .args(["rev-parse", "--short=10", "HEAD"])
        .output()
        .ok()
        .filter(|output| output.status.success())
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map_or_else(|| "unknown".to_owned(), |text| text.trim().to_owned())
}

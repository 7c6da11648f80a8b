//! The system's packages, on Debian and Ubuntu: only what is missing is
//! installed, and nothing is asked of a machine that has everything.

use std::path::Path;

use crate::steps::{Failure, Steps, run};
use crate::tools::{command, printed, succeeds};

/// To compile and link the app.
pub const BUILD: &[&str] = &[
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
];
/// To open and drive a real window where there is no display.
pub const WINDOW: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xdotool",
    "dbus",
    "gnome-keyring",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
];
/// To read the exported workbooks as another program does.
pub const OFFICE: &[&str] = &["libreoffice-calc-nogui"];
/// For the tests in a browser.
pub const BROWSER: &[&str] = &["chromium", "fonts-noto-cjk", "fonts-noto-color-emoji"];
/// What the search is measured beside.
pub const SEARCH: &[&str] = &["fzf"];

/// Installs what is missing of these. On another system it does nothing: there
/// the README says what is needed.
pub fn ensure(steps: &mut Steps, packages: &[&[&str]]) -> bool {
    if !Path::new("/etc/debian_version").exists() {
        return true;
    }
    let mut missing: Vec<&str> = packages
        .iter()
        .flat_map(|group| group.iter())
        .copied()
        .filter(|name| !installed(name))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing.is_empty() || steps.step("system packages", || install(&missing))
}

fn installed(package: &str) -> bool {
    printed("dpkg-query", &["-W", "-f", "${db:Status-Status}", package]).as_deref()
        == Some("installed")
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    let root = printed("id", &["-u"]).as_deref() == Some("0");
    if !root && !succeeds("sudo", &["-V"]) {
        return Err(format!(
            "install these as root: apt-get install {}",
            packages.join(" ")
        ));
    }
    let apt = |arguments: &[&str]| {
        let prefix: &[&str] = if root { &["env"] } else { &["sudo", "env"] };
        let line = [
            prefix,
            &["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"],
            arguments,
        ]
        .concat();
        run(&mut command(line[0], &line[1..]))
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

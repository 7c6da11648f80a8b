//! WebKitGTK on NVIDIA's own driver paints an empty window through DMA-BUF.
//! There, and there only, that path is turned off; elsewhere it is the faster
//! one, and turning it off makes automation's screenshots hang.

/// Starts the program again with the variable that WebKit reads, where that is
/// needed; the variable must stand before the first thread starts. A value
/// that somebody has set is left alone.
#[cfg(target_os = "linux")]
pub fn prepare() {
    use std::os::unix::process::CommandExt;

    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
    if nvidia && std::env::var_os(VARIABLE).is_none() {
        // The new program takes the place of this one. Where that fails, the
        // window may stay empty, which is no worse than before.
        if let Ok(program) = std::env::current_exe() {
            let error = std::process::Command::new(program)
                .args(std::env::args_os().skip(1))
                .env(VARIABLE, "1")
                .exec();
            eprintln!("cannot start again for NVIDIA: {error}");
        }
    }
}

/// Nothing to do on this system.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

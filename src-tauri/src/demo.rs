//! The built-in backend, behind "Try the demo".

use std::path::Path;

use async_trait::async_trait;
use muster_client::host::{DemoHost, DemoServer};

/// Starts the reference backend inside the app.
#[derive(Debug)]
pub struct BuiltIn;

#[async_trait]
impl DemoHost for BuiltIn {
    async fn start(&self, _: &Path) -> Result<DemoServer, String> {
        Err("the built-in backend has no samples yet".to_owned())
    }
}

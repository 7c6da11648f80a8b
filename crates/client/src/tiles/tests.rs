//! The map with a file, with a server on loopback, and with the network off.

mod files;
mod loopback;
mod servers;

use crate::testing::Bench;
use muster_domain::map::TileProblem;
use serde_json::{Value, json};
use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "../../tests/fixtures/maps",
        name,
    ]
    .iter()
    .collect()
}

async fn add_file(bench: &Bench, path: &std::path::Path) -> Value {
    bench.choose_map(path);
    bench.call("add_map_file", json!({})).await.unwrap()
}

async fn add_address(bench: &Bench, address: &str) -> Value {
    let args = json!({
        "name": "", "address": address, "attribution": "", "min_zoom": 0, "max_zoom": 19,
        "crs": "wgs84",
    });
    bench.call("add_map_address", args).await.unwrap()
}

fn id(added: &Value) -> String {
    assert_eq!(added["outcome"], "added", "{added}");
    added["source"]["id"].as_str().unwrap().to_owned()
}

/// The comment that the fixtures' tiles carry: their z/x/y.
fn comment(bytes: &[u8]) -> Option<String> {
    let at = bytes.windows(8).position(|eight| eight == b"Comment\0")?;
    let text = &bytes[at + 8..];
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit() && *byte != b'/')?;
    // A digit of the checksum may follow.
    Some(String::from_utf8_lossy(&text[..end]).into_owned())
}

async fn tile(bench: &Bench, source: &str, at: &str) -> Result<Vec<u8>, TileProblem> {
    let tile = bench.client.tile(&format!("/{source}/{at}")).await?;
    assert_eq!(tile.content_type, "image/png");
    Ok(tile.bytes)
}

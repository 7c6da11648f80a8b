//! The gather map: tiles through the app's own scheme, a worker and canvases,
//! all under the content security policy of the packaged page.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::driver::{App, Stage};
use crate::steps;

/// What the policy refused, and what was asked for, since this ran.
const LISTEN: &str = "
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
    performance.setResourceTimingBufferSize(10_000)";

/// How many pixels of the layer of people are painted, and a sum that changes
/// with where they are.
const PEOPLE: &str = "
    const canvas = document.querySelector('.leaflet-sheet-450-pane canvas');
    if (!canvas?.width) return [0, 0];
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [painted, places] = [0, 0];
    for (let at = 3; at < data.length; at += 4)
      if (data[at] > 0) { painted += 1; places = (places * 31 + at) % 1_000_000_007; }
    return [painted, places]";

/// The tiles that show a picture, of all that were asked for.
const TILES: &str = "
    const tiles = [...document.querySelectorAll('.leaflet-tile-pane img')];
    const shown = tiles.filter((tile) => tile.complete && tile.naturalWidth === 256);
    return shown.length > 0 && shown.length === tiles.length
      && tiles.every((tile) => tile.src.startsWith('tile:'))";

#[tokio::test]
async fn the_map_is_drawn_from_a_file_and_moves_and_asks_nobody_outside() {
    let stage = Stage::set().await;
    let app = App::start(&stage).await;
    app.run(LISTEN).await.unwrap();
    steps::demo(&app).await;

    // The outline needs nothing; the people are drawn over it.
    open(&app).await;
    let before = drawn(&app, &json!([0, 0])).await;
    let centre = readout(&app).await;
    app.focus("application", "集合地图").await;
    app.press(&[Key::Right.into()]).await;
    drawn(&app, &before).await;
    app.until("another middle", async || {
        (readout(&app).await != centre).then_some(())
    })
    .await;
    assert_eq!(app.run(TILES).await, Ok(json!(false)));

    // The system's own dialog names the file.
    app.click("link", "设置").await;
    app.click("button", "添加地图文件").await;
    let dialog = stage.system_window("Open File").await;
    dialog.name(&chart(stage.root())).await;
    app.sees("使用中").await;
    steps::to_tasks(&app).await;
    open(&app).await;
    drawn(&app, &json!([0, 0])).await;
    app.until("tiles of the file", async || {
        (app.run(TILES).await == Ok(json!(true))).then_some(())
    })
    .await;

    let asked = app
        .run("return performance.getEntriesByType('resource').map(({ name }) => name)")
        .await
        .unwrap();
    let outside: Vec<&Value> = asked
        .as_array()
        .unwrap()
        .iter()
        .filter(|name| !is_ours(name.as_str().unwrap()))
        .collect();
    assert_eq!(outside, [] as [&Value; 0]);
    assert_eq!(app.run("return window.refused").await, Ok(json!([])));
    // The same ear hears of a picture from elsewhere.
    app.run("new Image().src = 'http://127.0.0.1:9/0/0/0.png'")
        .await
        .unwrap();
    app.until("a refusal", async || {
        let refused = app.run("return window.refused.length").await.ok()?;
        (refused == 1).then_some(())
    })
    .await;
    app.quit().await;
}

async fn open(app: &App) {
    app.click("link", steps::GATHERING).await;
    app.click("tab", "地图").await;
    app.find("application", "集合地图").await;
}

/// The people as they are drawn, once they are, and otherwise than before.
async fn drawn(app: &App, before: &Value) -> Value {
    app.until("people on the map", async || {
        let now = app.run(PEOPLE).await.ok()?;
        (now[0].as_u64()? > 50 && now != *before).then_some(now)
    })
    .await
}

async fn readout(app: &App) -> Value {
    let mgrs = "return document.querySelector('[data-notation=MGRS]')?.textContent";
    app.run(mgrs).await.unwrap()
}

fn is_ours(address: &str) -> bool {
    [
        "tauri://localhost/",
        "ipc://localhost/",
        "tile://localhost/",
    ]
    .iter()
    .any(|ours| address.starts_with(ours))
}

/// A map file in a place of the stage's own; its path.
fn chart(root: &Path) -> String {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/maps");
    let file = root.join("harbour.mbtiles");
    fs::copy(fixtures.join("harbour.mbtiles"), &file).unwrap();
    file.to_string_lossy().into_owned()
}

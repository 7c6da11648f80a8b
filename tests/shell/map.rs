//! The gather map: tiles through the app's own scheme, a worker and canvases,
//! all under the content security policy of the packaged page.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fantoccini::key::Key;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

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

/// The source of the tiles if all that were asked for show a picture; its
/// width is in pixels.
const TILES: &str = "
    const tiles = [...document.querySelectorAll('.leaflet-tile-pane img')];
    const shown = tiles.filter((tile) => tile.complete && tile.naturalWidth === WIDTH);
    const sources = new Set(tiles.map((tile) => tile.src.split('/').slice(0, 4).join('/')));
    return shown.length > 0 && shown.length === tiles.length && sources.size === 1
      ? [...sources][0] : null";

/// A picture of one pixel: the smallest tile that there is.
const PIXEL: &[u8] = include_bytes!("../fixtures/maps/pixel.png");

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
    assert_eq!(app.run(&tiles(256)).await, Ok(Value::Null));

    // The system's own dialog names the files, of either kind.
    let mut sources = Vec::new();
    for chart in ["harbour.mbtiles", "harbour.pmtiles"] {
        app.click("link", "设置").await;
        app.click("button", "添加地图文件").await;
        let dialog = stage.system_window("Open File").await;
        dialog.name(&copied(chart, stage.root())).await;
        app.sees(chart).await;
        steps::to_tasks(&app).await;
        open(&app).await;
        drawn(&app, &json!([0, 0])).await;
        sources.push(of_another(&app, 256, &sources).await);
    }

    // A server is asked by the program, never by the page.
    let (address, asked) = tile_server().await;
    app.click("link", "设置").await;
    app.click("button", "添加瓦片服务器").await;
    app.fill(
        "textbox",
        "地址",
        &format!("http://{address}/{{z}}/{{x}}/{{y}}.png"),
    )
    .await;
    app.press(&[Key::Enter.into()]).await;
    app.sees(&address.to_string()).await;
    steps::to_tasks(&app).await;
    open(&app).await;
    sources.push(of_another(&app, 1, &sources).await);
    assert!(sources.iter().all(|source| source.starts_with("tile://")));
    assert!(asked.load(Ordering::SeqCst) > 0);

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

fn tiles(width: u32) -> String {
    TILES.replace("WIDTH", &width.to_string())
}

/// The source of the tiles, once all show a picture and it is a new one.
async fn of_another(app: &App, width: u32, before: &[String]) -> String {
    app.until("tiles of another source", async || {
        let shown = app.run(&tiles(width)).await.ok()?;
        let source = shown.as_str()?.to_owned();
        (!before.contains(&source)).then_some(source)
    })
    .await
}

/// Answers every tile with the same picture, and counts them.
async fn tile_server() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let count = Arc::clone(&count);
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                count.fetch_add(1, Ordering::SeqCst);
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\
                     Content-Length: {}\r\n\r\n",
                    PIXEL.len()
                );
                let _ = stream.write_all(&[head.as_bytes(), PIXEL].concat()).await;
            });
        }
    });
    (address, asked)
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
fn copied(chart: &str, root: &Path) -> String {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/maps");
    let file = root.join(chart);
    fs::copy(fixtures.join(chart), &file).unwrap();
    file.to_string_lossy().into_owned()
}

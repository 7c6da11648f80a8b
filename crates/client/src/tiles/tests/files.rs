//! Map files, as they should be and as they should not.

use super::*;
use std::{fs, path::Path};

async fn shows_every_tile(bench: &Bench, source: &str) {
    for z in 0..4_u32 {
        for x in 0..1 << z {
            for y in 0..1 << z {
                let at = format!("{z}/{x}/{y}");
                let bytes = tile(bench, source, &at).await.unwrap();
                let told = comment(&bytes).unwrap();
                assert!(told.starts_with(&at), "{at}: {told}");
            }
        }
    }
    assert_eq!(tile(bench, source, "4/0/0").await, Err(TileProblem::NoTile));
}

#[tokio::test]
async fn an_mbtiles_file_shows_its_tiles_with_the_network_off() {
    let bench = Bench::new().await;
    let added = add_file(&bench, &fixture("harbour.mbtiles")).await;
    let source = id(&added);
    let mut shown = added["source"].clone();
    shown["id"] = json!("");
    insta::assert_snapshot!(shown.to_string(), @r#"{"attribution":"© Nobody's Survey","bounds":{"east":114.1,"north":23.9,"south":22.5,"west":112.9},"crs":"wgs84","encrypted":true,"id":"","kind":"mbtiles","max_zoom":3,"min_zoom":0,"name":"Harbour chart","place":"harbour.mbtiles"}"#);
    shows_every_tile(&bench, &source).await;
    let bench = bench.reopen().await;
    shows_every_tile(&bench, &source).await;
}

#[tokio::test]
async fn a_pmtiles_file_shows_its_tiles_with_the_network_off() {
    let bench = Bench::new().await;
    let added = add_file(&bench, &fixture("harbour.pmtiles")).await;
    let mut shown = added["source"].clone();
    shown["id"] = json!("");
    insta::assert_snapshot!(shown.to_string(), @r#"{"attribution":"© Nobody's Survey","bounds":{"east":114.1,"north":23.9,"south":22.5,"west":112.9},"crs":"wgs84","encrypted":true,"id":"","kind":"pmtiles","max_zoom":3,"min_zoom":0,"name":"Harbour chart","place":"harbour.pmtiles"}"#);
    shows_every_tile(&bench, &id(&added)).await;
}

#[tokio::test]
async fn a_pmtiles_file_whose_directory_has_leaves_shows_its_tiles() {
    let bench = Bench::new().await;
    let source = id(&add_file(&bench, &fixture("deep.pmtiles")).await);
    for z in 0..8_u32 {
        for (x, y) in [(0, 0), (1, 2), (77, 31), (127, 127), (100, 3)] {
            let (x, y) = (x % (1 << z), y % (1 << z));
            let bytes = tile(&bench, &source, &format!("{z}/{x}/{y}"))
                .await
                .unwrap();
            // As `make.py` chooses them.
            let chosen = x * 7919 * (y + 13) % 8191 % 64;
            let expected = format!("0/{}/{}", chosen / 8, chosen % 8);
            assert!(
                comment(&bytes).unwrap().starts_with(&expected),
                "{z}/{x}/{y}"
            );
        }
    }
}

#[tokio::test]
async fn a_file_is_left_as_it_was_and_nothing_appears_beside_it() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("海图 100%.mbtiles");
    fs::copy(fixture("harbour.mbtiles"), &path).unwrap();
    let source = id(&add_file(&bench, &path).await);
    tile(&bench, &source, "0/0/0").await.unwrap();
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 1);
    assert_eq!(
        fs::read(&path).unwrap(),
        fs::read(fixture("harbour.mbtiles")).unwrap()
    );
}

async fn refusal(bench: &Bench, path: &Path) -> Value {
    let added = add_file(bench, path).await;
    assert_eq!(added["outcome"], "refused", "{added}");
    added["problem"]["kind"].clone()
}

#[tokio::test]
async fn what_is_no_map_is_refused_with_its_reason() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map");
    let with = |bytes: &[u8]| fs::write(&path, bytes).unwrap();
    assert_eq!(refusal(&bench, &path).await, "missing");
    assert_eq!(refusal(&bench, folder.path()).await, "not_a_map");
    for bytes in [&b""[..], b"PK\x03\x04", b"<svg/>", b"SQLite format 3"] {
        with(bytes);
        assert_eq!(refusal(&bench, &path).await, "not_a_map", "{bytes:?}");
    }
    for name in ["vector.mbtiles", "vector.pmtiles"] {
        assert_eq!(refusal(&bench, &fixture(name)).await, "not_images");
    }
    // A database of something else.
    let other = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE people (name TEXT)").unwrap();
    drop(db);
    assert_eq!(refusal(&bench, &other).await, "not_a_map");
    // Nothing was added, and a good one still is.
    let sources = bench.call("get_map_sources", json!({})).await.unwrap();
    assert_eq!(sources["sources"], json!([]));
    id(&add_file(&bench, &fixture("harbour.mbtiles")).await);
}

#[tokio::test]
async fn a_file_that_is_cut_short_anywhere_is_refused_and_never_more() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    for name in ["harbour.mbtiles", "harbour.pmtiles", "deep.pmtiles"] {
        let whole = fs::read(fixture(name)).unwrap();
        let path = folder.path().join(name);
        for part in 0..40 {
            fs::write(&path, &whole[..whole.len() * part / 40]).unwrap();
            let added = add_file(&bench, &path).await;
            if added["outcome"] == "added" {
                // SQLite may find enough of it: then every tile is a tile or
                // has a reason.
                assert_eq!(name, "harbour.mbtiles");
                let source = id(&added);
                for at in ["0/0/0", "3/7/7", "3/0/0"] {
                    let _ = tile(&bench, &source, at).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn flipped_bytes_end_in_a_tile_or_a_reason() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    for name in ["harbour.mbtiles", "harbour.pmtiles", "deep.pmtiles"] {
        let whole = fs::read(fixture(name)).unwrap();
        let path = folder.path().join(name);
        for step in 0..150_usize {
            let mut bytes = whole.clone();
            // Densely where the file is described, here and there in the rest.
            let at = if step < 120 {
                step
            } else {
                step * 2_654_435_761 % bytes.len()
            };
            bytes[at] ^= 0xff;
            fs::write(&path, &bytes).unwrap();
            let added = add_file(&bench, &path).await;
            if added["outcome"] == "added" {
                let source = id(&added);
                for at in ["0/0/0", "3/7/7", "7/1/1"] {
                    let _ = tile(&bench, &source, at).await;
                }
            }
        }
    }
}

/// A PMTiles file whose root directory is `packed`.
fn archive(packed: &[u8]) -> Vec<u8> {
    let mut bytes = b"PMTiles\x03".to_vec();
    let (start, end) = (127_u64, 127 + packed.len() as u64);
    for (offset, length) in [(start, end - start), (end, 0), (end, 0), (end, 0)] {
        bytes.extend(offset.to_le_bytes());
        bytes.extend(length.to_le_bytes());
    }
    bytes.extend([0; 24]);
    bytes.extend([1, 2, 1, 2, 0, 3]);
    bytes.resize(127, 0);
    bytes.extend(packed);
    bytes
}

#[tokio::test]
async fn a_directory_that_unpacks_to_a_flood_is_damaged() {
    use std::io::Write as _;
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.pmtiles");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..17 {
        packer.write_all(&[1; 1 << 20]).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    fs::write(&path, archive(&bomb)).unwrap();
    assert_eq!(refusal(&bench, &path).await, "damaged");
}

#[tokio::test]
async fn a_view_without_end_is_given_up() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("endless.mbtiles");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "CREATE TABLE metadata (name TEXT, value TEXT);
         INSERT INTO metadata VALUES ('minzoom', '0'), ('maxzoom', '3');
         CREATE VIEW tiles AS
             WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
             SELECT i AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data
             FROM n WHERE i < 0;",
    )
    .unwrap();
    drop(db);
    assert_eq!(refusal(&bench, &path).await, "damaged");
}

#[tokio::test]
async fn a_tile_of_a_gigabyte_is_not_made() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.mbtiles");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(
        "CREATE TABLE metadata (name TEXT, value TEXT);
         INSERT INTO metadata VALUES ('minzoom', '0'), ('maxzoom', '3');
         CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row,
             zeroblob(1000000000) AS tile_data;",
    )
    .unwrap();
    drop(db);
    assert_eq!(refusal(&bench, &path).await, "too_large");
}

#[tokio::test]
async fn a_file_that_changes_is_opened_anew_and_one_that_goes_is_missing() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map");
    fs::copy(fixture("harbour.mbtiles"), &path).unwrap();
    let source = id(&add_file(&bench, &path).await);
    tile(&bench, &source, "3/1/1").await.unwrap();
    fs::copy(fixture("harbour.pmtiles"), &path).unwrap();
    tile(&bench, &source, "3/1/1").await.unwrap();
    fs::write(&path, b"gone").unwrap();
    assert_eq!(
        tile(&bench, &source, "3/1/1").await,
        Err(TileProblem::NotAMap)
    );
    fs::remove_file(&path).unwrap();
    assert_eq!(
        tile(&bench, &source, "3/1/1").await,
        Err(TileProblem::Missing)
    );
    let test = bench
        .call("test_map_source", json!({"source": source}))
        .await;
    assert_eq!(test.unwrap()["problem"], json!({"kind": "missing"}));
}

#[tokio::test]
async fn addresses_of_tiles_have_one_spelling() {
    let bench = Bench::new().await;
    let source = id(&add_file(&bench, &fixture("harbour.mbtiles")).await);
    for at in [
        "",
        "0",
        "0/0",
        "0/0/0/0",
        "0/0/1",
        "3/8/0",
        "00/0/0",
        "0/+0/0",
        "0/ 0/0",
        "0/0/0.png",
        "-1/0/0",
        "0/0/-0",
        "99/0/0",
        "0/4294967296/0",
        "../../desk.db",
    ] {
        let found = bench.client.tile(&format!("/{source}/{at}")).await;
        assert_eq!(found, Err(TileProblem::NoTile), "{at}");
    }
    for path in ["", "/", "0/0/0", "//0/0/0", "/nobody/0/0/0"] {
        assert_eq!(
            bench.client.tile(path).await,
            Err(TileProblem::NoTile),
            "{path}"
        );
    }
    assert!(tile(&bench, &source, "0/0/0").await.is_ok());
}

#[tokio::test]
async fn no_tile_leaves_while_the_windows_are_covered() {
    let bench = Bench::new().await;
    let source = id(&add_file(&bench, &fixture("harbour.mbtiles")).await);
    let passphrase = json!({"current": "", "new": "三点集合 0310"});
    bench.call("set_lock_passphrase", passphrase).await.unwrap();
    assert!(tile(&bench, &source, "0/0/0").await.is_ok());
    bench.call("lock_screen", json!({})).await.unwrap();
    assert_eq!(
        tile(&bench, &source, "0/0/0").await,
        Err(TileProblem::NoTile)
    );
}

#[tokio::test]
async fn sources_are_chosen_renamed_and_removed() {
    let bench = Bench::new().await;
    assert_eq!(
        bench.call("add_map_file", json!({})).await.unwrap(),
        json!({"outcome": "dismissed"})
    );
    let first = id(&add_file(&bench, &fixture("harbour.mbtiles")).await);
    bench.clock.advance_ms(1);
    let second = id(&add_address(&bench, "http://tiles.example/{z}/{x}/{y}.png").await);
    let sources = bench.call("get_map_sources", json!({})).await.unwrap();
    assert_eq!(sources["chosen"], json!(second));
    assert_eq!(sources["sources"][1]["name"], "tiles.example");
    assert_eq!(sources["sources"][1]["encrypted"], false);

    let chosen = bench
        .call("choose_map_source", json!({"source": first}))
        .await;
    assert_eq!(chosen.unwrap()["chosen"], json!(first));
    let none = bench
        .call("choose_map_source", json!({"source": null}))
        .await;
    assert_eq!(none.unwrap()["chosen"], Value::Null);
    let gone = json!({"source": "gone"});
    for command in ["choose_map_source", "remove_map_source", "test_map_source"] {
        assert!(
            bench.call(command, gone.clone()).await.is_err(),
            "{command}"
        );
    }

    let change =
        json!({"source": first, "name": "港口", "attribution": "<b>测绘</b>", "crs": "gcj02"});
    let changed = bench.call("change_map_source", change).await.unwrap();
    assert_eq!(
        (&changed["name"], &changed["attribution"], &changed["crs"]),
        (&json!("港口"), &json!("测绘"), &json!("gcj02"))
    );
    // In the same moment: neither takes the other back.
    let (chosen, renamed) = tokio::join!(
        bench.call("choose_map_source", json!({"source": first})),
        bench.call(
            "change_map_source",
            json!({"source": first, "name": "", "attribution": "", "crs": "wgs84"})
        ),
    );
    assert_eq!(chosen.unwrap()["chosen"], json!(first));
    assert_eq!(renamed.unwrap()["name"], "港口");
    let sources = bench.call("get_map_sources", json!({})).await.unwrap();
    assert_eq!(sources["chosen"], json!(first));
    assert_eq!(sources["sources"][0]["crs"], "wgs84");
    bench
        .call("remove_map_source", json!({"source": first}))
        .await
        .unwrap();
    assert_eq!(
        tile(&bench, &first, "0/0/0").await,
        Err(TileProblem::NoTile)
    );
    assert!(fixture("harbour.mbtiles").exists());

    for address in [
        "",
        "http://tiles.example/",
        "ftp://tiles.example/{z}/{x}/{y}",
    ] {
        let refused = add_address(&bench, address).await;
        assert_eq!(
            refused,
            json!({"outcome": "refused", "problem": {"kind": "bad_address"}})
        );
    }
}

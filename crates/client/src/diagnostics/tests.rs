use crate::{
    client::lock,
    tasks::tests::{full, refresh_all},
    testing::Bench,
};
use muster_domain::error::AppError;
use serde_json::{Value, json};
use std::fs;

/// The file that was written.
async fn saved(bench: &Bench) -> String {
    let folder = bench.dir.path().join("files");
    fs::create_dir_all(&folder).unwrap();
    *lock(&bench.save.folder) = Some(folder.clone());
    let saved = bench.call("save_diagnostics", json!({})).await.unwrap();
    fs::read_to_string(folder.join(saved["name"].as_str().unwrap())).unwrap()
}

/// Everything of the answers to the task that is text.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() > 1 => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn it_says_how_things_stand_and_nothing_of_anybody() {
    let (bench, connection) = full().await;
    refresh_all(&bench, &connection).await;
    let report = saved(&bench).await;
    for told in [
        "version: 0.0.0 (test)",
        "stores: open",
        "connection 1: militia",
        "signed_in",
        "table responses: 4 rows",
        "file desk.db: ",
    ] {
        assert!(report.contains(told), "{told} in {report}");
    }

    let window = json!({
        "connection": connection, "task": "7", "offset": 0, "limit": 50, "filter": "",
        "status": null, "sort": "name", "descending": false,
    });
    let rows = bench.call("list_responses", window).await.unwrap()["value"]["rows"].clone();
    let mut marks = vec![
        "海珠人武部".to_owned(),
        "muster.test".to_owned(),
        "commander".to_owned(),
    ];
    let people = rows.as_array().unwrap();
    for person in people {
        let of_them = json!([
            person["person"]["name"],
            person["person"]["phone"],
            person["name"],
            person["phone"]
        ]);
        texts(&of_them, &mut marks);
    }
    assert!(marks.len() > 3 + people.len(), "{rows}");
    let found = |report: &str| marks.iter().filter(|mark| report.contains(*mark)).count();
    assert_eq!(found(&report), 0, "{report}");
    // What stands in the log would be found.
    let logs = bench.dir.path().join("logs");
    fs::create_dir(&logs).unwrap();
    fs::write(logs.join("muster.2018-05-06.log"), &marks[3]).unwrap();
    assert_eq!(found(&saved(&bench).await), 1);
}

#[tokio::test]
async fn the_newest_log_goes_along_from_a_whole_line_on_and_is_shown() {
    let bench = Bench::new().await;
    let shown = bench.call("reveal_logs", json!({})).await;
    assert_eq!(shown, Err(AppError::NotFound));

    let logs = bench.dir.path().join("logs");
    fs::create_dir(&logs).unwrap();
    fs::write(logs.join("muster.2018-05-05.log"), "older").unwrap();
    let newest = logs.join("muster.2018-05-06.log");
    let line = |number: usize| format!("{number} 日志\n");
    fs::write(&newest, (0..60_000).map(line).collect::<String>()).unwrap();
    let report = saved(&bench).await;
    let (_, log) = report.split_once("--- log ---\n").unwrap();
    assert!(log.ends_with(&line(59_999)) && !log.contains("older"));
    let first: usize = log.split_once(' ').unwrap().0.parse().unwrap();
    assert!(first > 0 && log.starts_with(&line(first)), "{first}");

    bench.call("reveal_logs", json!({})).await.unwrap();
    assert_eq!(*lock(&bench.save.revealed), [newest]);
}

#[tokio::test]
async fn who_gives_up_writes_nothing() {
    let bench = Bench::new().await;
    let saved = bench.call("save_diagnostics", json!({})).await.unwrap();
    assert_eq!(saved, Value::Null);
}

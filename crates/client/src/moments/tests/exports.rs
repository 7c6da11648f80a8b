//! Jobs and their people as files and as text.

use super::shop::{DAY, Shop};
use crate::client::lock;
use serde_json::{Value, json};

/// On paper: heads, then rows.
async fn printed(shop: &Shop, listing: &Value) -> String {
    let args = json!({
        "listing": listing, "columns": [], "reveal": false, "offset": 0, "limit": 200,
    });
    let printed = shop.bench.call("print_table", args).await.unwrap();
    let line = |cells: &Value| {
        let cells = cells.as_array().unwrap().iter();
        let texts: Vec<_> = cells
            .map(|cell| cell["title"].as_str().or(cell.as_str()).unwrap())
            .collect();
        texts.join(" | ")
    };
    let heads = line(&printed["columns"]);
    let rows = printed["rows"].as_array().unwrap().iter().map(line);
    std::iter::once(heads)
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

async fn in_language(shop: &Shop, language: &str) {
    let args = json!({ "language": language });
    shop.bench.call("change_settings", args).await.unwrap();
}

#[tokio::test]
async fn jobs_and_people_leave_in_the_words_of_both_languages() {
    let shop = Shop::open().await;
    shop.stock().jobs[0]["moment_total"] = json!(5);
    shop.stock().jobs[0]["content"]["attachments"] =
        json!([{"msgtype": "miniprogram"}, {"msgtype": "poll"}, {"msgtype": "miniprogram"}, {}]);
    shop.refresh(json!({"kind": "tasks"})).await.unwrap();
    shop.refresh_jobs(Some(DAY)).await.unwrap();
    shop.refresh(json!({"kind": "people", "job": "11"}))
        .await
        .unwrap();
    let list = shop.list(Some(DAY));
    let window = json!({"filter": "", "offset": 0, "limit": 1});
    let mut jobs = window.clone();
    jobs["kind"] = json!("moment_jobs");
    jobs["of"] = list.clone();
    jobs["waiting"] = json!(true);
    let mut people = window;
    people["kind"] = json!("moment_people");
    people["of"] = json!({"of": list, "job": "11"});
    people["status"] = json!("waiting");

    let mut texts = Vec::new();
    for language in ["zh-CN", "en"] {
        in_language(&shop, language).await;
        for listing in [&jobs, &people] {
            texts.push(printed(&shop, listing).await);
        }
    }
    insta::assert_snapshot!("tables", texts.join("\n\n"));

    in_language(&shop, "zh-CN").await;
    let folder = shop.bench.dir.path().to_owned();
    *lock(&shop.bench.save.folder) = Some(folder.clone());
    let export = |listing: &Value, format| json!({"listing": listing, "format": format, "columns": [], "reveal": false});
    let written = shop
        .bench
        .call("export_table", export(&jobs, "csv"))
        .await
        .unwrap();
    assert_eq!(written["rows"], 2);
    let name = written["name"].as_str().unwrap();
    assert!(name.starts_with("五月新品上架 朋友圈任务 "), "{name}");
    let csv = std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(
        csv.contains("晚场直播") && !csv.contains("端午放假,"),
        "{csv}"
    );
    let written = shop
        .bench
        .call("export_table", export(&people, "xlsx"))
        .await
        .unwrap();
    let name = written["name"].as_str().unwrap();
    assert!(name.starts_with("新品到店 发表名单 "), "{name}");
}

#[tokio::test]
async fn a_workbook_says_of_which_day_it_is_and_what_its_rows_come_to() {
    use crate::export::xlsx::tests::sheet;
    let shop = Shop::open().await;
    shop.stock().told = Some(json!({"job_total": 99}));
    shop.refresh_jobs(Some(DAY)).await.unwrap();
    let folder = shop.bench.dir.path().to_owned();
    *lock(&shop.bench.save.folder) = Some(folder.clone());
    // How many jobs, and what is said of them.
    let written = async |waiting: bool| {
        let listing = json!({
            "kind": "moment_jobs", "of": shop.list(Some(DAY)), "filter": "",
            "waiting": waiting, "offset": 0, "limit": 1,
        });
        let args = json!({"listing": listing, "format": "xlsx", "columns": [], "reveal": false});
        let written = shop.bench.call("export_table", args).await.unwrap();
        let name = written["name"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let (rows, _) = sheet(&bytes, "朋友圈任务");
        let (about, _) = sheet(&bytes, "说明");
        let items = ["日期", "已发表", "未发表", "应发表", "应发表（服务器）"];
        let said = items.map(|item| {
            let row = about.iter().find(|row| row[0] == item);
            row.map(|row| row[1].to_string()).unwrap_or_default()
        });
        (rows.len() - 1, said.join(" "))
    };
    assert_eq!(written(false).await, (3, format!("{DAY} 4 5 9 99")));
    let (jobs, said) = written(true).await;
    assert_eq!((jobs, said.trim_end()), (2, &*format!("{DAY} 1 5 6")));
}

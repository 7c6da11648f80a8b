//! Whom a call-out is for, chosen with an exclusion and an overlap: what is
//! counted on the screen, what crosses the wire, and whom the server calls.

use std::collections::{BTreeMap, BTreeSet};

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::driver::{App, Relay, Server, Stage};
use crate::steps;

const TITLE: &str = "夜间防汛集合 27-41";

#[tokio::test]
async fn a_district_without_a_street_and_a_unit_across_it_are_sent_word_for_word() {
    let stage = Stage::set().await;
    let mut relay = Relay::bind().await;
    let server = Server::start("documented", Some(&relay.address.to_string()));
    relay.to(server.address());
    let app = App::start(&stage).await;
    let url = format!("http://{}", relay.address);
    steps::connect(&app, &url, &Server::account("commander")).await;
    steps::write(&app, TITLE, 4).await;
    let (connection, draft) = steps::place(&app).await;
    let picker = Picker {
        app: &app,
        draft: draft.expect("a draft is open"),
    };

    // The district by its row, then one of its streets off again.
    let offices = picker.rows("offices").await;
    let district = Row::first(&offices, |row| row.level == 1);
    let street = Row::first(&offices, |row| row.kind == "office" && row.level == 2);
    app.click("radio", "单位").await;
    app.click("treeitem", &district.name).await;
    app.focus("treeitem", &district.name).await;
    app.press(&[Key::Right.into()]).await;
    app.click("treeitem", &street.name).await;
    app.sees("除外").await;

    // A unit that has people in both parts.
    let orgs = picker.rows("orgs").await;
    let unit = Row::first(&orgs, |row| row.kind == "org" && row.state == "mixed");
    app.click("radio", "组织").await;
    app.fill("textbox", "搜索组织、单位、人员", &unit.name)
        .await;
    app.click("treeitem", &unit.name).await;

    // Each person once, whoever is chosen twice by name.
    let district_people = people(inside(&offices, district));
    let left_out = people(inside(&offices, street));
    let unit_people = people(inside(&orgs, unit));
    let by_office = &district_people - &left_out;
    let chosen = &by_office | &unit_people;
    let twice = by_office.intersection(&unit_people).count();
    assert!(twice > 0 && !left_out.is_disjoint(&unit_people));
    app.sees(&format!("将通知 {} 人", chosen.len())).await;
    assert_eq!(total(&app, "重复选中").await, twice);
    app.click("button", "重复选中").await;
    app.find("dialog", "重复选中的人").await;
    let named = app
        .until("whoever is chosen twice", async || {
            let rows = app.names("row").await;
            (rows.len() > 1).then_some(rows)
        })
        .await;
    let through = |name: &String, rows: &[Row]| rows.iter().any(|row| name.contains(&row.name));
    for name in &named[1..] {
        assert!(through(name, inside(&orgs, unit)), "{name}");
        assert!(through(name, inside(&offices, district)), "{name}");
    }
    let both = &by_office & &unit_people;
    let mut expected: Vec<&str> = inside(&orgs, unit)
        .iter()
        .filter(|row| row.kind == "person" && row.id.is_some_and(|id| both.contains(&id)))
        .map(|row| row.name.as_str())
        .collect();
    expected.sort_unstable();
    let shown = everybody(&app).await;
    assert_eq!(shown, expected, "whoever is chosen twice, and nobody else");
    app.press(&[Key::Escape.into()]).await;

    // Nothing leaves in the ten seconds; then one request does.
    steps::hold_to_send(&app).await;
    app.find("button", "撤回").await;
    let newest = json!({ "offset": 0, "limit": 1 });
    let entry = app.call("list_outbox", newest).await.unwrap()["rows"][0].clone();
    app.sees("已发出").await;
    let bodies = relay.bodies("POST /task ");
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let left_at = relay.times("POST /task ")[0].as_millisecond();
    let [pressed_at, send_at] = ["created_at", "send_at"].map(|at| entry[at].as_i64().unwrap());
    assert_eq!(send_at - pressed_at, 10_000);
    assert!(left_at >= send_at, "{left_at} {entry}");
    let streets = offices
        .iter()
        .filter(|row| row.kind == "office" && row.level == 2 && row.id != street.id);
    let own = offices
        .iter()
        .filter(|row| row.kind == "person" && row.level == 2);
    let units = inside(&orgs, unit).iter().filter(|row| row.kind == "org");
    // Whom the unit's own id calls is not named once more.
    let sent = [
        ("accept_office_ids", ids(streets)),
        ("accept_org_ids", ids(units)),
        ("accept_soldr_ids", &ids(own) - &unit_people),
    ];
    for (field, expected) in &sent {
        assert_eq!(&numbers(&bodies[0][field]), expected, "{field}");
    }

    // The server, which resolves ids by its own roster, calls the same people.
    app.click("link", "看谁应答了").await;
    app.find("tab", "响应").await;
    let (_, task) = steps::place(&app).await;
    let called = app
        .until("everybody's row", async || {
            let called = notified(&app, &connection, &task).await;
            (called.len() >= chosen.len()).then_some(called)
        })
        .await;
    assert_eq!(called, chosen);
    app.quit().await;
}

/// A row of a view of the picker.
struct Row {
    kind: String,
    /// None of a heading.
    id: Option<i64>,
    name: String,
    level: u64,
    state: String,
}

impl Row {
    fn read(row: &Value) -> Self {
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        Self {
            kind: text("kind"),
            id: text("key")
                .split_once(':')
                .and_then(|(_, id)| id.parse().ok()),
            name: text("name"),
            level: row["level"].as_u64().expect("a level"),
            state: text("state"),
        }
    }

    fn first(rows: &[Self], is_it: impl Fn(&Self) -> bool) -> &Self {
        rows.iter().find(|row| is_it(row)).expect("such a row")
    }
}

/// The core's own answers about the draft that is open.
struct Picker<'a> {
    app: &'a App,
    draft: String,
}

impl Picker<'_> {
    /// Every row of a view, with all of them open.
    async fn rows(&self, view: &str) -> Vec<Row> {
        loop {
            let rows = self.shown(view).await;
            let Some(closed) = rows.iter().find(|row| row["expanded"] == false) else {
                return rows.iter().map(Row::read).collect();
            };
            let open = json!({
                "draft": self.draft, "view": view, "key": closed["key"],
                "expanded": true, "siblings": true,
            });
            self.app.call("expand_picker_row", open).await.unwrap();
        }
    }

    async fn shown(&self, view: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        loop {
            let window = json!({
                "draft": self.draft, "view": view, "query": "",
                "offset": rows.len(), "limit": 200,
            });
            let read = self.app.call("list_picker_rows", window).await.unwrap();
            rows.extend(read["value"]["rows"].as_array().unwrap().iter().cloned());
            if rows.len() as u64 == read["value"]["total"].as_u64().unwrap() {
                return rows;
            }
        }
    }
}

/// The number in the running total beside this button.
async fn total(app: &App, button: &str) -> usize {
    let script = format!(
        "const rows = [...document.querySelectorAll('section.total dl > div')];
         return rows.find((row) => row.textContent.includes('{button}')).querySelector('dd').textContent"
    );
    let shown = app.run(&script).await.unwrap();
    shown.as_str().unwrap().parse().expect("a number")
}

/// Everybody in the table of the sheet that is open, by name; its rows come
/// and go as it scrolls.
async fn everybody(app: &App) -> Vec<String> {
    const ROWS: &str = "
        const grid = document.querySelector('[role=dialog] [role=grid]');
        const rows = [...grid.querySelectorAll('[role=row]')].filter((row) => row.querySelector('[role=rowheader]'));
        rows.at(-1).scrollIntoView({ block: 'start' });
        return [Number(grid.getAttribute('aria-rowcount')) - 1, rows.map((row) => [
          Number(row.getAttribute('aria-rowindex')),
          row.querySelector('[role=rowheader]').textContent.trim().split(/\\s/)[0],
        ])]";
    let mut found = BTreeMap::new();
    app.until("every row of the sheet", async || {
        let read = app.run(ROWS).await.ok()?;
        for row in read[1].as_array()? {
            found.insert(row[0].as_u64()?, row[1].as_str()?.to_owned());
        }
        (found.len() as u64 == read[0].as_u64()?).then_some(())
    })
    .await;
    let mut names: Vec<String> = found.into_values().collect();
    names.sort_unstable();
    names
}

/// A row and everything below it.
fn inside<'a>(rows: &'a [Row], top: &Row) -> &'a [Row] {
    let at = rows.iter().position(|row| std::ptr::eq(row, top));
    let (from, level) = (at.expect("one of these rows"), top.level);
    let below = rows[from + 1..]
        .iter()
        .take_while(|row| row.level > level)
        .count();
    &rows[from..=from + below]
}

fn ids<'a>(rows: impl Iterator<Item = &'a Row>) -> BTreeSet<i64> {
    rows.filter_map(|row| row.id).collect()
}

fn people(rows: &[Row]) -> BTreeSet<i64> {
    ids(rows.iter().filter(|row| row.kind == "person"))
}

/// Ids as they were sent: each once.
fn numbers(sent: &Value) -> BTreeSet<i64> {
    let sent = sent.as_array().expect("a list of ids");
    let numbers: BTreeSet<i64> = sent.iter().filter_map(Value::as_i64).collect();
    assert_eq!(numbers.len(), sent.len(), "{sent:?}");
    numbers
}

/// Whom the server says it has notified.
async fn notified(app: &App, connection: &str, task: &Option<String>) -> BTreeSet<i64> {
    let query = json!({
        "connection": connection, "task": task, "status": null, "office": null,
        "filter": "", "sort": "name", "descending": false, "offset": 0, "limit": 200,
    });
    let read = app.call("list_responses", query).await.unwrap_or_default();
    let rows = read["value"]["rows"].as_array().cloned();
    let soldiers = rows.unwrap_or_default();
    soldiers
        .iter()
        .filter_map(|row| row["soldier"].as_str()?.parse().ok())
        .collect()
}

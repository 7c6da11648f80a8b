mod overlapping;

use crate::{
    picker::{elsewhere, tests::district},
    testing::{Bench, Call, emitted, until},
};
use muster_domain::{
    board::{ResponseFigures, ResponseRow, ResponseStatus},
    error::AppError,
    event::Tag,
    id::{ConnectionId, DraftId},
    picker::PickerTotals,
    read::Read,
    roster::{Member, Org},
};
use serde_json::{Value, json};

/// A client with a draft, whose server has the district.
struct Desk {
    bench: Bench,
    connection: ConnectionId,
    draft: DraftId,
}

impl Desk {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let (orgs, offices) = district();
        bench.server.state().orgs = orgs;
        bench.server.state().offices = offices;
        let connection = bench.sign_in().await;
        let draft = bench
            .call("new_draft", json!({ "connection": connection }))
            .await
            .unwrap();
        let draft = DraftId::from(draft["id"].as_str().unwrap());
        Self {
            bench,
            connection,
            draft,
        }
    }

    async fn with_roster() -> Self {
        let desk = Self::new().await;
        desk.fetch().await;
        desk
    }

    async fn fetch(&self) {
        let target = json!({ "kind": "roster", "connection": self.connection });
        self.bench
            .call("refresh", json!({ "target": target }))
            .await
            .unwrap();
    }

    async fn call(&self, name: &str, mut args: Value) -> Result<Value, AppError> {
        args["draft"] = json!(self.draft);
        self.bench.call(name, args).await
    }

    async fn totals(&self) -> Read<PickerTotals> {
        let read = self.call("get_picker", json!({})).await.unwrap();
        serde_json::from_value(read).unwrap()
    }

    async fn toggle(&self, key: &str, on: bool) -> Result<Value, AppError> {
        let args = json!({ "view": "orgs", "key": key, "on": on });
        self.call("toggle_picker_row", args).await
    }

    async fn row_names(&self, view: &str, query: &str) -> Vec<String> {
        let args = json!({ "view": view, "query": query, "offset": 0, "limit": 100 });
        let read = self.call("list_picker_rows", args).await.unwrap();
        let rows = read["value"]["rows"].as_array().unwrap();
        let name = |row: &Value| row["name"].as_str().unwrap().to_owned();
        rows.iter().map(name).collect()
    }
}

#[tokio::test]
async fn the_picker_is_empty_until_the_roster_came_and_asks_for_it() {
    let desk = Desk::new().await;
    let arrive = desk.bench.server.hold(Call::Orgs);
    let mut events = desk.bench.client.events();
    let read = desk.totals().await;
    assert_eq!((read.value, read.fetched_at), (None, None));
    let toggled = desk.toggle("o:1", true).await;
    assert_eq!(toggled, Err(AppError::NothingCached));
    // Reading it was asking for it. The saved places come first and are told
    // by the same tag.
    arrive.notify_one();
    let roster = Tag::Roster(desk.connection.clone());
    let read = loop {
        let told = async || emitted(&mut events).contains(&roster);
        until("the roster is told", told).await;
        let read = desk.totals().await;
        if read.value.is_some() {
            break read;
        }
    };
    assert_eq!(read.value.unwrap().roster, 6);
    assert_eq!(read.fetched_at, Some(desk.bench.clock.now()));
}

#[tokio::test]
async fn a_toggle_is_on_the_disk_before_it_answers() {
    let mut desk = Desk::with_roster().await;
    let mut events = desk.bench.client.events();
    let totals = desk.toggle("o:2", true).await.unwrap();
    assert_eq!(totals["people"], 3);
    assert_eq!(emitted(&mut events), [Tag::Draft(desk.draft.clone())]);
    desk.bench = desk.bench.reopen().await;
    let totals = desk.totals().await.value.unwrap();
    assert_eq!((totals.orgs, totals.people), (2, 3));
}

#[tokio::test]
async fn clicks_at_once_are_all_kept() {
    let desk = Desk::with_roster().await;
    let clicks = ["s:11", "s:12", "s:21", "s:22", "s:31"];
    let [a, b, c, d, e] = clicks.map(|key| desk.toggle(key, true));
    let (a, b, c, d, e) = tokio::join!(a, b, c, d, e);
    assert!([a, b, c, d, e].iter().all(Result::is_ok));
    assert_eq!(desk.totals().await.value.unwrap().individuals, 5);
}

#[tokio::test]
async fn views_open_search_and_switch_through_the_commands() {
    let desk = Desk::with_roster().await;
    assert_eq!(
        desk.row_names("orgs", "").await,
        ["海珠人武部", "海珠区一排", "昌岗街", "滨江街"]
    );
    let expand = json!({ "view": "orgs", "key": "o:1", "expanded": true, "siblings": false });
    assert_eq!(desk.call("expand_picker_row", expand).await.unwrap(), 6);
    assert_eq!(desk.row_names("people", "ouyang").await, ["欧阳明"]);
    let all = json!({ "view": "people", "query": "l", "on": true });
    let totals = desk.call("toggle_picker_matches", all).await.unwrap();
    assert_eq!(totals["people"], 4);
}

#[tokio::test]
async fn a_roster_fetched_again_is_used_at_once() {
    let desk = Desk::with_roster().await;
    desk.toggle("s:31", true).await.unwrap();
    desk.bench.server.state().orgs.orgs.remove(2);
    desk.bench.clock.advance_ms(1);
    desk.fetch().await;
    let totals = desk.totals().await.value.unwrap();
    assert_eq!((totals.roster, totals.unknown, totals.people), (5, 1, 0));
}

#[tokio::test]
async fn what_is_gone_is_said_to_be_gone() {
    let desk = Desk::with_roster().await;
    desk.totals().await;
    assert_eq!(desk.toggle("o:404", true).await, Err(AppError::NotFound));
    desk.call("delete_draft", json!({})).await.unwrap();
    let read = desk.call("get_picker", json!({})).await;
    assert_eq!(read, Err(AppError::NotFound));
    assert_eq!(desk.toggle("o:1", true).await, Err(AppError::NotFound));
}

#[tokio::test]
async fn a_change_that_cannot_be_stored_does_not_show() {
    let desk = Desk::with_roster().await;
    desk.toggle("s:11", true).await.unwrap();
    let stores = desk.bench.client.stores().unwrap();
    let forbid = "CREATE TRIGGER no_space BEFORE UPDATE ON drafts
        BEGIN SELECT RAISE(FAIL, 'no space'); END;";
    let broken = stores.desk.with(move |db| db.execute_batch(forbid));
    broken.await.unwrap();
    assert!(desk.toggle("o:2", true).await.is_err());
    assert_eq!(desk.totals().await.value.unwrap().people, 1);
    let mended = stores
        .desk
        .with(|db| db.execute_batch("DROP TRIGGER no_space"));
    mended.await.unwrap();
    assert_eq!(desk.toggle("o:2", true).await.unwrap()["people"], 4);
}

#[tokio::test]
async fn the_picker_works_from_the_cache_without_a_server() {
    let mut desk = Desk::with_roster().await;
    desk.bench = desk.bench.reopen().await;
    desk.bench.server.state().unreachable = true;
    assert_eq!(desk.row_names("people", "cjs").await, ["陈嘉树"]);
    let totals = desk.toggle("o:2", true).await.unwrap();
    assert_eq!(totals["people"], 3);
    assert_eq!(desk.bench.server.count(Call::Orgs), 1, "at the first fetch");
}

#[tokio::test]
async fn what_was_published_stays_what_was_reviewed() {
    let desk = Desk::with_roster().await;
    desk.toggle("s:11", true).await.unwrap();
    let fields = json!({
        "mark": "drill", "title": "夜间集合", "detail": "", "wanted": "1",
        "gather_at": "2018-05-07 20:00", "finish_at": "2018-05-07 21:00",
        "place": { "kind": "new", "name": "三号仓库", "lat": "23.1", "lng": "113.3", "crs": "gcj02" },
    });
    desk.call("save_draft", json!({ "fields": fields }))
        .await
        .unwrap();
    desk.call("publish_task", json!({})).await.unwrap();
    assert_eq!(desk.toggle("o:2", true).await, Err(AppError::TooLate));
    assert_eq!(desk.totals().await.value.unwrap().people, 1);
}

#[tokio::test]
async fn the_people_of_a_removed_connection_do_not_stay_in_memory() {
    let desk = Desk::with_roster().await;
    desk.totals().await;
    let (roster, _) = super::roster(&desk.bench.client, &desk.connection)
        .await
        .unwrap()
        .unwrap();
    let kept = std::sync::Arc::downgrade(&roster);
    drop(roster);
    assert!(kept.upgrade().is_some(), "kept while it may be needed");
    let args = json!({ "connection": desk.connection });
    desk.bench.call("remove_connection", args).await.unwrap();
    assert!(kept.upgrade().is_none());
}

#[tokio::test]
async fn names_without_end_make_no_answer_too_large() {
    let desk = Desk::with_roster().await;
    let long = "险".repeat(10_000);
    {
        let mut state = desk.bench.server.state();
        let org = state.orgs.orgs[0].clone();
        state.orgs.orgs = vec![Org {
            name: long.clone(),
            lower: Vec::new(),
            members: (0..400)
                .map(|id| Member {
                    soldier: id.into(),
                    name: long.clone(),
                    is_admin: true,
                })
                .collect(),
            ..org
        }];
    }
    desk.fetch().await;
    let args = json!({ "view": "people", "query": "", "offset": 0, "limit": 1_000 });
    let read = desk.call("list_picker_rows", args).await.unwrap();
    let rows = &read["value"];
    assert!(rows["total"].as_u64().unwrap() >= 400);
    assert_eq!(rows["rows"].as_array().unwrap().len(), 200);
}

#[tokio::test]
async fn what_arrives_is_shown_before_it_is_stored_and_stored_all_the_same() {
    let mut desk = Desk::new().await;
    // Saved places come first, and are stored.
    let arrive = desk.bench.server.hold(Call::Orgs);
    assert_eq!(desk.totals().await.value, None);
    let stores = desk.bench.client.stores().unwrap();
    let asked = async || desk.bench.server.count(Call::Orgs) > 0;
    until("the server is asked", asked).await;
    let (free, wait) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let busy = tokio::spawn(async move {
        let work = move |_: &mut rusqlite::Connection| {
            let _ = begin.send(());
            let _ = wait.recv();
            Ok(())
        };
        stores.cache.with(work).await
    });
    begun.await.unwrap();
    arrive.notify_one();
    let mut shown = None;
    until("it is shown", async || {
        shown = desk.totals().await.value;
        shown.is_some()
    })
    .await;
    assert_eq!(shown.unwrap().roster, 6);
    assert!(!busy.is_finished(), "the disk is still busy");
    free.send(()).unwrap();
    busy.await.unwrap().unwrap();
    desk.fetch().await;
    desk.bench = desk.bench.reopen().await;
    desk.bench.server.state().unreachable = true;
    assert_eq!(desk.totals().await.value.unwrap().roster, 6);
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_shown_for_long() {
    let desk = Desk::with_roster().await;
    let stores = desk.bench.client.stores().unwrap();
    let forbid = "CREATE TRIGGER no_space BEFORE UPDATE ON rosters
        BEGIN SELECT RAISE(FAIL, 'no space'); END;";
    let broken = stores.cache.with(move |db| db.execute_batch(forbid));
    broken.await.unwrap();
    desk.bench.server.state().orgs.orgs.remove(2);
    let target = json!({ "kind": "roster", "connection": desk.connection });
    let fetched = desk
        .bench
        .call("refresh", json!({ "target": target }))
        .await;
    assert!(fetched.is_err());
    assert_eq!(
        desk.totals().await.value.unwrap().roster,
        6,
        "the stored one"
    );
}

#[tokio::test]
async fn who_is_elsewhere_is_read_again_when_answers_change_and_not_when_they_are_fetched() {
    let desk = Desk::new().await;
    let mark = async |status| {
        let row = ResponseRow {
            soldier: "21".into(),
            name: "陈嘉树".into(),
            phone: String::new(),
            office: "昌岗街".into(),
            status,
            responded_at: None,
            im_user: None,
        };
        let board = (ResponseFigures::default(), vec![row]);
        desk.bench
            .server
            .state()
            .responses
            .insert("7".into(), board);
        desk.bench.clock.advance_ms(30_000);
        let target = json!({ "kind": "responses", "connection": desk.connection, "task": "7" });
        let refresh = desk.bench.call("refresh", json!({ "target": target }));
        refresh.await.unwrap();
        let id = desk.connection.clone();
        let cache = desk.bench.client.stores().unwrap().cache;
        let mark = cache.read(move |db| elsewhere::mark(db, &id));
        mark.await.unwrap()
    };
    let unread = mark(ResponseStatus::Unread).await;
    assert_eq!(mark(ResponseStatus::Unread).await, unread);
    assert_ne!(mark(ResponseStatus::Refused).await, unread);
}

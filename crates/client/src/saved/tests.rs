mod again;

use crate::{
    picker::tests::district,
    testing::{Bench, emitted},
};
use muster_domain::{error::AppError, event::Tag, id::ConnectionId};
use serde_json::{Value, json};

/// A client whose server has the district.
struct Seat {
    bench: Bench,
    connection: ConnectionId,
}

impl Seat {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let (orgs, offices) = district();
        bench.server.state().orgs = orgs;
        bench.server.state().offices = offices;
        let connection = bench.sign_in().await;
        let seat = Self { bench, connection };
        seat.refresh(json!({ "kind": "roster", "connection": seat.connection }))
            .await;
        seat
    }

    async fn refresh(&self, target: Value) {
        let args = json!({ "target": target });
        self.bench.call("refresh", args).await.unwrap();
    }

    async fn draft(&self) -> String {
        let args = json!({ "connection": self.connection });
        let draft = self.bench.call("new_draft", args).await.unwrap();
        draft["id"].as_str().unwrap().to_owned()
    }

    async fn toggle(&self, draft: &str, view: &str, key: &str, on: bool) -> Value {
        let args = json!({ "draft": draft, "view": view, "key": key, "on": on });
        self.bench.call("toggle_picker_row", args).await.unwrap()
    }

    async fn totals(&self, draft: &Value) -> Value {
        let args = json!({ "draft": draft });
        self.bench.call("get_picker", args).await.unwrap()["value"].clone()
    }

    async fn saved(&self) -> Vec<Value> {
        let args = json!({ "connection": self.connection });
        let list = self.bench.call("list_saved", args).await.unwrap()["rows"].take();
        list.as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn a_group_is_kept_under_its_name_and_added_to_another_draft() {
    let seat = Seat::new().await;
    let first = seat.draft().await;
    seat.toggle(&first, "offices", "f:90", true).await;
    seat.toggle(&first, "offices", "f:91", false).await;
    let mut events = seat.bench.client.events();
    let args = json!({ "draft": first, "kind": "group", "name": " 夜间 值班 " });
    let group = seat.bench.call("save_as", args).await.unwrap();
    assert_eq!(emitted(&mut events), [Tag::Saved(seat.connection.clone())]);
    assert_eq!(seat.saved().await, std::slice::from_ref(&group));
    assert_eq!(
        (&group["name"], &group["offices"], &group["excluded"]),
        (&json!("夜间 值班"), &json!(2), &json!(2))
    );

    let second = seat.draft().await;
    seat.toggle(&second, "people", "s:12", true).await;
    let args = json!({ "draft": second, "saved": group["id"] });
    let totals = seat.bench.call("add_saved", args).await.unwrap();
    assert_eq!(
        (&totals["people"], &totals["excluded"]),
        (&json!(3), &json!(2))
    );
}

#[tokio::test]
async fn a_group_is_renamed_and_deleted_and_never_used_on_another_server() {
    let mut seat = Seat::new().await;
    let draft = seat.draft().await;
    let args = json!({ "draft": draft, "kind": "group", "name": "夜班" });
    let id = seat.bench.call("save_as", args).await.unwrap()["id"].clone();
    let nameless = json!({ "saved": id, "name": " " });
    let refused = seat.bench.call("rename_saved", nameless).await;
    assert!(
        matches!(refused, Err(AppError::Invalid { .. })),
        "{refused:?}"
    );
    let args = json!({ "saved": id, "name": "日班" });
    seat.bench.call("rename_saved", args).await.unwrap();
    seat.bench = seat.bench.reopen().await;
    assert_eq!(seat.saved().await[0]["name"], "日班");

    let other = seat.bench.sign_in().await;
    let args = json!({ "connection": other });
    let elsewhere = seat.bench.call("new_draft", args).await.unwrap();
    let args = json!({ "draft": elsewhere["id"], "saved": id });
    let added = seat.bench.call("add_saved", args).await;
    assert_eq!(added, Err(AppError::NotFound));

    seat.bench
        .call("delete_saved", json!({ "saved": id }))
        .await
        .unwrap();
    assert!(seat.saved().await.is_empty());
}

#[tokio::test]
async fn a_template_makes_a_draft_with_everything_but_its_times() {
    let seat = Seat::new().await;
    let draft = seat.draft().await;
    seat.toggle(&draft, "orgs", "o:2", true).await;
    let fields = json!({
        "mark": "drill", "title": "夜间集合", "detail": "自带雨衣", "wanted": "3",
        "gather_at": "2018-05-07 20:00", "finish_at": "2018-05-07 21:00",
        "place": { "kind": "new", "name": "三号仓库", "lat": "23.1", "lng": "113.3", "crs": "gcj02" },
    });
    let args = json!({ "draft": draft, "fields": fields });
    seat.bench.call("save_draft", args).await.unwrap();
    let args = json!({ "draft": draft, "kind": "template", "name": "夜班" });
    let template = seat.bench.call("save_as", args).await.unwrap();
    assert_eq!(template["title"], "夜间集合");
    let args = json!({ "saved": template["id"] });
    let made = seat.bench.call("draft_from_template", args).await.unwrap();
    let mut expected = fields.clone();
    expected["gather_at"] = json!("");
    expected["finish_at"] = json!("");
    assert_eq!(made["fields"], expected);
    assert_ne!(made["id"], json!(draft));
    assert_eq!(seat.totals(&made["id"]).await["people"], 3);
}

#[tokio::test]
async fn a_mission_is_kept_as_a_template_and_written_again_but_for_its_time() {
    let mut seat = Seat::new().await;
    let fields = json!({
        "kind": "mission", "club": "6", "content": "迎新布置", "deadline": "2018-05-07 20:00",
        "people": ["30001"],
        "parts": [{ "content": "搬桌椅", "people": ["30002", "30003"] }],
    });
    let args = json!({ "connection": seat.connection, "fields": fields });
    let draft = seat.bench.call("new_club_draft", args).await.unwrap();
    let save = async |seat: &Seat, kind: &str, name: &str| {
        let args = json!({ "draft": draft["id"], "kind": kind, "name": name });
        seat.bench.call("save_as", args).await
    };
    let template = save(&seat, "template", "迎新").await.unwrap();
    assert_eq!(template["title"], "迎新布置");
    assert_eq!(
        [&template["of"], &template["people"], &template["parts"]],
        [&json!("mission"), &json!(2), &json!(1)]
    );
    let group = save(&seat, "group", "迎新").await;
    assert_eq!(
        group,
        Err(AppError::NotFound),
        "of people of call-outs alone"
    );
    seat.bench = seat.bench.reopen().await;

    let one = json!({ "saved": template["id"] });
    let mut expected = fields.clone();
    expected["deadline"] = json!("");
    for _ in 0..2 {
        let again = seat.bench.call("club_draft_from_template", one.clone());
        let made = again.await.unwrap();
        assert_eq!(made["fields"], expected);
        assert_ne!(made["id"], draft["id"]);
    }
    let call_out = seat.draft().await;
    let as_call_out = seat.bench.call("draft_from_template", one).await;
    assert_eq!(as_call_out, Err(AppError::NotFound));
    let args = json!({ "draft": call_out, "saved": template["id"] });
    let added = seat.bench.call("add_saved", args).await;
    assert_eq!(added, Err(AppError::NotFound));
}

#[tokio::test]
async fn a_name_that_is_taken_is_taken_over_by_what_gets_it() {
    let seat = Seat::new().await;
    let draft = seat.draft().await;
    let save = async |name: &str| {
        let args = json!({ "draft": draft, "kind": "template", "name": name });
        seat.bench.call("save_as", args).await.unwrap()["id"].clone()
    };
    save("日班").await;
    let night = save("夜班").await;
    let args = json!({ "saved": night, "name": "日班" });
    seat.bench.call("rename_saved", args).await.unwrap();
    let left = seat.saved().await;
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!([&left[0]["id"], &left[0]["name"]], [&night, &json!("日班")]);
}

//! Drafts, from the first key to the outbox.

use super::*;
use crate::{store::outbox::tests::entry, testing::Bench};
use muster_domain::picker::PickerTotals;
use serde_json::{Value, json};

const NOW: Time = Time(1_525_690_000_000);

fn checked(people: u32, unknown: u32) -> Checked {
    let Intent::PublishTask { task, .. } = entry("e", 0, OutboxState::Queued).intent else {
        unreachable!()
    };
    let totals = PickerTotals {
        revision: 0,
        people,
        unknown,
        ..PickerTotals::default()
    };
    let recipients = Recipients {
        totals,
        ..Recipients::default()
    };
    Checked {
        task,
        recipients,
        roster_fetched_at: NOW,
    }
}

#[test]
fn a_sound_call_out_raises_no_caution() {
    assert_eq!(cautions(&checked(60, 0), NOW, NOW, &[]), []);
}

#[test]
fn each_caution_has_its_cause() {
    let soon = Time(checked(60, 0).task.gather_at.0 - 29 * MINUTE_MS);
    assert_eq!(
        cautions(&checked(59, 0), NOW, NOW, &[]),
        [Caution::FewerThanWanted]
    );
    assert_eq!(
        cautions(&checked(60, 1), NOW, NOW, &[]),
        [Caution::UnknownLeftOut]
    );
    assert_eq!(
        cautions(&checked(60, 0), NOW, soon, &[]),
        [Caution::GatherSoon],
        "by the server's clock"
    );
    assert_eq!(cautions(&checked(60, 0), soon, NOW, &[]), []);
    let mut old = checked(60, 0);
    old.roster_fetched_at = NOW.plus_ms(-DAY_MS - 1);
    assert_eq!(cautions(&old, NOW, NOW, &[]), [Caution::OldRoster]);
    let mut far = checked(60, 0);
    far.task.gather_at = NOW.plus_ms(31 * DAY_MS);
    assert_eq!(cautions(&far, NOW, NOW, &[]), [Caution::GatherFarOff]);
}

#[test]
fn the_same_call_out_within_the_hour_is_pointed_out() {
    let sent = |ago: i64| entry("e", NOW.0 - ago, OutboxState::Unknown);
    assert_eq!(
        cautions(&checked(60, 0), NOW, NOW, &[sent(MINUTE_MS)]),
        [Caution::SentBefore]
    );
    assert_eq!(
        cautions(&checked(60, 0), NOW, NOW, &[sent(61 * MINUTE_MS)]),
        []
    );
    let mut other = checked(60, 0);
    other.task.title.push('二');
    assert_eq!(cautions(&other, NOW, NOW, &[sent(MINUTE_MS)]), []);
}

/// A roster of two organisations that share a person, and one saved place.
fn furnish(bench: &Bench) {
    use muster_domain::{
        roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
        task::Place,
    };
    let member = |id: i64, name: &str| Member {
        soldier: id.into(),
        name: name.into(),
        is_admin: false,
    };
    let org = |id: i64, name: &str, members: Vec<Member>| Org {
        id: id.into(),
        name: name.into(),
        heading: 0,
        lower: Vec::new(),
        members,
    };
    let mut state = bench.server.state();
    state.info.places = vec![Place {
        id: "5".into(),
        name: "新天地广场".into(),
        at: None,
    }];
    state.orgs = OrgRoster {
        total: 3,
        headings: vec![OfficeHeading {
            name: "海珠人武部".into(),
            parent: None,
        }],
        orgs: vec![
            org(11, "海珠区一排", vec![member(1, "张三"), member(2, "李四")]),
            org(12, "海珠区二排", vec![member(2, "李四"), member(3, "王五")]),
        ],
    };
    state.offices = OfficeRoster {
        total: 3,
        offices: vec![Office {
            id: "21".into(),
            name: "海珠人武部".into(),
            parent: None,
            members: vec![member(1, "张三"), member(2, "李四"), member(3, "王五")],
        }],
    };
}

fn fields() -> Value {
    json!({
        "mark": "drill", "title": "珠江防汛 100% + 🌊", "detail": "自带雨衣", "wanted": "2",
        "gather_at": "2018-05-06 14:00", "finish_at": "2018-05-06 20:00",
        "place": {"kind": "saved", "id": "5"},
    })
}

/// A draft with everything but recipients, and its connection.
async fn written(bench: &Bench) -> (ConnectionId, String) {
    furnish(bench);
    let connection = bench.sign_in().await;
    let target = json!({"target": {"kind": "roster", "connection": connection}});
    bench.call("refresh", target).await.unwrap();
    let draft = bench
        .call("new_draft", json!({"connection": connection}))
        .await
        .unwrap();
    let id = draft["id"].as_str().unwrap().to_owned();
    bench
        .call("save_draft", json!({"draft": id, "fields": fields()}))
        .await
        .unwrap();
    (connection, id)
}

async fn choose(bench: &Bench, draft: &str, name: &str) {
    let query = json!({"draft": draft, "view": "orgs", "query": name, "offset": 0, "limit": 50});
    let rows = bench.call("list_picker_rows", query).await.unwrap();
    let rows = rows["value"]["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name).unwrap();
    let toggle = json!({"draft": draft, "view": "orgs", "key": row["key"], "on": true});
    bench.call("toggle_picker_row", toggle).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_rehearsed_and_published_as_rehearsed() {
    let bench = Bench::ticking().await;
    let (connection, draft) = written(&bench).await;
    let one = json!({"draft": draft});
    let nobody = bench.call("rehearse_draft", one.clone()).await.unwrap_err();
    let rule = muster_domain::draft::Rule::Nobody;
    let field = muster_domain::draft::Field::Recipients;
    assert_eq!(
        nobody,
        AppError::Invalid {
            problems: vec![Problem { field, rule }]
        }
    );

    choose(&bench, &draft, "海珠区一排").await;
    choose(&bench, &draft, "海珠区二排").await;
    let rehearsal = bench.call("rehearse_draft", one.clone()).await.unwrap();
    assert_eq!(rehearsal["totals"]["people"], 3);
    assert_eq!(rehearsal["totals"]["chosen_twice"], 1);
    assert_eq!(rehearsal["task"]["title"], "【演练】珠江防汛 100% + 🌊");

    let entry = bench.call("publish_task", one.clone()).await.unwrap();
    assert_eq!(
        (&entry["state"], &entry["people"]),
        (&json!("queued"), &json!(3))
    );
    let again = bench.call("publish_task", one.clone()).await;
    assert_eq!(again, Err(AppError::TooLate), "the second click");
    let save = bench
        .call("save_draft", json!({"draft": draft, "fields": fields()}))
        .await;
    assert_eq!(
        save,
        Err(AppError::TooLate),
        "what is sent is what was rehearsed"
    );
    assert_eq!(
        bench.call("delete_draft", one).await,
        Err(AppError::TooLate)
    );
    let listed = bench
        .call("list_drafts", json!({"connection": connection}))
        .await
        .unwrap();
    assert_eq!(listed, json!([]));

    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    let published = bench.server.state().published.clone();
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].orgs, ["11".into(), "12".into()]);
    assert!(published[0].soldiers.is_empty() && published[0].offices.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_is_typed_survives_a_restart_and_a_lost_network() {
    let bench = Bench::ticking().await;
    let (connection, draft) = written(&bench).await;
    choose(&bench, &draft, "海珠区一排").await;
    bench.server.state().unreachable = true;
    let bench = bench.reopen().await;
    let view = bench
        .call("get_draft", json!({"draft": draft}))
        .await
        .unwrap();
    assert_eq!(
        (&view["fields"], &view["problems"]),
        (&fields(), &json!([]))
    );
    let totals = bench
        .call("get_picker", json!({"draft": draft}))
        .await
        .unwrap();
    assert_eq!(totals["value"]["people"], 2);
    let listed = bench
        .call("list_drafts", json!({"connection": connection}))
        .await
        .unwrap();
    assert_eq!(listed[0]["title"], "珠江防汛 100% + 🌊");
}

#[tokio::test]
async fn without_a_roster_nothing_is_rehearsed() {
    let bench = Bench::new().await;
    let connection = bench.sign_in().await;
    let draft = bench
        .call("new_draft", json!({"connection": connection}))
        .await
        .unwrap();
    let one = json!({"draft": draft["id"]});
    assert_eq!(
        bench.call("rehearse_draft", one.clone()).await,
        Err(AppError::NothingCached)
    );
    assert_eq!(
        bench.call("publish_task", one.clone()).await,
        Err(AppError::NothingCached)
    );
    bench.call("delete_draft", one.clone()).await.unwrap();
    assert_eq!(bench.call("get_draft", one).await, Err(AppError::NotFound));
}

//! Questboard servers that answer by the fixtures, and every call by its name.

use crate::server::{Fixture, PATIENT, Server, json_answer, network};
use muster_connectors::{Answer, Connector, Credentials, Quests, Result, Session, connect};
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls},
    geo::Crs,
    id::QuestId,
    quest::{
        Change, NewQuest, QuestEdit, QuestFilter, QuestStatus, QuestType, ResetOrder, ResetType,
        Reward,
    },
    time::{Time, beijing},
};
use serde::Serialize;
use std::sync::Arc;

/// Every call that asks with a token, by the name of its fixture, but for the
/// notifications.
pub const CALLS: [&str; 29] = [
    "list",
    "list.all",
    "detail",
    "detail.admin",
    "accept",
    "abandon",
    "complete",
    "claim-reward",
    "progress",
    "progress.parts",
    "batch-accept",
    "batch-accept.all",
    "batch-accept.partly",
    "batch-claim-reward",
    "create",
    "create.least",
    "update",
    "update.cleared",
    "delete",
    "reset",
    "reset.chosen",
    "audit",
    "categories",
    "claim-reward.refused",
    "claim-reward.password",
    "list.not_signed_in",
    "create.not_permitted",
    "complete.failed",
    "categories.missing",
];

/// A file of `tests/fixtures/questboard`.
pub fn fixture(call: &str) -> Fixture {
    Fixture::load(&format!("questboard/{call}"))
}

pub fn config(base_url: &str) -> ConnectionConfig {
    ConnectionConfig {
        kind: ConnectorKind::Questboard,
        name: String::new(),
        base_url: base_url.to_owned(),
        modules: ModuleUrls::default(),
        crs: Crs::default(),
        weclubs: None,
        soptask: None,
    }
}

pub fn connector(base_url: &str, session: Option<Session>) -> Arc<dyn Connector> {
    connect(&config(base_url), session, network(PATIENT)).unwrap()
}

pub fn credentials() -> Credentials {
    Credentials {
        username: " zhangsan ".into(),
        password: "correct horse".into(),
    }
}

/// What a sign-in at a well-behaved server leaves behind.
pub async fn signed_in() -> Session {
    signed_in_as("login").await
}

pub async fn signed_in_as(login: &str) -> Session {
    let steps = fixture(login).steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    connector.session()
}

/// A signed-in connector and its server, which says `data` to everything.
pub async fn saying(data: &str) -> (Arc<dyn Connector>, Server) {
    let body = format!(r#"{{"code":0,"message":"success","data":{data}}}"#);
    let server = Server::start(move |_| json_answer(200, &body)).await;
    (connector(&server.url(), Some(signed_in().await)), server)
}

pub fn quests(connector: &dyn Connector) -> &dyn Quests {
    connector.quests().unwrap()
}

fn at(text: &str) -> Option<Time> {
    Time::from_civil(text, &beijing())
}

fn coin() -> Reward {
    Reward {
        item: 1001.into(),
        name: "金币".into(),
        quantity: 100,
        icon: Some("coin.png".into()),
    }
}

fn gem() -> Reward {
    Reward {
        item: 1002.into(),
        name: "钻石".into(),
        quantity: 10,
        icon: None,
    }
}

pub fn least() -> NewQuest {
    NewQuest {
        name: "新任务".into(),
        description: String::new(),
        category: 1.into(),
        kind: QuestType::Event,
        target_type: "visit".into(),
        target_params: None,
        target_count: 1,
        rewards: Vec::new(),
        prerequisites: Vec::new(),
        level_required: None,
        time_limit_s: None,
        reset: None,
        max_completions: None,
        active: None,
        starts_at: None,
        ends_at: None,
    }
}

fn whole() -> NewQuest {
    NewQuest {
        name: "新任务".into(),
        description: "雨季巡田".into(),
        category: 1.into(),
        kind: QuestType::Daily,
        target_type: "patrol".into(),
        target_params: Some(r#"{"weather":"rain","fields":[3,4]}"#.into()),
        target_count: 10,
        rewards: vec![coin(), gem()],
        prerequisites: vec![1.into(), 101.into()],
        level_required: Some(5),
        time_limit_s: Some(5_400),
        reset: Some(ResetType::Weekly),
        max_completions: Some(3),
        active: Some(true),
        starts_at: at("2023-06-01 00:00:00"),
        ends_at: at("2023-07-01 00:00:00"),
    }
}

fn edit() -> QuestEdit {
    QuestEdit {
        name: Some("雨季巡田".into()),
        description: Some("改过的描述".into()),
        category: Some(2.into()),
        kind: Some(QuestType::Event),
        target_type: Some("visit".into()),
        target_params: Some(Change::Set(r#"{"fields":[5]}"#.into())),
        target_count: Some(2),
        rewards: Some(vec![gem()]),
        prerequisites: Some(vec![1.into()]),
        level_required: Some(2),
        time_limit_s: Some(Change::Set(3_600)),
        reset: Some(ResetType::Monthly),
        max_completions: Some(1),
        active: Some(false),
        starts_at: at("2023-06-01 00:00:00").map(Change::Set),
        ends_at: at("2023-07-01 00:00:00").map(Change::Set),
    }
}

fn cleared() -> QuestEdit {
    QuestEdit {
        description: Some(String::new()),
        target_params: Some(Change::Clear),
        rewards: Some(Vec::new()),
        prerequisites: Some(Vec::new()),
        level_required: Some(0),
        time_limit_s: Some(Change::Clear),
        starts_at: Some(Change::Clear),
        ends_at: Some(Change::Clear),
        ..QuestEdit::default()
    }
}

pub fn order(reset: ResetType, quests: Vec<QuestId>) -> ResetOrder {
    ResetOrder { reset, quests }
}

/// What a call answers, as JSON.
fn shown<T: Serialize>(result: Result<Answer<T>>) -> Result<Answer<String>> {
    result.map(|answer| answer.map(|value| serde_json::to_string_pretty(&value).unwrap()))
}

/// Makes the call of a fixture.
pub async fn make(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let quests = quests(connector);
    let (first, created) = (QuestId::from(1), QuestId::from(10));
    let three = [1, 2, 3].map(QuestId::from);
    match call {
        "list" => {
            let filter = QuestFilter {
                kind: Some(QuestType::Daily),
                status: Some(QuestStatus::NotAccepted),
                category: Some(1.into()),
                text: "登录".into(),
            };
            shown(quests.list(&filter, 20, 1).await)
        }
        "list.all" | "list.not_signed_in" => {
            shown(quests.list(&QuestFilter::default(), 20, 2).await)
        }
        "detail" => shown(quests.detail(&first).await),
        "detail.admin" => shown(quests.detail(&created).await),
        "accept" => shown(quests.accept(&first).await),
        "abandon" => shown(quests.abandon(&first).await),
        "complete" | "complete.failed" => shown(quests.complete(&first).await),
        "progress" | "progress.parts" => shown(quests.progress(&first).await),
        "batch-accept" | "batch-accept.all" | "batch-accept.partly" => {
            shown(quests.batch_accept(&three).await)
        }
        "batch-claim-reward" => shown(quests.batch_claim(&three).await),
        "create" => shown(quests.create(&whole()).await),
        "create.least" | "create.not_permitted" => shown(quests.create(&least()).await),
        "update" => shown(quests.update(&created, &edit()).await),
        "update.cleared" => shown(quests.update(&created, &cleared()).await),
        "delete" => shown(quests.delete(&created).await),
        "reset" => shown(quests.reset(&order(ResetType::Daily, Vec::new())).await),
        "reset.chosen" => {
            let chosen = order(ResetType::Monthly, vec![first, created]);
            shown(quests.reset(&chosen).await)
        }
        "audit" => shown(quests.audit(50, 1).await),
        "categories" | "categories.missing" => shown(quests.categories().await),
        _ => shown(quests.claim(&first).await),
    }
}

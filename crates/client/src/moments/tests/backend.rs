//! The reference backend, while its people post, and what the commands make of
//! it.

use super::shop::config;
use crate::testing::{Bench, START};
use jiff::{SignedDuration, Timestamp};
use muster_backend::{Backend, ManualClock, MomentRecount, Options, Running};
use muster_domain::{
    error::AppError,
    time::{Day, Time},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// A desk of the manager of two enterprises.
struct Desk {
    bench: Bench,
    connection: String,
    backend: Running,
}

fn counts(of: &[&MomentRecount]) -> Value {
    let sum = |count: fn(&MomentRecount) -> i64| of.iter().map(|one| count(one)).sum::<i64>();
    json!({
        "done": sum(|one| one.counts.posted),
        "waiting": sum(|one| one.counts.waiting()),
        "total": sum(|one| one.counts.total),
    })
}

fn day(one: &MomentRecount) -> String {
    let day = Day::of(Time(one.sent.as_millisecond())).unwrap();
    day.to_string()
}

impl Desk {
    async fn call(&self, name: &str, mut args: Value) -> Result<Value, AppError> {
        args["connection"] = json!(self.connection);
        self.bench.call(name, args).await
    }

    async fn refresh(&self, view: Value) -> Result<Value, AppError> {
        let target = json!({"kind": "moments", "connection": self.connection, "view": view});
        let args = json!({ "target": target });
        self.bench.call("refresh", args).await
    }

    fn list(&self, task: &str, day: Option<&str>) -> Value {
        json!({"connection": self.connection, "task": task, "day": day})
    }

    /// The tasks of the chosen enterprise.
    async fn tasks(&self) -> Vec<String> {
        self.refresh(json!({"kind": "tasks"})).await.unwrap();
        let window = json!({"filter": "", "offset": 0, "limit": 200});
        let tasks = self.call("list_moment_tasks", window).await.unwrap();
        let rows = tasks["value"]["rows"].as_array().unwrap().iter();
        rows.map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn recount(&self, task: &str) -> Vec<MomentRecount> {
        let mut all = self.backend.recount_moments().await.unwrap();
        all.retain(|one| one.task_id.to_string() == task);
        all
    }

    async fn board(&self, list: Value) -> Value {
        let board = self.bench.call("get_moment_board", list).await.unwrap();
        assert_eq!(board["complete"], true);
        assert_eq!(board["value"]["disagreements"], json!([]));
        board["value"].clone()
    }

    /// Every figure of a task against a recount.
    async fn compare(&self, task: &str) {
        let jobs = |day: Option<&str>| json!({"kind": "jobs", "task": task, "day": day});
        self.refresh(jobs(None)).await.unwrap();
        let truth = self.recount(task).await;
        let everything: Vec<_> = truth.iter().collect();
        let board = self.board(self.list(task, None)).await;
        assert_eq!(board["jobs"], truth.len(), "of {task}");
        assert_eq!(board["counts"], counts(&everything), "of {task}");

        let mut of_days: BTreeMap<String, Vec<&MomentRecount>> = BTreeMap::new();
        for one in &truth {
            of_days.entry(day(one)).or_default().push(one);
        }
        let expected: Vec<Value> = of_days
            .iter()
            .map(|(day, jobs)| json!({"day": day, "jobs": jobs.len(), "counts": counts(jobs)}))
            .collect();
        let window = json!({"task": task, "from": null, "until": null, "offset": 0, "limit": 200});
        let days = self.call("list_moment_days", window).await.unwrap();
        assert_eq!(days["value"]["days"]["rows"], json!(expected), "of {task}");
        assert_eq!(days["value"]["undated"], 0);

        if let Some((day, of_day)) = of_days.last_key_value() {
            self.refresh(jobs(Some(day))).await.unwrap();
            let board = self.board(self.list(task, Some(day))).await;
            assert_eq!(board["counts"], counts(of_day), "of {task} on {day}");
            self.compare_people(task, day, of_day[0]).await;
        }
    }

    /// The people of a job against the same recount.
    async fn compare_people(&self, task: &str, day: &str, job: &MomentRecount) {
        let id = job.job_id.to_string();
        let view = json!({"kind": "people", "job": id});
        self.refresh(view).await.unwrap();
        let one = json!({"of": self.list(task, Some(day)), "job": id});
        let board = self.bench.call("get_posting_board", one.clone()).await;
        let board = board.unwrap()["value"].clone();
        let expected = json!({
            "people": job.counts.total, "posted": job.counts.posted,
            "waiting": job.counts.waiting(), "other": 0, "disagreements": [],
        });
        assert_eq!(board, expected, "of {id}");
        let waiting = json!({
            "of": one, "status": "waiting", "filter": "", "offset": 0, "limit": 200,
        });
        let waiting = self.bench.call("list_moment_people", waiting).await;
        assert_eq!(waiting.unwrap()["value"]["total"], job.counts.waiting());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_figure_equals_a_recount_while_people_post() {
    let now = Timestamp::from_millisecond(START.0).unwrap();
    let clock = Arc::new(ManualClock::at(now));
    let backend = Backend::start(Options {
        speed: 1.0,
        clock: Arc::<ManualClock>::clone(&clock),
        ..Options::default()
    })
    .await
    .unwrap();
    let bench = Bench::new().await;
    let added = bench.call("add_connection", config(&backend.url(), "8"));
    let connection = added.await.unwrap()["id"].as_str().unwrap().to_owned();
    let desk = Desk {
        bench,
        connection: connection.clone(),
        backend,
    };
    let accounts = desk.backend.accounts();
    let manager = accounts.iter().find(|one| one.role == "manager").unwrap();
    let credentials = |password: &str| json!({"username": manager.username, "password": password, "allow_plain": false});
    let wrong = desk.call("sign_in", credentials("wrong")).await;
    assert_eq!(wrong, Err(AppError::WrongPassword));
    let signed_in = desk.call("sign_in", credentials(manager.password)).await;
    assert_eq!(signed_in.unwrap()["capabilities"], json!(["moments"]));

    // Of two enterprises, the user chooses.
    let refused = desk.refresh(json!({"kind": "tasks"})).await;
    let connection = connection.as_str().into();
    assert_eq!(refused, Err(AppError::NoEnterprise { connection }));
    desk.refresh(json!({"kind": "enterprises"})).await.unwrap();
    let mine = desk.call("list_enterprises", json!({})).await.unwrap();
    let all = mine["value"]["all"].as_array().unwrap().clone();
    assert_eq!(all.len(), 2);
    for enterprise in &all {
        let choice = json!({"enterprise": enterprise["id"]});
        desk.call("choose_enterprise", choice).await.unwrap();
        let tasks = desk.tasks().await;
        assert!(!tasks.is_empty());
        for task in &tasks {
            desk.compare(task).await;
        }
    }

    let choice = json!({"enterprise": all[0]["id"]});
    desk.call("choose_enterprise", choice).await.unwrap();
    let tasks = desk.tasks().await;
    let posted = async || -> i64 {
        let all = desk.backend.recount_moments().await.unwrap();
        all.iter().map(|one| one.counts.posted).sum()
    };
    let before = posted().await;
    for _ in 0..3 {
        clock.advance(SignedDuration::from_mins(40));
        desk.backend.live_on().await.unwrap();
        for task in &tasks {
            desk.compare(task).await;
        }
    }
    assert!(posted().await > before, "nobody posted");
    desk.backend.stop().await;
}

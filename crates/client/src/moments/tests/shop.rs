//! A server of moments on a loopback port, whose answers tests arrange, and the
//! desk of somebody who looks at it.

use crate::{client::lock, testing::Bench};
use axum::{
    Json, Router,
    extract::State,
    http::Uri,
    response::{IntoResponse, Response},
};
use muster_domain::{error::AppError, id::ConnectionId};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard};

/// The day of the document, and the one after.
pub(super) const DAY: &str = "2024-05-23";
pub(super) const NEXT: &str = "2024-05-24";

/// What a server has, and what it was asked.
#[derive(Default)]
pub(super) struct Stock {
    pub enterprises: Vec<Value>,
    pub chosen: Option<i64>,
    pub tasks: Vec<Value>,
    pub jobs: Vec<Value>,
    pub people: Vec<Value>,
    /// In the place of the sums over all jobs.
    pub told: Option<Value>,
    /// What is chosen is chosen, and the answer is none.
    pub lost: bool,
    /// Pages from this one on are refused.
    pub broken_from: Option<u64>,
    pub asked: Vec<(String, Value)>,
}

impl Stock {
    /// How often a call was made.
    pub(super) fn count(&self, call: &str) -> usize {
        self.asked.iter().filter(|(name, _)| name == call).count()
    }
}

/// Rows of a page.
const PER_PAGE: usize = 2;

fn answer(stock: &mut Stock, call: &str, asked: &Value) -> Value {
    stock.asked.push((call.to_owned(), asked.clone()));
    let ok = |data: Value| json!({"result": 1, "msg": "ok", "data": data});
    match call {
        "api.php" => return ok(json!({"mobile": asked["mobile"]})),
        "businessList" => return ok(json!(stock.enterprises)),
        "manageBusiness" => {
            stock.chosen = asked["id"].as_i64();
            return if stock.lost { json!({}) } else { ok(json!([])) };
        }
        _ if stock.chosen.is_none() => {
            return json!({"result": 0, "msg": "请选择企业", "data": {"login_status": 2}});
        }
        _ => {}
    }
    let page = asked["page"].as_u64().unwrap();
    if stock.broken_from.is_some_and(|from| page >= from) {
        return json!({"result": 0, "msg": "系统繁忙", "data": []});
    }
    match call {
        "getTaskList" => ok(paginated(&stock.tasks, page)),
        "getFriendsJobDetailsList" => ok(paginated(&stock.people, page)),
        "getFriendsJobList" => {
            let day = asked["search"]["date"].as_str().unwrap_or_default();
            let is_of = |job: &&Value| job["created_at"].as_str().unwrap().starts_with(day);
            let jobs: Vec<Value> = stock.jobs.iter().filter(is_of).cloned().collect();
            let sum = |name| {
                jobs.iter()
                    .map(|job| job[name].as_u64().unwrap())
                    .sum::<u64>()
            };
            let mut data = json!({
                "record_list": paginated(&jobs, page),
                "finish_count": sum("moment_finish_count"),
                "wait_count": sum("moment_wait_count"),
                "job_total": sum("moment_total"),
            });
            for (name, value) in stock.told.iter().flat_map(|told| told.as_object().unwrap()) {
                data[name] = value.clone();
            }
            ok(data)
        }
        other => panic!("nobody asks {other}"),
    }
}

fn paginated(rows: &[Value], page: u64) -> Value {
    let first = PER_PAGE * usize::try_from(page - 1).unwrap();
    let of_page: Vec<_> = rows.iter().skip(first).take(PER_PAGE).collect();
    json!({
        "current_page": page, "data": of_page, "total": rows.len(), "per_page": PER_PAGE,
        "last_page": rows.len().div_ceil(PER_PAGE).max(1), "next_page_url": "http://127.0.0.1:9/",
    })
}

async fn respond(
    State(stock): State<Arc<Mutex<Stock>>>,
    uri: Uri,
    Json(asked): Json<Value>,
) -> Response {
    let call = uri.path().rsplit('/').next().unwrap();
    let answer = answer(&mut lock(&stock), call, &asked);
    let cookie = [("Set-Cookie", "laravel_session=x; Path=/; HttpOnly")];
    (cookie, Json(answer)).into_response()
}

pub(super) fn job(id: i64, at: &str, text: &str, done: u32, waiting: u32) -> Value {
    json!({
        "id": id, "created_at": at, "moment_finish_count": done, "moment_wait_count": waiting,
        "moment_total": done + waiting,
        "content": {
            "text": {"content": text},
            "attachments": [
                {"msgtype": "link", "link": {"title": "端午活动", "url": "https://shop.example/d"}},
                {"msgtype": "image", "image": {"media_id": "x"}},
            ],
            "visible_range": {"sender_list": {"user_list": ["Happy", "alncubus"]}},
        },
    })
}

fn person(id: i64, name: &str, status: i64) -> Value {
    json!({
        "user_id": id, "status": status, "status_name": "",
        "staff": {"name": name, "userid": format!("staff{id}")},
    })
}

/// The core, and a server with a task of five jobs on two days.
pub(super) struct Shop {
    pub bench: Bench,
    pub connection: ConnectionId,
    pub stock: Arc<Mutex<Stock>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Shop {
    /// Signed in, of one enterprise.
    pub(super) async fn open() -> Self {
        Self::of(vec![json!({"id": 3, "name": "海棠商贸"})]).await
    }

    pub(super) async fn of(enterprises: Vec<Value>) -> Self {
        let stock = Arc::new(Mutex::new(Stock {
            enterprises,
            tasks: vec![
                json!({"id": 1, "name": "五月新品上架"}),
                json!({"id": 2, "name": "端午预热"}),
                json!({"id": 5, "name": "会员日"}),
            ],
            jobs: vec![
                job(11, "2024-05-23 00:00:00", "新品到店", 1, 1),
                job(12, "2024-05-23 17:40:01", "端午放假", 3, 0),
                job(13, "2024-05-23 23:59:59", "晚场直播", 0, 4),
                job(14, "2024-05-24 00:00:00", "早市", 2, 2),
                job(15, "2024-05-24 08:00:00", "补货", 5, 0),
            ],
            people: vec![
                person(31, "张三", 1),
                person(32, "李四", 0),
                person(33, "王五", 0),
            ],
            ..Stock::default()
        }));
        let app = Router::new()
            .fallback(respond)
            .with_state(Arc::clone(&stock));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let bench = Bench::new().await;
        let added = bench
            .call("add_connection", config(&url, "1"))
            .await
            .unwrap();
        let connection = ConnectionId(added["id"].as_str().unwrap().to_owned());
        let shop = Self {
            bench,
            connection,
            stock,
            serving,
        };
        shop.sign_in().await;
        shop
    }

    pub(super) async fn sign_in(&self) -> Value {
        let args = json!({"username": "10000000001", "password": "secret", "allow_plain": false});
        self.call("sign_in", args).await.unwrap()
    }

    pub(super) fn stock(&self) -> MutexGuard<'_, Stock> {
        lock(&self.stock)
    }

    /// `args` with the connection, where a command wants it.
    pub(super) fn here(&self, mut args: Value) -> Value {
        args["connection"] = json!(self.connection);
        args
    }

    /// The list of a task's jobs.
    pub(super) fn list(&self, day: Option<&str>) -> Value {
        self.here(json!({"task": "1", "day": day}))
    }

    pub(super) async fn call(&self, name: &str, args: Value) -> Result<Value, AppError> {
        self.bench.call(name, self.here(args)).await
    }

    /// Fetches a view.
    pub(super) async fn refresh(&self, view: Value) -> Result<Value, AppError> {
        let target = self.here(json!({"kind": "moments", "view": view}));
        self.bench
            .call("refresh", json!({ "target": target }))
            .await
    }

    pub(super) async fn refresh_jobs(&self, day: Option<&str>) -> Result<Value, AppError> {
        self.refresh(json!({"kind": "jobs", "task": "1", "day": day}))
            .await
    }

    /// The texts of the jobs that match.
    pub(super) async fn texts(
        &self,
        day: Option<&str>,
        filter: &str,
        waiting: bool,
    ) -> Vec<String> {
        let args = json!({
            "of": self.list(day), "filter": filter, "waiting": waiting,
            "offset": 0, "limit": 200,
        });
        let read = self.bench.call("list_moment_jobs", args).await.unwrap();
        let rows = read["value"]["rows"].as_array().unwrap().iter();
        rows.map(|row| row["job"]["text"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The server is gone, and the program starts again.
    pub(super) async fn alone(self) -> Self {
        self.serving.abort();
        let _ = self.serving.await;
        Self {
            bench: self.bench.reopen().await,
            serving: tokio::spawn(async {}),
            ..self
        }
    }
}

/// A connection to a server, with the number of an account.
pub(super) fn config(url: &str, uniacid: &str) -> Value {
    json!({
        "kind": "soptask", "name": "门店", "base_url": url, "crs": "gcj02",
        "modules": {"task": null, "sign_in": null, "location": null},
        "soptask": {"uniacid": uniacid},
    })
}

//! The calls for moments jobs as a client meets them.

mod door;
mod fixtures;
mod jobs;
mod matrix;
mod wire;

use std::sync::Arc;

use jiff::SignedDuration;
use muster_backend::{Backend, ManualClock, Options, SampleAccount};
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use serde_json::{Value, json};

use crate::harness::{START, Site};

/// The manager's platform, and the neighbour's.
pub const PLATFORM: i64 = 8;
pub const OTHER_PLATFORM: i64 = 9;
/// The manager's enterprises, of which the deputy has the second.
pub const SHOP: i64 = 51;
pub const BOOKS: i64 = 52;
/// A task of the shop with many jobs, and one with none.
pub const TASK: i64 = 71;
pub const EMPTY_TASK: i64 = 74;
/// A task of the bookshop.
pub const BOOK_TASK: i64 = 75;

pub const JOBS: &str = "getFriendsJobList";
pub const POSTS: &str = "getFriendsJobDetailsList";
pub const TASKS: &str = "getTaskList";

/// A running backend with the enterprises of the sample.
pub struct Shop(pub Site);

/// What a call was answered, with the cookie that it set.
pub struct Told {
    pub body: Value,
    pub headers: HeaderMap,
}

impl Told {
    /// The data of a call that went well.
    pub fn ok(&self) -> &Value {
        assert_eq!(self.body["result"], 1, "{}", self.body);
        &self.body["data"]
    }

    pub fn login_status(&self) -> Option<i64> {
        self.body["data"]["login_status"].as_i64()
    }

    fn token(&self) -> String {
        let cookie = self.headers[SET_COOKIE].to_str().unwrap();
        let value = cookie.strip_prefix("laravel_session=").unwrap();
        value.split(';').next().unwrap().to_owned()
    }
}

impl Shop {
    pub async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    pub async fn open_with(options: Options) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse().unwrap()));
        let running = Backend::start(Options {
            speed: 0.0,
            clock: Arc::<ManualClock>::clone(&clock),
            ..options
        })
        .await
        .unwrap();
        Self(Site::around(running, clock))
    }

    pub fn wait(&self, time: SignedDuration) {
        self.0.clock.advance(time);
    }

    pub fn account(&self, role: &str) -> SampleAccount {
        let accounts = self.0.running.accounts().into_iter();
        let mut of = accounts.filter(|account| account.role == role);
        let account = of.next().unwrap();
        assert_eq!(account.connector, "soptask");
        account
    }

    /// A session in which no enterprise is chosen.
    pub async fn sign_in(&self, role: &str) -> String {
        let account = self.account(role);
        let told = self
            .try_sign_in(account.uniacid.unwrap(), account.username, account.password)
            .await;
        told.ok();
        told.token()
    }

    pub async fn try_sign_in(&self, uniacid: i64, mobile: &str, password: &str) -> Told {
        let body = json!({"mobile": mobile, "password": password}).to_string();
        self.post(&sign_in_path(uniacid), None, body).await
    }

    /// A session at an enterprise.
    pub async fn seated(&self, role: &str, enterprise: i64) -> String {
        let token = self.sign_in(role).await;
        let uniacid = self.account(role).uniacid.unwrap();
        let path = format!("/business/{uniacid}/admin/manageBusiness");
        let chosen = self
            .post(&path, Some(&token), json!({"id": enterprise}).to_string())
            .await;
        chosen.ok();
        token
    }

    /// Calls the plugin on the manager's platform.
    pub async fn call(&self, token: &str, call: &str, body: Value) -> Told {
        let path = format!("/business/{PLATFORM}/plugin/SopTask/{call}");
        self.post(&path, Some(token), body.to_string()).await
    }

    /// Sends JSON, or a form, which is whatever does not begin with a brace.
    pub async fn post(&self, path: &str, token: Option<&str>, body: String) -> Told {
        let kind = if body.starts_with('{') {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let mut request = self
            .0
            .http
            .post(format!("{}{path}", self.0.running.url()))
            .header(CONTENT_TYPE, kind)
            .body(body);
        if let Some(token) = token {
            request = request.header(COOKIE, format!("other=1; laravel_session={token}"));
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200, "{path}");
        Told {
            headers: response.headers().clone(),
            body: serde_json::from_str(&response.text().await.unwrap()).unwrap(),
        }
    }
}

pub fn sign_in_path(uniacid: i64) -> String {
    format!("/addons/yun_shop/api.php?i={uniacid}&type=9&route=member.login.index")
}

//! The clubs' calls as a client meets them. Requests are signed here by hand,
//! from the documents, with nothing of the server's.

mod door;
mod envelope;
mod fixtures;
mod matrix;
mod meetings;
mod missions;
mod params;
mod sign_in;
mod wire;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use md5::{Digest, Md5};
use muster_backend::{Backend, ManualClock, MeetingRecount, MissionRecount, Options, SignCheck};
use reqwest::Method;
use serde_json::{Map, Value, json};
use sha1::Sha1;

use crate::harness::{START, Site};

/// The sponsor's club, and the outsider's.
pub const CLUB: i64 = 31;
pub const OTHER_CLUB: i64 = 32;
const NOBODY: i64 = 999_999;

/// A running backend with the clubs of the sample.
pub struct Hall(Site);

/// Somebody who has signed in.
#[derive(Clone)]
pub struct Me {
    pub user_id: i64,
    pub token: String,
}

/// What a call was answered.
#[derive(Debug)]
pub struct Told {
    pub code: i64,
    pub message: String,
    pub sys_time: i64,
    pub data: Value,
}

impl Told {
    fn read(body: &Value) -> Self {
        Self {
            code: body["result_code"].as_i64().unwrap(),
            message: body["result_msg"].as_str().unwrap().to_owned(),
            sys_time: body["sys_time"].as_i64().unwrap(),
            data: body["data"].clone(),
        }
    }

    /// The data of a call that went well.
    pub fn ok(self) -> Value {
        assert_eq!(self.code, 2000, "{}", self.message);
        self.data
    }
}

impl Hall {
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

    pub fn now_ms(&self) -> i64 {
        use muster_backend::Clock;
        self.0.clock.now().as_millisecond()
    }

    pub fn wait(&self, time: SignedDuration) {
        self.0.clock.advance(time);
    }

    /// So many minutes from the clock's time, in milliseconds.
    pub fn in_minutes(&self, minutes: i64) -> i64 {
        self.now_ms() + minutes * 60_000
    }

    pub async fn sign_in(&self, role: &str) -> Me {
        self.sign_in_from(role, "chrome_test").await
    }

    pub async fn sign_in_from(&self, role: &str, caller: &str) -> Me {
        let data = self.credentials(role);
        let told = self.post("/user/login", &envelope(caller, &data)).await;
        let data = told.ok();
        Me {
            user_id: data["user_id"].as_i64().unwrap(),
            token: data["token"].as_str().unwrap().to_owned(),
        }
    }

    pub fn credentials(&self, role: &str) -> Value {
        let accounts = self.0.running.accounts();
        let account = accounts.iter().find(|one| one.role == role).unwrap();
        assert_eq!(account.connector, "weclubs");
        json!({
            "mobile": account.username,
            "password": hex(&Md5::digest(account.password)),
        })
    }

    /// Calls as somebody, with a good sign.
    pub async fn call(&self, me: &Me, path: &str, data: Value) -> Told {
        self.post(path, &envelope("chrome_test", &as_somebody(me, data)))
            .await
    }

    pub async fn post(&self, path: &str, envelope: &Value) -> Told {
        self.post_text(path, envelope.to_string()).await
    }

    pub async fn post_text(&self, path: &str, body: String) -> Told {
        let answer = self.0.send_text(Method::POST, path, None, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        Told::read(&answer.json())
    }

    pub async fn missions(&self) -> Vec<MissionRecount> {
        self.0.running.recount_missions().await.unwrap()
    }

    pub async fn meetings(&self) -> Vec<MeetingRecount> {
        self.0.running.recount_meetings().await.unwrap()
    }

    /// Publishes a mission of the sponsor's in one piece and answers its id.
    pub async fn mission(&self, sponsor: &Me, people: &[i64]) -> i64 {
        let draft = self.mission_draft(sponsor, people);
        let told = self
            .call(sponsor, "/manage/club_mission/public_mission", draft)
            .await;
        told.ok();
        self.missions().await.pop().unwrap().mission_id
    }

    pub fn mission_draft(&self, sponsor: &Me, people: &[i64]) -> Value {
        json!({
            "content": "LOL俱乐部 | 内部篮球赛任务分配",
            "club_id": CLUB,
            "deadline": self.in_minutes(60),
            "sponsor_id": sponsor.user_id,
            "participation": joined(people),
        })
    }

    /// Publishes a meeting of the sponsor's that begins in an hour and answers
    /// its id.
    pub async fn meeting(&self, sponsor: &Me, leader: &Me, people: &[i64]) -> i64 {
        let draft = self.meeting_draft(leader, people);
        let told = self
            .call(sponsor, "/manage/club_meeting/public_meeting", draft)
            .await;
        told.ok();
        self.meetings().await.pop().unwrap().meeting_id
    }

    pub fn meeting_draft(&self, leader: &Me, people: &[i64]) -> Value {
        json!({
            "content": "今天在大办公室开会",
            "club_id": CLUB,
            "address": "学院大办公室",
            "deadline": self.in_minutes(60).to_string(),
            "need_sign": 1,
            "participation": joined(people),
            "leader": leader.user_id.to_string(),
        })
    }

    /// What a code says that the leader mints now.
    pub fn code(&self, meeting_id: i64, leader: &Me) -> Value {
        json!({
            "meeting_id": meeting_id.to_string(),
            "leader_id": leader.user_id,
            "create_date": self.now_ms(),
        })
    }
}

pub fn joined(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(",")
}

/// `data` with who asks.
pub fn as_somebody(me: &Me, mut data: Value) -> Value {
    data["user_id"] = json!(me.user_id);
    data["token"] = json!(me.token);
    data
}

/// A request as document 000 shows it, with its sign.
pub fn envelope(caller: &str, data: &Value) -> Value {
    json!({
        "id": "1234567890",
        "client": {
            "caller": caller,
            "version": "v2.1",
            "date": "1222",
            "ex": {"sc": "720,1280", "dv": "xiaomi_os", "uid": "122fff", "sf": "pp", "os": "android"},
        },
        "encrypt": "md5",
        "sign": sign(data),
        "data": data,
    })
}

/// The newer scheme.
pub fn sign(data: &Value) -> String {
    let upper = sha1(data).to_uppercase();
    hex(&Md5::digest(upper.as_bytes()))
}

/// The older scheme.
pub fn sha1(data: &Value) -> String {
    let secret = hex(&Md5::digest("pukongjie"));
    let empty = Map::new();
    let fields = data.as_object().unwrap_or(&empty);
    let mut keys: Vec<&String> = fields.keys().collect();
    keys.sort();
    let mut text = secret.clone();
    for key in keys {
        text.push_str(key);
        text.push_str(&java(&fields[key]));
    }
    text.push_str(&secret);
    hex(&Sha1::digest(text.as_bytes()))
}

/// `String.valueOf`.
fn java(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let inner: Vec<String> = values.iter().map(java).collect();
            format!("[{}]", inner.join(", "))
        }
        Value::Object(fields) => {
            let inner = fields
                .iter()
                .map(|(key, value)| format!("{key}={}", java(value)));
            format!("{{{}}}", inner.collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A token that nobody was given.
pub fn forged(now_ms: i64) -> String {
    STANDARD.encode(format!("{}_date={now_ms}", "0f".repeat(16)))
}

/// Options with another check of the sign.
pub fn lenient() -> Options {
    Options {
        sign: SignCheck::Lenient,
        ..Options::default()
    }
}

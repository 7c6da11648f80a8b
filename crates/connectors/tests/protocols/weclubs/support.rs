//! WeClubs servers that answer by the fixtures, and every call by its name.

use crate::server::{Fixture, PATIENT, Server, json_answer, network};
use muster_connectors::{Answer, Connector, Credentials, Result, Session, connect};
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls},
    geo::Crs,
    id::StudentId,
    meeting::{MeetingEdit, NewMeeting, NewSignIn},
    mission::{NewMission, NewSubMission, NewWork, Reminder},
    received::Reply,
    sign_in_code::SignInCode,
    time::Time,
};
use serde::Serialize;
use std::sync::Arc;

/// Every call that asks with a token, by the name of its fixture.
pub const CALLS: [&str; 36] = [
    "get_my_mission",
    "public_mission",
    "public_mission.whole",
    "get_my_mission_detail",
    "get_my_mission_detail.child",
    "remind_confirm_mission",
    "remind_finish_mission",
    "revert_mission",
    "get_meeting_participation",
    "get_meeting_participation.counted",
    "end_meeting",
    "sign_meeting",
    "get_my_club",
    "get_my_clubs",
    "get_club_students",
    "get_my_meeting",
    "get_my_meeting_detail",
    "public_meeting",
    "public_meeting.no_sign",
    "edit_meeting",
    "edit_meeting.no_sign",
    "remind_confirm_meeting",
    "revert_meeting",
    "get_dynamic_list.mission",
    "get_dynamic_list.meeting",
    "get_dynamic_list.notify",
    "get_dynamic_detail.mission",
    "get_dynamic_detail.meeting",
    "get_dynamic_detail.notify",
    "set_dynamic_status.confirm_mission",
    "set_dynamic_status.finish_mission",
    "set_dynamic_status.confirm_meeting",
    "set_dynamic_status.leave_meeting",
    "set_dynamic_status.confirm_notify",
    "public_mission.refused",
    "sign_meeting.refused",
];

/// A file of `tests/fixtures/weclubs`.
pub fn fixture(call: &str) -> Fixture {
    Fixture::load(&format!("weclubs/{call}"))
}

pub fn config(base_url: &str) -> ConnectionConfig {
    ConnectionConfig {
        kind: ConnectorKind::Weclubs,
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
        username: " 10000000001 ".into(),
        password: "correct horse".into(),
    }
}

/// What a sign-in at a well-behaved server leaves behind.
pub async fn signed_in() -> Session {
    let fixtures = ["login", "get_my_club"].map(fixture);
    let server = Server::start(move |request| {
        let fixture = fixtures.iter().find(|fixture| fixture.is_of(request));
        fixture.unwrap().steps()
    })
    .await;
    let connector = connector(&server.url(), None);
    connector.sign_in(&credentials()).await.unwrap();
    connector.session()
}

/// A signed-in connector and its server, which says `data` to everything.
pub async fn saying(data: &str) -> (Arc<dyn Connector>, Server) {
    let body = format!(r#"{{"result_code":2000,"result_msg":"请求成功","data":{data}}}"#);
    let server = Server::start(move |_| json_answer(200, &body)).await;
    (connector(&server.url(), Some(signed_in().await)), server)
}

pub fn students(ids: &[i64]) -> Vec<StudentId> {
    ids.iter().map(|&id| id.into()).collect()
}

pub fn mission(work: NewWork) -> NewMission {
    NewMission {
        club: 31.into(),
        content: "公益在行动 | 扫大街".into(),
        deadline: Time(1_525_694_400_048),
        work,
    }
}

pub fn whole() -> NewMission {
    let people = students(&[1, 2, 7, 21]);
    mission(NewWork::Whole { people })
}

fn in_parts() -> NewMission {
    let part = |content: &str, ids: &[i64]| NewSubMission {
        content: content.into(),
        people: students(ids),
    };
    let parts = vec![
        part("场内秩序维持和后勤工作", &[1, 2, 4]),
        part("摄像负责", &[38, 23]),
    ];
    NewMission {
        content: "俱乐部 | 内部篮球赛任务分配".into(),
        ..mission(NewWork::Parts { parts })
    }
}

fn a_meeting(sign_in: NewSignIn) -> NewMeeting {
    NewMeeting {
        club: 31.into(),
        content: "商业模式该何去何从".into(),
        address: "学院大办公室".into(),
        deadline: Time(1_525_694_400_048),
        people: students(&[14, 18, 12, 2, 4, 11, 23, 38, 1]),
        sign_in,
    }
}

fn led_by(ids: &[i64]) -> NewSignIn {
    let leaders = students(ids);
    NewSignIn::QrCode { leaders }
}

fn an_edit() -> MeetingEdit {
    MeetingEdit {
        content: Some("商业模式该何去何从！".into()),
        address: Some("学院小办公室".into()),
        deadline: Some(Time(1_525_694_400_048)),
        sign_in: Some(led_by(&[1, 14, 38])),
    }
}

/// What a call answers, as JSON.
fn shown<T: Serialize>(result: Result<Answer<T>>) -> Result<Answer<String>> {
    result.map(|answer| answer.map(|value| serde_json::to_string_pretty(&value).unwrap()))
}

/// Makes the call of a fixture.
pub async fn make(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    match call.split_once('_').unwrap().0 {
        "get" if call.contains("dynamic") => receive(connector, call).await,
        "set" => reply(connector, call).await,
        _ if call.contains("mission") => on_missions(connector, call).await,
        _ if call.contains("meeting") => on_meetings(connector, call).await,
        _ => on_clubs(connector, call).await,
    }
}

async fn on_missions(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let missions = connector.missions().unwrap();
    let (read, changed) = (26.into(), 18.into());
    match call {
        "get_my_mission" => shown(missions.list(20, 1).await),
        "public_mission" => shown(missions.publish(&in_parts()).await),
        "public_mission.whole" | "public_mission.refused" => {
            shown(missions.publish(&whole()).await)
        }
        "remind_confirm_mission" => shown(missions.remind(&changed, Reminder::Confirm).await),
        "remind_finish_mission" => shown(missions.remind(&changed, Reminder::Finish).await),
        "revert_mission" => shown(missions.revert(&changed).await),
        _ => shown(missions.detail(&read).await),
    }
}

async fn on_meetings(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let meetings = connector.meetings().unwrap();
    let (held, edited, changed) = (4.into(), 19.into(), 18.into());
    match call {
        "get_my_meeting" => shown(meetings.list(20, 1).await),
        "get_my_meeting_detail" => shown(meetings.detail(&6.into()).await),
        "public_meeting" => shown(meetings.publish(&a_meeting(led_by(&[1, 14]))).await),
        "public_meeting.no_sign" => shown(meetings.publish(&a_meeting(NewSignIn::None)).await),
        "edit_meeting" => shown(meetings.edit(&edited, &an_edit()).await),
        "edit_meeting.no_sign" => {
            let edit = MeetingEdit {
                sign_in: Some(NewSignIn::None),
                ..MeetingEdit::default()
            };
            shown(meetings.edit(&edited, &edit).await)
        }
        "remind_confirm_meeting" => shown(meetings.remind(&changed).await),
        "revert_meeting" => shown(meetings.revert(&changed).await),
        "end_meeting" => shown(meetings.end(&held).await),
        "sign_meeting" | "sign_meeting.refused" => {
            let code = SignInCode::mint(&held, &12.into(), Time(1_490_689_606_519)).unwrap();
            shown(meetings.sign_in(&code).await)
        }
        _ => shown(meetings.participation(&held).await),
    }
}

async fn on_clubs(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let clubs = connector.clubs().unwrap();
    match call {
        "get_my_club" => shown(clubs.administered().await),
        "get_my_clubs" => shown(clubs.joined(20, 1).await),
        _ => shown(clubs.roster(&31.into()).await),
    }
}

async fn receive(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let membership = connector.membership().unwrap();
    let club = 31.into();
    match call {
        "get_dynamic_list.mission" => shown(membership.missions(&club, 20, 1).await),
        "get_dynamic_list.meeting" => shown(membership.meetings(&club, 20, 1).await),
        "get_dynamic_list.notify" => shown(membership.notices(&club, 20, 1).await),
        "get_dynamic_detail.mission" => shown(membership.mission(&1.into()).await),
        "get_dynamic_detail.meeting" => shown(membership.meeting(&4.into()).await),
        _ => shown(membership.notice(&9.into()).await),
    }
}

async fn reply(connector: &dyn Connector, call: &str) -> Result<Answer<String>> {
    let (mission, meeting, notice) = (1.into(), 4.into(), 9.into());
    let (reply, comment) = match call {
        "set_dynamic_status.confirm_mission" => (Reply::ConfirmMission { mission }, " "),
        "set_dynamic_status.finish_mission" => (Reply::FinishMission { mission }, "已打扫干净"),
        "set_dynamic_status.confirm_meeting" => (Reply::ConfirmMeeting { meeting }, ""),
        "set_dynamic_status.leave_meeting" => (Reply::LeaveMeeting { meeting }, " 考试 "),
        _ => (Reply::ConfirmNotice { notice }, ""),
    };
    shown(connector.membership().unwrap().reply(&reply, comment).await)
}

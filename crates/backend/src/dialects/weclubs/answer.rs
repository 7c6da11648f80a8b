//! From a request to its answer.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::denied::{Denied, Kind, Result};
use super::request::{Asked, Params};
use super::routes::Call;
use super::{Desk, wire, words};
use crate::dialects::read;
use crate::service;
use crate::service::clubs::{Code, MeetingDraft, MeetingEdit, MissionDraft, Refusal};
use crate::store::{MeetingPlan, Progress, Reply};

#[derive(Serialize)]
struct Envelope<'a, T> {
    result_code: u16,
    result_msg: &'a str,
    /// Milliseconds.
    sys_time: i64,
    data: Option<&'a T>,
}

/// `data` of a call that has nothing to tell.
#[derive(Serialize)]
struct Nothing {}

fn ok<T: Serialize>(desk: &Desk, data: &T) -> Response {
    enveloped(desk, words::OK, "请求成功", Some(data))
}

fn done(desk: &Desk) -> Response {
    ok(desk, &Nothing {})
}

pub fn denied(desk: &Desk, denied: &Denied) -> Response {
    if let Denied::Refused(Refusal::Other(
        error @ (service::Refusal::Store(_)
        | service::Refusal::Hash(_)
        | service::Refusal::Random(_)
        | service::Refusal::Work(_)),
    )) = denied
    {
        // Nothing else is logged: a refusal may quote what was sent.
        tracing::error!(error = error as &dyn std::error::Error, "request failed");
    }
    let (code, sentence) = words::told(denied);
    enveloped::<Nothing>(desk, code, &sentence, None)
}

fn enveloped<T: Serialize>(desk: &Desk, code: u16, message: &str, data: Option<&T>) -> Response {
    let body = Envelope {
        result_code: code,
        result_msg: message,
        sys_time: desk.clubs.now().as_millisecond(),
        data,
    };
    read::json(StatusCode::OK, &body)
}

/// Answers one call. Whatever touches the store runs off the async threads.
pub async fn answer(desk: Arc<Desk>, call: Call, mut request: Request) -> Response {
    let from = match read::sender(&mut request).await {
        Ok(from) => from,
        Err(response) => return response,
    };
    let body = read::body(request, &()).await;
    let answered = match body {
        Ok(body) => answer_body(&desk, call, from, body).await,
        Err(unread) => Err(unread.into()),
    };
    answered.unwrap_or_else(|why| denied(&desk, &why))
}

async fn answer_body(desk: &Arc<Desk>, call: Call, from: IpAddr, body: Bytes) -> Result<Response> {
    let asked = Asked::read(&body, |data, sign| desk.sign.accepts(data, sign))?;
    if call == Call::SignIn {
        return sign_in(desk, &asked, from).await;
    }
    let desk = Arc::clone(desk);
    tokio::task::spawn_blocking(move || {
        let (me, token) = asked.params.identity()?;
        let token = decoded(token).ok_or(Refusal::TokenInvalid)?;
        desk.tokens.require(me, &asked.caller, &token)?;
        student_call(&desk, call, me, &asked.params)
    })
    .await?
}

fn decoded(token: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(token).ok()?).ok()
}

async fn sign_in(desk: &Desk, asked: &Asked, from: IpAddr) -> Result<Response> {
    let params = &asked.params;
    let pass = desk
        .tokens
        .sign_in(
            params.required_text("mobile")?.to_owned(),
            params.required_text("password")?.to_owned(),
            asked.caller.clone(),
            from,
        )
        .await?;
    let token = STANDARD.encode(&pass.token);
    Ok(ok(desk, &wire::SignedIn::new(pass.student, token)))
}

fn student_call(desk: &Desk, call: Call, me: i64, params: &Params) -> Result<Response> {
    let clubs = &desk.clubs;
    let mission = || params.id("mission_id");
    let meeting = || params.id("meeting_id");
    match call {
        Call::SignIn => return Err(Refusal::TokenInvalid.into()),
        Call::AdministeredClubs => {
            return Ok(ok(desk, &wire::Clubs::from(clubs.administered(me)?)));
        }
        Call::MyClubs => {
            let listed = clubs.clubs_of(me, params.page()?)?;
            return Ok(ok(desk, &wire::MyClubs::from(listed)));
        }
        Call::Students => return students(desk, me, params),
        Call::MyMissions => {
            require_oneself(me, params)?;
            let listed = clubs.my_missions(me, params.page()?)?;
            return Ok(ok(desk, &wire::Missions::new(listed, clubs.now())));
        }
        Call::MissionDetail => {
            let detail = clubs.mission_detail(me, mission()?)?;
            return Ok(ok(desk, &wire::MissionDetail::new(detail, clubs.now())));
        }
        Call::MyMeetings => {
            require_oneself(me, params)?;
            let listed = clubs.my_meetings(me, params.page()?)?;
            return Ok(ok(desk, &wire::Meetings::new(listed, clubs.now())));
        }
        Call::MeetingDetail => {
            let detail = clubs.meeting_detail(me, meeting()?)?;
            return Ok(ok(desk, &wire::MeetingDetail::new(detail, clubs.now())));
        }
        Call::Participation => {
            let (deadline, attendees) = clubs.participation(me, meeting()?)?;
            return Ok(ok(desk, &wire::Participation::new(attendees, deadline)));
        }
        Call::Received => return received(desk, me, params),
        Call::ReceivedDetail => return received_detail(desk, me, params),
        Call::PublishMission => publish_mission(desk, me, params)?,
        Call::RemindConfirmMission => {
            clubs.remind_mission(me, mission()?, Progress::Confirm)?;
        }
        Call::RemindFinishMission => {
            clubs.remind_mission(me, mission()?, Progress::Finish)?;
        }
        Call::RevertMission => clubs.revert_mission(me, mission()?)?,
        Call::PublishMeeting => publish_meeting(desk, me, params)?,
        Call::EditMeeting => edit_meeting(desk, me, params)?,
        Call::RemindConfirmMeeting => {
            clubs.remind_meeting(me, meeting()?)?;
        }
        Call::RevertMeeting => clubs.revert_meeting(me, meeting()?)?,
        Call::EndMeeting => clubs.end_meeting(me, meeting()?)?,
        Call::SignMeeting => clubs.sign_in(
            me,
            Code {
                meeting_id: meeting()?,
                leader_id: params.id("leader_id")?,
                minted: params.required_millis("create_date")?,
            },
        )?,
        Call::SetStatus => set_status(desk, me, params)?,
    }
    Ok(done(desk))
}

/// `sponsor_id` is whoever asks.
fn require_oneself(me: i64, params: &Params) -> Result<()> {
    if params.id("sponsor_id")? == me {
        Ok(())
    } else {
        Err(Refusal::NotOneself.into())
    }
}

fn students(desk: &Desk, me: i64, params: &Params) -> Result<Response> {
    let sort = wire::Sort::read(params)?;
    let students = desk.clubs.roster(me, params.id("club_id")?)?;
    Ok(ok(desk, &wire::Students::new(students, sort)))
}

fn publish_mission(desk: &Desk, me: i64, params: &Params) -> Result<()> {
    require_oneself(me, params)?;
    desk.clubs.publish_mission(
        me,
        MissionDraft {
            club_id: params.id("club_id")?,
            content: params.required_text("content")?.to_owned(),
            deadline: params.required_millis("deadline")?,
            work: params.work()?,
        },
    )?;
    Ok(())
}

fn publish_meeting(desk: &Desk, me: i64, params: &Params) -> Result<()> {
    let missing = |key| Denied::Missing(key);
    desk.clubs.publish_meeting(
        me,
        MeetingDraft {
            club_id: params.id("club_id")?,
            plan: MeetingPlan {
                content: params.required_text("content")?.to_owned(),
                address: params.required_text("address")?.to_owned(),
                deadline: params.required_millis("deadline")?,
                need_sign: params.flag("need_sign")?.ok_or(missing("need_sign"))?,
                leaders: params.ids("leader")?.unwrap_or_default(),
            },
            people: params
                .ids("participation")?
                .ok_or(missing("participation"))?,
        },
    )?;
    Ok(())
}

fn edit_meeting(desk: &Desk, me: i64, params: &Params) -> Result<()> {
    desk.clubs.edit_meeting(
        me,
        params.id("meeting_id")?,
        &MeetingEdit {
            content: params.text("content")?.map(str::to_owned),
            address: params.text("address")?.map(str::to_owned),
            need_sign: params.flag("need_sign")?,
            leaders: params.ids("leader")?,
            deadline: params.millis("deadline")?,
        },
    )?;
    Ok(())
}

/// 动态: what a member is sent.
enum Dynamic {
    Mission,
    Meeting,
    Notice,
}

impl Dynamic {
    fn read(params: &Params) -> Result<Self> {
        match params.required_text("dynamic_type")? {
            "mission" => Ok(Self::Mission),
            "meeting" => Ok(Self::Meeting),
            "notify" => Ok(Self::Notice),
            _ => Err(Denied::Wrong("dynamic_type", Kind::Choice)),
        }
    }
}

fn received(desk: &Desk, me: i64, params: &Params) -> Result<Response> {
    let (clubs, club_id, page) = (&desk.clubs, params.id("club_id")?, params.page()?);
    Ok(match Dynamic::read(params)? {
        Dynamic::Mission => {
            let listed = clubs.received_missions(me, club_id, page)?;
            ok(desk, &wire::ReceivedMissions::new(listed, me))
        }
        Dynamic::Meeting => {
            let listed = clubs.received_meetings(me, club_id, page)?;
            ok(desk, &wire::ReceivedMeetings::new(listed, me))
        }
        Dynamic::Notice => {
            // Nobody can publish a notice here, so there are none.
            clubs.require_member(me, club_id)?;
            ok(desk, &wire::ReceivedNotices::default())
        }
    })
}

fn received_detail(desk: &Desk, me: i64, params: &Params) -> Result<Response> {
    let id = params.id("dynamic_id")?;
    Ok(match Dynamic::read(params)? {
        Dynamic::Mission => {
            let detail = desk.clubs.received_mission(me, id)?;
            ok(desk, &wire::ReceivedMissionDetail::new(detail, me))
        }
        Dynamic::Meeting => {
            let detail = desk.clubs.received_meeting(me, id)?;
            ok(desk, &wire::ReceivedMeetingDetail::new(detail, me))
        }
        Dynamic::Notice => return Err(Refusal::NoSuchNotice.into()),
    })
}

fn set_status(desk: &Desk, me: i64, params: &Params) -> Result<()> {
    let (clubs, id) = (&desk.clubs, params.id("dynamic_id")?);
    let comment = params.text("comment")?.unwrap_or_default();
    let status = params.required_text("status")?;
    match (Dynamic::read(params)?, status) {
        (Dynamic::Mission, "confirm") => clubs.progress(me, id, Progress::Confirm)?,
        (Dynamic::Mission, "finish") => clubs.progress(me, id, Progress::Finish)?,
        (Dynamic::Meeting, "confirm") => clubs.reply(me, id, Reply::Confirmed, comment)?,
        (Dynamic::Meeting, "leave") => clubs.reply(me, id, Reply::Leave, comment)?,
        (Dynamic::Notice, "confirm") => return Err(Refusal::NoSuchNotice.into()),
        _ => return Err(Denied::Wrong("status", Kind::Choice)),
    }
    Ok(())
}

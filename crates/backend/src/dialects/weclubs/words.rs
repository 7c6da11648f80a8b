//! What a denial says: the result code, and one sentence for the person.

use jiff::SignedDuration;

use super::denied::{Denied, Kind};
use crate::service;
use crate::service::clubs::{
    ADDRESS_MAX, COMMENT_MAX, CONTENT_MAX, Fault, LEADERS_MAX, PARTS_MAX, Refusal, SignInFault,
};

pub const OK: u16 = 2000;
/// Refused for the reason in the sentence.
const REFUSED: u16 = 3000;
const BAD_PARAMS: u16 = 3001;
const EMPTY_PARAMS: u16 = 3002;
const BAD_SIGN: u16 = 3003;
const BAD_CALLER: u16 = 3004;
const NO_USER: u16 = 3005;
const NO_TOKEN: u16 = 3006;
const TOKEN_INVALID: u16 = 3010;
const WRONG_PASSWORD: u16 = 3011;
const NO_PERMISSION: u16 = 3012;
const METHOD_ILLEGAL: u16 = 3100;
const NOT_FOUND: u16 = 3101;
const PROGRAM_ERROR: u16 = 5000;
/// Show the sentence and stay.
const STAY: u16 = 7777;
/// Show the sentence and leave the page: its subject is gone.
const LEAVE: u16 = 8888;

pub fn told(denied: &Denied) -> (u16, String) {
    let (code, words) = match denied {
        Denied::Unreadable(why) => (BAD_PARAMS, format!("无法识别请求内容：{why}")),
        Denied::TooLarge => (BAD_PARAMS, "请求内容过大".to_owned()),
        Denied::Empty => (EMPTY_PARAMS, "请求参数为空".to_owned()),
        Denied::Sign => (BAD_SIGN, "签名违法".to_owned()),
        Denied::Caller => (BAD_CALLER, "caller值违法".to_owned()),
        Denied::NoUser => (NO_USER, "请求参数中没有user_id".to_owned()),
        Denied::NoToken => (NO_TOKEN, "请求参数中没有token".to_owned()),
        Denied::Missing(key) => (BAD_PARAMS, format!("缺少参数：{key}")),
        Denied::Wrong(key, kind) => (BAD_PARAMS, format!("参数{key}{}", wanted(*kind))),
        Denied::Method => (METHOD_ILLEGAL, "请求方法违法，应为POST".to_owned()),
        Denied::Unknown => (NOT_FOUND, "接口不存在".to_owned()),
        Denied::Refused(refusal) => return refused(refusal),
    };
    (code, words)
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "应为整数",
        Kind::Text => "应为文字",
        Kind::Ids => "应为用英文逗号连接的数字",
        Kind::Millis => "应为13位时间戳",
        Kind::Flag => "应为0或1",
        Kind::Objects => "应为对象数组",
        Kind::Choice => "的取值不在范围内",
        Kind::Page => "超出范围",
    }
}

fn refused(refusal: &Refusal) -> (u16, String) {
    let (code, words) = match refusal {
        Refusal::TokenInvalid => (TOKEN_INVALID, "登录已失效，请重新登录"),
        Refusal::NotInClub => (NO_PERMISSION, "社团不存在，或你不是该社团成员"),
        Refusal::NotAdministrator => (NO_PERMISSION, "你没有该社团的管理权限"),
        Refusal::NoSuchMission => (NO_PERMISSION, "任务不存在，或你无权查看"),
        Refusal::NoSuchMeeting => (NO_PERMISSION, "会议不存在，或你无权查看"),
        Refusal::NoSuchNotice => (NO_PERMISSION, "通知不存在，或你无权查看"),
        Refusal::NotSponsor => (NO_PERMISSION, "只有发布者可以进行该操作"),
        Refusal::NotOneself => (NO_PERMISSION, "发布者应为当前登录用户"),
        Refusal::MissionReverted => (LEAVE, "任务已被撤销"),
        Refusal::MeetingReverted => (LEAVE, "会议已被撤销"),
        Refusal::MeetingOver => (REFUSED, "会议已经结束"),
        Refusal::SignedIn => (REFUSED, "你已签到，不能再请假"),
        Refusal::NobodyLeft => (REFUSED, "没有需要提醒的人"),
        Refusal::SignIn(fault) => return (REFUSED, sign_in_words(fault)),
        Refusal::Invalid(fault) => return (REFUSED, fault_words(fault)),
        Refusal::Other(other) => return other_words(other),
    };
    (code, words.to_owned())
}

fn sign_in_words(fault: &SignInFault) -> String {
    match fault {
        SignInFault::NotInvited => "会议不存在，或你不在参会名单中".to_owned(),
        SignInFault::NotNeeded => "本次会议不需要签到".to_owned(),
        SignInFault::AlreadySigned => "你已经签到过了".to_owned(),
        SignInFault::NotOpenYet(wait) => {
            let hours = wait.as_mins().max(1).unsigned_abs().div_ceil(60);
            format!("签到尚未开始，约{hours}小时后开放")
        }
        SignInFault::Closed => "会议已经结束，不能再签到".to_owned(),
        SignInFault::NotOfALeader => "签到码不是本次会议签到负责人的".to_owned(),
        SignInFault::TooOld { age, most } => format!(
            "签到码已过期：它是{}秒前的，须在{}秒内，请扫屏幕上最新的码",
            whole_seconds(*age),
            most.as_secs()
        ),
        SignInFault::FromTheFuture(ahead) => format!(
            "签到码的时间比服务器快{}秒，请负责人校准电脑时间",
            whole_seconds(*ahead)
        ),
    }
}

/// Rounded up, so that a limit that was passed is seen to be.
fn whole_seconds(time: SignedDuration) -> i64 {
    time.as_secs() + i64::from(time.subsec_nanos() > 0)
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::ContentMissing => "内容不能为空".to_owned(),
        Fault::ContentTooLong => format!("内容不能超过{CONTENT_MAX}个字"),
        Fault::AddressMissing => "会议地点不能为空".to_owned(),
        Fault::AddressTooLong => format!("会议地点不能超过{ADDRESS_MAX}个字"),
        Fault::CommentTooLong => format!("说明不能超过{COMMENT_MAX}个字"),
        Fault::DeadlinePast => "截止时间已过".to_owned(),
        Fault::NobodyChosen => "请至少选择一名参与者".to_owned(),
        Fault::TooManyParts => format!("子任务不能超过{PARTS_MAX}项"),
        Fault::NotAMember(id) => format!("学生{id}不是该社团成员"),
        Fault::LeaderMissing => "需要签到的会议应有签到负责人".to_owned(),
        Fault::TooManyLeaders => format!("签到负责人不能超过{LEADERS_MAX}名"),
    }
}

fn other_words(other: &service::Refusal) -> (u16, String) {
    match other {
        service::Refusal::WrongPassword => {
            (WRONG_PASSWORD, "用户名或密码错误，请重新输入".to_owned())
        }
        service::Refusal::Wait(wait) => {
            // Rounded up: a second that is not over yet has to be waited for.
            let seconds = wait.as_millis().div_ceil(1_000);
            (STAY, format!("登录失败次数过多，请{seconds}秒后再试"))
        }
        _ => (PROGRAM_ERROR, "程序出错".to_owned()),
    }
}

//! What a denial says, in one of the two shapes that this system has.

use super::denied::{Denied, Kind};
use crate::service;
use crate::service::moments::{Fault, Refusal};

/// How a denial is told.
pub enum Told {
    /// `{result: 0, msg, data: []}`.
    Refused(String),
    /// `{result: 0, msg, data: {login_status}}`.
    Door(u8, &'static str),
    /// `{errcode, errmsg}`.
    Error(u16, &'static str),
}

/// Sign in.
const SIGN_IN: u8 = 1;
/// Choose an enterprise.
const CHOOSE: u8 = 2;

pub fn told(denied: &Denied) -> Told {
    Told::Refused(match denied {
        Denied::Unreadable(why) => format!("无法识别请求内容：{why}"),
        Denied::TooLarge => "请求内容过大".to_owned(),
        Denied::Unknown => "接口不存在".to_owned(),
        Denied::Missing(key) => format!("缺少参数：{key}"),
        Denied::Wrong(key, kind) => format!("参数{key}{}", wanted(*kind)),
        Denied::Refused(refusal) => return refused(refusal),
    })
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "应为整数",
        Kind::Date => "应为日期，例如2024-05-23",
        Kind::Flag => "应为0或1",
    }
}

fn refused(refusal: &Refusal) -> Told {
    match refusal {
        Refusal::NotSignedIn => Told::Door(SIGN_IN, "请登录"),
        Refusal::NoEnterprise => Told::Door(CHOOSE, "请选择企业"),
        // As the document has it.
        Refusal::NoSuchPlatform => Told::Error(500, "invalid appid"),
        Refusal::NoSuchTask => Told::Error(404, "任务不存在"),
        Refusal::NoSuchJob => Told::Error(404, "朋友圈任务不存在"),
        Refusal::NoSuchEnterprise => Told::Refused("企业不存在，或你不是该企业的管理员".to_owned()),
        Refusal::Invalid(Fault::Day) => Told::Refused("日期超出范围".to_owned()),
        Refusal::Other(service::Refusal::WrongPassword) => {
            Told::Refused("手机号或密码错误".to_owned())
        }
        Refusal::Other(service::Refusal::Wait(wait)) => {
            // Rounded up: a second that is not over yet has to be waited for.
            let seconds = wait.as_millis().div_ceil(1_000);
            Told::Refused(format!("登录失败次数过多，请{seconds}秒后再试"))
        }
        Refusal::Other(_) => Told::Error(500, "程序出错"),
    }
}

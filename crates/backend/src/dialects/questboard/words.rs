//! What a refusal says: status and code, and one sentence for the person.

use axum::http::StatusCode;

use crate::dialects::read;
use crate::service;
use crate::service::quests::{
    BATCH_MAX, DESCRIPTION_MAX, Fault, NAME_MAX, Obstacle, PAGE_MAX, REWARDS_MAX, Refusal,
};

/// The codes of the document's chapter 6, and the statuses that are their own
/// code.
mod codes {
    pub const NO_SUCH_QUEST: u16 = 1001;
    pub const ALREADY_ACCEPTED: u16 = 1002;
    pub const OVER: u16 = 1003;
    pub const LEVEL: u16 = 1004;
    pub const NEEDS: u16 = 1005;
    pub const NOT_ACCEPTED: u16 = 1006;
    pub const COMPLETED: u16 = 1007;
    pub const NOT_ENOUGH: u16 = 1008;
    pub const EXPIRED: u16 = 1009;
    pub const NOT_COMPLETED: u16 = 1010;
    pub const ALREADY_CLAIMED: u16 = 1011;
    pub const UNAVAILABLE: u16 = 1012;
    pub const FAILED: u16 = 1013;
    pub const PARTLY_FAILED: u16 = 1014;
    pub const INVALID: u16 = 1015;
    pub const TOO_OFTEN: u16 = 1016;
    pub const BROKEN: u16 = 1017;
}
pub use codes::PARTLY_FAILED;

/// The document's own sentence for 1014.
pub const PARTLY: &str = "批量操作部分失败";

/// Status, code and sentence.
pub fn told(refusal: &Refusal) -> (StatusCode, u16, String) {
    let own = |status: StatusCode, words: &str| (status, status.as_u16(), words.to_owned());
    match refusal {
        Refusal::NotAdmin => own(StatusCode::FORBIDDEN, "只有管理员可以进行该操作"),
        Refusal::SignInAgain => own(
            StatusCode::PRECONDITION_REQUIRED,
            "为了安全，请重新输入密码后再操作",
        ),
        Refusal::Other(service::Refusal::NotSignedIn) => {
            own(StatusCode::UNAUTHORIZED, "登录已失效，请重新登录")
        }
        Refusal::Other(service::Refusal::WrongPassword) => {
            own(StatusCode::UNAUTHORIZED, "用户名或密码错误")
        }
        _ => {
            let (code, words) = coded(refusal);
            let status = match code {
                codes::BROKEN => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::OK,
            };
            (status, code, words)
        }
    }
}

/// Code and sentence of what is answered with status 200, and of a failure of
/// the server.
pub fn coded(refusal: &Refusal) -> (u16, String) {
    let (code, words) = match refusal {
        Refusal::NoSuchQuest => (codes::NO_SUCH_QUEST, "任务不存在"),
        Refusal::AlreadyAccepted => (codes::ALREADY_ACCEPTED, "任务已接取"),
        Refusal::Obstacle(obstacle) => return (code_of(*obstacle), reason(*obstacle)),
        Refusal::NotAccepted => (codes::NOT_ACCEPTED, "任务未接取"),
        Refusal::Completed => (codes::COMPLETED, "任务已完成，无法放弃"),
        Refusal::NotEnough => (codes::NOT_ENOUGH, "任务进度不足，无法完成"),
        Refusal::Expired => (codes::EXPIRED, "任务已过期"),
        Refusal::NotCompleted => (codes::NOT_COMPLETED, "任务未完成，无法领取奖励"),
        Refusal::AlreadyClaimed => (codes::ALREADY_CLAIMED, "奖励已领取"),
        Refusal::Failed => (codes::FAILED, "任务已失败"),
        Refusal::Invalid(fault) => return (codes::INVALID, fault_words(fault)),
        Refusal::TooOften => (codes::TOO_OFTEN, "操作过于频繁，请稍后再试"),
        Refusal::Other(service::Refusal::Wait(wait)) => {
            // Rounded up: a second that is not over yet has to be waited for.
            let seconds = wait.as_millis().div_ceil(1_000);
            let words = format!("登录失败次数过多，请{seconds}秒后再试");
            return (codes::TOO_OFTEN, words);
        }
        Refusal::NotAdmin | Refusal::SignInAgain | Refusal::Other(_) => {
            (codes::BROKEN, "系统错误，请稍后再试")
        }
    };
    (code, words.to_owned())
}

fn code_of(obstacle: Obstacle) -> u16 {
    match obstacle {
        Obstacle::Over => codes::OVER,
        Obstacle::Level(_) => codes::LEVEL,
        Obstacle::Needs => codes::NEEDS,
        Obstacle::Inactive | Obstacle::NotYet(_) | Obstacle::Exhausted(_) => codes::UNAVAILABLE,
    }
}

/// `unavailable_reason`
pub fn reason(obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::Inactive => "任务未开放".to_owned(),
        Obstacle::NotYet(starts) => format!("任务将于 {} 开始", read::in_beijing(starts)),
        Obstacle::Over => "任务已过期".to_owned(),
        Obstacle::Level(level) => format!("等级不足，需要达到 {level} 级"),
        Obstacle::Needs => "前置任务未完成".to_owned(),
        Obstacle::Exhausted(most) => format!("已达到完成次数上限（{most} 次）"),
    }
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::Body(why) => format!("无法识别请求内容：{why}"),
        Fault::TooLarge => "请求内容过大".to_owned(),
        Fault::Missing(key) => format!("缺少参数：{key}"),
        Fault::Wrong(key) => format!("参数错误：{key}"),
        Fault::NoWebSocket => "该接口只接受 WebSocket 连接".to_owned(),
        Fault::PageSize => format!("每页数量应在1到{PAGE_MAX}之间"),
        Fault::PageNumber => "页码从1开始".to_owned(),
        Fault::Batch => format!("任务数量应在1到{BATCH_MAX}之间"),
        Fault::NameMissing => "任务名称不能为空".to_owned(),
        Fault::NameTooLong => format!("任务名称不能超过{NAME_MAX}个字"),
        Fault::DescriptionTooLong => format!("任务描述不能超过{DESCRIPTION_MAX}个字"),
        Fault::UnknownCategory(id) => format!("任务分类{id}不存在"),
        Fault::TargetType => format!("目标类型不能为空，也不能超过{NAME_MAX}个字"),
        Fault::TargetCount => "目标数量超出范围".to_owned(),
        Fault::TargetParams => "目标参数过长".to_owned(),
        Fault::TooManyRewards => format!("奖励不能超过{REWARDS_MAX}项"),
        Fault::RewardName => format!("奖励名称不能为空，也不能超过{NAME_MAX}个字"),
        Fault::RewardQuantity => "奖励数量超出范围".to_owned(),
        Fault::UnknownNeed(id) => format!("前置任务{id}不存在"),
        Fault::Circle => "前置任务不能互相等待".to_owned(),
        Fault::Level => "所需等级超出范围".to_owned(),
        Fault::TimeLimit => "时间限制超出范围".to_owned(),
        Fault::MaxCompletions => "完成次数上限超出范围".to_owned(),
        Fault::EndsBeforeStart => "结束时间应晚于开始时间".to_owned(),
        Fault::Needed(name) => format!("“{name}”以该任务为前置任务，不能删除"),
    }
}

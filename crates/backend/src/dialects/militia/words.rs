//! What a refusal says to the person: one sentence under `cnmsg`.

use crate::service::publish::{DETAIL_MAX, PLACE_NAME_MAX, TITLE_MAX};
use crate::service::{Fault, PAGE_SIZE_MAX, Refusal};

/// The document's own sentence for a failure of the server.
const BROKEN: &str = "很抱歉,服务器出错了";

pub fn cnmsg(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotSignedIn => "登录超时，请重新登录".to_owned(),
        Refusal::WrongPassword => "用户名或密码错误".to_owned(),
        Refusal::Wait(wait) => {
            // Rounded up: a second that is not over yet has to be waited for.
            let seconds = wait.as_millis().div_ceil(1_000);
            format!("登录失败次数过多，请{seconds}秒后再试")
        }
        Refusal::NoSuchTask => "任务不存在或无权查看".to_owned(),
        Refusal::NotLauncher => "只有发起任务的单位或组织可以结束任务".to_owned(),
        Refusal::OfficesOnly => "组织账号不能查看单位".to_owned(),
        Refusal::Invalid(fault) => fault_words(fault),
        Refusal::Store(_) | Refusal::Hash(_) | Refusal::Random(_) | Refusal::Work(_) => {
            BROKEN.to_owned()
        }
    }
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::Body(why) => format!("无法识别请求内容：{why}"),
        Fault::TooLarge => "请求内容过大".to_owned(),
        Fault::Path => "网址中的编号应为数字".to_owned(),
        Fault::Time(field) => format!("{field}的格式应为YYYY-MM-DD HH:MM:SS"),
        Fault::TitleMissing => "任务主题不能为空".to_owned(),
        Fault::TitleTooLong => format!("任务主题不能超过{TITLE_MAX}个字"),
        Fault::DetailTooLong => format!("任务详情不能超过{DETAIL_MAX}个字"),
        Fault::Headcount => "集合人数至少为1".to_owned(),
        Fault::GatherPast => "集合时间已过".to_owned(),
        Fault::LaunchAfterGather => "发起时间不能晚于集合时间".to_owned(),
        Fault::FinishBeforeGather => "结束时间应晚于集合时间".to_owned(),
        Fault::UnknownPlace(id) => format!("集合地点{id}不存在"),
        Fault::PlaceNameMissing => "集合地点名称不能为空".to_owned(),
        Fault::PlaceNameTooLong => format!("集合地点名称不能超过{PLACE_NAME_MAX}个字"),
        Fault::Coordinates => "集合地点的经纬度缺失或超出范围".to_owned(),
        Fault::NobodyChosen => "请至少选择一名接受任务的人员".to_owned(),
        Fault::UnknownOffice(id) => format!("单位{id}不存在或不在管辖范围内"),
        Fault::UnknownOrg(id) => format!("组织{id}不存在或不在管辖范围内"),
        Fault::UnknownSoldier(id) => format!("民兵{id}不存在或不在管辖范围内"),
        Fault::PageSize => format!("每页数目应在1到{PAGE_SIZE_MAX}之间"),
        Fault::PageNumber => "页码从1开始".to_owned(),
    }
}

//! The paths of the calls, segment by segment; each is escaped when it is sent.

/// 发布任务.
pub(crate) const PUBLISH: &[&str] = &["task"];
/// 获取基本信息.
pub(crate) const INFO: &[&str] = &["task", "info"];
/// 结束任务.
pub(crate) const FINISH: &[&str] = &["task", "finish"];
/// 所有下属组织及人员.
pub(crate) const ORGS: &[&str] = &["task", "orgs"];
/// 所有下属单位及人员.
pub(crate) const OFFICES: &[&str] = &["task", "offices"];

/// Of the sign-in module.
pub(crate) const SIGN_IN: &[&str] = &["signin"];
pub(crate) const SIGN_OUT: &[&str] = &["signout"];

/// 人员位置, as most servers have it and as some do.
pub(crate) const POSITIONS: &[&str] = &["loc", "getAllLocs"];
pub(crate) const MBGC_POSITIONS: &[&str] = &["mbgc", "loc", "getAllLocs"];

/// 执行中任务列表.
pub(crate) fn working<'a>(per_page: &'a str, page: &'a str) -> [&'a str; 4] {
    ["task", "working", per_page, page]
}

/// 已完成任务列表.
pub(crate) fn done<'a>(per_page: &'a str, page: &'a str) -> [&'a str; 4] {
    ["task", "done", per_page, page]
}

/// 任务详情.
pub(crate) fn detail(task: &str) -> [&str; 3] {
    ["task", "detail", task]
}

/// 参与任务的人员.
pub(crate) fn people(task: &str) -> [&str; 4] {
    ["task", "detail", "mem", task]
}

/// 任务响应情况.
pub(crate) fn responses(task: &str) -> [&str; 3] {
    ["task", "response", task]
}

/// 任务集合情况.
pub(crate) fn check_ins(task: &str) -> [&str; 3] {
    ["task", "gather", task]
}

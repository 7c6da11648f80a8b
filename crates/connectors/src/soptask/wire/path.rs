//! The paths of the calls, segment by segment.

/// 会员登录. What follows stands in the query.
pub(crate) const SIGN_IN: &[&str] = &["addons", "yun_shop", "api.php"];

/// The query of the sign-in, after the number of the account.
pub(crate) const UNIACID: &str = "i";
pub(crate) const ROUTE: [(&str, &str); 2] = [("type", "9"), ("route", "member.login.index")];

/// A call below `/business/{uniacid}`.
pub(crate) type Path = &'static [&'static str];

pub(crate) const BUSINESS: &str = "business";
pub(crate) const ENTERPRISES: Path = &["admin", "businessList"];
pub(crate) const CHOOSE: Path = &["admin", "manageBusiness"];
pub(crate) const TASKS: Path = &["plugin", "SopTask", "getTaskList"];
pub(crate) const JOBS: Path = &["plugin", "SopTask", "getFriendsJobList"];
pub(crate) const PEOPLE: Path = &["plugin", "SopTask", "getFriendsJobDetailsList"];

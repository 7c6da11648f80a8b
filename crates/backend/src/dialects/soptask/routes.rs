//! The calls, once: the router and the tests are made from this table.

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    SignIn,
    Enterprises,
    Choose,
    Tasks,
    Jobs,
    Posts,
}

/// Path and call. The method is always POST.
pub const ROUTES: &[(&str, Call)] = &[
    // With `i`, the platform, and `route` in the query.
    ("/addons/yun_shop/api.php", Call::SignIn),
    ("/business/{uniacid}/admin/businessList", Call::Enterprises),
    ("/business/{uniacid}/admin/manageBusiness", Call::Choose),
    (
        "/business/{uniacid}/plugin/SopTask/getTaskList",
        Call::Tasks,
    ),
    // Document 002.
    (
        "/business/{uniacid}/plugin/SopTask/getFriendsJobList",
        Call::Jobs,
    ),
    (
        "/business/{uniacid}/plugin/SopTask/getFriendsJobDetailsList",
        Call::Posts,
    ),
];

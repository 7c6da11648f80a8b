//! The calls, once: the router and the tests are made from this table.

use axum::http::Method;

use super::Dialect;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    SignIn,
    SignOut,
    Publish,
    Info,
    Finish,
    Orgs,
    Offices,
    Working,
    Done,
    Detail,
    Members,
    Response,
    Gather,
    Positions,
}

impl Call {
    /// Sign-in and the location module speak in envelopes whatever the task
    /// module does.
    pub fn dialect(self, task_module: Dialect) -> Dialect {
        match self {
            Self::SignIn | Self::SignOut | Self::Positions => Dialect::Enveloped,
            _ => task_module,
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Route {
    pub call: Call,
    /// The method as documented; in the enveloped dialect it is always POST.
    documented: Method,
    pub path: &'static str,
}

impl Route {
    pub fn method(&self, dialect: Dialect) -> Method {
        match dialect {
            Dialect::Documented => self.documented.clone(),
            Dialect::Enveloped => Method::POST,
        }
    }
}

const fn route(call: Call, documented: Method, path: &'static str) -> Route {
    Route {
        call,
        documented,
        path,
    }
}

pub const ROUTES: &[Route] = &[
    route(Call::SignIn, Method::POST, "/signin"),
    route(Call::SignOut, Method::POST, "/signout"),
    route(Call::Publish, Method::POST, "/task"),
    route(Call::Info, Method::GET, "/task/info"),
    route(Call::Finish, Method::PUT, "/task/finish"),
    route(Call::Orgs, Method::GET, "/task/orgs"),
    route(Call::Offices, Method::GET, "/task/offices"),
    route(Call::Working, Method::GET, "/task/working/{size}/{page}"),
    route(Call::Done, Method::GET, "/task/done/{size}/{page}"),
    route(Call::Detail, Method::GET, "/task/detail/{task_id}"),
    route(Call::Members, Method::GET, "/task/detail/mem/{task_id}"),
    // The document gives these two a JSON body on GET.
    route(Call::Response, Method::GET, "/task/response/{task_id}"),
    route(Call::Gather, Method::GET, "/task/gather/{task_id}"),
    route(Call::Positions, Method::POST, "/loc/getAllLocs"),
    route(Call::Positions, Method::POST, "/mbgc/loc/getAllLocs"),
];

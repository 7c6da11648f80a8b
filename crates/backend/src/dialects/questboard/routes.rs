//! The calls, once: the router and the tests are made from this table.

use axum::http::Method;

use crate::service::quests::Access;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    SignIn,
    SignOut,
    List,
    Detail,
    Accept,
    Abandon,
    Complete,
    Claim,
    Progress,
    BatchAccept,
    BatchClaim,
    Categories,
    Events,
    Create,
    Update,
    Delete,
    Reset,
    Audit,
}

impl Call {
    /// Who may make it.
    pub fn access(self) -> Access {
        match self {
            Self::Claim | Self::BatchClaim => Access::Recent,
            Self::Create | Self::Update | Self::Delete | Self::Reset | Self::Audit => Access::Admin,
            _ => Access::User,
        }
    }
}

/// Method, path and call.
pub const ROUTES: &[(Method, &str, Call)] = &[
    (Method::POST, "/api/auth/login", Call::SignIn),
    (Method::POST, "/api/auth/logout", Call::SignOut),
    // Document 003, chapter 2.
    (Method::GET, "/api/task/list", Call::List),
    (Method::GET, "/api/task/detail", Call::Detail),
    (Method::POST, "/api/task/accept", Call::Accept),
    (Method::POST, "/api/task/abandon", Call::Abandon),
    (Method::POST, "/api/task/complete", Call::Complete),
    (Method::POST, "/api/task/claim-reward", Call::Claim),
    (Method::GET, "/api/task/progress", Call::Progress),
    // Chapter 4.
    (Method::POST, "/api/task/batch-accept", Call::BatchAccept),
    (
        Method::POST,
        "/api/task/batch-claim-reward",
        Call::BatchClaim,
    ),
    (Method::GET, "/api/task/categories", Call::Categories),
    // The notices of chapter 3.
    (Method::GET, "/api/task/events", Call::Events),
    // Chapter 5.
    (Method::POST, "/api/admin/task/create", Call::Create),
    (Method::POST, "/api/admin/task/update", Call::Update),
    (Method::POST, "/api/admin/task/delete", Call::Delete),
    (Method::POST, "/api/admin/task/reset", Call::Reset),
    (Method::GET, "/api/admin/task/audit", Call::Audit),
];

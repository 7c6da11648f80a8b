//! A redirect is read, never followed: nothing, least of all a cookie, reaches
//! the place it names.

use crate::militia::support::{connector, credentials, signed_in};
use crate::server::{Server, Step, answer, json_answer};
use muster_domain::{id::TaskId, task::TaskList};

/// A server that would send everybody to `elsewhere`.
async fn redirecting_to(elsewhere: &str, status: u16) -> Server {
    let location = format!("{elsewhere}/task");
    Server::start(move |_| {
        let headers = [("Location", location.as_str())];
        let body = r#"{"cnmsg":"登录超时，请重新登录","url":"/user"}"#;
        vec![Step::Send(answer(status, &headers, body.as_bytes()))]
    })
    .await
}

#[tokio::test]
async fn no_request_reaches_the_place_that_a_redirect_names() {
    let session = signed_in("documented").await;
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start(|_| json_answer(200, "{}")).await;
        let server = redirecting_to(&elsewhere.url(), status).await;
        let connector = connector(&server.url(), Some(session.clone()));
        let tasks = connector.tasks().unwrap();
        let task = TaskId::from(7);
        assert!(tasks.list(TaskList::Working, 20, 1).await.is_err());
        assert!(tasks.finish(&task).await.is_err());
        assert!(connector.sign_in(&credentials()).await.is_err());
        assert_eq!(server.received().len(), 3, "{status}");
        assert!(elsewhere.received().is_empty(), "{status}");

        // What this test would see if redirects were followed.
        let follower = reqwest::Client::builder()
            .tls_certs_only([])
            .no_proxy()
            .build()
            .unwrap();
        follower.get(server.url()).send().await.unwrap();
        assert_eq!(elsewhere.received().len(), 1, "{status}");
    }
}

/// The document's 302 carries a `url`, and other answers may carry more.
#[tokio::test]
async fn no_request_reaches_an_address_in_a_body() {
    let session = signed_in("documented").await;
    let elsewhere = Server::start(|_| json_answer(200, "{}")).await;
    let body = format!(
        r#"{{"cnmsg":"x","url":"{0}","next_page_url":"{0}"}}"#,
        elsewhere.url()
    );
    for status in [200, 302, 500] {
        let body = body.clone();
        let server = Server::start(move |_| json_answer(status, &body)).await;
        let connector = connector(&server.url(), Some(session.clone()));
        let tasks = connector.tasks().unwrap();
        let _ = tasks.list(TaskList::Done, 20, 1).await;
        assert_eq!(server.received().len(), 1);
    }
    assert!(elsewhere.received().is_empty());
}

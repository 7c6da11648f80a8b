//! Where requests go: to the paths of the contract and nowhere else, whatever
//! an answer says.

use super::support::{config, connector, fixture, make, signed_in};
use crate::server::{PATIENT, Server, Step, answer, json_answer, network};
use muster_connectors::{Error, connect};
use muster_domain::connection::{ClientSetting, SoptaskSettings};

#[tokio::test]
async fn no_request_reaches_the_address_of_a_page() {
    let elsewhere = Server::start(|_| json_answer(200, "{}")).await;
    let mut page = fixture("getFriendsJobList").answer.body;
    let list = page["data"]["record_list"].as_object_mut().unwrap();
    for (name, value) in list.iter_mut() {
        if name.ends_with("url") || name == "path" {
            *value = elsewhere.url().into();
        }
    }
    list["last_page"] = 3.into();
    let body = page.to_string();
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let moments = connector.moments().unwrap();
    for page in 1..=3 {
        let (_, found) = moments.jobs(&1.into(), None, page).await.unwrap().value;
        assert_eq!((found.page, found.total_pages), (page, 3));
    }
    let asked: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.json()["page"].clone())
        .collect();
    assert_eq!(asked, [1, 2, 3], "by number");
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn no_request_reaches_the_place_that_a_redirect_names() {
    let session = signed_in().await;
    for status in [301, 302, 307, 308] {
        let elsewhere = Server::start(|_| json_answer(200, "{}")).await;
        let location = format!("{}/login", elsewhere.url());
        let server = Server::start(move |_| {
            let headers = [("Location", location.as_str())];
            vec![Step::Send(answer(status, &headers, b"<html>moved</html>"))]
        })
        .await;
        let connector = connector(&server.url(), Some(session.clone()));
        let error = make(&*connector, "getTaskList").await.unwrap_err();
        assert!(matches!(error, Error::WrongServer), "{status}");
        assert!(elsewhere.received().is_empty(), "{status}");
    }
}

#[tokio::test]
async fn an_id_names_no_other_call_and_goes_back_as_it_came() {
    let steps = fixture("getTaskList").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let connector = connector(&server.url(), Some(signed_in().await));
    let moments = connector.moments().unwrap();
    let _ = moments.jobs(&"../admin".into(), None, 1).await;
    let _ = moments.jobs(&"007".into(), None, 1).await;
    let asked: Vec<_> = server
        .received()
        .iter()
        .map(|request| (request.path.clone(), request.json()["task_id"].clone()))
        .collect();
    let path = "/business/1/plugin/SopTask/getFriendsJobList";
    assert_eq!(
        asked,
        [
            (path.to_owned(), "../admin".into()),
            (path.to_owned(), "007".into())
        ]
    );
}

#[test]
fn what_is_no_address_or_no_number_is_told_before_anything_is_opened() {
    let bad = connect(&config("soptask.example"), None, network(PATIENT));
    assert!(matches!(bad, Err(Error::BadAddress)));
    let of = |settings: Option<&str>| {
        let mut config = config("http://127.0.0.1:9");
        config.soptask = settings.map(|uniacid| SoptaskSettings {
            uniacid: uniacid.into(),
        });
        connect(&config, None, network(PATIENT))
    };
    for settings in [None, Some(""), Some("1/../2"), Some("one")] {
        let refused = of(settings);
        assert!(
            matches!(refused, Err(Error::NotAccepted(ClientSetting::Uniacid))),
            "{settings:?}"
        );
    }
    assert!(of(Some("1")).is_ok());
}

//! The system's proxy: obeyed, shown, and never asked for this machine.

use crate::militia::support::{by_fixtures, config, connector};
use crate::server::{Server, json_answer};
use muster_connectors::proxy;
use std::process::Command;

const ME: &str = "militia::proxies::this_machine_is_reached_directly_and_others_through_the_proxy";
const CHILD: &str = "MUSTER_TEST_BEHIND_PROXY";
/// Never resolves (RFC 2606), so only a proxy can answer for it.
const ELSEWHERE: &str = "http://muster.invalid:12380";

/// A process reads its proxy from its environment, so this test runs itself in
/// one of its own.
#[tokio::test]
async fn this_machine_is_reached_directly_and_others_through_the_proxy() {
    if std::env::var_os(CHILD).is_some() {
        return behind_a_proxy().await;
    }
    let proxy = Server::start(|_| json_answer(200, "{}")).await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    for name in [
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
    ] {
        child.env_remove(name);
    }
    child
        .args(["--exact", ME])
        .env(CHILD, "1")
        .env("HTTP_PROXY", proxy.url());
    let output = tokio::task::spawn_blocking(move || child.output());
    let output = output.await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
    let asked: Vec<_> = proxy.received().into_iter().map(|it| it.path).collect();
    assert_eq!(asked, [format!("{ELSEWHERE}/task/info")]);
}

async fn behind_a_proxy() {
    let server = Server::start(by_fixtures("documented")).await;
    let here = connector(&server.url(), None).test().await.unwrap();
    assert_eq!((here.proxy, server.received().len()), (None, 1));
    assert_eq!(proxy(&config(&server.url())), None);

    let through = connector(ELSEWHERE, None).test().await.unwrap().proxy;
    let expected = std::env::var("HTTP_PROXY").unwrap();
    assert_eq!(through, Some(expected.clone()));
    assert_eq!(proxy(&config(ELSEWHERE)), Some(expected));
}

//! The two trees: deep, wide, knotted and incomplete.

use crate::militia::support::{connector, signed_in};
use crate::server::{Server, json_answer};
use muster_connectors::{Error, Result};
use muster_domain::roster::{OfficeRoster, OrgRoster};

async fn orgs(body: String) -> Result<OrgRoster> {
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let connector = connector(&server.url(), Some(signed_in("documented").await));
    Ok(connector.tasks().unwrap().orgs().await?.value)
}

async fn offices(body: String) -> Result<OfficeRoster> {
    let server = Server::start(move |_| json_answer(200, &body)).await;
    let connector = connector(&server.url(), Some(signed_in("enveloped").await));
    Ok(connector.tasks().unwrap().offices().await?.value)
}

/// `levels` offices, one below the other.
fn nested(levels: usize) -> String {
    let open = r#"{"office_name":"街","name":"街","lower_offices":["#;
    format!("{}{}", open.repeat(levels), "]}".repeat(levels))
}

fn in_detail(tree: &str) -> String {
    format!(r#"{{"detail":{tree}}}"#)
}

fn in_envelope(tree: &str) -> String {
    format!(r#"{{"code":200,"data":{{"office_detail":{tree}}}}}"#)
}

fn refused<T>(result: Result<T>) -> String {
    match result {
        Err(Error::BrokenAnswer { path, reason }) => format!("{path}: {reason}"),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("taken"),
    }
}

#[tokio::test]
async fn sixty_levels_are_read_and_one_more_is_refused() {
    let roster = orgs(in_detail(&nested(60))).await.unwrap();
    assert_eq!(roster.headings.len(), 60);
    assert_eq!(roster.headings[59].parent, Some(58));
    let roster = offices(in_envelope(&nested(60))).await.unwrap();
    assert_eq!(roster.offices[59].parent, Some(58));

    let sixty_one = refused(orgs(in_detail(&nested(61))).await);
    assert_eq!(sixty_one, "detail: more than 60 levels");
    let endless = refused(offices(in_envelope(&nested(20_000))).await);
    assert!(endless.contains("nested too deep"), "{endless}");
}

/// Debug builds have the largest frames, threads of the runtime 2 MiB.
#[test]
fn sixty_levels_fit_into_a_small_stack() {
    let read = || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let roster = runtime.block_on(orgs(in_detail(&nested(60)))).unwrap();
        assert_eq!(roster.headings.len(), 60);
    };
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    thread.spawn(read).unwrap().join().unwrap();
}

#[tokio::test]
async fn two_hundred_thousand_entries_are_read_and_one_more_is_refused() {
    // One office, one organisation, and the rest its members.
    let tree = |members: usize| {
        let row = r#"{"soldier_id":7,"name":"王五"},"#;
        in_detail(&format!(
            r#"{{"orgs":[{{"org_id":1,"members":[{}{{}}]}}]}}"#,
            row.repeat(members - 1)
        ))
    };
    let roster = orgs(tree(199_998)).await.unwrap();
    assert_eq!(roster.orgs[0].members.len(), 199_998);
    assert_eq!(
        refused(orgs(tree(199_999)).await),
        "detail: more than 200 000 entries"
    );
    assert_eq!(
        refused(orgs(tree(300_000)).await),
        ".: more than 200 000 entries"
    );
}

#[tokio::test]
async fn more_than_32_mib_are_not_taken() {
    let result = orgs(format!("{{{}}}", " ".repeat(33 << 20))).await;
    assert!(matches!(result, Err(Error::TooLarge { cap_mib: 32 })));
}

#[tokio::test]
async fn cycles_and_unknown_organisations_are_kept_as_they_are() {
    let roster = orgs(in_detail(
        r#"{"orgs":[
            {"org_id":1,"lower_org_ids":[2,"1",404,null,0]},
            {"org_id":2,"lower_org_ids":[1]},
            {"org_id":2,"name":"again"}
        ]}"#,
    ))
    .await
    .unwrap();
    let lower: Vec<Vec<_>> = roster
        .orgs
        .iter()
        .map(|org| org.lower.iter().map(|id| id.as_str()).collect())
        .collect();
    assert_eq!(lower, [vec!["2", "1", "404"], vec!["1"], vec![]]);
}

#[tokio::test]
async fn a_tree_is_stored_in_pre_order_with_its_parents() {
    let roster = offices(in_envelope(
        r#"{"office_id":1,"lower_offices":[
            {"office_id":2,"lower_offices":[{"office_id":3},{"office_id":4,"lower_offices":null}]},
            {"office_id":5,"members":null}
        ]}"#,
    ))
    .await
    .unwrap();
    let shape: Vec<_> = roster
        .offices
        .iter()
        .map(|office| (office.id.as_str(), office.parent))
        .collect();
    assert_eq!(
        shape,
        [
            ("1", None),
            ("2", Some(0)),
            ("3", Some(1)),
            ("4", Some(1)),
            ("5", Some(0))
        ]
    );
}

#[tokio::test]
async fn a_tree_without_its_root_is_a_broken_answer() {
    assert_eq!(refused(orgs("{}".into()).await), "detail: missing");
    assert_eq!(
        refused(orgs(in_detail("[]")).await),
        "detail: expected an object"
    );
    assert_eq!(
        refused(offices(r#"{"code":200,"data":{}}"#.into()).await),
        "data.office_detail: missing"
    );
    assert_eq!(
        refused(offices(in_envelope(r#"{"lower_offices":[{"lower_offices":7}]}"#)).await),
        "data.office_detail.lower_offices[0].lower_offices: expected an array"
    );
}

//! What the owner of a server gives out, and what becomes of a session.

use crate::{
    desk::Desk,
    hall::{Hall, credentials},
};
use jiff::SignedDuration;
use muster_backend::{Options, SignCheck};
use muster_connectors::Error;
use muster_domain::connection::{ClientSetting, SignatureScheme, SigningSecret, WeclubsSettings};
use serde_json::{Value, json};

fn wrong_secret() -> WeclubsSettings {
    WeclubsSettings {
        secret: Some(SigningSecret("0123456789abcdef0123456789abcdef".into())),
        ..WeclubsSettings::default()
    }
}

#[tokio::test]
async fn settings_that_are_not_the_servers_are_named() {
    let hall = Hall::open().await;
    let caller = WeclubsSettings {
        caller: Some("nobody_we_know".into()),
        ..WeclubsSettings::default()
    };
    for (settings, wrong) in [
        (wrong_secret(), ClientSetting::Signature),
        (caller, ClientSetting::Caller),
    ] {
        let connector = hall.connector(Some(settings), None);
        for refused in [
            connector.test().await.map(|_| ()),
            connector.sign_in(&credentials("sponsor")).await,
        ] {
            assert!(
                matches!(refused, Err(Error::NotAccepted(setting)) if setting == wrong),
                "{wrong:?}: {refused:?}"
            );
        }
        assert!(!connector.is_signed_in());
    }
}

#[tokio::test]
async fn the_older_scheme_is_taken_by_a_server_of_that_age_alone() {
    let older = WeclubsSettings {
        signature: SignatureScheme::Sha1,
        ..WeclubsSettings::default()
    };
    let lenient = Hall::open_with(Options {
        sign: SignCheck::Lenient,
        ..Options::default()
    })
    .await;
    for settings in [None, Some(older.clone())] {
        let connector = lenient.connector(settings, None);
        connector.sign_in(&credentials("sponsor")).await.unwrap();
        connector.missions().unwrap().list(50, 1).await.unwrap();
    }
    let strict = Hall::open().await;
    for (hall, settings) in [(&strict, older), (&lenient, wrong_secret())] {
        let connector = hall.connector(Some(settings), None);
        let refused = connector.sign_in(&credentials("sponsor")).await;
        assert!(
            matches!(refused, Err(Error::NotAccepted(ClientSetting::Signature))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn a_test_sends_no_password_and_tells_the_clocks() {
    let hall = Hall::open().await;
    let tested = hall.connector(None, None).test().await.unwrap();
    assert!(tested.encrypted, "it lives on this machine");
    assert_eq!(tested.clock_skew_ms, Some(0), "they agree");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clocks_that_agree_to_the_minute_are_not_told_apart() {
    let hall = Hall::open().await;
    let desk = Desk::take(&hall, "member").await;
    let connections = desk.call("list_connections", json!({})).await.unwrap();
    let config = connections[0]["config"].clone();
    let tested = desk.call("test_connection", config).await.unwrap();
    assert_eq!(tested["clock_skew_ms"], Value::Null);
    assert_eq!(tested["encrypted"], true);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_are_the_same() {
    let hall = Hall::open().await;
    let connector = hall.connector(None, None);
    let mut wrong = credentials("sponsor");
    wrong.password.push('!');
    let mut unknown = credentials("sponsor");
    unknown.username = "10059999999".into();
    for credentials in [wrong, unknown] {
        let refused = connector.sign_in(&credentials).await;
        assert!(matches!(refused, Err(Error::WrongPassword)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_session_outlives_the_program_and_ends_with_its_token() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let kept = sponsor.connector.session();
    let again = hall.connector(None, Some(kept.clone()));
    assert_eq!(again.clubs().unwrap().me(), Some(sponsor.id));
    again.missions().unwrap().list(50, 1).await.unwrap();

    // Signing in elsewhere as the same caller takes the token away.
    hall.sign_in("sponsor").await;
    let ended = again.missions().unwrap().list(50, 1).await;
    assert!(matches!(ended, Err(Error::NotSignedIn)), "{ended:?}");

    let member = hall.sign_in("member").await;
    hall.wait(SignedDuration::from_hours(7 * 24 + 1));
    let ended = member.connector.meetings().unwrap().list(50, 1).await;
    assert!(matches!(ended, Err(Error::NotSignedIn)), "{ended:?}");
}

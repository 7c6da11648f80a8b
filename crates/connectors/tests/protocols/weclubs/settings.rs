//! Caller, secret and scheme as the connection has them.

use super::support::{config, fixture, make, signed_in};
use crate::server::{PATIENT, Server, network};
use muster_connectors::connect;
use muster_domain::connection::{SignatureScheme, SigningSecret, WeclubsSettings};

/// The caller and the sign of a request under these settings.
async fn asked(settings: WeclubsSettings) -> (String, String) {
    let steps = fixture("get_my_mission_detail").steps();
    let server = Server::start(move |_| steps.clone()).await;
    let mut config = config(&server.url());
    config.weclubs = Some(settings);
    let session = Some(signed_in().await);
    let connector = connect(&config, session, network(PATIENT)).unwrap();
    make(&*connector, "get_my_mission_detail").await.unwrap();
    let asked = server.received().pop().unwrap().json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (text(&asked["client"]["caller"]), text(&asked["sign"]))
}

/// The call is the one of 11.3, to the letter.
#[tokio::test]
async fn without_settings_a_request_is_as_in_the_document() {
    let (caller, sign) = asked(WeclubsSettings::default()).await;
    assert_eq!(caller, "chrome_test");
    assert_eq!(sign, "e20beb5de215cce2fcc2b688828c1a6d");
}

#[tokio::test]
async fn caller_secret_and_scheme_are_settings() {
    let (_, documented) = asked(WeclubsSettings::default()).await;
    let (caller, sign) = asked(WeclubsSettings {
        caller: Some("ios_test".into()),
        ..WeclubsSettings::default()
    })
    .await;
    // The caller is not signed.
    assert_eq!((caller.as_str(), &sign), ("ios_test", &documented));
    let (_, sign) = asked(WeclubsSettings {
        secret: Some(SigningSecret("hush".into())),
        ..WeclubsSettings::default()
    })
    .await;
    assert_eq!(sign.len(), 32);
    assert_ne!(sign, documented);
    let (_, sign) = asked(WeclubsSettings {
        signature: SignatureScheme::Sha1,
        ..WeclubsSettings::default()
    })
    .await;
    assert_eq!(sign.len(), 40);
}

//! What the tests of clubs share.

use serde_json::{Value, json};

use crate::driver::{App, Server};

/// An account that has signed in.
pub struct Seat {
    pub connection: String,
    pub student: String,
    pub name: String,
    pub club: String,
}

impl Seat {
    /// A connection of its own, with its clubs and their people read.
    pub async fn take(app: &App, server: &Server, role: &str) -> Self {
        let added = json!({
            "kind": "weclubs", "name": "", "crs": "gcj02", "base_url": server.url,
            "modules": { "task": null, "sign_in": null, "location": null },
        });
        let added = app.call("add_connection", added).await.unwrap();
        let connection = text(&added["id"]);
        let account = Server::account(role);
        let session = json!({
            "connection": connection, "username": account.username,
            "password": account.password, "allow_plain": false,
        });
        app.call("sign_in", session).await.unwrap();
        refresh(app, &connection, json!({ "kind": "clubs" })).await;
        let clubs = app
            .call("list_clubs", json!({ "connection": connection }))
            .await
            .unwrap()["value"]
            .clone();
        let (student, club) = (text(&clubs["me"]), text(&clubs["joined"][0]["id"]));
        refresh(app, &connection, json!({ "kind": "roster", "club": club })).await;
        let of = json!({ "connection": connection, "club": club, "group": null, "filter": "" });
        let people = json!({ "of": of, "offset": 0, "limit": 200 });
        let people = app.call("list_club_students", people).await.unwrap();
        let rows = people["value"]["rows"].as_array().unwrap();
        let name = rows
            .iter()
            .find(|row| row["student"] == student.as_str())
            .map(|row| text(&row["name"]))
            .expect("a member of the club");
        Self {
            connection,
            student,
            name,
            club,
        }
    }
}

/// Reads a view of the server now.
pub async fn refresh(app: &App, connection: &str, view: Value) {
    let target = json!({ "kind": "club", "connection": connection, "view": view });
    app.call("refresh", json!({ "target": target }))
        .await
        .unwrap();
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

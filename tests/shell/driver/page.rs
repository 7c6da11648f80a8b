//! The page by roles and names: what is not found so cannot be found by a
//! screen reader either.

use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{App, until};

const FIND: &str = include_str!("page.js");

/// WebDriver's key for an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl App {
    /// The element of this ARIA role and accessible name, once it is shown.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        until(&format!("{role} {name:?}"), async || {
            self.look(role, name).await
        })
        .await
    }

    /// The element of this role and name if it is shown now.
    pub async fn look(&self, role: &str, name: &str) -> Option<Element> {
        // A page that is being replaced answers an error: not there yet.
        let found = self
            .page
            .execute(FIND, vec![json!(role), json!(name), Value::Null])
            .await;
        let id = found.ok()?.get(ELEMENT)?.as_str()?.to_owned();
        Some(Element::from_element_id(
            self.page.clone(),
            ElementRef::from(id),
        ))
    }

    /// Clicks it, once it is shown and enabled. A list that renders anew takes
    /// the element away under the pointer; it is found again then.
    pub async fn click(&self, role: &str, name: &str) {
        until(&format!("a click on {role} {name:?}"), async || {
            let element = self.look(role, name).await?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            element.click().await.ok()
        })
        .await;
    }

    /// Types text into a field in place of what it holds.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        let field = self.find(role, name).await;
        field.click().await.expect("the field takes the focus");
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        let focused = self
            .page
            .active_element()
            .await
            .expect("something has the focus");
        focused
            .send_keys(&char::from(key).to_string())
            .await
            .expect("a key press");
    }

    /// Presses the pointer on it and holds it for this long.
    pub async fn hold(&self, role: &str, name: &str, time: Duration) {
        let element = self.find(role, name).await;
        let press = MouseActions::new("pointer".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Pause { duration: time })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        self.page
            .perform_actions(press)
            .await
            .expect("the pointer holds");
    }

    /// All text that the page shows.
    pub async fn text(&self) -> String {
        let text = self
            .page
            .execute("return document.body.innerText", vec![])
            .await;
        text.ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Waits until the page shows this text.
    pub async fn sees(&self, text: &str) {
        let mut last = String::new();
        let start = std::time::Instant::now();
        while !last.contains(text) {
            assert!(
                start.elapsed() < super::PATIENCE,
                "{text:?} never came; the page shows:\n{last}"
            );
            tokio::time::sleep(super::GLANCE).await;
            last = self.text().await;
        }
    }

    /// Opens one of the app's own pages afresh.
    pub async fn open(&self, path: &str) {
        self.page
            .goto(&format!("tauri://localhost{path}"))
            .await
            .expect("the page opens");
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        let path = self
            .page
            .execute("return location.pathname + location.search", vec![])
            .await;
        path.ok()
            .and_then(|path| path.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Runs a script in the page and answers what it returns, or a promise's
    /// outcome.
    ///
    /// # Errors
    ///
    /// What the script throws, as text.
    pub async fn run(&self, script: &str) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[0];
             (async () => {{ {script} }})()
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self
            .page
            .execute_async(&script, vec![])
            .await
            .expect("an answer");
        match answer.get("error") {
            Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }

    /// Runs a command through the page's own door, as the page does.
    ///
    /// # Errors
    ///
    /// The refusal, as the page gets it.
    pub async fn call(&self, name: &str, args: Value) -> Result<Value, Value> {
        const CALL: &str = "
            const [name, args, done] = arguments;
            window.__TAURI_INTERNALS__
              .invoke('call', { name, args })
              .then((value) => done({ value }), (error) => done({ error }));";
        let answer = self
            .page
            .execute_async(CALL, vec![json!(name), args])
            .await
            .expect("an answer");
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["value"].clone()),
        }
    }
}

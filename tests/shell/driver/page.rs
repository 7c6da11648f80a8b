//! The page by roles and names: what is not found so cannot be found by a
//! screen reader either.

use std::path::Path;
use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::{App, GLANCE, found_in_time};

const FIND: &str = include_str!("page.js");

/// How long a page that has failed gets to tell what it shows.
const TELLING: Duration = Duration::from_secs(20);

/// WebDriver's key for an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl App {
    /// The element of this ARIA role and accessible name, once it is shown.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        self.until(&format!("{role} {name:?}"), async || {
            self.look(role, name).await
        })
        .await
    }

    /// The element of this role and name if it is shown now.
    pub async fn look(&self, role: &str, name: &str) -> Option<Element> {
        let found = self.listed(role, name).await;
        let id = found.first()?.get(0)?.get(ELEMENT)?.as_str()?.to_owned();
        Some(Element::from_element_id(
            self.page.clone(),
            ElementRef::from(id),
        ))
    }

    /// The names of all elements of this role that are shown, in their order.
    pub async fn names(&self, role: &str) -> Vec<String> {
        let found = self.listed(role, "").await;
        found
            .iter()
            .filter_map(|pair| Some(pair.get(1)?.as_str()?.to_owned()))
            .collect()
    }

    async fn listed(&self, role: &str, name: &str) -> Vec<Value> {
        // A page that is being replaced answers an error: nothing there yet.
        let found = self
            .page
            .execute(FIND, vec![json!(role), json!(name)])
            .await;
        found
            .ok()
            .and_then(|found| found.as_array().cloned())
            .unwrap_or_default()
    }

    /// Clicks it, once it is shown and enabled. A list that renders anew takes
    /// the element away under the pointer; it is found again then.
    pub async fn click(&self, role: &str, name: &str) {
        self.until(&format!("a click on {role} {name:?}"), async || {
            let element = self.look(role, name).await?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            // What still moves would be missed by the pointer.
            let place = element.rectangle().await.ok()?;
            tokio::time::sleep(GLANCE).await;
            if element.rectangle().await.ok()? != place {
                return None;
            }
            element.click().await.ok()
        })
        .await;
    }

    /// Types text into a field in place of what it holds.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        self.until(&format!("a text in {role} {name:?}"), async || {
            let field = self.look(role, name).await?;
            field.click().await.ok()?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()
        })
        .await;
    }

    /// Chooses a file in the field of this label, as the system's dialog would.
    pub async fn choose_file(&self, label: &str, path: &str) {
        const FIELD: &str = "return [...document.querySelectorAll('input[type=file]')]
            .find((field) => field.getAttribute('aria-label').includes(arguments[0])) ?? null";
        self.until(&format!("a file in {label:?}"), async || {
            let found = self.page.execute(FIELD, vec![json!(label)]).await.ok()?;
            let id = found.get(ELEMENT)?.as_str()?.to_owned();
            let field = Element::from_element_id(self.page.clone(), ElementRef::from(id));
            field.send_keys(path).await.ok()
        })
        .await;
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

    /// Presses keys wherever the focus is: each is held until the last is down,
    /// so `[Key::Control.into(), 'k']` is Ctrl K.
    pub async fn press(&self, keys: &[char]) {
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let chord = down
            .chain(up)
            .fold(KeyActions::new("keys".to_owned()), KeyActions::then);
        self.page
            .perform_actions(chord)
            .await
            .expect("the keys are pressed");
    }

    /// Types text wherever the focus is, key by key.
    pub async fn types(&self, text: &str) {
        for key in text.chars() {
            self.press(&[key]).await;
        }
    }

    /// Brings the focus to it, once it is shown.
    pub async fn focus(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        let element = serde_json::to_value(element).expect("an element");
        self.page
            .execute("arguments[0].focus()", vec![element])
            .await
            .expect("the focus moves");
        self.focused(role, name).await;
    }

    /// Waits until the focus has come to it by itself.
    pub async fn focused(&self, role: &str, name: &str) {
        const FOCUSED: &str = "return document.activeElement === arguments[0]";
        self.until(&format!("the focus on {role} {name:?}"), async || {
            let element = serde_json::to_value(self.look(role, name).await?).ok()?;
            let focused = self.page.execute(FOCUSED, vec![element]).await.ok()?;
            (focused == true).then_some(())
        })
        .await;
    }

    /// Goes on in the app's other window, once there are two.
    pub async fn turn(&self) {
        let here = self.page.window().await.expect("a window");
        let other = self
            .until("another window", async || {
                let windows = self.page.windows().await.ok()?;
                windows.into_iter().find(|window| *window != here)
            })
            .await;
        self.page
            .switch_to_window(other)
            .await
            .expect("the other window");
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
        self.until(&format!("the text {text:?}"), async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Waits until `look` answers something.
    ///
    /// # Panics
    ///
    /// When it has not after [`PATIENCE`], with what the page shows instead.
    pub async fn until<T>(&self, what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
        if let Some(found) = found_in_time(look).await {
            return found;
        }
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("in-vain.png");
        let telling = async {
            self.picture(&file).await;
            self.text().await
        };
        let Ok(text) = tokio::time::timeout(TELLING, telling).await else {
            panic!("waited in vain for {what}; the page does not answer");
        };
        panic!(
            "waited in vain for {what}; see {}; the page shows:\n{text}",
            file.display()
        );
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
    /// What the script throws, or the driver because the page was read anew
    /// meanwhile, as text.
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
            .map_err(|error| error.to_string())?;
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

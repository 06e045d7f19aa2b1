//! Somebody who uses the portal: reads words, presses what they name, and notices what happens.

mod guest;
mod keyboard;
mod memory;
mod notice;
mod outage;
mod tab;
mod tree;

use std::{fs, rc::Rc};

use anyhow::{Context, Result};
use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
};
use serde_json::json;

pub use self::{guest::Told, memory::Weight, notice::Focus, tree::Object};
use crate::{
    axe::Axe, browser::Browser, device, device::Viewport, engine::Engine, paper::Paper, wait::until,
};

/// Finds what carries these words: an exact name, or one of the texts inside. Hidden things do not count.
const FIND: &str = r"
const [kind, words] = arguments;
const plain = (text) => (text || '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
const texts = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [plain(element.textContent)];
  while (walker.nextNode()) found.push(plain(walker.currentNode.data));
  return found;
};
const wanted = plain(words);
const named = (element) => plain(element.getAttribute('aria-label')) === wanted || texts(element).includes(wanted);
const selector = { link: 'a[href]', button: 'button, summary', field: 'label' }[kind];
const shown = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
// A row of results is one link: its title comes first, then the rest.
const begins = (element) => kind === 'link' && plain(element.textContent).startsWith(wanted);
const found = [...shown.filter(named), ...shown.filter(begins)];
const [first] = kind === 'field' ? found.map((label) => label.control).filter(Boolean) : found;
if (first) first.scrollIntoView({ block: 'center', behavior: 'instant' });
return first ?? null;
";

/// Something that can be pressed or filled.
#[derive(Clone, Copy, Debug)]
enum Thing {
    Link,
    Button,
    Field,
}

impl Thing {
    const fn kind(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Button => "button",
            Self::Field => "field",
        }
    }
}

/// A person with a browser. Copies are the same person.
#[derive(Clone)]
pub struct Citizen {
    browser: Rc<Browser>,
    home: String,
}

impl Citizen {
    pub(crate) const fn new(browser: Rc<Browser>, home: String) -> Self {
        Self { browser, home }
    }

    pub(crate) fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Types an address and waits until the page is there, drawn by the app.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn opens(&self, path: &str) -> Result<()> {
        self.loads(path).await?;
        self.settles().await
    }

    /// Types an address. Says nothing about whether the app comes.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn loads(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.home);
        self.browser
            .client
            .goto(&url)
            .await
            .with_context(|| format!("opening {path}"))
    }

    /// Loads this page again.
    ///
    /// # Errors
    /// When the page does not come back.
    pub async fn reloads(&self) -> Result<()> {
        self.browser.client.refresh().await?;
        self.settles().await
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn goes_back(&self) -> Result<()> {
        if self.browser.engine == Engine::Webkit {
            // Its driver now and then waits for ever for a load that a page of the app does not make.
            return self
                .browser
                .run("setTimeout(() => history.back())", &[])
                .await
                .map(|_: Option<u32>| ());
        }
        Ok(self.browser.client.back().await?)
    }

    /// Presses a link.
    ///
    /// # Errors
    /// When there is none with these words.
    pub async fn follows(&self, words: &str) -> Result<()> {
        self.clicks(Thing::Link, words).await
    }

    /// Presses a button.
    ///
    /// # Errors
    /// When there is none with these words.
    pub async fn presses(&self, words: &str) -> Result<()> {
        self.clicks(Thing::Button, words).await
    }

    /// Presses a button twice, as fast as an impatient finger.
    ///
    /// # Errors
    /// When there is none with these words.
    pub async fn presses_twice(&self, words: &str) -> Result<()> {
        let element = self.button(words).await?;
        let mut actions =
            MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            });
        for _ in 0..2 {
            actions = actions
                .then(PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                })
                .then(PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                });
        }
        Ok(self.browser.client.perform_actions(actions).await?)
    }

    /// Chooses an option, ticks a box, or puts the cursor into a field.
    ///
    /// # Errors
    /// When there is none with this label.
    pub async fn chooses(&self, label: &str) -> Result<()> {
        self.clicks(Thing::Field, label).await
    }

    async fn clicks(&self, thing: Thing, words: &str) -> Result<()> {
        until(
            &format!("the {} «{words}» to press", thing.kind()),
            async || {
                let Some(found) = self.look_for(thing, words).await? else {
                    return Ok(None);
                };
                found.click().await?;
                Ok(Some(()))
            },
        )
        .await
    }

    /// The control with this label.
    ///
    /// # Errors
    /// When there is none.
    pub async fn field(&self, label: &str) -> Result<Element> {
        until(&format!("the field «{label}»"), async || {
            self.look_for(Thing::Field, label).await
        })
        .await
    }

    /// The button with these words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn button(&self, words: &str) -> Result<Element> {
        until(&format!("the button «{words}»"), async || {
            self.look_for(Thing::Button, words).await
        })
        .await
    }

    async fn look_for(&self, thing: Thing, words: &str) -> Result<Option<Element>> {
        self.browser
            .element(FIND, &[json!(thing.kind()), json!(words)])
            .await
    }

    /// Types into a field, letter by letter, after what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn types(&self, label: &str, text: &str) -> Result<()> {
        Ok(self.field(label).await?.send_keys(text).await?)
    }

    /// Puts something else into a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn retypes(&self, label: &str, text: &str) -> Result<()> {
        self.field(label).await?.clear().await?;
        self.types(label, text).await
    }

    /// Puts text into a field at once, as from the clipboard: any length, any characters.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn pastes(&self, label: &str, text: &str) -> Result<()> {
        self.field(label).await?.click().await?;
        let script = "return document.execCommand('insertText', false, arguments[0])";
        let pasted: bool = self.browser.run(script, &[json!(text)]).await?;
        anyhow::ensure!(pasted, "nothing can be pasted into «{label}»");
        Ok(())
    }

    /// What a field holds.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn reads_field(&self, label: &str) -> Result<String> {
        Ok(self
            .field(label)
            .await?
            .prop("value")
            .await?
            .unwrap_or_default())
    }

    /// Whether an option is chosen or a box ticked.
    ///
    /// # Errors
    /// When there is none with this label.
    pub async fn has_chosen(&self, label: &str) -> Result<bool> {
        Ok(self.field(label).await?.is_selected().await?)
    }

    /// Gives a file to a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attaches(&self, label: &str, paper: &Paper) -> Result<()> {
        self.types(label, &paper.path.display().to_string()).await
    }

    /// A picture of the screen, as PNG.
    ///
    /// # Errors
    /// When the browser cannot make one.
    pub async fn takes_screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.browser.client.screenshot().await?)
    }

    /// Moves to a screen of another size.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn uses(&self, viewport: Viewport) -> Result<()> {
        device::resize(&self.browser, viewport).await
    }

    /// Goes where clocks show another time, by the name of the zone.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn travels_to(&self, zone: &str) -> Result<()> {
        device::travel(&self.browser, zone).await
    }

    /// Asks the device for less motion.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn wants_no_motion(&self) -> Result<()> {
        device::still(&self.browser).await
    }

    /// Looks at the page as it is printed.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn looks_at_print(&self) -> Result<()> {
        device::paper(&self.browser).await
    }

    /// A file that a link of the page has put on the device.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn finds_download(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.browser.downloads().join(name);
        until(&format!("the file {name}"), async || {
            // It has its name once it is whole.
            Ok(fs::read(&path).ok().filter(|content| !content.is_empty()))
        })
        .await
    }

    /// What axe finds on this page; empty when all is well.
    ///
    /// # Errors
    /// When axe does not run.
    pub async fn examines(&self, axe: &Axe) -> Result<String> {
        axe.look(&self.browser).await
    }

    /// From now on the console may say this.
    pub fn expects_in_console(&self, text: &str) {
        self.browser.console.borrow_mut().allow(text);
    }

    /// Leaves the portal: the page is gone, the device keeps what it keeps.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn leaves(&self) -> Result<()> {
        Ok(self.browser.client.goto("about:blank").await?)
    }

    /// Runs a script that answers through its last argument, a callback.
    ///
    /// # Errors
    /// When it throws or never answers.
    pub async fn probes_later<T: serde::de::DeserializeOwned>(&self, script: &str) -> Result<T> {
        self.browser.run_async(script, &[]).await
    }

    /// Runs a script, for what no citizen can see or do.
    ///
    /// # Errors
    /// When it throws.
    pub async fn probes<T: serde::de::DeserializeOwned>(&self, script: &str) -> Result<T> {
        self.browser.run(script, &[]).await
    }
}

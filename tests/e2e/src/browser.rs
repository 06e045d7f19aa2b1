//! One session of one browser: a new profile, an empty cache, a console that is listened to.

use std::{cell::RefCell, path::PathBuf};

use anyhow::{Context, Result};
use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, KeyAction, KeyActions},
    elements::{Element, ElementRef},
    error::CmdError,
    wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;

use crate::{console::Console, driver::Driver, engine::Engine};

/// How a driver writes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser of somebody.
pub struct Browser {
    pub client: Client,
    pub engine: Engine,
    pub console: RefCell<Console>,
    profile: TempDir,
    /// Ends with the browser.
    _driver: Driver,
}

impl Browser {
    /// A browser that nobody has used before, of somebody who reads Russian.
    pub async fn open() -> Result<Self> {
        let engine = Engine::chosen()?;
        let profile = tempfile::Builder::new()
            .prefix("opora-e2e-profile-")
            .tempdir()?;
        let driver = Driver::start(engine, profile.path()).await?;
        let capabilities = engine.capabilities(profile.path(), &downloads(&profile));
        let capabilities: Capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(driver.address())
            .await
            .context("opening a browser")?;
        if engine == Engine::Webkit {
            // It has no flag for that.
            client.set_window_rect(0, 0, 1280, 940).await?;
        }
        Ok(Self {
            client,
            engine,
            console: RefCell::default(),
            profile,
            _driver: driver,
        })
    }

    /// Runs a script in the page. Content security policies do not apply to it.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T> {
        let answer = self.client.execute(script, arguments.to_vec()).await?;
        serde_json::from_value(answer).with_context(|| format!("what answered: {script}"))
    }

    /// Runs a script that answers through its last argument, a callback.
    pub async fn run_async<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: &[Value],
    ) -> Result<T> {
        let answer = self
            .client
            .execute_async(script, arguments.to_vec())
            .await?;
        serde_json::from_value(answer).with_context(|| format!("what answered: {script}"))
    }

    /// The element that a script returns, if it returns one.
    pub async fn element(&self, script: &str, arguments: &[Value]) -> Result<Option<Element>> {
        let answer = self.client.execute(script, arguments.to_vec()).await?;
        let id = answer
            .get(ELEMENT)
            .and_then(Value::as_str)
            .map(str::to_owned);
        Ok(id.map(|id| Element::from_element_id(self.client.clone(), ElementRef::from(id))))
    }

    /// Presses keys where the focus is, one after the other.
    pub async fn press(&self, keys: &[char]) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for &value in keys {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.act(actions).await
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: char, value: char) -> Result<()> {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.act(actions).await
    }

    async fn act(&self, actions: KeyActions) -> Result<()> {
        Ok(self.client.perform_actions(actions).await?)
    }

    /// The folder for files from pages.
    pub fn downloads(&self) -> PathBuf {
        downloads(&self.profile)
    }

    /// What the console has said so far. The standard of drivers knows no console.
    pub async fn listen(&self) -> Result<()> {
        if !self.engine.has_devtools() {
            return Ok(());
        }
        let lines = Console::read(&self.client).await?;
        self.console.borrow_mut().hear(lines);
        Ok(())
    }

    pub async fn close(&self) -> Result<(), CmdError> {
        self.client.clone().close().await
    }
}

fn downloads(profile: &TempDir) -> PathBuf {
    profile.path().join("Downloads of the journey")
}

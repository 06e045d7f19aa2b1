//! A citizen on a page of another portal that has Opora in it. What they do and see is on that page, until they look into
//! the frame.

use anyhow::{Context, Result, ensure};
use fantoccini::elements::Element;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Citizen;
use crate::{host::Host, wait::until};

/// What an element of the loader holds: the only way into its closed tree is what `host.js` keeps for journeys.
const PART: &str = "
const [help, part] = arguments;
const element = document.querySelector(help);
return (element && roots.get(element)?.querySelector(part)) ?? null;
";

/// Whether the drawer or the dialog of an element is open; of one in the page, whether its frame is there.
const OPEN: &str = "
const root = roots.get(document.querySelector(arguments[0]));
const box = root?.querySelector('dialog');
return box ? box.matches(':modal, :popover-open') : !!root?.querySelector('iframe');
";

/// Where the focus is on the page: inside the loader what has it there.
const FOCUS: &str = "
const { activeElement } = document;
const inside = roots.get(activeElement)?.activeElement;
return (inside ?? activeElement).localName + ((inside ?? activeElement).id ? '#' + (inside ?? activeElement).id : '');
";

/// Something that a portal was told.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Told {
    pub name: String,
    pub detail: Option<Value>,
}

impl Citizen {
    /// Opens a page of another portal. Says nothing about whether Opora comes.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn visits(&self, host: &Host, path: &str) -> Result<()> {
        let url = host.url(path);
        let client = &self.browser.client;
        client
            .goto(&url)
            .await
            .with_context(|| format!("opening {url}"))
    }

    /// Presses the button of the help.
    ///
    /// # Errors
    /// When there is none.
    pub async fn asks_for_help(&self, help: &str) -> Result<()> {
        let button = self.part(help, "button").await?;
        Ok(button.click().await?)
    }

    /// Presses the cross of the drawer or the dialog.
    ///
    /// # Errors
    /// When there is none.
    pub async fn closes_help(&self, help: &str) -> Result<()> {
        let cross = self.part(help, "dialog button").await?;
        Ok(cross.click().await?)
    }

    /// Looks into the frame of the help and waits for its page. What is seen and done from now on is in there.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn looks_into(&self, help: &str) -> Result<()> {
        self.part(help, "iframe").await?.enter_frame().await?;
        self.settles().await
    }

    /// Looks into a frame that the page has by itself, by its place among them.
    ///
    /// # Errors
    /// When there is none.
    pub async fn looks_into_frame(&self, at: u16) -> Result<()> {
        until(&format!("frame {at}"), async || {
            Ok(Some(self.browser.client.enter_frame(at).await?))
        })
        .await
    }

    /// Looks at the page around again.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn looks_out(&self) -> Result<()> {
        Ok(self.browser.client.enter_parent_frame().await?)
    }

    /// A part of the help, by a selector.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn part(&self, help: &str, part: &str) -> Result<Element> {
        until(&format!("{part} of {help}"), async || {
            self.browser
                .element(PART, &[json!(help), json!(part)])
                .await
        })
        .await
    }

    /// Whether the drawer or the dialog is open, or the frame in the page is there.
    ///
    /// # Errors
    /// When there is no such help.
    pub async fn has_help(&self, help: &str) -> Result<bool> {
        self.browser.run(OPEN, &[json!(help)]).await
    }

    /// Waits until the help is open, or closed.
    ///
    /// # Errors
    /// When it stays as it is.
    pub async fn sees_help(&self, help: &str, is_open: bool) -> Result<()> {
        until(&format!("{help} to be open: {is_open}"), async || {
            Ok((self.has_help(help).await? == is_open).then_some(()))
        })
        .await
    }

    /// Waits until the focus of the page is on an element: `button`, `iframe`, `a#before`.
    ///
    /// # Errors
    /// When it never is.
    pub async fn is_on(&self, element: &str) -> Result<()> {
        until(&format!("the focus on {element}"), async || {
            let focus: String = self.probes(FOCUS).await?;
            ensure!(focus == element, "the focus is on {focus}");
            Ok(Some(()))
        })
        .await
    }

    /// Everything that the portal was told so far.
    ///
    /// # Errors
    /// When there is no page of a portal.
    pub async fn told(&self) -> Result<Vec<Told>> {
        self.probes("return told").await
    }

    /// Waits until the portal is told this, and says with what.
    ///
    /// # Errors
    /// When it is not.
    pub async fn tells(&self, name: &str) -> Result<Value> {
        until(&format!("the portal to be told {name}"), async || {
            let told = self.told().await?;
            let found = told.into_iter().find(|one| one.name == name);
            Ok(found.map(|one| one.detail.unwrap_or_default()))
        })
        .await
    }
}

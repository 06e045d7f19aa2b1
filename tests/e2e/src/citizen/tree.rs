//! A citizen who knows of a page what its accessibility tree says, as a screen reader does. Chromium only.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Citizen;
use crate::{device::devtools, wait::until};

/// Something that the tree names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// As ARIA calls it: `link`, `heading`, `radio`.
    pub role: String,
    /// What a screen reader says of it.
    pub name: String,
    /// Of a heading.
    pub level: Option<u64>,
    /// The browser's own number of the element.
    element: u64,
}

impl Citizen {
    /// Everything on the page that has a role, in the order of the page.
    ///
    /// # Errors
    /// When the browser has no tree.
    pub async fn tree(&self) -> Result<Vec<Object>> {
        let tree = devtools(&self.browser, "Accessibility.getFullAXTree", json!({})).await?;
        let nodes = tree.get("nodes").and_then(Value::as_array);
        Ok(nodes
            .context("the tree has no nodes")?
            .iter()
            .filter_map(object)
            .collect())
    }

    /// Waits until the tree has an object of this role and name, and puts the focus on it.
    ///
    /// # Errors
    /// When there is none, or it takes no focus.
    pub async fn reaches(&self, role: &str, name: &str) -> Result<()> {
        until(&format!("the {role} «{name}» in the tree"), async || {
            let is_it = |object: &Object| object.role == role && object.name.starts_with(name);
            let Some(found) = self.tree().await?.into_iter().find(is_it) else {
                return Ok(None);
            };
            let element = json!({ "backendNodeId": found.element });
            devtools(&self.browser, "DOM.focus", element).await?;
            Ok(Some(()))
        })
        .await
    }
}

fn object(node: &Value) -> Option<Object> {
    let text = |key: &str| Some(plain(node.get(key)?.get("value")?.as_str()?));
    if node.get("ignored").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let properties = node.get("properties").and_then(Value::as_array);
    let level = properties.into_iter().flatten().find_map(|property| {
        let is_level = property.get("name")?.as_str()? == "level";
        property
            .get("value")?
            .get("value")?
            .as_u64()
            .filter(|_| is_level)
    });
    Some(Object {
        role: text("role")?,
        name: text("name").unwrap_or_default(),
        level,
        element: node.get("backendDOMNodeId")?.as_u64()?,
    })
}

/// Spaces of any kind become one ordinary space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

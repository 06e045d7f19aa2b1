//! A citizen without a mouse.

use anyhow::{Result, bail, ensure};
use fantoccini::key::Key;

use super::{Citizen, notice::Focus};

/// More steps than any page has.
const STEPS: usize = 120;

impl Citizen {
    /// Presses one key.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn hits(&self, key: Key) -> Result<()> {
        self.browser.press(&[char::from(key)]).await
    }

    /// Presses Shift and a key.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn hits_with_shift(&self, key: Key) -> Result<()> {
        self.browser
            .press_with(char::from(Key::Shift), char::from(key))
            .await
    }

    /// Writes where the focus is.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn writes(&self, text: &str) -> Result<()> {
        let keys: Vec<_> = text.chars().collect();
        self.browser.press(&keys).await
    }

    /// Presses Tab until the focus is where `there` says. Every stop on the way can be seen.
    ///
    /// # Errors
    /// When Tab never leads there, or on the way it cannot be seen where the focus is.
    pub async fn tabs_to(&self, what: &str, there: impl Fn(&Focus) -> bool) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..STEPS {
            self.hits(Key::Tab).await?;
            let focus = self.focus().await?;
            // Between the last stop and the first the focus is on nothing.
            if focus.tag != "body" {
                ensure!(focus.ring, "nothing shows that the focus is on {focus:?}");
                ensure!(focus.open, "something covers the focus on {focus:?}");
            }
            if there(&focus) {
                return Ok(());
            }
            passed.push(format!("{} {} {}", focus.tag, focus.id, focus.text));
        }
        bail!(
            "Tab never leads to {what}; it led to\n{}",
            passed.join("\n")
        )
    }
}

//! A citizen without a mouse.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use fantoccini::key::Key;

use super::{Citizen, notice::Focus};
use crate::wait::until_within;

/// More steps than any page has.
const STEPS: usize = 120;
/// A stop that is out of sight for longer is lost to the eye.
const MOMENT: Duration = Duration::from_secs(2);

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
            // The view may still be on its way to it.
            let focus = until_within(MOMENT, "the focus to be in sight", async || {
                let focus = self.focus().await?;
                // Between the last stop and the first the focus is on nothing.
                if focus.tag != "body" {
                    ensure!(focus.ring, "nothing shows that the focus is on {focus:?}");
                    ensure!(focus.open, "something covers the focus on {focus:?}");
                }
                Ok(Some(focus))
            })
            .await?;
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

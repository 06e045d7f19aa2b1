//! A citizen whom a part of the portal does not reach.

use anyhow::Result;

use super::Citizen;
use crate::device;

impl Citizen {
    /// From now on hears nothing from addresses like these, `*` for any part; of all others everything.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn hears_nothing_from(&self, addresses: &[&str]) -> Result<()> {
        device::block(&self.browser, addresses).await
    }

    /// Gets the line back, of which the service worker of the portal is told: no page of it needs to be open.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn gets_the_line_back(&self) -> Result<()> {
        device::sync(&self.browser, &self.home).await
    }
}

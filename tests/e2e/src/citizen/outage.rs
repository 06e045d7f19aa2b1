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
}

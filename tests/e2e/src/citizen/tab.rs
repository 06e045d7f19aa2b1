//! A citizen with several tabs.

use anyhow::Result;
use fantoccini::wd::WindowHandle;

use super::Citizen;

impl Citizen {
    /// The tab in front.
    ///
    /// # Errors
    /// When there is none.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.browser.client.window().await?)
    }

    /// Opens a page in another tab and looks at it.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn opens_in_new_tab(&self, path: &str) -> Result<WindowHandle> {
        let opened = self.opens_tab().await?;
        self.opens(path).await?;
        Ok(opened)
    }

    /// Opens an empty tab and looks at it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn opens_tab(&self) -> Result<WindowHandle> {
        let opened = self.browser.client.new_window(true).await?;
        self.turns_to(&opened.handle).await?;
        Ok(opened.handle)
    }

    /// Looks at another tab.
    ///
    /// # Errors
    /// When it is closed.
    pub async fn turns_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.browser.client.switch_to_window(tab.clone()).await?)
    }

    /// Closes the tab in front. Another one has to be turned to.
    ///
    /// # Errors
    /// When there is none.
    pub async fn closes_tab(&self) -> Result<()> {
        Ok(self.browser.client.close_window().await?)
    }
}

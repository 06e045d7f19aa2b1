//! What the browser runs on: the size of the screen and how large text is.

use anyhow::Result;
use fantoccini::wd::WebDriverCompatibleCommand;
use hyper::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::browser::Browser;

/// A screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    pub width: u32,
    pub height: u32,
}

impl Viewport {
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 900,
    };
    pub const PHONE: Self = Self {
        width: 360,
        height: 740,
    };
    /// The narrowest that WCAG 1.4.10 asks for.
    pub const NARROW: Self = Self {
        width: 320,
        height: 640,
    };
    /// A screen of 1280 by 1024 pixels at 400 %.
    pub const ZOOMED: Self = Self {
        width: 320,
        height: 256,
    };
}

/// Chromium only: windows have a smallest width of 500 pixels, and the standard of drivers knows no other way.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

/// Asks Chromium for what the standard of drivers does not know.
pub async fn devtools(
    browser: &Browser,
    command: &'static str,
    parameters: Value,
) -> Result<Value> {
    browser.engine.needs_devtools(command)?;
    let command = DevTools {
        command,
        parameters,
    };
    Ok(browser.client.issue_cmd(command).await?)
}

/// Prefers reduced motion from now on.
pub async fn still(browser: &Browser) -> Result<()> {
    let parameters =
        json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    devtools(browser, "Emulation.setEmulatedMedia", parameters).await?;
    Ok(())
}

/// Shows the page as it is printed, from now on.
pub async fn paper(browser: &Browser) -> Result<()> {
    let parameters = json!({ "media": "print" });
    devtools(browser, "Emulation.setEmulatedMedia", parameters).await?;
    Ok(())
}

/// From now on nothing comes from addresses like these, `*` for any part; from all others everything does.
pub async fn block(browser: &Browser, addresses: &[&str]) -> Result<()> {
    devtools(browser, "Network.enable", json!({})).await?;
    let parameters = json!({ "urls": addresses });
    devtools(browser, "Network.setBlockedURLs", parameters).await?;
    Ok(())
}

/// The line is back, and the browser tells the service worker of this site (Background Sync).
pub async fn sync(browser: &Browser, origin: &str) -> Result<()> {
    devtools(browser, "ServiceWorker.enable", json!({})).await?;
    // A browser counts its workers from 0, and this one has had one.
    let parameters = json!({
        "origin": origin, "registrationId": "0", "tag": "opora-outbox", "lastChance": false
    });
    devtools(browser, "ServiceWorker.dispatchSyncEvent", parameters).await?;
    Ok(())
}

/// Moves the device to another time zone, such as `Asia/Vladivostok`. Chromium only.
pub async fn travel(browser: &Browser, zone: &str) -> Result<()> {
    let command = DevTools {
        command: "Emulation.setTimezoneOverride",
        parameters: json!({ "timezoneId": zone }),
    };
    browser.client.issue_cmd(command).await?;
    Ok(())
}

/// Shows the page on a screen of this size.
pub async fn resize(browser: &Browser, viewport: Viewport) -> Result<()> {
    let Viewport { width, height } = viewport;
    let parameters =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    devtools(browser, "Emulation.setDeviceMetricsOverride", parameters).await?;
    Ok(())
}

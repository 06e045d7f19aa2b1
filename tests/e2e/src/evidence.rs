//! What is left of a failed journey: the screen, the document, its loads, the console and the server's log.

use std::{fs, path::Path};

use anyhow::Result;

use crate::citizen::Citizen;

const LOADS: &str = "return performance.getEntriesByType('resource').map((load) => \
    [Math.round(load.startTime), load.responseStatus, load.transferSize, load.decodedBodySize, load.name].join(' ')).join('\\n')";

/// Saves what can still be had of one browser; the rest is not worth another error.
pub async fn save(folder: &Path, name: &str, citizen: &Citizen) -> Result<()> {
    fs::create_dir_all(folder)?;
    let browser = citizen.browser();
    let current = browser.client.window().await.ok();
    for (at, window) in browser.client.windows().await?.into_iter().enumerate() {
        browser.client.switch_to_window(window).await?;
        let title = format!("{name}-tab-{}", at + 1);
        if let Ok(screen) = browser.client.screenshot().await {
            fs::write(folder.join(format!("{title}.png")), screen)?;
        }
        if let Ok(document) = browser.client.source().await {
            let address = browser
                .client
                .current_url()
                .await
                .map(|url| url.to_string())
                .unwrap_or_default();
            fs::write(
                folder.join(format!("{title}.html")),
                format!("<!-- {address} -->\n{document}"),
            )?;
        }
        if let Ok(loads) = citizen.probes::<String>(LOADS).await {
            fs::write(folder.join(format!("{title}-loads.txt")), loads)?;
        }
    }
    if let Some(current) = current {
        browser.client.switch_to_window(current).await?;
    }
    let _heard = browser.listen().await;
    fs::write(
        folder.join(format!("{name}-console.txt")),
        browser.console.borrow().all(),
    )?;
    Ok(())
}

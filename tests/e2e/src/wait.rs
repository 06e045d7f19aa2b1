//! Waiting for what the page is about to do: looking again and again, with a deadline and no fixed pauses.

use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::time::{Instant, sleep};

/// How long a citizen waits for a page. Generous: a busy machine is slow, a broken page never comes.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks.
const BREATH: Duration = Duration::from_millis(40);

/// Looks until there is something. A look that fails counts as nothing yet: a page that is being
/// redrawn takes elements away under one's hands.
///
/// # Errors
/// When time is up: what was waited for, and what the last look said.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(PATIENCE, what, look).await
}

/// [`until`] with a patience of its own.
///
/// # Errors
/// As [`until`].
pub async fn until_within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
    loop {
        let last = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if Instant::now() > deadline {
            let waited = format!("waited {} s for {what}", patience.as_secs());
            return Err(match last {
                Some(error) => error.context(waited),
                None => anyhow!(waited),
            });
        }
        sleep(BREATH).await;
    }
}

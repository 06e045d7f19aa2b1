//! What has expired goes: idempotency keys and files that no request claimed.

use crate::{attachment, request, state::App};

/// How long a retry is recognised: an outbox may wait for days, a forgotten device for months.
const REPLAY_HOURS: i64 = 365 * 24;

/// One round: whatever fails, everything else that has expired goes.
///
/// # Errors
/// When the database or the file store fails; the next round starts over.
pub async fn sweep(app: &App) -> anyhow::Result<()> {
    let now = app.now();
    let calls = request::forget_before(app, now.plus_hours(-REPLAY_HOURS)).await;
    let files = attachment::discard_expired(app, now).await;
    let (calls, files) = (calls?, files?);
    if calls > 0 || files > 0 {
        tracing::info!(calls, files, "swept");
    }
    Ok(())
}

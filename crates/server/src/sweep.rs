//! What has expired goes: idempotency keys, closed requests that were kept for their time, files that no request claimed,
//! old counts of views, sessions. Requests whose terms are over move on, and days that are near are reminded of. What is
//! popular is said anew.

use crate::{attachment, request, session, state::App, view};

/// How long a retry is recognised: an outbox may wait for days, a forgotten device for months.
const REPLAY_HOURS: i64 = 365 * 24;

/// One round: whatever fails, everything else that is due is done.
///
/// # Errors
/// When the database or the file store fails; the next round starts over.
pub async fn sweep(app: &App) -> anyhow::Result<()> {
    let now = app.now();
    let calls = request::forget_before(app, now.plus_hours(-REPLAY_HOURS)).await;
    // Before the files: theirs go in the same round.
    let forgotten = request::forget_closed(app, now).await;
    let files = attachment::discard_expired(app, now).await;
    let sessions = session::forget_expired(app, now).await;
    let closed = request::close_settled(app, now).await;
    let escalated = request::escalate_overdue(app, now).await;
    let reminders = request::remind_of_days(app, now).await;
    let views = view::tally(app).await;
    // Whatever the round has queued.
    app.post().wake_for(1);
    let (calls, files, closed, escalated) = (calls?, files?, closed?, escalated?);
    let (forgotten, reminders) = (forgotten?, reminders?);
    views?;
    sessions?;
    let moved = closed + escalated + reminders + forgotten;
    if calls > 0 || files > 0 || moved > 0 {
        tracing::info!(
            calls, files, closed, escalated, reminders, forgotten, "swept"
        );
    }
    Ok(())
}

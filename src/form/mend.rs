//! «Открыть и исправить»: a refused request becomes a draft of its form again.

use super::{
    draft::{self, Draft},
    outbox::{self, Waiting},
};
use crate::browser::{Refused, format};

/// Brings a refused request back into its form, beside the drafts that are there.
pub async fn mend(entry: &Waiting) -> Result<(), Refused> {
    let opened = draft::all().await?;
    let mut opened = opened.iter();
    // Opened before, but not taken out: the draft is the newer of the two.
    if !opened.any(|draft| draft.idempotency_key == entry.idempotency_key) {
        let mut values = entry.fields.clone();
        values.retain(|key, _| !entry.private.contains(key));
        draft::save(&Draft {
            form: entry.form.clone(),
            // Nothing was made under it; were it otherwise, the same letter would make no second request.
            idempotency_key: entry.idempotency_key.clone(),
            title: entry.title.clone(),
            values,
            files: entry.files.clone(),
            context: entry.context.clone(),
            saved_at: format::now(),
        })
        .await?;
    }
    // Out of the outbox only once the draft is safe.
    outbox::take(entry).await
}

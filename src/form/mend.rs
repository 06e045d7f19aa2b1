//! «Открыть и исправить»: a refused request becomes a draft of its form again.

use opora_contract::slug::Slug;

use super::{
    draft::{self, Draft},
    outbox::{self, Waiting},
};
use crate::browser::{Refused, format};

/// Brings a refused request back into its form. The draft that stands there goes aside into the outbox, to be opened in
/// turn; `aside` says why it is there.
pub async fn mend(entry: &Waiting, aside: &str) -> Result<(), Refused> {
    let standing = standing(&entry.form).await?;
    // Opened before, but not taken out: the draft is the newer of the two.
    if standing.as_ref().map(|draft| &draft.idempotency_key) != Some(&entry.idempotency_key) {
        exchange(entry, standing.map(|draft| set_aside(draft, aside))).await?;
    }
    // Out of the outbox only once the draft is safe.
    outbox::take(entry).await
}

/// The draft of a form, if there is something in it.
async fn standing(form: &Slug) -> Result<Option<Draft>, Refused> {
    Ok(draft::load(form).await?.filter(|draft| !draft.is_empty()))
}

fn set_aside(draft: Draft, reason: &str) -> Waiting {
    Waiting {
        idempotency_key: draft.idempotency_key,
        form: draft.form,
        fields: draft.values,
        files: draft.files,
        profile: None,
        refusal: Some(reason.to_owned()),
    }
}

async fn exchange(entry: &Waiting, other: Option<Waiting>) -> Result<(), Refused> {
    if let Some(other) = &other {
        outbox::store(other).await?;
    }
    let saved = draft::save(&Draft {
        form: entry.form.clone(),
        // Nothing was made under it; were it otherwise, the same letter would make no second request.
        idempotency_key: entry.idempotency_key.clone(),
        values: entry.fields.clone(),
        files: entry.files.clone(),
        saved_at: format::now(),
    })
    .await;
    if let (Err(_), Some(other)) = (&saved, &other) {
        // It still is the draft.
        let _taken = outbox::take(other).await;
    }
    saved
}

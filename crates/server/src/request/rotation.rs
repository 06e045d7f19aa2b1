//! A new access key in place of the present one, for whoever has shown theirs to others.

use opora_contract::{
    number::RequestNumber,
    request::{Access, EventKind},
    status::Actor,
};

use super::{
    access,
    change::{self, Change},
};
use crate::{clock::Moment, error::Result, extract::Bearer, state::App};

/// Changes the key: from now on the old one opens nothing, in no link, for no file. Letters that wait carry the new one.
///
/// A retry under the old key is a stranger's call. Whoever lost the answer looks the request up by number and contact.
///
/// # Errors
/// [`crate::error::Error::Unauthorised`].
pub async fn change_key(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    now: Moment,
) -> Result<Access> {
    let transaction = app.store().begin().await?;
    let mut row = access::open_locked(&transaction, app, number, bearer).await?;
    row.key_version += 1;
    let changed = Change {
        kind: EventKind::KeyChanged,
        status: row.status(),
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    let row = change::apply(&transaction, row, &changed, now).await?;
    transaction.commit().await?;
    Ok(Access {
        number,
        key: app.secret().request_key(number, row.key_version),
    })
}

//! Edits by the applicant, for as long as the edit window is open (spec D53, N23).

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{Edit, EventKind},
    standing::Level,
    status::Actor,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    access, callback,
    change::{self, Change},
    filling,
    record::{self, Shown, entity_tag},
    term,
};
use crate::{
    attachment::RETIRED,
    clock::Moment,
    error::{Error, Flaw, Refusal, Result},
    extract::Bearer,
    mail,
    state::App,
    store::{
        Transaction,
        entity::{attachment, request},
    },
};

/// An edit touches no files, and documents that were asked for later may be more than the form takes.
const NO_FILES: usize = 0;

/// Replaces the values that `sent` names and leaves the others; an empty value takes one away.
///
/// `fits` judges the version that the caller has read: `None` when they named none.
///
/// # Errors
/// [`Error::IfMatchMissing`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::Invalid`].
pub async fn edit(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    fits: impl FnOnce(&str) -> Option<bool>,
    sent: Edit,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let transaction = app.store().begin().await?;
    let mut row = access::open_locked(&transaction, app, number, bearer).await?;
    match fits(&entity_tag(&row)) {
        None => return Err(Error::IfMatchMissing),
        Some(false) => return Err(Error::Stale),
        Some(true) => {}
    }
    check_window(&row, now)?;
    let form = app.content().form(&row.form, language);
    // A form that is gone can still be read, but not judged.
    let form = form.ok_or(Error::NotAllowed(Refusal::EditWindowPassed))?;
    let mut before = row.fields()?;
    before.extend(row.private(app.secret())?);
    let mut values = before.clone();
    values.extend(sent.fields);
    let filled = form.check(&values, NO_FILES).map_err(|mistakes| {
        let flaws = mistakes.into_iter();
        Error::Invalid(
            flaws
                .map(|mistake| Flaw::field(&mistake.field, mistake.violation))
                .collect(),
        )
    })?;
    if filled.values != before {
        let (kind, department) = (row.kind(), row.department.clone());
        let (priority, call) = (row.priority, row.call());
        filling::fill(app, &mut row, form, &filled, now)?;
        if row.level() == Level::Second {
            // Whoever disagrees has been put first already.
            row.priority = row.priority.min(priority);
        }
        if filled.kind != kind {
            row.set_term(term::term(app, filled.kind, Moment(row.sent_at)).as_ref());
        }
        if row.call() != call {
            callback::take(&transaction, app, &row).await?;
        }
        let moved = (row.department != department).then(|| row.department.clone());
        row = record_edit(&transaction, row, moved.as_deref(), now).await?;
        mail::readdress(&transaction, &row).await?;
    }
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// Takes a file out of a request. Its content goes with the next sweep.
///
/// # Errors
/// [`Error::NotAllowed`] after the edit window; [`Error::Unauthorised`] when the request has no such file (any more).
pub async fn remove_file(
    transaction: &Transaction,
    row: request::Model,
    id: &str,
    now: Moment,
) -> Result<()> {
    check_window(&row, now)?;
    let released = attachment::ActiveModel {
        request_id: Set(None),
        created_at: Set(RETIRED),
        ..Default::default()
    };
    let updated = attachment::Entity::update_many()
        .set(released)
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::RequestId.eq(row.id))
        // A message stays as it was sent.
        .filter(attachment::Column::MessageId.is_null())
        .exec(transaction)
        .await?;
    if updated.rows_affected != 1 {
        return Err(Error::Unauthorised);
    }
    record_edit(transaction, row, None, now).await?;
    Ok(())
}

/// Whether the applicant may still change the request.
pub fn check_window(row: &request::Model, now: Moment) -> Result<()> {
    if now >= Moment(row.editable_until) {
        Err(Error::NotAllowed(Refusal::EditWindowPassed))
    } else if !row.status().is_open() {
        Err(Error::NotAllowed(Refusal::Status))
    } else {
        Ok(())
    }
}

/// Writes the edit, and where the request goes now if that is another department (spec D53).
async fn record_edit(
    transaction: &Transaction,
    row: request::Model,
    moved: Option<&str>,
    now: Moment,
) -> Result<request::Model> {
    let edited = Change {
        kind: EventKind::Edited,
        status: row.status(),
        actor: Actor::Applicant,
        by: moved.unwrap_or_default(),
        reason: "",
    };
    change::apply(transaction, row, &edited, now).await
}

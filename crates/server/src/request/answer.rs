//! The applicant adds files: to a request that waits for documents, or to one that may still be edited.

use std::ops::ControlFlow;

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{ActionState, EventKind, NewDocuments, RequiredAction},
    rule,
    status::{self, Actor, Status},
    violation::Violation,
};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    access,
    change::{self, Change},
    claim::{self, Claim, Owner},
    creation, edit,
    idempotency::Replayable,
    record::{self, Shown},
    term,
};
use crate::{
    clock::Moment,
    error::{Error, Result},
    extract::Bearer,
    state::App,
    store::entity::{attachment, request},
};

/// Longest comment to documents, in characters.
const COMMENT_MAX: usize = 1_000;

/// Adds the files. A request that waits for them goes back to work, with a new term; any other stays where it is.
///
/// # Errors
/// [`Error::NotAllowed`] unless the request waits for documents or may be edited; [`Error::Invalid`].
pub async fn answer(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &NewDocuments,
    call: Option<Replayable>,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let begun = access::begin(app, number, bearer, call.as_ref(), language, now);
    let (transaction, mut row) = match begun.await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(shown) => return Ok(shown),
    };
    let (kind, before) = (row.kind(), row.status());
    let waits = status::may(Actor::Applicant, kind, before, Status::InProgress);
    if !waits {
        edit::check_window(&row, now)?;
    }
    let comment = rule::normalise_text(&sent.comment);
    check(app, sent, &comment)?;
    let claims = match waits {
        true => claim::check(&transaction, app, &sent.attachments, None, now).await?,
        false => of_form(&transaction, app, &row, sent, now).await?,
    };
    let files = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(row.id))
        .count(&transaction)
        .await?;
    let files = usize::try_from(files).unwrap_or_default();
    claim::take(&transaction, claims, Owner::request(&row), files).await?;
    if waits {
        provide(&mut row)?;
        row.set_term(term::term(app, kind, now).as_ref());
    }
    let answered = Change {
        kind: EventKind::DocumentsAdded,
        status: if waits { Status::InProgress } else { before },
        actor: Actor::Applicant,
        by: "",
        reason: &comment,
    };
    let row = change::apply(&transaction, row, &answered, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// What was asked for is there, to be checked.
fn provide(row: &mut request::Model) -> Result<()> {
    let provided = row.actions()?.into_iter().map(|action| match action.state {
        ActionState::Missing => RequiredAction {
            state: ActionState::Provided,
            problem: String::new(),
            ..action
        },
        ActionState::Provided | ActionState::Checked => action,
    });
    row.set_actions(&provided.collect::<Vec<_>>())
}

/// Files that the form takes, as many as it still does.
async fn of_form<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    row: &request::Model,
    sent: &NewDocuments,
    now: Moment,
) -> Result<Vec<Claim>> {
    let form = app.content().form(&row.form, Language::Ru);
    let profile = form.and_then(creation::profile);
    let held = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(row.id))
        .filter(attachment::Column::MessageId.is_null())
        .count(transaction)
        .await?;
    let all = usize::try_from(held)
        .unwrap_or(usize::MAX)
        .saturating_add(sent.attachments.len());
    let max = profile.map_or(0, |profile| profile.max_files);
    if all > max {
        let violation = Violation::TooManyFiles { max };
        return Err(Error::invalid("/attachments", violation));
    }
    claim::check(transaction, app, &sent.attachments, profile, now).await
}

fn check(app: &App, sent: &NewDocuments, comment: &str) -> Result<()> {
    rule::check_length(comment, 0, COMMENT_MAX)
        .map_err(|violation| Error::invalid("/comment", violation))?;
    match sent.attachments.len() {
        0 => Err(Error::invalid("/attachments", Violation::Required)),
        count => claim::check_count(app, count),
    }
}

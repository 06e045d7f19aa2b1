//! The applicant answers a request that waits for documents.

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, NewDocuments},
    rule,
    status::{self, Actor, Status},
    violation::Violation,
};

use super::{
    access,
    change::{self, Change},
    claim,
    idempotency::{Memory, Replayable},
    record::{self, Shown},
    term,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    state::App,
};

/// Longest comment to documents, in characters.
const COMMENT_MAX: usize = 1_000;

/// Adds the documents and puts the request back to work, with a new term.
///
/// # Errors
/// [`Error::NotAllowed`] unless the request waits for documents; [`Error::Invalid`].
pub async fn answer(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &NewDocuments,
    call: Option<Replayable>,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let transaction = app.store().begin().await?;
    let mut row = access::open_locked(&transaction, app, number, bearer).await?;
    if let Some(call) = &call
        && call.remember(&transaction, number, now).await? == Memory::Known
    {
        drop(transaction);
        call.recall(app).await?;
        return record::show(app.store().read(), app, &row, language).await;
    }
    if !status::may(
        Actor::Applicant,
        row.kind(),
        row.status(),
        Status::InProgress,
    ) {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    let comment = rule::normalise_text(&sent.comment);
    check(app, sent, &comment)?;
    let claims = claim::check(&transaction, app, &sent.attachments, None, now).await?;
    claim::take(&transaction, claims, row.id).await?;
    row.set_actions(&[])?;
    row.set_term(term::term(app, row.kind(), now).as_ref());
    let answered = Change {
        kind: EventKind::DocumentsAdded,
        status: Status::InProgress,
        actor: Actor::Applicant,
        by: "",
        reason: &comment,
    };
    let row = change::apply(&transaction, row, &answered, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

fn check(app: &App, sent: &NewDocuments, comment: &str) -> Result<()> {
    rule::check_length(comment, 0, COMMENT_MAX)
        .map_err(|violation| Error::invalid("/comment", violation))?;
    let profiles = app.content().profiles.iter();
    let max = profiles.map(|profile| profile.max_files).max().unwrap_or(0);
    match sent.attachments.len() {
        0 => Err(Error::invalid("/attachments", Violation::Required)),
        count if count > max => Err(Error::invalid(
            "/attachments",
            Violation::TooManyFiles { max },
        )),
        _ => Ok(()),
    }
}

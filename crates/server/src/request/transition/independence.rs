//! Whoever made the decision that the applicant disagrees with does not judge it again (spec E49).

use std::collections::HashSet;

use opora_contract::{
    request::EventKind,
    staff::NewTransition,
    standing::{Level, Stage},
    status::{Actor, Status},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    error::{Error, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::{event, request},
    word,
};

/// Refuses the second level to whoever decided at the first one. Where one employee works alone nobody else could: a
/// request must not be stuck for that.
pub async fn check<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    row: &request::Model,
    staff: &Staff,
    wanted: &NewTransition,
) -> Result<()> {
    let is_decision = matches!(wanted.to, Status::Approved | Status::Refused);
    let is_judged = is_decision || wanted.stage == Some(Stage::Expert);
    if row.level() != Level::Second || !is_judged || is_alone(app) {
        return Ok(());
    }
    match first_judge(transaction, row.id).await? {
        Some(name) if name == staff.name => Err(Error::NotAllowed(Refusal::OwnDecision)),
        _ => Ok(()),
    }
}

/// Two tokens of one name are one employee.
fn is_alone(app: &App) -> bool {
    let names: HashSet<_> = app.staff().iter().map(|staff| &staff.name).collect();
    names.len() < 2
}

/// Who made the last decision before the applicant disagreed.
async fn first_judge<C: ConnectionTrait>(
    transaction: &C,
    request_id: i64,
) -> Result<Option<String>> {
    let kinds = [EventKind::Reopened, EventKind::StatusChanged];
    let decisions = [Status::Approved, Status::Refused];
    let events = event::Entity::find()
        .filter(event::Column::RequestId.eq(request_id))
        .filter(event::Column::Kind.is_in(kinds.iter().map(word::of)))
        .order_by_desc(event::Column::Id);
    let events = events.all(transaction).await?;
    let reopened = word::of(&EventKind::Reopened);
    let before = events
        .into_iter()
        .skip_while(|event| event.kind != reopened);
    let decisions = decisions.map(|status| word::of(&status));
    let mut decided = before
        .filter(|event| event.actor == word::of(&Actor::Staff))
        .filter(|event| event.kind != reopened && decisions.contains(&event.status));
    Ok(decided.next().map(|event| event.by))
}

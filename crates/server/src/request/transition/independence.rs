//! Whoever made the decision that the applicant disagrees with does not judge it again (spec E49).

use std::collections::HashSet;

use opora_contract::{
    request::EventKind,
    staff::NewTransition,
    standing::{Level, Move, Stage},
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

/// Refuses what is not for this employee to judge.
pub async fn check<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    row: &request::Model,
    staff: &Staff,
    wanted: &NewTransition,
) -> Result<()> {
    let is_judgement =
        judges(Move::To(wanted.to)) || wanted.stage.is_some_and(|to| judges(Move::Stage(to)));
    match is_judgement && !may_judge(transaction, app, row, staff).await? {
        true => Err(Error::NotAllowed(Refusal::OwnDecision)),
        false => Ok(()),
    }
}

/// Whether a move decides, or makes the expert of whoever makes it.
pub fn judges(way: Move) -> bool {
    matches!(
        way,
        Move::To(Status::Approved | Status::Refused) | Move::Stage(Stage::Expert)
    )
}

/// Whether this employee may judge: the second level is not for whoever decided at the first one. Where one employee works
/// alone nobody else could: a request must not be stuck for that.
pub async fn may_judge<C: ConnectionTrait>(
    connection: &C,
    app: &App,
    row: &request::Model,
    staff: &Staff,
) -> Result<bool> {
    if row.level() != Level::Second || is_alone(app) {
        return Ok(true);
    }
    let judge = first_judge(connection, row.id).await?;
    Ok(judge.is_none_or(|name| name != staff.name))
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

#[cfg(test)]
mod tests {
    use opora_contract::{language::Language, request::Resolution};

    use super::*;
    use crate::{extract::Bearer, fixture, request};

    #[tokio::test]
    async fn employee_who_works_alone_judges_again() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        assert!(is_alone(&app));
        let receipt = fixture::send(&app, &[]).await;
        let (number, bearer) = (receipt.request.number, Bearer::new(receipt.key));
        let staff = Staff {
            name: "Мария".to_owned(),
        };
        let refusal = NewTransition {
            to: Status::Refused,
            reason: "Так надо".to_owned(),
            actions: Vec::new(),
            stage: None,
            term: None,
        };
        let unsolved = Resolution {
            is_solved: false,
            text: "Не согласна".to_owned(),
        };
        let refuse = || request::transition(&app, number, &staff, &refusal, |_| None, app.now());
        refuse().await.unwrap();
        let (language, now) = (Language::Ru, app.now());
        let reopened = request::resolve(&app, number, &bearer, &unsolved, None, language, now);
        reopened.await.unwrap();
        let row = refuse().await.unwrap();
        assert_eq!(
            (row.status(), row.level()),
            (Status::Refused, Level::Second)
        );
    }
}

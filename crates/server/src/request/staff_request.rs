//! A request as employees see it: with contacts and the moves that are theirs, without numbers of personal documents.

use opora_contract::{
    language::Language,
    number::RequestNumber,
    staff::StaffRequest,
    standing::Move,
    status::{Actor, Status},
};
use sea_orm::{ConnectionTrait, QuerySelect};

use super::{
    access,
    record::{self, entity_tag},
    transition::independence,
};
use crate::{
    attachment::{self, Opened},
    error::{Error, Result},
    extract::Staff,
    state::App,
    store::entity::request,
};

/// A request with the tag of its version.
pub struct Seen {
    pub request: StaffRequest,
    pub entity_tag: String,
}

/// Reads a request for an employee.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn read_as_staff(
    app: &App,
    number: RequestNumber,
    staff: &Staff,
    language: Language,
) -> Result<Seen> {
    let row = find(app, number).await?;
    see(app, row, staff, language).await
}

/// What an employee sees of a row.
pub async fn see(
    app: &App,
    mut row: request::Model,
    staff: &Staff,
    language: Language,
) -> Result<Seen> {
    // Not even their last characters: they are opened for nobody but the applicant.
    row.sealed.clear();
    let shown = record::show(app.store().read(), app, &row, language).await?;
    let judges = independence::may_judge(app.store().read(), app, &row, staff).await?;
    let moves = || {
        let all = row.standing().moves(Actor::Staff);
        all.filter(|way| judges || !independence::judges(*way))
    };
    let steps = moves().filter_map(|way| match way {
        Move::To(status) => Some(status),
        _ => None,
    });
    let stages = moves().filter_map(|way| match way {
        Move::Stage(stage) => Some(stage),
        _ => None,
    });
    Ok(Seen {
        request: StaffRequest {
            request: shown.request,
            phone: row.phone.clone().unwrap_or_default(),
            email: row.email.clone().unwrap_or_default(),
            steps: steps.collect::<Vec<Status>>(),
            stages: stages.collect(),
        },
        entity_tag: entity_tag(&row),
    })
}

/// Opens a file of a request for an employee.
///
/// # Errors
/// [`Error::NotFound`], also for a file of another request.
pub async fn open_file_as_staff(app: &App, number: RequestNumber, id: &str) -> Result<Opened> {
    let row = find(app, number).await?;
    attachment::open_of(app, id, row.id).await
}

async fn find(app: &App, number: RequestNumber) -> Result<request::Model> {
    let row = access::find(number).one(app.store().read()).await?;
    row.ok_or(Error::NotFound)
}

/// Reads a request to change it: until the transaction ends, nobody else does.
pub async fn find_locked<C: ConnectionTrait>(
    transaction: &C,
    number: RequestNumber,
) -> Result<request::Model> {
    let row = access::find(number)
        .lock_exclusive()
        .one(transaction)
        .await?;
    row.ok_or(Error::NotFound)
}

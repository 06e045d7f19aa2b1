//! Attachments that a request claims: uploaded before, named with their keys, from then on part of the request.

use opora_contract::{
    rule,
    upload::{AttachmentClaim, UploadProfile},
    violation::Violation,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    attachment,
    clock::Moment,
    error::{Error, Flaw, Result},
    secret,
    state::App,
    store::entity::{
        attachment::{ActiveModel, Column, Entity, Model},
        request,
    },
};

/// Longest description of a file, in characters.
const DESCRIPTION_MAX: usize = 250;

/// A claim that is good: the file is there, the key fits, nobody else has it.
pub struct Claim {
    row: Model,
    description: String,
}

/// Whose files are from then on.
#[derive(Clone, Copy)]
pub struct Owner {
    pub request_id: i64,
    /// The message that they come with; `None` for files of the form and documents.
    pub message_id: Option<i64>,
}

impl Owner {
    /// The request itself, and none of its messages.
    #[must_use]
    pub const fn request(row: &request::Model) -> Self {
        Self {
            request_id: row.id,
            message_id: None,
        }
    }
}

/// Checks claims, each in its place of `/attachments`. With a `profile`, files must have been uploaded under it.
///
/// # Errors
/// [`Error::Invalid`] with every flaw.
pub async fn check<C: ConnectionTrait>(
    connection: &C,
    app: &App,
    claims: &[AttachmentClaim],
    profile: Option<&UploadProfile>,
    now: Moment,
) -> Result<Vec<Claim>> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let ids = claims.iter().map(|claim| claim.id.as_str());
    let ids = ids.filter(|id| attachment::is_id(id));
    let rows = Entity::find()
        .filter(Column::Id.is_in(ids))
        .all(connection)
        .await?;
    let mut good = Vec::with_capacity(claims.len());
    let mut flaws = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let key = app.secret().attachment_key(&claim.id);
        let fits = secret::same(key.reveal(), claim.key.reveal());
        let repeated = claims.iter().take(at).any(|other| other.id == claim.id);
        let row = rows
            .iter()
            .find(|row| row.id == claim.id)
            .filter(|row| fits && !repeated && attachment::is_waiting(row, now));
        let description = rule::normalise_line(&claim.description);
        let judged = match row {
            None => Err(("id", Violation::FileGone)),
            Some(row) => match profile {
                Some(profile) if row.profile != profile.name.as_str() => Err((
                    "id",
                    Violation::FileType {
                        accepted: profile.types.clone(),
                    },
                )),
                _ => rule::check_length(&description, 0, DESCRIPTION_MAX)
                    .map(|()| row)
                    .map_err(|violation| ("description", violation)),
            },
        };
        match judged {
            Ok(row) => good.push(Claim {
                row: row.clone(),
                description,
            }),
            Err((member, violation)) => {
                flaws.push(Flaw::new(format!("/attachments/{at}/{member}"), violation));
            }
        }
    }
    if flaws.is_empty() {
        Ok(good)
    } else {
        Err(Error::Invalid(flaws))
    }
}

/// Refuses more files than may come at once where no form says how many.
///
/// # Errors
/// [`Error::Invalid`].
pub fn check_count(app: &App, count: usize) -> Result<()> {
    let profiles = app.content().profiles.iter();
    let max = profiles.map(|profile| profile.max_files).max().unwrap_or(0);
    match count > max {
        true => Err(Error::invalid(
            "/attachments",
            Violation::TooManyFiles { max },
        )),
        false => Ok(()),
    }
}

/// Makes the files part of a request, behind the `before` that it has. They come in the order of the applicant, in which
/// [`super::record::show`] reads them.
///
/// # Errors
/// [`Error::Stale`] when another call claimed or deleted one of them in this very moment.
pub async fn take<C: ConnectionTrait>(
    transaction: &C,
    claims: Vec<Claim>,
    owner: Owner,
    before: usize,
) -> Result<Vec<Model>> {
    let mut files = Vec::with_capacity(claims.len());
    for (at, Claim { row, description }) in claims.into_iter().enumerate() {
        let place = i32::try_from(before + at + 1).unwrap_or(i32::MAX);
        let columns = ActiveModel {
            place: Set(place),
            request_id: Set(Some(owner.request_id)),
            message_id: Set(owner.message_id),
            description: Set(description.clone()),
            ..Default::default()
        };
        let updated = Entity::update_many()
            .set(columns)
            .filter(Column::Id.eq(row.id.as_str()))
            .filter(Column::RequestId.is_null())
            .filter(Column::CreatedAt.eq(row.created_at))
            .exec(transaction)
            .await?;
        if updated.rows_affected != 1 {
            return Err(Error::Stale);
        }
        files.push(Model {
            request_id: Some(owner.request_id),
            message_id: owner.message_id,
            description,
            place,
            ..row
        });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn file_that_is_to_be_deleted_cannot_be_claimed() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let file = fixture::upload(&app).await;
        let receipt = fixture::send(&app, &[]).await;
        let request = fixture::row(&app, receipt.request.number).await;
        let store = app.store().write();
        let claims = [fixture::claim(&file)];
        let good = check(store, &app, &claims, None, app.now()).await.unwrap();
        let retired = ActiveModel {
            created_at: Set(attachment::RETIRED),
            ..Default::default()
        };
        let update = Entity::update_many()
            .set(retired)
            .filter(Column::Id.eq(&file.id));
        update.exec(store).await.unwrap();
        let taken = take(store, good, Owner::request(&request), 0).await;
        assert!(matches!(taken, Err(Error::Stale)), "{taken:?}");
        let again = check(store, &app, &claims, None, app.now()).await;
        assert!(matches!(again, Err(Error::Invalid(_))));
    }
}

//! Uploaded files: content in the object store, everything else in the database, both under one random id.
//!
//! The row is written before the content, so a server that dies in between leaves nothing that the sweep cannot find; a
//! content that was still arriving lies beside its place until the next start, see [`crate::folder`].

mod name;
mod upload;

use object_store::{GetResult, ObjectStoreExt, path::Path};
use opora_contract::upload::FileType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

pub use self::upload::{check_size, upload};
use crate::{
    clock::Moment,
    error::{Error, Result},
    extract::Bearer,
    request,
    state::App,
    store::entity::{attachment, request as request_row},
    word,
};

/// How long an uploaded file waits for a request.
const WAIT_HOURS: i64 = 24;
/// How long after that its content is deleted: a request that claims it at the last moment is long done by then.
const MARGIN_HOURS: i64 = 1;

/// When a file was uploaded that is to be deleted: so long ago that no request may claim it.
pub const RETIRED: i64 = 0;

/// Whether the content is complete and no request has the file yet.
#[must_use]
pub fn is_waiting(row: &attachment::Model, now: Moment) -> bool {
    row.request_id.is_none()
        && !row.file_type.is_empty()
        && Moment(row.created_at) > now.plus_hours(-WAIT_HOURS)
}

/// Digits of an id.
const ID_LENGTH: usize = 32;

/// Whether a text has the shape of an id. Others are not asked about: PostgreSQL fails at some, NUL for example.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() == ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A file that somebody may read.
pub struct Opened {
    pub row: attachment::Model,
    pub content: GetResult,
}

impl Opened {
    #[must_use]
    pub fn file_type(&self) -> FileType {
        word::read(&self.row.file_type).unwrap_or(FileType::Unknown)
    }

    /// The name to save it under.
    #[must_use]
    pub fn name(&self) -> String {
        name::offered(&self.row.name, self.file_type())
    }
}

/// The file and, once it is claimed, its request. A wrong key and an unknown file get the same answer.
async fn admit(
    app: &App,
    id: &str,
    bearer: &Bearer,
    now: Moment,
) -> Result<(attachment::Model, Option<request_row::Model>)> {
    if !is_id(id) {
        return Err(Error::Unauthorised);
    }
    let store = app.store().read();
    let row = attachment::Entity::find_by_id(id).one(store).await?;
    let owner = match row.as_ref().and_then(|row| row.request_id) {
        Some(request) => request_row::Entity::find_by_id(request).one(store).await?,
        None => None,
    };
    let key = match &owner {
        Some(owner) => app.secret().request_key(owner.number()?, owner.key_version),
        None => app.secret().attachment_key(id),
    };
    let fits = bearer.is(&key);
    let row = row.filter(|row| fits && (owner.is_some() || is_waiting(row, now)));
    Ok((row.ok_or(Error::Unauthorised)?, owner))
}

/// Opens a file with its own key, or with the key of the request that holds it.
///
/// # Errors
/// [`Error::Unauthorised`].
pub async fn open(app: &App, id: &str, bearer: &Bearer, now: Moment) -> Result<Opened> {
    let (row, _) = admit(app, id, bearer, now).await?;
    let content = app.files().get(&location(&row.id)).await?;
    Ok(Opened { row, content })
}

/// Opens a file of a request for whoever may read the request.
///
/// # Errors
/// [`Error::NotFound`] when this request has no such file.
pub async fn open_of(app: &App, id: &str, request_id: i64) -> Result<Opened> {
    if !is_id(id) {
        return Err(Error::NotFound);
    }
    let row = attachment::Entity::find_by_id(id)
        .filter(attachment::Column::RequestId.eq(request_id))
        .one(app.store().read())
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let content = app.files().get(&location(&row.id)).await?;
    Ok(Opened { row, content })
}

/// Deletes a file that waits, or takes one out of a request that may still be edited.
///
/// # Errors
/// [`Error::Unauthorised`]; [`Error::NotAllowed`] after the edit window.
pub async fn delete(app: &App, id: &str, bearer: &Bearer, now: Moment) -> Result<()> {
    let (row, owner) = admit(app, id, bearer, now).await?;
    match owner {
        Some(owner) => {
            let transaction = app.store().begin().await?;
            // Read again, now that nobody else can change it.
            let owner = request::open_locked(&transaction, app, owner.number()?, bearer).await?;
            request::remove_file(&transaction, owner, &row.id, now).await?;
            transaction.commit().await?;
        }
        None if discard(app, &row.id).await? => {}
        // A request has claimed it meanwhile, or it is gone.
        None => return Err(Error::Unauthorised),
    }
    Ok(())
}

/// Deletes a file that no request has; `false` when one has it, or it is gone.
async fn discard(app: &App, id: &str) -> Result<bool> {
    let retired = retire(app, id).await?;
    if retired {
        erase(app, id).await?;
    }
    Ok(retired)
}

/// Puts a file out of the reach of every claim; `false` when a request has it, or it is gone.
async fn retire(app: &App, id: &str) -> Result<bool> {
    let retired = attachment::ActiveModel {
        created_at: Set(RETIRED),
        ..Default::default()
    };
    let updated = attachment::Entity::update_many()
        .set(retired)
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::RequestId.is_null())
        .exec(app.store().write())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Deletes the content, then the row: in this order nothing is left that no row knows.
async fn erase(app: &App, id: &str) -> Result<()> {
    match app.files().delete(&location(id)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    attachment::Entity::delete_many()
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::RequestId.is_null())
        .exec(app.store().write())
        .await?;
    Ok(())
}

/// Deletes the files that no request claimed in time, uploads that broke off included. One that cannot be deleted stops
/// none of the others; its error is told at the end.
pub async fn discard_expired(app: &App, now: Moment) -> Result<usize> {
    let expired = now.plus_hours(-WAIT_HOURS - MARGIN_HOURS);
    let rows = attachment::Entity::find()
        .filter(attachment::Column::RequestId.is_null())
        .filter(attachment::Column::CreatedAt.lt(expired.0))
        .all(app.store().read())
        .await?;
    let mut count = 0;
    let mut failure = None;
    for row in &rows {
        match discard(app, &row.id).await {
            Ok(discarded) => count += usize::from(discarded),
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(count), Err)
}

/// Where the content of a file lies. Ids are random hexadecimal digits, never a person's words.
fn location(id: &str) -> Path {
    Path::from(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn file_that_a_request_has_is_not_discarded() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let file = fixture::upload(&app).await;
        let claimed = fixture::upload(&app).await;
        fixture::send(&app, &[&claimed]).await;
        assert!(discard(&app, &file.id).await.unwrap());
        assert!(!discard(&app, &claimed.id).await.unwrap());
        let content = async |id: &str| app.files().head(&location(id)).await;
        assert!(content(&file.id).await.is_err());
        assert!(content(&claimed.id).await.is_ok());
    }
}

//! Writing a message of either side: its row, and the files that came with it. Only ever added (spec E54).

use opora_contract::status::Actor;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    clock::Moment,
    error::Result,
    store::entity::{attachment, message},
    word,
};

/// What is written, and by whom.
pub struct Draft<'a> {
    pub request_id: i64,
    pub actor: Actor,
    /// Name of the employee; empty for the applicant.
    pub by: &'a str,
    /// Normalised.
    pub text: &'a str,
}

/// Adds a message with these files, which the request has claimed before.
pub async fn write<C: ConnectionTrait>(
    transaction: &C,
    draft: &Draft<'_>,
    files: &[attachment::Model],
    now: Moment,
) -> Result<message::Model> {
    let row = message::ActiveModel {
        request_id: Set(draft.request_id),
        at: Set(now.0),
        actor: Set(word::of(&draft.actor)),
        by: Set(draft.by.to_owned()),
        text: Set(draft.text.to_owned()),
        ..Default::default()
    };
    let written = message::Entity::insert(row);
    let written = written.exec_with_returning(transaction).await?;
    if !files.is_empty() {
        let columns = attachment::ActiveModel {
            message_id: Set(Some(written.id)),
            ..Default::default()
        };
        let ids = files.iter().map(|file| file.id.as_str());
        attachment::Entity::update_many()
            .set(columns)
            .filter(attachment::Column::Id.is_in(ids))
            .exec(transaction)
            .await?;
    }
    Ok(written)
}

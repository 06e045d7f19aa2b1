//! How the applicant wants to hear of a request (spec G06, G07, G26): kept with it, obeyed by the post.

use opora_contract::{
    number::RequestNumber,
    request::{News, Preferences},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{access, record::to_json};
use crate::{
    clock::Moment,
    error::Result,
    extract::Bearer,
    mail::Kind,
    state::App,
    store::entity::request::{ActiveModel, Column, Entity, Model},
};

/// Keeps what the applicant wants. The request stays as it is: neither its version nor its journal knows of it.
///
/// # Errors
/// [`crate::error::Error::Unauthorised`].
pub async fn prefer(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    wanted: Preferences,
) -> Result<Preferences> {
    let transaction = app.store().begin().await?;
    let row = access::open_locked(&transaction, app, number, bearer).await?;
    let wanted = tidy(wanted);
    let columns = ActiveModel {
        preferences: Set(to_json(&wanted)?),
        ..Default::default()
    };
    Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(wanted)
}

/// As the column of a new request; empty where nothing was said.
pub fn column(wanted: Option<&Preferences>) -> Result<String> {
    let wanted = wanted.cloned().map(tidy);
    wanted.map_or_else(|| Ok(String::new()), |wanted| to_json(&wanted))
}

/// Nothing is said twice.
fn tidy(mut wanted: Preferences) -> Preferences {
    wanted.muted.sort_unstable();
    wanted.muted.dedup();
    wanted
}

impl Model {
    /// What the applicant wants; everything where nothing was said.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        serde_json::from_str(&self.preferences).unwrap_or_default()
    }

    /// Whether the applicant wants a letter of this kind. The one that confirms a request says its number: it goes in any
    /// case.
    #[must_use]
    pub fn wants_letter(&self, kind: Kind) -> bool {
        news(kind).is_none_or(|news| self.preferences().wants_letter(news))
    }

    /// Until when a letter of this kind has to wait, if it has to.
    #[must_use]
    pub fn quiet_until(&self, kind: Kind, now: Moment) -> Option<Moment> {
        news(kind)?;
        self.preferences().quiet_until(now.0).map(Moment)
    }
}

/// What a letter is about; `None` for what goes in any case.
const fn news(kind: Kind) -> Option<News> {
    Some(match kind {
        Kind::Received => return None,
        Kind::Changed | Kind::Closed | Kind::Escalated => News::Status,
        Kind::Asked => News::Action,
        Kind::Message => News::Message,
        Kind::Moved => News::Term,
        Kind::Remind => News::Reminder,
    })
}

//! How often answers and guides are read: a number for a page and a day, never a person.
//!
//! A view is an answer of the API with its content: whoever has it already (304) has been counted, and what a browser
//! fetches ahead nobody has read. Counts are kept in memory and written together every few seconds; a server that is
//! killed loses those of the last ones. With the votes they say what the first page offers as popular.

mod rank;

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, request::Parts},
    response::Response,
};
use opora_contract::page::Page;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use time::Duration;

pub use self::rank::Ranking;
use crate::{
    clock::day_of,
    error::Result,
    limit::Visitor,
    state::App,
    store::entity::view::{ActiveModel, Column, Entity},
};

/// How long views are kept, in days: what was read before says little about today.
const KEPT_DAYS: i64 = 28;

/// Views that are not written yet, and what follows from those that are.
#[derive(Default)]
pub struct Views {
    counted: Mutex<HashMap<String, i64>>,
    ranking: RwLock<Arc<Ranking>>,
}

impl Views {
    /// What is read most, as of the last sweep.
    #[must_use]
    pub fn ranking(&self) -> Arc<Ranking> {
        let ranking = self.ranking.read();
        ranking.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn add(&self, page: String, times: i64) {
        let counted = self.counted.lock();
        let mut counted = counted.unwrap_or_else(PoisonError::into_inner);
        *counted.entry(page).or_default() += times;
    }

    fn take(&self) -> HashMap<String, i64> {
        let counted = self.counted.lock();
        std::mem::take(&mut *counted.unwrap_or_else(PoisonError::into_inner))
    }
}

/// Whoever reads, as far as it decides whether a view counts.
pub struct Reader {
    visitor: Visitor,
    is_reading: bool,
}

impl FromRequestParts<App> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, Infallible> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let is_ahead = ["sec-purpose", "purpose"].iter().any(|name| {
            let purpose = parts.headers.get(*name);
            purpose.is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"))
        });
        Ok(Self {
            visitor,
            is_reading: parts.method == Method::GET && !is_ahead,
        })
    }
}

impl Reader {
    /// Counts a view of a page that exists, given what is answered.
    pub fn count(&self, app: &App, page: &Page, answer: &Response) {
        let is_read = self.is_reading && answer.status() == StatusCode::OK;
        // One address that reads without end would decide what is popular.
        if is_read && app.limits().view(&self.visitor).is_ok() {
            app.views().add(page.path(), 1);
        }
    }
}

/// Writes what was counted since the last time.
///
/// # Errors
/// When the database fails; the counts are kept for the next time.
pub async fn keep(app: &App) -> Result<()> {
    let counted = app.views().take();
    let Some(day) = day_of(app.now().moscow_day()).filter(|_| !counted.is_empty()) else {
        return Ok(());
    };
    let rows = counted.iter().map(|(page, times)| ActiveModel {
        page: Set(page.clone()),
        day: Set(day.to_string()),
        times: Set(*times),
    });
    let more = Expr::col((Entity, Column::Times)).add(Expr::col(("excluded", Column::Times)));
    let again = OnConflict::columns([Column::Page, Column::Day])
        .value(Column::Times, more)
        .to_owned();
    let written = Entity::insert_many(rows)
        .on_conflict(again)
        .exec_without_returning(app.store().write())
        .await;
    if written.is_err() {
        for (page, times) in counted {
            app.views().add(page, times);
        }
    }
    written?;
    Ok(())
}

/// Writes what was counted, forgets what is old and says anew what is popular.
///
/// # Errors
/// When the database fails.
pub async fn tally(app: &App) -> Result<()> {
    keep(app).await?;
    let today = app.now().moscow_day();
    let oldest = today
        .checked_sub(Duration::days(KEPT_DAYS))
        .and_then(day_of);
    if let Some(oldest) = &oldest {
        Entity::delete_many()
            .filter(Column::Day.lte(oldest.as_str()))
            .exec(app.store().write())
            .await?;
    }
    let ranking = Arc::new(rank::read(app, KEPT_DAYS).await?);
    let kept = &app.views().ranking;
    *kept.write().unwrap_or_else(PoisonError::into_inner) = ranking;
    Ok(())
}

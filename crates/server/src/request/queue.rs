//! What waits for employees, oldest first, a page at a time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use opora_contract::{
    request::Priority,
    staff::{Queue, QueueRow},
    status::Status,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{clock::Moment, error::Result, state::App, store::entity::request, word};

/// Rows of a page.
const PAGE: usize = 50;

/// After which request a page starts. Opaque to clients, so that its meaning may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(i64);

impl Cursor {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(i64::from_be_bytes(bytes.try_into().ok()?)))
    }

    fn encode(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.to_be_bytes())
    }
}

/// A page of the queue.
pub async fn queue(app: &App, status: Option<Status>, after: Option<Cursor>) -> Result<Queue> {
    let mut query = request::Entity::find().order_by_asc(request::Column::Id);
    if let Some(status) = status {
        query = query.filter(request::Column::Status.eq(word::of(&status)));
    }
    if let Some(Cursor(id)) = after {
        query = query.filter(request::Column::Id.gt(id));
    }
    // One more than a page tells whether there is another.
    let mut rows = query.limit(PAGE as u64 + 1).all(app.store().read()).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().map(|row| Cursor(row.id));
    Ok(Queue {
        requests: rows.iter().map(queue_row).collect::<Result<_>>()?,
        next: last.filter(|_| has_more).map(Cursor::encode),
    })
}

/// A request as employees see it in lists.
pub fn queue_row(row: &request::Model) -> Result<QueueRow> {
    Ok(QueueRow {
        number: row.number()?,
        kind: row.kind(),
        status: row.status(),
        subject: row.subject.clone(),
        sent_at: Moment(row.sent_at).timestamp(),
        department: String::new(),
        priority: Priority::Normal,
    })
}

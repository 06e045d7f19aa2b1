//! What waits for employees, the most urgent first, then the oldest, a page at a time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use opora_contract::{
    language::Language,
    slug::Slug,
    staff::{Queue, QueueRow},
    status::Status,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    clock::{Moment, day_of},
    error::Result,
    state::App,
    store::entity::request::{Column, Entity, Model},
    word,
};

/// Rows of a page.
const PAGE: usize = 50;

/// Which requests are asked for.
pub struct Wanted {
    pub status: Option<Status>,
    pub department: Option<Slug>,
    pub assignee: Option<Assignee>,
    /// Only open requests whose term is over by then.
    pub overdue_at: Option<Moment>,
}

/// Who has taken a request.
pub enum Assignee {
    Employee(String),
    Nobody,
}

/// After which request a page starts. Opaque to clients, so that its meaning may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    priority: i16,
    id: i64,
}

impl Cursor {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (priority, id) = bytes.split_first_chunk()?;
        Some(Self {
            priority: i16::from_be_bytes(*priority),
            id: i64::from_be_bytes(id.try_into().ok()?),
        })
    }

    fn encode(self) -> String {
        let (priority, id) = (self.priority.to_be_bytes(), self.id.to_be_bytes());
        URL_SAFE_NO_PAD.encode([priority.as_slice(), &id].concat())
    }

    /// What comes after it in the order of the queue.
    fn behind(self) -> Condition {
        let as_urgent = Condition::all()
            .add(Column::Priority.eq(self.priority))
            .add(Column::Id.gt(self.id));
        Condition::any()
            .add(Column::Priority.gt(self.priority))
            .add(as_urgent)
    }
}

/// A page of the queue.
pub async fn queue(
    app: &App,
    wanted: &Wanted,
    after: Option<Cursor>,
    language: Language,
) -> Result<Queue> {
    let mut query = Entity::find()
        .order_by_asc(Column::Priority)
        .order_by_asc(Column::Id);
    if let Some(status) = &wanted.status {
        query = query.filter(Column::Status.eq(word::of(status)));
    }
    if let Some(department) = &wanted.department {
        query = query.filter(Column::Department.eq(department.as_str()));
    }
    if let Some(assignee) = &wanted.assignee {
        let name = match assignee {
            Assignee::Employee(name) => name,
            Assignee::Nobody => "",
        };
        query = query.filter(Column::Assignee.eq(name));
    }
    if let Some(today) = wanted.overdue_at.and_then(|now| day_of(now.moscow_day())) {
        let open = Status::ALL.into_iter().filter(|status| status.is_open());
        query = query
            .filter(Column::Status.is_in(open.map(|status| word::of(&status))))
            .filter(Column::TermTo.lt(today.as_str()));
    }
    if let Some(cursor) = after {
        query = query.filter(cursor.behind());
    }
    // One more than a page tells whether there is another.
    let mut rows = query.limit(PAGE as u64 + 1).all(app.store().read()).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().map(|row| Cursor {
        priority: row.priority,
        id: row.id,
    });
    Ok(Queue {
        requests: rows.iter().map(queue_row).collect::<Result<_>>()?,
        next: last.filter(|_| has_more).map(Cursor::encode),
        departments: app.content().edition(language).departments(),
    })
}

/// A request as employees see it in lists.
pub fn queue_row(row: &Model) -> Result<QueueRow> {
    Ok(QueueRow {
        number: row.number()?,
        kind: row.kind(),
        status: row.status(),
        subject: row.subject.clone(),
        sent_at: Moment(row.sent_at).timestamp(),
        department: row.department.clone(),
        priority: row.priority(),
        level: row.level(),
        assignee: row.assignee.clone(),
        term: row.term(),
    })
}

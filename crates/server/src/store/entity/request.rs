//! A request of a citizen.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Without the hyphen.
    #[sea_orm(unique)]
    pub number: String,
    /// Counts up to revoke the access key.
    pub key_version: i32,
    pub form: String,
    pub kind: String,
    pub status: String,
    pub subject: String,
    /// Values of the form as a JSON object, without numbers of personal documents.
    pub fields: String,
    /// Those numbers, as a JSON object that was sealed; empty without any.
    pub sealed: String,
    /// Id of the department that answers; empty for requests older than departments.
    pub department: String,
    /// 0 is urgent, 1 high, 2 normal: the order of the queue.
    pub priority: i16,
    /// What the text spoke for, by the names of the choices, as a JSON object (spec N41).
    pub detected: String,
    /// Normalised, for the look-up.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub sent_at: i64,
    pub changed_at: i64,
    pub editable_until: i64,
    pub term_from: Option<String>,
    pub term_to: Option<String>,
    /// Required actions as a JSON list.
    pub actions: String,
    /// Grows with every change; the entity tag.
    pub version: i32,
    /// Of a dispute that is considered.
    pub stage: Option<String>,
    pub level: String,
    /// When this level decided.
    pub decided_at: Option<i64>,
    /// Since when it stands at its status; 0 for requests older than this column.
    pub status_since: i64,
    /// Name of the employee who has taken it; empty while nobody has.
    pub assignee: String,
    /// When the applicant took the steps of a long wait last.
    pub repeated_at: Option<i64>,
    pub hastened_at: Option<i64>,
    pub escalated_at: Option<i64>,
    /// When the latest letter about it was queued, and its kind. Reminders of a day are not counted.
    pub notified_at: Option<i64>,
    pub notified_kind: Option<String>,
    /// The last of the days that a letter has reminded of.
    pub reminded_until: Option<String>,
    /// In which it was sent; letters speak it.
    pub language: String,
    /// How the applicant wants to hear of it, as a JSON object; empty where nothing was said.
    pub preferences: String,
    /// Between these moments somebody calls: of callbacks alone.
    pub call_from: Option<i64>,
    pub call_until: Option<i64>,
    /// The applicant has chosen the time, and has a place at it.
    pub call_chosen: bool,
    /// Whom a portal had signed in when it was sent; empty for everybody else.
    pub owner: String,
    /// Where it was written, as a JSON object; empty of what came from no portal.
    pub context: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

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
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

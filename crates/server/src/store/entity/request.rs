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
    /// Values of the form as a JSON object.
    pub fields: String,
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

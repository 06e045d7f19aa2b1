//! A row of a request's journal. Only ever added.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub request_id: i64,
    pub at: i64,
    pub kind: String,
    /// The status from this row on.
    pub status: String,
    pub actor: String,
    pub by: String,
    /// In the words of whoever acted; empty where the kind of the event says it all.
    pub reason: String,
    /// The expected term from this row on, where it moved.
    pub term_from: Option<String>,
    pub term_to: Option<String>,
    /// The stage from this row on, of a dispute.
    pub stage: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

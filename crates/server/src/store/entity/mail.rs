//! A letter that has not been taken by a mail server yet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub request_id: i64,
    /// What it says.
    pub kind: String,
    pub language: String,
    /// An address; never for a log.
    pub recipient: String,
    /// How often it was tried, the attempt under way included.
    pub attempts: i32,
    /// Not to be tried before.
    pub next_at: i64,
    pub created_at: i64,
    /// Of the request, when it was queued last: another one is another letter.
    pub version: i32,
    /// The last day that was promised before, where that moved.
    pub term_was: Option<String>,
    /// The applicant has asked for it: it goes at any hour.
    pub asked_for: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

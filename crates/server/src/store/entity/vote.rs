//! A vote about an answer, or about the step `question` of a guide. Knows nothing about the person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vote")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Empty for an answer.
    pub guide: String,
    /// Empty for a step.
    pub topic: String,
    pub question: String,
    pub language: String,
    pub helpful: bool,
    pub comment: String,
    /// A word of `opora_contract::vote::Reason`; empty when none was chosen.
    pub reason: String,
    /// Code of the ballot, by which the vote is replaced; `None` of one that came without.
    pub ballot: Option<String>,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

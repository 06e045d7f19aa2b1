//! Words that were searched for in vain. Knows nothing about the person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_miss")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub words: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
    pub times: i64,
    /// The day it happened last, in Moscow.
    pub last_day: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

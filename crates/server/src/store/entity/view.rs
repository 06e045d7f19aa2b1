//! How often a page was read on a day. Knows nothing about the person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "page_view")]
pub struct Model {
    /// The path of an answer or a guide, the same in every language.
    #[sea_orm(primary_key, auto_increment = false)]
    pub page: String,
    /// `yyyy-mm-dd`, in Moscow.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    pub times: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A place at a time that somebody has chosen for a callback. Whoever has the row has the place.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "callback_place")]
pub struct Model {
    /// When the time begins.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot: i64,
    /// From 0; as many as `places` of `contacts.toml`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i16,
    pub request_id: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A token of a portal that was used, for as long as it could come again.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "portal_token")]
pub struct Model {
    /// See [`crate::secret::Secret::token_code`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

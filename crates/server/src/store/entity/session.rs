//! A session of somebody whom a portal has signed in.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the secret, in base 64: the secret itself is nowhere.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub portal: String,
    /// See [`crate::secret::Secret::owner_code`].
    pub owner: String,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

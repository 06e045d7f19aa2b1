//! What requests that were deleted had said of the service: sums of a day. Knows nothing about the persons.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quality_day")]
pub struct Model {
    /// On which they were closed, `yyyy-mm-dd`, in Moscow.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    /// How many there were, without those that were withdrawn.
    pub closed: i64,
    /// How many of them the first level has settled.
    pub first: i64,
    /// How many of their applicants had to repeat themselves.
    pub repeated: i64,
    /// How many were rated, and all their stars.
    pub rated: i64,
    pub stars: i64,
    /// To how many an employee has said something, and the seconds until then of all.
    pub answered: i64,
    pub seconds: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! An uploaded file. Its content lies in the object store under the same id.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Absent until a request claims the file.
    pub request_id: Option<i64>,
    pub profile: String,
    pub name: String,
    pub description: String,
    /// Empty while the content is still arriving.
    pub file_type: String,
    pub bytes: i64,
    pub created_at: i64,
    /// From 1, in the order of the applicant; 0 until a request claims the file.
    pub place: i32,
    /// The message that it came with; absent for files of the form and documents.
    pub message_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

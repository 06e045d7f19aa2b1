//! How often each answer and guide was read on a day.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000008_view"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("page_view")
            .col(ColumnDef::new("page").text().not_null())
            .col(ColumnDef::new("day").text().not_null())
            .col(ColumnDef::new("times").big_integer().not_null())
            .primary_key(Index::create().col("page").col("day"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::drop().table("page_view").to_owned();
        manager.drop_table(drop).await
    }
}

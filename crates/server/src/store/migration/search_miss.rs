//! Words that were searched for in vain.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000002_search_miss"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("search_miss")
            .col(ColumnDef::new("words").text().not_null())
            .col(ColumnDef::new("language").text().not_null())
            .col(ColumnDef::new("times").big_integer().not_null())
            .col(ColumnDef::new("last_day").text().not_null())
            .primary_key(Index::create().col("words").col("language"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::drop().table("search_miss").to_owned();
        manager.drop_table(drop).await
    }
}

//! The place of a file among those of its request: the applicant has put them in an order.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000006_file_place"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let place = ColumnDef::new("place")
            .integer()
            .not_null()
            .default(0)
            .take();
        let table = Table::alter()
            .table("attachment")
            .add_column(place)
            .to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("attachment")
            .drop_column("place")
            .to_owned();
        manager.alter_table(table).await
    }
}

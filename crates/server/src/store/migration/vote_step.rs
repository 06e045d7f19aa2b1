//! Votes about steps of guides: `question` names the step then.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000003_vote_step"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let guide = ColumnDef::new("guide").text().not_null().default("").take();
        let table = Table::alter().table("vote").add_column(guide).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("vote").drop_column("guide").to_owned();
        manager.alter_table(table).await
    }
}

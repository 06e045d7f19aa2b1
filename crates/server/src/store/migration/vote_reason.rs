//! Why something did not help, and the code of the ballot by which a vote is replaced instead of counted twice.

use sea_orm_migration::prelude::*;

use super::index;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000010_vote_reason"
    }
}

/// The votes of one ballot.
const INDEX: &str = "vote_ballot";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reason = ColumnDef::new("reason")
            .text()
            .not_null()
            .default("")
            .take();
        // Votes from before have none, and no two of those are the same.
        let ballot = ColumnDef::new("ballot").text().null().take();
        for column in [reason, ballot] {
            let table = Table::alter().table("vote").add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let index = index(INDEX, "vote", &["ballot"]).unique().take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(INDEX).table("vote").to_owned();
        manager.drop_index(index).await?;
        for column in ["ballot", "reason"] {
            let table = Table::alter().table("vote").drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

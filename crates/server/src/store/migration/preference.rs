//! How the applicant of a request wants to hear of it.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000012_preference"
    }
}

/// Tables with their new columns: nothing was said of requests sent before, and no waiting letter was asked for.
fn columns() -> [(&'static str, ColumnDef); 2] {
    let preferences = ColumnDef::new("preferences")
        .text()
        .not_null()
        .default("")
        .take();
    let asked_for = ColumnDef::new("asked_for")
        .boolean()
        .not_null()
        .default(false)
        .take();
    [("request", preferences), ("mail", asked_for)]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let table = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("mail", "asked_for"), ("request", "preferences")] {
            let table = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

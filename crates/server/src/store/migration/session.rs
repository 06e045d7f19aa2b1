//! Whom portals have signed in, which requests are theirs, and where a request was written.

use sea_orm_migration::prelude::*;

const OF_OWNER: &str = "request_owner";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000013_session"
    }
}

/// The new columns of a request: one that was sent before is nobody's and came from no portal.
fn columns() -> [ColumnDef; 2] {
    ["owner", "context"].map(|name| ColumnDef::new(name).text().not_null().default("").take())
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn tables() -> [TableCreateStatement; 2] {
    let code = || text("code").primary_key().take();
    let expires = || ColumnDef::new("expires_at").big_integer().not_null().take();
    let session = Table::create()
        .table("session")
        .col(code())
        .col(text("portal"))
        .col(text("owner"))
        .col(expires())
        .take();
    let token = Table::create()
        .table("portal_token")
        .col(code())
        .col(expires())
        .take();
    [session, token]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let table = Table::alter()
                .table("request")
                .add_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        let of_owner = Index::create()
            .name(OF_OWNER)
            .table("request")
            .col("owner")
            .col("id")
            .take();
        manager.create_index(of_owner).await?;
        for table in tables() {
            manager.create_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["portal_token", "session"] {
            let drop = Table::drop().table(table).to_owned();
            manager.drop_table(drop).await?;
        }
        let of_owner = Index::drop().name(OF_OWNER).table("request").to_owned();
        manager.drop_index(of_owner).await?;
        for column in ["context", "owner"] {
            let table = Table::alter()
                .table("request")
                .drop_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

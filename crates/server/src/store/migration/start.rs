//! The first schema: requests with their journal and files, idempotency keys, votes.

use sea_orm_migration::prelude::*;

use super::index;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261120_000001_start"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(request()).await?;
        manager.create_table(event()).await?;
        manager.create_table(attachment()).await?;
        manager.create_table(idempotency()).await?;
        manager.create_table(vote()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["vote", "idempotency", "attachment", "event", "request"] {
            let drop = Table::drop().table(table).to_owned();
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn id() -> ColumnDef {
    integer("id").auto_increment().primary_key().take()
}

fn request() -> TableCreateStatement {
    Table::create()
        .table("request")
        .col(id())
        .col(text("number").unique_key())
        .col(ColumnDef::new("key_version").integer().not_null())
        .col(text("form"))
        .col(text("kind"))
        .col(text("status"))
        .col(text("subject"))
        .col(text("fields"))
        .col(ColumnDef::new("phone").text())
        .col(ColumnDef::new("email").text())
        .col(integer("sent_at"))
        .col(integer("changed_at"))
        .col(integer("editable_until"))
        .col(ColumnDef::new("term_from").text())
        .col(ColumnDef::new("term_to").text())
        .col(text("actions"))
        .col(ColumnDef::new("version").integer().not_null())
        .to_owned()
}

fn event() -> TableCreateStatement {
    Table::create()
        .table("event")
        .col(id())
        .col(integer("request_id"))
        .col(integer("at"))
        .col(text("kind"))
        .col(text("status"))
        .col(text("actor"))
        .col(text("by"))
        .col(text("reason"))
        .foreign_key(&mut of_request("event"))
        .to_owned()
}

fn attachment() -> TableCreateStatement {
    Table::create()
        .table("attachment")
        .col(text("id").primary_key())
        .col(ColumnDef::new("request_id").big_integer())
        .col(text("profile"))
        .col(text("name"))
        .col(text("description"))
        .col(text("file_type"))
        .col(integer("bytes"))
        .col(integer("created_at"))
        .foreign_key(&mut of_request("attachment"))
        .to_owned()
}

fn of_request(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "request_id")
        .to("request", "id")
        .to_owned()
}

fn idempotency() -> TableCreateStatement {
    Table::create()
        .table("idempotency")
        .col(text("scope"))
        .col(text("key"))
        .col(text("body"))
        .col(text("number"))
        .col(integer("created_at"))
        .primary_key(Index::create().col("scope").col("key"))
        .to_owned()
}

fn vote() -> TableCreateStatement {
    Table::create()
        .table("vote")
        .col(id())
        .col(text("topic"))
        .col(text("question"))
        .col(text("language"))
        .col(ColumnDef::new("helpful").boolean().not_null())
        .col(text("comment"))
        .col(integer("at"))
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 4] {
    [
        // The journal of one request in its order.
        index("event_request", "event", &["request_id", "id"]),
        index("attachment_request", "attachment", &["request_id"]),
        // The queue of one status in its order.
        index("request_status", "request", &["status", "id"]),
        index("idempotency_created", "idempotency", &["created_at"]),
    ]
}

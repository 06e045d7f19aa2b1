//! Letters that wait for a mail server.

use sea_orm_migration::prelude::*;

use super::index;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000004_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::drop().table("mail").to_owned();
        manager.drop_table(drop).await
    }
}

fn table() -> TableCreateStatement {
    let integer = |name: &'static str| ColumnDef::new(name).big_integer().not_null().take();
    let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
    Table::create()
        .table("mail")
        .col(integer("id").auto_increment().primary_key())
        .col(integer("request_id"))
        .col(text("kind"))
        .col(text("language"))
        .col(text("recipient"))
        .col(ColumnDef::new("attempts").integer().not_null())
        .col(integer("next_at"))
        .col(integer("created_at"))
        .foreign_key(
            ForeignKey::create()
                .from("mail", "request_id")
                .to("request", "id"),
        )
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 2] {
    [
        // A request has one letter of a kind.
        index("mail_request", "mail", &["request_id", "kind"])
            .unique()
            .take(),
        // What is due, in its order.
        index("mail_next", "mail", &["next_at", "id"]),
    ]
}

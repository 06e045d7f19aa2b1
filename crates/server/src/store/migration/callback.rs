//! When somebody calls, and the places at the times that people have chosen.

use sea_orm_migration::prelude::*;

use super::index;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000010_callback"
    }
}

/// The new columns of a request; an older one has been promised no moment.
fn columns() -> [ColumnDef; 3] {
    [
        ColumnDef::new("call_from").big_integer().take(),
        ColumnDef::new("call_until").big_integer().take(),
        ColumnDef::new("call_chosen")
            .boolean()
            .not_null()
            .default(false)
            .take(),
    ]
}

fn places() -> TableCreateStatement {
    let integer = |name: &'static str| ColumnDef::new(name).big_integer().not_null().take();
    let key = Index::create().col("slot").col("place").take();
    Table::create()
        .table("callback_place")
        .col(integer("slot"))
        .col(ColumnDef::new("place").small_integer().not_null())
        .col(integer("request_id"))
        .primary_key(&mut key.clone())
        .foreign_key(
            ForeignKey::create()
                .from("callback_place", "request_id")
                .to("request", "id"),
        )
        .to_owned()
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
        manager.create_table(places()).await?;
        let of_request = index("callback_place_request", "callback_place", &["request_id"]);
        manager.create_index(of_request).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::drop().table("callback_place").to_owned();
        manager.drop_table(drop).await?;
        for column in columns() {
            let column = column.get_column_name();
            let table = Table::alter()
                .table("request")
                .drop_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

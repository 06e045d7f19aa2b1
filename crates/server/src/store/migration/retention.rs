//! Closed requests are deleted in their time: what finds them, and what is left of them, sums without persons.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000014_retention"
    }
}

/// Nobody noted when requests were closed that are older than the column: that was the latest that happened to them, but
/// for a rating.
const FILL: &str =
    "UPDATE request SET status_since = changed_at WHERE status = 'closed' AND status_since = 0";

const SUMS: [&str; 7] = [
    "closed", "first", "repeated", "rated", "stars", "answered", "seconds",
];

fn table() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("quality_day")
        .col(ColumnDef::new("day").text().not_null().primary_key());
    for name in SUMS {
        table.col(ColumnDef::new(name).big_integer().not_null());
    }
    table
}

const INDEXES: [(&str, &str); 2] = [
    // Those of a status, whoever stands there longest first.
    ("request_status_since", "request"),
    // The calls of a request.
    ("idempotency_number", "idempotency"),
];

fn indexes() -> [IndexCreateStatement; 2] {
    let [of_status, of_number] =
        INDEXES.map(|(name, table)| Index::create().name(name).table(table).to_owned());
    [
        of_status
            .clone()
            .col("status")
            .col("status_since")
            .col("id")
            .take(),
        of_number.clone().col("number").take(),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        super::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(FILL).await?;
        manager.create_table(table()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in INDEXES {
            let drop = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(drop).await?;
        }
        let drop = Table::drop().table("quality_day").to_owned();
        manager.drop_table(drop).await
    }
}

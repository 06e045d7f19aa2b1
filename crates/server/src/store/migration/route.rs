//! Where a request goes and how soon it is taken up; numbers of personal documents apart from the other answers.

use sea_orm_migration::prelude::*;

use super::index;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000005_route"
    }
}

/// What a request that was sent before has: no department, the usual priority, nothing found, nothing sealed.
fn columns() -> [ColumnDef; 4] {
    let text = |name: &'static str, value: &'static str| {
        ColumnDef::new(name).text().not_null().default(value).take()
    };
    [
        text("department", ""),
        ColumnDef::new("priority")
            .small_integer()
            .not_null()
            .default(2)
            .take(),
        text("detected", "{}"),
        text("sealed", ""),
    ]
}

fn drop(name: &'static str) -> IndexDropStatement {
    Index::drop().name(name).table("request").to_owned()
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
        manager.drop_index(drop("request_status")).await?;
        // The queue in its order, whole and of one status.
        let whole = index("request_queue", "request", &["priority", "id"]);
        manager.create_index(whole).await?;
        let columns = ["status", "priority", "id"];
        let of_status = index("request_status_queue", "request", &columns);
        manager.create_index(of_status).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["request_queue", "request_status_queue"] {
            manager.drop_index(drop(name)).await?;
        }
        let of_status = index("request_status", "request", &["status", "id"]);
        manager.create_index(of_status).await?;
        for column in ["department", "priority", "detected", "sealed"] {
            let table = Table::alter()
                .table("request")
                .drop_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

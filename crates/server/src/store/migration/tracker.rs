//! What happens to a request after it was sent: stages, levels and steps of a long wait, messages, ratings.

use sea_orm_migration::prelude::*;

use super::index;
use crate::clock::{Clock, Moment, SystemClock};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000007_tracker"
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().take()
}

fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

/// The new columns of a table that was there before; what they say of an older row is that nothing happened yet.
fn columns() -> [(&'static str, Vec<ColumnDef>); 4] {
    let request = vec![
        text("stage"),
        text("level").not_null().default("first").take(),
        moment("decided_at"),
        moment("status_since").not_null().default(0).take(),
        text("assignee").not_null().default("").take(),
        moment("repeated_at"),
        moment("hastened_at"),
        moment("escalated_at"),
        moment("notified_at"),
        text("notified_kind"),
        text("reminded_until"),
        text("language").not_null().default("ru").take(),
    ];
    let event = vec![text("term_from"), text("term_to"), text("stage")];
    let version = ColumnDef::new("version")
        .integer()
        .not_null()
        .default(1)
        .take();
    [
        ("mail", vec![version, text("term_was")]),
        ("request", request),
        ("event", event),
        ("attachment", vec![moment("message_id")]),
    ]
}

/// What the new columns say of rows from before.
fn fill(now: Moment) -> [String; 4] {
    let Moment(now) = now;
    [
        // Whoever considers a dispute begins with what is there.
        "UPDATE request SET stage = 'completeness' WHERE kind = 'dispute' \
         AND status IN ('in_progress', 'approval', 'waiting_documents')"
            .to_owned(),
        // Nobody was told until when they may disagree: they have the whole time from now on.
        format!(
            "UPDATE request SET decided_at = {now} WHERE status IN ('approved', 'refused', 'sent')"
        ),
        // What was closed was decided, unless its applicant took it back.
        "UPDATE request SET decided_at = changed_at WHERE status = 'closed' AND NOT EXISTS \
         (SELECT 1 FROM event WHERE event.request_id = request.id AND event.kind = 'withdrawn')"
            .to_owned(),
        // It was confirmed by a letter when it was sent.
        "UPDATE request SET notified_at = sent_at, notified_kind = 'received' WHERE email IS NOT NULL"
            .to_owned(),
    ]
}

fn messages() -> TableCreateStatement {
    let required = |column: ColumnDef| column.clone().not_null().take();
    Table::create()
        .table("message")
        .col(required(moment("id")).auto_increment().primary_key())
        .col(required(moment("request_id")))
        .col(required(moment("at")))
        .col(required(text("actor")))
        .col(required(text("by")))
        .col(required(text("text")))
        .foreign_key(
            ForeignKey::create()
                .from("message", "request_id")
                .to("request", "id"),
        )
        .to_owned()
}

fn ratings() -> TableCreateStatement {
    let required = |column: ColumnDef| column.clone().not_null().take();
    Table::create()
        .table("rating")
        .col(required(moment("request_id")).primary_key())
        .col(ColumnDef::new("stars").small_integer().not_null())
        .col(required(text("comment")))
        .col(required(moment("at")))
        .foreign_key(
            ForeignKey::create()
                .from("rating", "request_id")
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
        for (name, columns) in columns() {
            for column in columns {
                let table = Table::alter().table(name).add_column(column).to_owned();
                manager.alter_table(table).await?;
            }
        }
        for statement in fill(SystemClock.now()) {
            manager
                .get_connection()
                .execute_unprepared(&statement)
                .await?;
        }
        manager.create_table(messages()).await?;
        manager.create_table(ratings()).await?;
        let of_request = index("message_request", "message", &["request_id", "id"]);
        manager.create_index(of_request).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["rating", "message"] {
            let drop = Table::drop().table(name).to_owned();
            manager.drop_table(drop).await?;
        }
        for (name, columns) in columns() {
            for column in columns {
                let column = column.get_column_name();
                let table = Table::alter().table(name).drop_column(column).to_owned();
                manager.alter_table(table).await?;
            }
        }
        Ok(())
    }
}

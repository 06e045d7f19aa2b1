//! Steps of the schema, oldest first. A step that was released never changes: mend it with a new one.

mod search_miss;
mod start;
mod vote_step;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(start::Migration),
            Box::new(search_miss::Migration),
            Box::new(vote_step::Migration),
        ]
    }
}

//! Steps of the schema, oldest first. A step that was released never changes: mend it with a new one.

mod callback;
mod file_place;
mod mail;
mod preference;
mod retention;
mod route;
mod search_miss;
mod session;
mod start;
mod tracker;
mod view;
mod vote_reason;
mod vote_step;

use sea_orm_migration::prelude::*;

/// A step is taken as a whole or not at all, on SQLite too: a server that dies halfway can start again.
const WHOLE: Option<bool> = Some(true);

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(start::Migration),
            Box::new(search_miss::Migration),
            Box::new(vote_step::Migration),
            Box::new(mail::Migration),
            Box::new(route::Migration),
            Box::new(file_place::Migration),
            Box::new(tracker::Migration),
            Box::new(preference::Migration),
            Box::new(vote_reason::Migration),
            Box::new(view::Migration),
            Box::new(callback::Migration),
            Box::new(session::Migration),
            Box::new(retention::Migration),
        ]
    }
}

/// An index over columns in their order.
fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_taken_as_a_whole() {
        for step in Migrator::migrations() {
            assert_eq!(step.use_transaction(), WHOLE, "{}", step.name());
        }
    }
}

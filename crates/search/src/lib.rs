//! Text analysis, index and ranking of Opora's search.
//!
//! Text goes `fold` → `stem` → `index`; a query goes `query` → `rank` → `highlight`.
//! Deliberately absent: I/O, clocks, dependencies, regular expressions, Unicode tables.

mod fold;
mod highlight;
mod index;
mod query;
mod rank;
mod stem;
mod stop;

pub use highlight::Run;
pub use index::{Document, Index};
pub use query::Hit;

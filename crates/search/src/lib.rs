//! Text analysis, index and ranking of Opora's search.
//!
//! Text goes `fold` → `stem` → [`Builder`] → files; a query goes `reading` → `query` (what each
//! word may stand for: `typo`, `synonym`) → `rank` → [`Found`], whose [`Marker`] highlights.
//! Deliberately absent: I/O, clocks, dependencies, regular expressions, Unicode tables.

mod alphabet;
mod builder;
mod bytes;
mod correct;
mod counts;
mod explain;
mod fold;
mod frame;
mod highlight;
#[cfg(test)]
mod hostile;
mod index;
mod layout;
mod memory;
mod missing;
mod query;
mod rank;
mod reading;
mod search;
mod shard;
mod spelling;
mod stem;
mod stop;
mod synonym;
mod typo;

pub use builder::{Builder, Document, Files};
pub use explain::Reason;
pub use frame::{Damaged, name};
pub use highlight::{Marker, Run};
pub use index::Index;
pub use rank::{Knobs, Why};
pub use reading::Reading;
pub use search::{Found, Hit};

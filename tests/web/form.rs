//! What is typed and sent, and what the device keeps of it.

mod assistant;
mod attachment;
mod draft;
mod foreign;
mod kept;
mod mend;
pub mod outbox;
mod preference;
pub mod state;
mod stock;
pub mod submit;

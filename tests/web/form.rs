//! What is typed and sent, and what the device keeps of it.

mod assistant;
mod attachment;
mod draft;
mod foreign;
mod kept;
mod mend;
mod outbox;
mod preference;
mod state;
mod stock;
mod submit;

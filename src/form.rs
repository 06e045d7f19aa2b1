//! Filling and sending a form: what is typed is kept on the device from the first letter until the server has it.

pub mod assistant;
pub mod attachment;
mod banner;
pub mod copy;
pub mod draft;
pub mod foreign;
pub mod kept;
pub mod mend;
pub mod outbox;
pub mod preference;
pub mod state;
pub mod stock;
pub mod submit;
pub mod taken;
pub mod transfer;

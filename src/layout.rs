//! What stands around the pages and is drawn by `index.html`: the app only gives it life.

pub mod frame;
#[cfg(not(feature = "components"))]
pub mod search;
pub mod suggest;

//! What journeys stand on: a server of their own with its database, browsers that belong to nobody
//! else, and citizens who find things by the words on the screen.
//!
//! Everything here keeps to the standard of drivers, but for what is marked `Chromium only`: [`Engine::has_devtools`] says
//! whether that can be had, and a journey that asks for it elsewhere fails. `everywhere.txt` beside names the journeys that
//! run in every browser.

mod axe;
mod browser;
mod citizen;
mod console;
mod device;
mod dist;
mod driver;
mod engine;
mod environment;
mod evidence;
mod host;
mod http;
mod line;
mod paper;
mod portal;
mod screen;
mod stage;
mod wait;

pub use axe::Axe;
pub use citizen::{Citizen, Focus, Object, Told, Weight};
pub use device::Viewport;
pub use dist::Dist;
pub use engine::Engine;
pub use fantoccini::{elements::Element, key::Key};
pub use host::Host;
pub use http::Reply;
pub use line::{Line, Tally};
pub use paper::Paper;
pub use portal::{Portal, Row};
pub use stage::{Failure, Outcome, Stage, journey};
pub use wait::{until, until_within};

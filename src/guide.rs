//! Guides on this device: how far the person is, what the device can tell by itself, and the pictures of the steps.

pub mod check;
pub mod kept;
pub mod parcel;
pub mod picture;
pub mod unconfirmed;

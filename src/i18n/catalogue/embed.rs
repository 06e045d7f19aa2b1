//! What is said in a frame of another portal.

use super::Notice;

pub struct Embed {
    /// The name of the links under every page, for ears.
    pub foot: &'static str,
    pub settings: &'static str,
    pub own_tab: &'static str,
    /// Where a draft is kept and how it is taken along.
    pub form_storage: &'static str,
    pub list_storage: Notice,
    /// The browser lets the frame keep nothing.
    pub no_storage: Notice,
    pub list_in_own_tab: &'static str,
    /// The requests of somebody whom a portal, by its name, has signed in.
    pub signed_in: fn(&str) -> String,
    pub signed_out: &'static str,
    pub context: &'static str,
    /// The name of the portal.
    pub context_lead: fn(&str) -> String,
    pub context_remove: &'static str,
    pub context_removed: fn(&str) -> String,
    /// The name of the portal, and the labels of what it has filled in.
    pub filled_in: fn(&str, &str) -> String,
    /// A form that the portal, by its name, does not take.
    pub elsewhere: fn(&str) -> String,
    pub elsewhere_detail: &'static str,
}

/// The names of what a request tells of where it was written.
pub struct Told {
    pub portal: &'static str,
    pub page: &'static str,
    pub service: &'static str,
}

//! Where things are kept. Browsers keep apart sites, not origins: what the frame of another portal keeps is named after that
//! portal, so that neither Opora's own pages nor another portal of the same site see, send or clear it.

use super::document;

/// Stands between a name and the portal.
pub(super) const MARK: char = '@';

/// The name under which something is kept here. `frame.js` has noted the origin of the page around, before the app.
pub fn named(name: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    let place = root.and_then(|root| root.get_attribute("data-place"));
    // `concat` would be one more function of the first load.
    let mut named = name.to_owned();
    named.push_str(place.as_deref().unwrap_or_default());
    named
}

/// Whether a name is one of this place.
pub(super) fn is_here(name: &str) -> bool {
    let plain = name.split(MARK).next().unwrap_or_default();
    named(plain) == name
}

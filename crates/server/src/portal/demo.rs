//! The portal of the demo: a page on this machine that may do everything.

use jsonwebtoken::Algorithm;
use opora_contract::{
    portal::{ContextField, PrefillField},
    slug::Slug,
};

use super::{Draft, Name, Origin, Portals, key::Key};

const ID: &str = "demo";
/// Known to everybody, as the demo's staff token is.
const SECRET: &str = "opora-demo-portal-key-not-a-secret";

/// Adds it to whatever portals there are.
///
/// # Errors
/// When another one has its name or its origin.
pub fn add(portals: &mut Portals, origin: &Origin, audience: String) -> anyhow::Result<()> {
    let id = Slug::parse(ID).ok_or_else(|| anyhow::anyhow!("the demo has no name"))?;
    let taken = portals.named(&id).is_some() || portals.at(origin.as_str()).is_some();
    anyhow::ensure!(
        !taken,
        "another portal has the name or the origin of --demo-host"
    );
    let key = Key::read(Algorithm::HS256, SECRET).map_err(anyhow::Error::msg)?;
    if portals.audience.is_empty() {
        portals.audience = audience;
    }
    let portal = Draft {
        id,
        name: Name {
            ru: "Демонстрационный портал".to_owned(),
            en: "Demo portal".to_owned(),
        },
        origins: vec![origin.clone()],
        theme: None,
        context: vec![ContextField::Page, ContextField::Service],
        prefill: vec![PrefillField::Name, PrefillField::Email, PrefillField::Phone],
        forms: None,
        key: Some(key),
    };
    portals.list.push(portal.into());
    Ok(())
}

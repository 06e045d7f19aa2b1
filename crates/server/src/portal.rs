//! Portals that may show the app in a frame: who they are, from where, and what they may do there. A file says it,
//! `--portals`; it is read once, at start, and a server whose file has a mistake does not start.

mod demo;
mod file;
mod key;
mod origin;
mod token;

use opora_contract::{
    language::{Base, Language},
    portal::{ContextField, Portal as Shown, PrefillField},
    slug::Slug,
    theme::Theme,
};

use self::key::Key;
pub use self::{
    file::load,
    origin::Origin,
    token::{Identity, TokenFault},
};
use crate::{
    config::Config,
    content::{Content, Mistake},
    edition::Editions,
    prepared::Prepared,
};

/// Every portal of the deployment.
#[derive(Debug, Default)]
pub struct Portals {
    list: Vec<Portal>,
    /// What `aud` of a token must be; some where a portal says who its visitors are.
    audience: String,
}

/// One of them.
#[derive(Debug)]
pub struct Portal {
    pub id: Slug,
    name: Name,
    origins: Vec<Origin>,
    context: Vec<ContextField>,
    prefill: Vec<PrefillField>,
    /// `None` for all.
    forms: Option<Vec<Slug>>,
    key: Option<Key>,
    /// `GET /portal`.
    shown: Editions<Prepared>,
}

#[derive(Clone, Debug)]
struct Name {
    ru: String,
    en: String,
}

impl Name {
    fn of(&self, language: Language) -> &str {
        match language.base() {
            Base::Ru => &self.ru,
            Base::En => &self.en,
        }
    }
}

impl Portals {
    /// The portals of a deployment.
    ///
    /// # Errors
    /// When the file has a mistake: all of them, a line each.
    pub fn of(config: &Config, content: &Content) -> anyhow::Result<Self> {
        let audience = config.audience();
        let mut portals = match &config.portals {
            Some(path) => {
                load(path, audience.as_deref(), content).map_err(|mistakes| said(&mistakes))?
            }
            None => Self::default(),
        };
        if let Some(origin) = &config.demo_host {
            anyhow::ensure!(config.demo, "--demo-host goes with --demo");
            let audience = audience.unwrap_or_else(|| format!("http://{}", config.listen));
            demo::add(&mut portals, origin, audience)?;
        }
        Ok(portals)
    }

    /// The portal that has this origin, written exactly so.
    #[must_use]
    pub fn at(&self, origin: &str) -> Option<&Portal> {
        let mut portals = self.list.iter();
        portals.find(|portal| portal.origins.iter().any(|own| own.as_str() == origin))
    }

    #[must_use]
    pub fn named(&self, id: &Slug) -> Option<&Portal> {
        self.list.iter().find(|portal| portal.id == *id)
    }

    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.list.iter().flat_map(|portal| &portal.origins)
    }

    #[must_use]
    pub const fn audience(&self) -> &str {
        self.audience.as_str()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Portal {
    /// What the frame is told.
    #[must_use]
    pub fn shown(&self, language: Language) -> &Prepared {
        self.shown.of(language)
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        self.name.of(language)
    }

    /// Whether a form may be filled in from there.
    #[must_use]
    pub fn takes(&self, form: &Slug) -> bool {
        let forms = self.forms.as_ref();
        forms.is_none_or(|forms| forms.contains(form))
    }

    #[must_use]
    pub fn tells(&self, field: ContextField) -> bool {
        self.context.contains(&field)
    }
}

fn said(mistakes: &[Mistake]) -> anyhow::Error {
    let lines: Vec<_> = mistakes.iter().map(Mistake::to_string).collect();
    anyhow::anyhow!("the portals:\n{}", lines.join("\n"))
}

/// What a portal is made of, before it is written out for its frame.
struct Draft {
    id: Slug,
    name: Name,
    origins: Vec<Origin>,
    theme: Option<Theme>,
    context: Vec<ContextField>,
    prefill: Vec<PrefillField>,
    forms: Option<Vec<Slug>>,
    key: Option<Key>,
}

impl From<Draft> for Portal {
    fn from(draft: Draft) -> Self {
        let shown = Editions::each(|language| {
            Prepared::json(&Shown {
                id: draft.id.clone(),
                name: draft.name.of(language).to_owned(),
                theme: draft.theme,
                context: draft.context.clone(),
                prefill: draft.prefill.clone(),
                forms: draft.forms.clone(),
                identity: draft.key.is_some(),
            })
        });
        let Draft {
            id,
            name,
            origins,
            context,
            prefill,
            forms,
            key,
            ..
        } = draft;
        Self {
            id,
            name,
            origins,
            context,
            prefill,
            forms,
            key,
            shown,
        }
    }
}

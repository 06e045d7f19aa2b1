//! What every call may need, made once at start.

use std::sync::Arc;

use anyhow::Context;
use object_store::{ObjectStore, local::LocalFileSystem};

use crate::{
    clock::{Clock, Moment},
    config::{Config, StaffToken},
    content::Content,
    folder,
    limit::Limits,
    live::Hub,
    mail::Post,
    portal::Portals,
    publication::Publication,
    request::Registrar,
    secret::Secret,
    site::Site,
    store::Store,
    view::Views,
};

/// A cheap handle on the running application.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    config: Config,
    publication: Arc<Publication>,
    portals: Portals,
    site: Site,
    store: Store,
    files: Arc<dyn ObjectStore>,
    secret: Secret,
    staff: Vec<StaffToken>,
    limits: Limits,
    views: Views,
    live: Arc<Hub>,
    registrar: Registrar,
    post: Post,
    clock: Arc<dyn Clock>,
}

impl App {
    /// Opens the database (and brings its schema up to date), the files, the secret and the built app.
    ///
    /// # Errors
    /// When one of them cannot be opened.
    pub async fn open(
        config: Config,
        publication: Arc<Publication>,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let portals = Portals::of(&config, publication.content())?;
        folder::make_private(&config.data)?;
        folder::make_private(&config.files())?;
        folder::clear_staged(&config.files(), clock.now());
        let files = LocalFileSystem::new_with_prefix(config.files())
            .context("opening the folder of uploaded files")?
            // An acknowledged file survives a power cut.
            .with_fsync(true);
        let live = Arc::new(Hub::new(
            config.stream_limit,
            config.stream_limit_by_request,
        ));
        let store = Store::open(&config.database_url(), live.clone()).await?;
        let mut staff = config.staff_tokens.clone();
        if config.demo {
            staff.push(StaffToken::new("Демо", "demo"));
        }
        Ok(Self(Arc::new(Parts {
            site: Site::load(&config, &portals)?,
            portals,
            secret: config.secret()?,
            limits: Limits::new(config.rate_limit),
            views: Views::default(),
            live,
            registrar: Registrar::default(),
            post: Post::open(&config)?,
            files: Arc::new(files),
            publication,
            store,
            staff,
            clock,
            config,
        })))
    }

    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    #[must_use]
    pub(crate) fn publication(&self) -> &Publication {
        &self.0.publication
    }

    #[must_use]
    pub(crate) fn content(&self) -> &Content {
        self.0.publication.content()
    }

    #[must_use]
    pub(crate) fn portals(&self) -> &Portals {
        &self.0.portals
    }

    #[must_use]
    pub(crate) fn site(&self) -> &Site {
        &self.0.site
    }

    #[must_use]
    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    #[must_use]
    pub(crate) fn files(&self) -> &dyn ObjectStore {
        self.0.files.as_ref()
    }

    #[must_use]
    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    #[must_use]
    pub(crate) fn staff(&self) -> &[StaffToken] {
        &self.0.staff
    }

    #[must_use]
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    #[must_use]
    pub(crate) fn views(&self) -> &Views {
        &self.0.views
    }

    #[must_use]
    pub(crate) fn live(&self) -> &Arc<Hub> {
        &self.0.live
    }

    #[must_use]
    pub(crate) fn registrar(&self) -> &Registrar {
        &self.0.registrar
    }

    #[must_use]
    pub(crate) fn post(&self) -> &Post {
        &self.0.post
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }
}

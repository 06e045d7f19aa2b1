//! The built app: files of the dist folder and the addresses of its pages.
//!
//! Read whole into memory at start. A call can only name what was read, so no path leads out of the folder, and a
//! build under a running server changes nothing until it restarts.

mod asset;
mod frame;
mod header;
mod page;

use std::{collections::HashMap, sync::Arc};

use anyhow::Context;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header as name},
    response::{IntoResponse, Response},
};
use opora_contract::page::Page;

use self::{asset::Asset, frame::Policies, page::Pages};
use crate::{config::Config, content::Content, portal::Portals, state::App};

const INDEX: &str = "index.html";
/// The page of employees, a program of its own, and where it is.
const STAFF: &str = "staff.html";
const STAFF_PATH: &str = "staff";

/// What portals put into their own pages.
const EMBED: &str = "embed/";

/// The service worker, and what stands in its place when it has to go.
const WORKER: &str = "worker.js";
const WORKER_OFF: &str = "worker-off.js";

/// Said where there is no app, in place of it.
const MISSING: &str = "The app is not built. Run `cargo xtask dist`, or name the built folder with --dist.\n\
                       Приложение не собрано. Выполните `cargo xtask dist` или укажите папку в --dist.\n";

pub struct Site {
    /// By path without the leading slash.
    assets: HashMap<String, Asset>,
    /// Pages that have words of their own before the app is there.
    pages: Pages,
    policies: Policies,
}

impl Site {
    /// Reads the dist folder; an absent one makes a site that says how to build it.
    ///
    /// # Errors
    /// When a file cannot be read, or what may show the app in a frame cannot stand in a header.
    pub fn load(config: &Config, portals: &Portals) -> anyhow::Result<Self> {
        let dist = &config.dist;
        let mut assets = HashMap::new();
        if dist.is_dir() {
            asset::read(dist, "", &mut assets)
                .with_context(|| format!("reading {}", dist.display()))?;
        }
        if config.worker_off
            && let Some(off) = assets.remove(WORKER_OFF)
        {
            assets.insert(WORKER.to_owned(), off);
        }
        Ok(Self {
            assets,
            pages: Pages::default(),
            policies: Policies::new(&config.frame_ancestors, portals)?,
        })
    }

    /// A file that is no page of the app.
    fn asset(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let asset = self.assets.get(path)?;
        let mut response = asset.answer(StatusCode::OK, request);
        if asset.is_page() {
            header::protect(response.headers_mut(), self.policies.usual());
        } else if path.starts_with(EMBED) {
            header::share(response.headers_mut());
        }
        Some(response)
    }

    /// A page of the app, which may be shown in a frame of the portal that its address names.
    fn page(&self, asset: &Asset, status: StatusCode, uri: &Uri, request: &HeaderMap) -> Response {
        let mut response = asset.answer(status, request);
        header::protect(response.headers_mut(), self.policies.of(uri));
        response
    }

    /// What a browser gets at an address.
    fn answer(&self, uri: &Uri, request: &HeaderMap, content: &Content) -> Response {
        let path = uri.path();
        let file = path.trim_start_matches('/');
        if file.trim_end_matches('/') == STAFF_PATH {
            return self.staff(request);
        }
        if !file.is_empty()
            && ![INDEX, STAFF].contains(&file)
            && let Some(response) = self.asset(file, request)
        {
            return response;
        }
        let page = Page::parse(path).filter(|page| exists(page, content));
        if let Some(own) = page.as_ref().and_then(|page| self.own(page, uri, content)) {
            return self.page(&own, StatusCode::OK, uri, request);
        }
        let status = match page.is_some() {
            true => StatusCode::OK,
            // A missing file is never answered by a page: a browser would run it as a script and show nothing.
            false if has_extension(path) || !wants_page(request) => return not_found(),
            false => StatusCode::NOT_FOUND,
        };
        let index = self.assets.get(INDEX);
        index.map_or_else(missing, |index| self.page(index, status, uri, request))
    }

    /// A page with its own words; `None` where it begins as all do.
    fn own(&self, page: &Page, uri: &Uri, content: &Content) -> Option<Arc<Asset>> {
        let index = self.assets.get(INDEX)?.text()?;
        let query = uri.query().unwrap_or_default();
        self.pages.find(index, page, query, content)
    }

    /// The page of employees. No search engine keeps it, no portal shows it.
    fn staff(&self, request: &HeaderMap) -> Response {
        let mut response = self.asset(STAFF, request).unwrap_or_else(missing);
        header::hide(response.headers_mut());
        response
    }
}

fn missing() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, MISSING).into_response()
}

/// The handler of everything that is not the API.
pub async fn serve(State(app): State<App>, request: Request) -> Response {
    let is_head = request.method() == Method::HEAD;
    if !is_head && request.method() != Method::GET {
        let allow = [(name::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let site = app.site();
    let mut response = site.answer(request.uri(), request.headers(), app.content());
    if is_head {
        // The length stays: it was set by hand.
        *response.body_mut() = Body::empty();
    }
    response
}

/// Whether there is something to show at a page's address.
fn exists(page: &Page, content: &Content) -> bool {
    match page {
        Page::Topic(topic) => content.has_topic(topic),
        Page::Question(topic, question) => content.has_answer(topic, question),
        Page::Guide(guide) => content
            .edition(Default::default())
            .guide(guide.as_str())
            .is_some(),
        Page::Form(form) => content.form(form.as_str(), Default::default()).is_some(),
        // Whether a request exists is nobody's business without its key.
        _ => true,
    }
}

fn has_extension(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
}

fn wants_page(request: &HeaderMap) -> bool {
    let accept = request.get(name::ACCEPT);
    accept
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "Not found\n").into_response()
}

//! A portal that has Opora in its pages: those of `docs/embedding/host`, and whatever a journey adds, on another site.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::{environment, portal::Portal};

/// A closed tree is closed to journeys, too: they look in by what this keeps, which comes before every script of a page.
const EYES: &str = "{
  const roots = (window.roots = new WeakMap());
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.set(this, root);
    return root;
  };
}
";
/// Every page loads it first.
const SCRIPT: &str = "host.js";

/// Which loader the site has: `embed.json` of the build.
#[derive(Deserialize)]
struct Newest {
    url: String,
    integrity: String,
}

/// A portal with an origin of its own; it ends with its journey.
pub struct Host {
    origin: String,
    pages: Arc<Pages>,
    work: JoinHandle<()>,
}

struct Pages {
    folder: PathBuf,
    own: Mutex<BTreeMap<String, String>>,
    values: [(&'static str, String); 3],
}

impl Host {
    /// At `localhost`, which is another site than Opora's 127.0.0.1.
    ///
    /// # Errors
    /// When there is no free port, or the build has no loader.
    pub async fn open(portal: &Portal) -> Result<Self> {
        let newest = fs::read(portal.dist().join("embed/embed.json"));
        let newest: Newest = serde_json::from_slice(&newest.context("the build has no loader")?)?;
        let pages = Arc::new(Pages {
            folder: environment::host()?,
            own: Mutex::default(),
            values: [
                ("{{opora}}", portal.url("")),
                ("{{loader}}", newest.url),
                ("{{integrity}}", newest.integrity),
            ],
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        Ok(Self {
            origin: format!("http://localhost:{}", listener.local_addr()?.port()),
            work: tokio::spawn(listen(listener, Arc::clone(&pages))),
            pages,
        })
    }

    /// Its origin, as a browser says it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address of one of its pages, `/old.html`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Adds a page with this body. It has the script of the portal and the loader, as all of them.
    pub fn add(&self, name: &str, body: &str) {
        let page = format!(
            "<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>Портал</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
             <script src=\"/{SCRIPT}\"></script><script async src=\"{{{{opora}}}}{{{{loader}}}}\" \
             integrity=\"{{{{integrity}}}}\" crossorigin=\"anonymous\"></script></head>\
             <body><main><h1>Портал</h1>{body}</main></body></html>"
        );
        let mut own = self
            .pages
            .own
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        own.insert(name.to_owned(), page);
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn listen(listener: TcpListener, pages: Arc<Pages>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&pages)));
    }
}

async fn serve(stream: TcpStream, pages: Arc<Pages>) {
    let service = service_fn(async |request: Request<Incoming>| {
        Ok::<_, Infallible>(pages.answer(request.uri().path()))
    });
    // A browser that goes away amid an answer is nobody's fault.
    let _end = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl Pages {
    fn answer(&self, path: &str) -> Response<Full<Bytes>> {
        let name = match path.trim_start_matches('/') {
            "" => "index.html",
            name => name,
        };
        let mut response = Response::new(Full::default());
        let Some(text) = self.text(name) else {
            *response.status_mut() = StatusCode::NOT_FOUND;
            return response;
        };
        let kind = match Path::new(name).extension().and_then(|kind| kind.to_str()) {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            _ => "text/html; charset=utf-8",
        };
        let kind = header::HeaderValue::from_static(kind);
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        *response.body_mut() = Full::new(Bytes::from(text));
        response
    }

    fn text(&self, name: &str) -> Option<String> {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let text = match own.get(name) {
            Some(text) => text.clone(),
            None => fs::read_to_string(self.folder.join(name)).ok()?,
        };
        let fill = |text: String, (place, value): &(&str, String)| text.replace(place, value);
        let text = self.values.iter().fold(text, fill);
        Some(match name {
            SCRIPT => format!("{EYES}{text}"),
            _ => text,
        })
    }
}

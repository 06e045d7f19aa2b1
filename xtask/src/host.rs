//! A portal that has Opora in its pages, for the demonstration and for measuring: the pages of `docs/embedding/host`, on an
//! origin of their own.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::dist::EMBED;
use crate::workspace::Workspace;

/// The pages, from the root of the checkout.
const PAGES: &str = "docs/embedding/host";
/// What an address without a name means.
const INDEX: &str = "index.html";

/// In an address, for the same page without Opora.
pub const WITHOUT: &str = "?without";
/// What stands in a page for the address of the loader.
const LOADER: &str = "{{loader}}";

/// Which loader the site has now: `dist/embed/embed.json`.
#[derive(Deserialize)]
struct Newest {
    url: String,
    integrity: String,
}

/// The portal: its pages wait to be served.
pub struct Host {
    listener: TcpListener,
    folder: PathBuf,
    /// What stands in the pages for Opora, and what it is.
    values: [(&'static str, String); 3],
}

impl Host {
    /// Of the built site, which `opora` serves; the pages will be at a port of this machine, 0 for any.
    ///
    /// # Errors
    /// When the port is taken or the site has no loader.
    pub fn open(workspace: &Workspace, opora: &str, port: u16) -> Result<Self> {
        let newest = workspace.dist().join(EMBED).join("embed.json");
        let newest = fs::read(newest).context("the site has no loader: cargo xtask dist")?;
        let Newest { url, integrity } = serde_json::from_slice(&newest)?;
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("port {port} is taken"))?;
        Ok(Self {
            listener,
            folder: workspace.root.join(PAGES),
            values: [
                ("{{opora}}", opora.to_owned()),
                (LOADER, url),
                ("{{integrity}}", integrity),
            ],
        })
    }

    /// Another name than Opora's, so that it is another site to a browser and not only another origin.
    ///
    /// # Errors
    /// When the system does not tell the port.
    pub fn origin(&self) -> Result<String> {
        Ok(format!(
            "http://localhost:{}",
            self.listener.local_addr()?.port()
        ))
    }

    /// Serves as long as the program runs.
    pub fn serve(self) {
        thread::spawn(move || {
            for stream in self.listener.incoming().flatten() {
                // A browser that goes away amid an answer is nobody's fault.
                let _answered = self.answer(&stream);
            }
        });
    }

    fn answer(&self, mut stream: &TcpStream) -> io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        // The rest of the head has to be read: closed before, the browser would be told of an error.
        while lines
            .next()
            .transpose()?
            .is_some_and(|line| !line.is_empty())
        {}
        let (status, kind, body) = match self.page(&first) {
            Some((kind, body)) => ("200 OK", kind, body),
            None => ("404 Not Found", "text/plain", String::new()),
        };
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\ncontent-type: {kind}; charset=utf-8\r\ncontent-length: {length}\r\n\
             cache-control: no-store\r\nconnection: close\r\n\r\n{body}"
        )
    }

    /// Type and content of the page that a request asks for.
    fn page(&self, request: &str) -> Option<(&'static str, String)> {
        let address = request.strip_prefix("GET /")?.split(' ').next()?;
        let name = match address.split(['?', '#']).next()? {
            "" => INDEX,
            name => name,
        };
        // One folder, no way out of it.
        let is_name = name
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let kind = match Path::new(name).extension()?.to_str()? {
            "html" => "text/html",
            "js" => "text/javascript",
            "css" => "text/css",
            _ => return None,
        };
        let text = is_name.then(|| fs::read_to_string(self.folder.join(name)).ok())??;
        let is_kept = |line: &&str| !address.ends_with(WITHOUT) || !line.contains(LOADER);
        let lines: Vec<_> = text.lines().filter(is_kept).collect();
        let text = lines.join("\n") + "\n";
        let fill = |text: String, (place, value): &(&str, String)| text.replace(place, value);
        Some((kind, self.values.iter().fold(text, fill)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> Host {
        Host {
            listener: TcpListener::bind("127.0.0.1:0").unwrap(),
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PAGES),
            values: [
                ("{{opora}}", "http://help.example".to_owned()),
                (LOADER, "/embed/embed-1a.js".to_owned()),
                ("{{integrity}}", "sha384-x".to_owned()),
            ],
        }
    }

    #[test]
    fn a_page_names_the_loader_of_this_build() {
        let (kind, page) = host().page("GET / HTTP/1.1").unwrap();
        assert_eq!(kind, "text/html");
        assert!(
            page.contains(r#"src="http://help.example/embed/embed-1a.js" integrity="sha384-x""#)
        );
        assert!(!page.contains("{{"), "{page}");
    }

    #[test]
    fn the_same_page_can_be_had_without_the_loader() {
        let (_, page) = host().page(&format!("GET /{WITHOUT} HTTP/1.1")).unwrap();
        assert!(
            !page.contains("/embed/") && page.contains("<opora-help"),
            "{page}"
        );
    }

    #[test]
    fn nothing_outside_of_its_folder_is_served() {
        for request in [
            "GET /../embedding.md HTTP/1.1",
            "GET /..%2fhost.js HTTP/1.1",
            "GET //etc/passwd HTTP/1.1",
            "POST /index.html HTTP/1.1",
            "GET /ghost.html HTTP/1.1",
        ] {
            assert!(host().page(request).is_none(), "{request}");
        }
        assert!(host().page("GET /host.js?1 HTTP/1.1").is_some());
    }
}

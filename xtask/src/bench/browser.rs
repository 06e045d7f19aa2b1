//! The search in Chromium: compiled as the app is, on the index that `search-eval` wrote.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;
use xshell::cmd;

use crate::progress::Step;
use crate::tool::debian::Browser;
use crate::workspace::Workspace;

/// How long one set may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The compiled search and the browser to run it in.
pub struct Bench {
    folder: PathBuf,
    chrome: PathBuf,
}

impl Bench {
    /// Compiles the search as the app has it.
    ///
    /// # Errors
    /// When it can't be compiled, or there is no Chromium.
    pub fn build(workspace: &Workspace, step: &Step) -> Result<Self> {
        let target = "wasm32-unknown-unknown";
        step.run(cmd!(
            workspace.sh,
            "cargo build --profile app --package opora-search --no-default-features --example browser --target {target}"
        ))?;
        let folder = workspace.work().join("search-browser");
        fs::create_dir_all(&folder)?;
        let compiled = workspace.target.join(target);
        Bindgen::new()
            .input_path(compiled.join("app/examples/browser.wasm"))
            .out_name("engine")
            .web(true)?
            .typescript(false)
            .generate(&folder)?;
        fs::write(
            folder.join("index.html"),
            include_str!("../../asset/bench.html"),
        )?;
        let chrome = Browser::install(workspace, step)?.chrome;
        Ok(Self { folder, chrome })
    }

    /// Where the index and the queries are to be written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Types in the browser: milliseconds `p50` and `p95`, bytes of `memory`.
    ///
    /// # Errors
    /// When the browser does not start, or the page fails or stays silent.
    pub fn measure(&self) -> Result<Value> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let profile = self.folder.join("profile");
        let mut chrome = Command::new(&self.chrome)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("http://{address}/"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let result = self.serve(&listener, &mut chrome);
        let _ = chrome.kill();
        let _ = chrome.wait();
        let result = result?;
        if let Some(error) = result.get("error") {
            bail!("the page failed: {error}");
        }
        Ok(result)
    }

    /// Serves the page until it says what it measured.
    fn serve(&self, listener: &TcpListener, chrome: &mut Child) -> Result<Value> {
        listener.set_nonblocking(true)?;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
                    // The browser opens connections that it then does not need.
                    if let Some(said) = self.answer(stream).unwrap_or_default() {
                        return Ok(serde_json::from_str(&said)?);
                    }
                }
                Err(_) if chrome.try_wait()?.is_some() => bail!("Chromium stopped"),
                Err(_) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        bail!("the page said nothing within {PATIENCE:?}")
    }

    /// Answers one call; what the page posts is given back.
    fn answer(&self, stream: TcpStream) -> Result<Option<String>> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let mut words = line.split(' ');
        let (method, path) = (words.next(), words.next().context("no path")?.to_owned());
        let is_post = method == Some("POST");
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            let Some((name, value)) = header.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let name = path.trim_start_matches('/');
        let name = if name.is_empty() { "index.html" } else { name };
        let found = fs::read(self.folder.join(name)).ok().filter(|_| !is_post);
        let status = if found.is_some() || is_post {
            "200 OK"
        } else {
            "404 Not Found"
        };
        let media_type = match name.rsplit('.').next() {
            Some("html") => "text/html",
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        let content = found.unwrap_or_default();
        // An isolated page has a clock of 5 µs instead of 100.
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nConnection: close\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n",
            content.len()
        );
        let mut stream = reader.into_inner();
        stream.write_all(head.as_bytes())?;
        stream.write_all(&content)?;
        Ok(is_post.then(|| String::from_utf8_lossy(&body).into_owned()))
    }
}

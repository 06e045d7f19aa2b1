//! How fast pages are on a cheap phone: Lighthouse over the built site and the real server, in turn with other sites.

mod host;
mod report;

use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::dist::{self, Mode};
use crate::progress::{Progress, Step};
use crate::server;
use crate::tool::debian::Browser;
use crate::tool::find;
use crate::tool::node::Node;
use crate::workspace::Workspace;
use report::{Limits, Row};

/// The pages, as somebody comes to them by a link.
const PAGES: [(&str, &str, Limits); 4] = [
    ("home", "/", Limits::HOME),
    ("an answer", "/faq/account/reset-password", Limits::PAGE),
    ("a guide", "/guides/password-reset", Limits::PAGE),
    ("a form", "/requests/new/feedback", Limits::PAGE),
];

/// Where the figures are told.
const DOCUMENT: &str = "docs/speed.md";

/// The oldest Node that Lighthouse runs in.
const NODE: u32 = 22;

/// What to look at, and how often.
#[derive(clap::Args)]
pub struct Options {
    /// A page of another site, looked at in the same rounds
    #[arg(long = "peer", value_name = "NAME=URL", value_parser = peer)]
    peers: Vec<(String, String)>,
    /// How often each page is looked at
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Looks at the page of another portal alone
    #[arg(long)]
    host: bool,
}

fn peer(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(_, url)| url.contains("://"));
    let (name, url) = parts.ok_or_else(|| format!("«{text}» is no NAME=URL"))?;
    Ok((name.to_owned(), url.to_owned()))
}

/// One look at one page, as `xtask/asset/lighthouse.mjs` tells it: scores of 100, milliseconds, bytes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Look {
    name: String,
    performance: u32,
    accessibility: u32,
    best_practices: u32,
    seo: u32,
    /// Until the first paint.
    fcp: f64,
    /// Until the largest paint.
    lcp: f64,
    /// How long tasks kept the page from answering.
    tbt: f64,
    /// How far what was painted moved.
    cls: f64,
    bytes: f64,
    /// Rules of the last three scores that did not hold.
    failed: Vec<String>,
}

/// Builds, measures, prints, writes the figures down and judges them.
///
/// # Errors
/// When something can't be built or run, or a figure is beyond its limit.
pub fn lighthouse(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut progress = Progress::new(dist::STEPS + 3);
    dist::build(workspace, Mode::Release, &mut progress)?;
    progress.step("Compile the server", |step| {
        step.run(server::compile(workspace))
    })?;
    let tools = progress.step("Find Lighthouse, install what is missing", |step| {
        Tools::install(workspace, step)
    })?;
    let looks = progress.step("Look at the pages", |step| {
        let server = Server::start(workspace)?;
        let own = PAGES.map(|(name, path, _)| format!("{name}={}{path}", server.url));
        let peers = options
            .peers
            .iter()
            .map(|(name, url)| format!("{name}={url}"));
        let mut pages = host::pages(workspace, &server.url)?;
        if !options.host {
            pages.extend(own.into_iter().chain(peers));
        }
        tools.look(workspace, step, &pages, options.rounds)
    })?;
    let cost = host::Cost::of(&looks);
    let told = cost.table(options.rounds);
    std::io::stdout().write_all(told.as_bytes())?;
    report::write(&workspace.root.join(host::DOCUMENT), &told)?;
    cost.judge()?;
    if options.host {
        return Ok(());
    }
    let own = PAGES.iter().map(|(name, _, limits)| (*name, Some(*limits)));
    let peers = options.peers.iter().map(|(name, _)| (name.as_str(), None));
    let rows: Vec<Row> = own
        .chain(peers)
        .map(|(name, limits)| Row::of(name, limits, &looks))
        .collect();
    let table = report::table(&rows, options.rounds);
    std::io::stdout().write_all(table.as_bytes())?;
    report::write(&workspace.root.join(DOCUMENT), &table)?;
    let broken: Vec<_> = rows.iter().flat_map(Row::broken).collect();
    ensure!(broken.is_empty(), "{}", broken.join("; "));
    Ok(())
}

/// What runs Lighthouse.
struct Tools {
    node: PathBuf,
    packages: PathBuf,
    chrome: PathBuf,
}

impl Tools {
    fn install(workspace: &Workspace, step: &Step) -> Result<Self> {
        let packages = Node::install_from(workspace, step, "xtask/lighthouse", "lighthouse")?;
        let machine = match std::env::consts::ARCH {
            "aarch64" => "arm64",
            _ => "x64",
        };
        let brought = packages.file(format!("node-linux-{machine}/bin/node"));
        let node = match find("node").filter(|node| is_new(node)) {
            Some(node) => node,
            None if brought.is_file() => brought,
            None => bail!("Lighthouse needs Node {NODE} or later"),
        };
        Ok(Self {
            node,
            packages: packages.folder().to_owned(),
            chrome: Browser::install(workspace, step)?.chrome,
        })
    }

    fn look(
        &self,
        workspace: &Workspace,
        step: &Step,
        pages: &[String],
        rounds: usize,
    ) -> Result<Vec<Look>> {
        let mut command = Command::new(&self.node);
        command.arg(workspace.root.join("xtask/asset/lighthouse.mjs"));
        command.arg(&self.packages).arg(&self.chrome);
        command.arg(rounds.to_string()).args(pages);
        let told = step.run(command)?;
        let lines = told.lines().filter(|line| line.starts_with('{'));
        lines
            .map(|line| serde_json::from_str(line).with_context(|| line.to_owned()))
            .collect()
    }
}

/// Whether a Node is as new as Lighthouse wants it.
fn is_new(node: &Path) -> bool {
    let said = Command::new(node).arg("--version").output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let major = said.ok().and_then(|version| {
        let (major, _) = version.trim_start_matches('v').split_once('.')?;
        major.parse::<u32>().ok()
    });
    major.is_some_and(|major| major >= NODE)
}

/// The real server over an empty database; it ends with the measurement.
struct Server {
    url: String,
    process: Child,
}

impl Server {
    fn start(workspace: &Workspace) -> Result<Self> {
        let data = workspace.work().join("lighthouse");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let mut process = server::serve_at(workspace, "127.0.0.1:0", &data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the server does not start")?;
        let output = process.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let address = lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            line.strip_prefix("listening on ").map(str::to_owned)
        });
        // A pipe that nobody reads would stop the server once it is full.
        std::thread::spawn(move || lines.for_each(drop));
        let url = address.context("the server ended before it listened")?;
        Ok(Self { url, process })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

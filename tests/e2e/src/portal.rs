//! The portal a journey visits: the real server on a port of its own, with its own database and files.

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{
    dist::Dist,
    environment,
    http::{self, Reply},
    wait::until,
};

const EMPLOYEE: &str = "Отдел поддержки";
/// The variable with the key of another portal.
pub const PARTNER_KEY: &str = "OPORA_E2E_PARTNER_KEY";

/// A row of the staff's queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub number: String,
    pub subject: String,
    pub status: String,
}

/// A server that can be stopped and started again at the same address with the same data.
pub struct Portal {
    program: PathBuf,
    content: PathBuf,
    dist: Dist,
    /// Whether the service worker is taken off every device.
    takes_worker_off: bool,
    data: TempDir,
    /// What other portals may do; none may anything until there is one.
    partners: Option<PathBuf>,
    /// `127.0.0.1:port`; port 0 until the first start.
    address: String,
    server: Option<Child>,
}

impl Portal {
    /// What an employee signs in with.
    pub const TOKEN: &str = "staff-of-the-journeys";
    /// What the portal of the pages in `docs/embedding/host` signs with.
    const PARTNER_SECRET: &str = "opora-demo-portal-key-not-a-secret";

    /// Starts a server over an empty database, serving `dist`.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn open(dist: Dist) -> Result<Self> {
        let mut portal = Self {
            program: environment::server()?,
            content: environment::content()?,
            dist,
            takes_worker_off: false,
            data: tempfile::Builder::new()
                .prefix("opora-e2e-portal-")
                .tempdir()?,
            partners: None,
            address: "127.0.0.1:0".to_owned(),
            server: None,
        };
        portal.start().await?;
        Ok(portal)
    }

    /// Starts the server, again where it was before.
    ///
    /// # Errors
    /// When it runs already, or does not come up.
    pub async fn start(&mut self) -> Result<()> {
        ensure!(self.server.is_none(), "the server runs already");
        let mut log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())?;
        let mut server = Command::new(&self.program)
            .arg("serve")
            .args(["--listen", &self.address, "--rate-limit", "0"])
            .args(["--staff-token", &format!("{EMPLOYEE}:{}", Self::TOKEN)])
            .arg("--data")
            .arg(self.data.path())
            .arg("--content")
            .arg(&self.content)
            .arg("--dist")
            .arg(self.dist.path())
            .args(self.takes_worker_off.then_some("--worker-off"))
            .args(
                self.partners
                    .iter()
                    .flat_map(|file| [OsStr::new("--portals"), file.as_os_str()]),
            )
            .env(PARTNER_KEY, Self::PARTNER_SECRET)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.try_clone()?)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", self.program.display()))?;
        let output = server.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let listening = loop {
            let Some(line) = lines.next_line().await? else {
                let log = fs::read_to_string(self.log()).unwrap_or_default();
                bail!("the server ended before it listened: {log}");
            };
            if let Some(address) = line.strip_prefix("listening on http://") {
                break address.to_owned();
            }
        };
        // A pipe that nobody reads would stop the server once it is full.
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                // The log is for people; a journey does not depend on it.
                let _written = writeln!(log, "{line}");
            }
        });
        self.address = listening;
        self.server = Some(server);
        let ready = self.url("/readyz");
        until("the server to be ready", async || {
            Ok((http::call(&ready, None, None).await?.status == 200).then_some(()))
        })
        .await
    }

    /// Stops the server at once, as a crash or a power cut does.
    ///
    /// # Errors
    /// When it cannot be stopped.
    pub async fn stop(&mut self) -> Result<()> {
        let mut server = self.server.take().context("the server does not run")?;
        server.kill().await.context("stopping the server")
    }

    /// Deploys another build: the server restarts with it, the old files are gone.
    ///
    /// # Errors
    /// When the server does not come up again.
    pub async fn deploy(&mut self, dist: Dist) -> Result<()> {
        self.stop().await?;
        self.dist = dist;
        self.start().await
    }

    /// Turns the kill switch of the service worker: the server restarts with it.
    ///
    /// # Errors
    /// When the server does not come up again.
    pub async fn take_worker_off(&mut self) -> Result<()> {
        self.stop().await?;
        self.takes_worker_off = true;
        self.start().await
    }

    /// Lets other portals in, as a file of portals says: the server restarts with it.
    ///
    /// # Errors
    /// When the server does not come up again.
    pub async fn admit(&mut self, portals: &str) -> Result<()> {
        self.stop().await?;
        let file = self.data.path().join("portals.toml");
        fs::write(&file, portals)?;
        self.partners = Some(file);
        self.start().await
    }

    /// The folder that is served.
    pub(crate) fn dist(&self) -> &Path {
        self.dist.path()
    }

    /// The address of a page or of an endpoint.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// `127.0.0.1:port`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The server's log.
    pub(crate) fn log(&self) -> PathBuf {
        self.data.path().join("server.log")
    }

    /// A scratch file beside the data.
    pub(crate) fn scratch(&self) -> &Path {
        self.data.path()
    }

    /// Asks for a page as a browser does, without running it.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn ask(&self, path: &str) -> Result<Reply> {
        http::call(&self.url(path), None, None).await
    }

    /// Reads what an access key opens.
    ///
    /// # Errors
    /// When it does not.
    pub async fn reads(&self, path: &str, key: &str) -> Result<Reply> {
        let reply = http::call(&self.url(path), Some(key), None).await?;
        ensure!(reply.status == 200, "{path} answered {reply:?}");
        Ok(reply)
    }

    /// Every request that has reached the staff, oldest first.
    ///
    /// # Errors
    /// When the staff's call fails.
    pub async fn queue(&self) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let mut path = "/api/v1/staff/requests".to_owned();
        loop {
            let page = self.reads(&path, Self::TOKEN).await?.json()?;
            let requests = page.get("requests").and_then(Value::as_array);
            rows.extend(
                requests
                    .context("no requests in the queue")?
                    .iter()
                    .map(row),
            );
            let Some(next) = page.get("next").and_then(Value::as_str) else {
                return Ok(rows);
            };
            path = format!("/api/v1/staff/requests?cursor={next}");
        }
    }

    /// An employee moves a request on, giving a reason and saying what the applicant has to do.
    ///
    /// # Errors
    /// When the staff's call fails.
    pub async fn moves(
        &self,
        number: &str,
        to: &str,
        reason: &str,
        actions: &[&str],
    ) -> Result<()> {
        let actions: Vec<_> = actions
            .iter()
            .map(|text| json!({ "text": text, "due": "2027-03-12" }))
            .collect();
        let step = json!({ "to": to, "reason": reason, "actions": actions });
        self.steps(number, &step).await
    }

    /// An employee makes a step with a body of its own: the next stage of a dispute, documents that were checked.
    ///
    /// # Errors
    /// When the staff's call fails.
    pub async fn steps(&self, number: &str, step: &Value) -> Result<()> {
        let path = format!(
            "/api/v1/staff/requests/{}/transitions",
            number.replace('-', "")
        );
        let reply = http::call(&self.url(&path), Some(Self::TOKEN), Some(step)).await?;
        ensure!(reply.status == 200, "the step {step} answered {reply:?}");
        Ok(())
    }
}

fn row(row: &Value) -> Row {
    let text = |key: &str| {
        let text = row.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    Row {
        number: text("number"),
        subject: text("subject"),
        status: text("status"),
    }
}

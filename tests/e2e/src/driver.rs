//! The program that drives a browser: one process for each, on a free port.

use std::{net::TcpListener, path::Path, process::Stdio};

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::{engine::Engine, environment, http, screen::Screen, wait::until};

/// A running driver; it ends with its browser.
pub struct Driver {
    address: String,
    _process: Child,
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts the driver of a browser; what the browser keeps goes to `profile`, where the driver does not say where.
    pub async fn start(engine: Engine, profile: &Path) -> Result<Self> {
        match engine {
            Engine::Chromium => Self::announced("successfully on port ", chromium()).await,
            Engine::Firefox => Self::announced("Listening on 127.0.0.1:", firefox()).await,
            Engine::Webkit => Self::silent(profile).await,
        }
    }

    /// A driver that finds a free port by itself and says after `words` which.
    async fn announced(words: &str, mut command: Command) -> Result<Self> {
        let mut process = spawn(&mut command)?;
        let output = process.stdout.take().context("a driver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = port(&mut lines, words).await?;
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            _process: process,
            _screen: None,
        })
    }

    /// `WebKitWebDriver` takes a port and says nothing; its browser needs a screen.
    async fn silent(profile: &Path) -> Result<Self> {
        let screen = Screen::open().await?;
        // Free a moment ago: two drivers hardly ever get the same one.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = Command::new(environment::webkit_driver());
        command.arg(format!("--port={port}"));
        command.env("DISPLAY", screen.display());
        for folder in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(folder, profile);
        }
        command.stdout(Stdio::null());
        let process = spawn(&mut command)?;
        let address = format!("http://127.0.0.1:{port}");
        let status = format!("{address}/status");
        until("WebKitWebDriver to listen", async || {
            Ok((http::call(&status, None, None).await?.status == 200).then_some(()))
        })
        .await?;
        Ok(Self {
            address,
            _process: process,
            _screen: Some(screen),
        })
    }

    pub fn address(&self) -> &str {
        &self.address
    }
}

fn chromium() -> Command {
    let mut command = Command::new(environment::driver());
    command.arg("--port=0").stdout(Stdio::piped());
    command
}

fn firefox() -> Command {
    let mut command = Command::new(environment::geckodriver());
    command.arg("--port=0").stdout(Stdio::piped());
    command
}

fn spawn(command: &mut Command) -> Result<Child> {
    command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("starting {:?}", command.as_std().get_program()))
}

async fn port(lines: &mut Lines<BufReader<ChildStdout>>, words: &str) -> Result<String> {
    loop {
        let line = lines
            .next_line()
            .await?
            .context("the driver ended before it listened")?;
        if let Some((_, port)) = line.split_once(words) {
            return Ok(port.trim_end_matches('.').to_owned());
        }
    }
}

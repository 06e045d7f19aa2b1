//! ChromeDriver: one process a journey, on a free port.

use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::environment;

/// A running ChromeDriver; it ends with its journey.
pub struct Driver {
    address: String,
    _process: Child,
}

impl Driver {
    pub async fn start() -> Result<Self> {
        let program = environment::driver();
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let output = process
            .stdout
            .take()
            .context("ChromeDriver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = loop {
            let line = lines
                .next_line()
                .await?
                .context("ChromeDriver ended before it listened")?;
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            _process: process,
        })
    }

    pub fn address(&self) -> &str {
        &self.address
    }
}
